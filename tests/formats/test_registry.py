"""The registry, and properties that all formats share."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings

from newsreader.errors import FormatError
from newsreader.formats.document import Document, Part
from newsreader.formats.importing import import_entries
from newsreader.formats.losses import losses
from newsreader.formats.registry import (
    FORMATS,
    IMPORTERS,
    Paired,
    Updatable,
    format_named,
    importer_named,
    read_any,
)
from newsreader.notebook.notebook import Notebook
from tests.formats.documents import TEXT, article_of, document, documents, highlight_of


def test_importing_the_registry_imports_no_format() -> None:
    code = (
        "import sys, newsreader.formats.registry as r; list(r.FORMATS); "
        "heavy = ('csv', 'json', 'newsreader.formats.markdown', 'newsreader.formats.html_page'); "
        "sys.exit(' '.join(m for m in heavy if m in sys.modules) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_error_for_an_unknown_name_suggests_the_nearest() -> None:
    with pytest.raises(FormatError, match="markdown"):
        format_named("markdwon")
    with pytest.raises(FormatError, match="readwise"):
        importer_named("zzz")


@pytest.mark.parametrize("name", list(FORMATS))
def test_the_properties_of_a_format_are_consistent(name: str) -> None:
    exporter = FORMATS[name]
    assert exporter.name == name
    assert exporter.label
    assert exporter.suffix.startswith(".")
    assert exporter.includes_entities == (Part.ENTITIES in exporter.keeps)
    assert isinstance(exporter, Updatable) == (name in {"markdown", "obsidian", "org"})
    assert isinstance(exporter, Paired) == (name == "brat")


@pytest.mark.parametrize("name", list(IMPORTERS))
def test_an_importer_raises_for_other_files(name: str) -> None:
    assert IMPORTERS[name].name == name
    assert IMPORTERS[name].label
    for text in ("海东港集团公布。", "{", "[1, 2]", '{"a": {"b": null}}', "[" * 20_000, "a,b\n1,2"):
        with pytest.raises(FormatError):
            IMPORTERS[name].read(text)


@pytest.mark.parametrize("name", [name for name in IMPORTERS if name in FORMATS])
def test_the_format_of_a_file_is_recognized_by_its_content(name: str) -> None:
    assert read_any(FORMATS[name].write(document()))[0] == name


def test_formats_with_entities_read_mentions_back() -> None:
    whole = document()
    for name in ("brat", "doccano"):
        entries = IMPORTERS[name].read(FORMATS[name].write(whole))
        found = {entry.span for entry in entries if entry.kind is not None and entry.found}
        assert found == {span for entity in whole.entities for span in entity.mentions}


@given(whole=documents())
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_writing_any_document_is_deterministic_and_valid_utf8(whole: Document) -> None:
    for name in FORMATS:  # making a document takes far longer than writing it
        written = FORMATS[name].write(whole)
        assert written == FORMATS[name].write(whole), name
        written.encode()
        losses(FORMATS[name], whole)


def test_the_user_is_warned_of_parts_that_a_format_cannot_hold() -> None:
    assert losses(FORMATS["json"], document()) == []
    warnings = losses(FORMATS["spacy"], document())
    assert any("orphan" in sentence for sentence in warnings)
    assert any("2 notes" in sentence for sentence in warnings)
    assert any("whole article" in sentence for sentence in warnings)
    assert any(
        "4 notes are" in sentence for sentence in losses(FORMATS["spacy"], *[document()] * 2)
    )


def test_a_highlight_inside_a_longer_one_is_counted() -> None:
    whole = document()
    inner = highlight_of(whole.article.text, "增长8.6%", 9)
    more = document(notebook=whole.notebook.with_highlights([inner]))
    assert not any("overlaps" in sentence for sentence in losses(FORMATS["conll"], whole))
    assert any("1 highlight is" in sentence for sentence in losses(FORMATS["conll"], more))
    assert not any("overlaps" in sentence for sentence in losses(FORMATS["spacy"], more))


HOSTILE = "\x1b]0;x\x07甲\x9b2J乙\u2028丙"


@pytest.mark.parametrize("name", list(FORMATS))
def test_no_format_has_what_a_terminal_obeys(name: str) -> None:
    article = article_of(f"#{HOSTILE}#\n正文")
    mark = highlight_of(article.text, HOSTILE, 1, note=HOSTILE, tags=(HOSTILE,))
    whole = document(article=article, notebook=Notebook(note=HOSTILE).with_highlights([mark]))
    written = FORMATS[name].write(whole)
    assert not set(written) & set("\x1b\x07\x9b")


@pytest.mark.parametrize("name", list(FORMATS))
def test_an_unknown_time_is_not_written_as_1970(name: str) -> None:
    mark = highlight_of(TEXT, "海东港", 1, created=None, modified=None)
    whole = document(notebook=Notebook().with_highlights([mark]))
    assert "1970" not in FORMATS[name].write(whole)


@pytest.mark.parametrize("name", ["json", "brat", "doccano"])
def test_an_unknown_time_is_still_unknown_when_it_is_read_back(name: str) -> None:
    mark = highlight_of(TEXT, "海东港", 1, created=None, modified=None)
    whole = document(notebook=Notebook().with_highlights([mark]))
    entries = importer_named(name).read(FORMATS[name].write(whole))
    (entry,) = (each for each in entries if each.id == mark.id)
    notebook, _report = import_entries([entry], Notebook(), whole.article, datetime.now(UTC))
    (made,) = notebook.highlights.values()
    assert (made.created, made.modified) == (None, None)
