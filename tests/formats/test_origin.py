"""The address of an article and the day its page was saved, in the formats with a place for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from newsreader.formats.document import Document
from newsreader.formats.registry import format_named
from newsreader.notebook.notebook import Notebook
from tests.formats.documents import TEXT, article_of, highlight_of

URL = "https://example.com/1.html"
NOTEBOOK = Notebook().with_highlights([highlight_of(TEXT, "海东港集团")])
ARTICLE = article_of(TEXT)._replace(url=URL, captured=date(2026, 11, 28))


FORMATS = ["markdown", "obsidian", "org", "json", "csv", "tsv"]


@pytest.mark.parametrize("name", [*FORMATS, "html", "readwise", "webannotation"])
def test_the_address_is_exported(name: str) -> None:
    document = Document(ARTICLE, NOTEBOOK)
    assert URL in format_named(name).write(document)
    without = replace(document, article=article_of(TEXT))
    assert "example.com" not in format_named(name).write(without)


@pytest.mark.parametrize("name", FORMATS)
def test_the_day_on_which_the_page_was_saved_is_exported(name: str) -> None:
    assert "2026-11-28" in format_named(name).write(Document(ARTICLE, NOTEBOOK))


def test_an_address_with_marks_of_org_is_kept() -> None:
    article = ARTICLE._replace(url="https://example.com/[[a]]?b=<2026>")
    text = format_named("org").write(Document(article, NOTEBOOK))
    assert "#+property: URL https://example.com/[[a]]?b=<2026>\n" in text
