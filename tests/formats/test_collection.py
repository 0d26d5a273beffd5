"""Several articles in one file, read back by programs of others and by the importers."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import html5lib
import orgparse
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from newsreader.formats.belonging import of_article
from newsreader.formats.collection import collection, labels_of, with_own_ids
from newsreader.formats.document import Document, ExportFilter
from newsreader.formats.imported_file import text_of
from newsreader.formats.registry import FORMATS, IMPORTERS, Combinable, Updatable, read_any
from newsreader.notebook.colour import Colour
from newsreader.notebook.notebook import Notebook
from newsreader.settings.settings import CITATIONS
from tests.formats.documents import TEXT, article_of, document, documents, highlight_of
from tests.formats.test_json_format import VALIDATOR

COMBINABLE = [name for name in FORMATS if isinstance(FORMATS[name], Combinable)]


def _two() -> list[Document]:
    """Two articles of one title and one name, with highlights of the same ids."""
    first = document()
    text = TEXT.replace("1.2亿吨", "1.3亿吨")
    article = article_of(text)._replace(title=first.article.title)
    return collection([first, document(article=article)], ["a/x.txt", "b/x.txt"])


def _written(name: str, pieces: list[Document]) -> str:
    form = FORMATS[name]
    assert isinstance(form, Combinable)
    return form.write_all(pieces)


def test_formats_of_one_article_are_those_for_annotation_tools() -> None:
    assert set(FORMATS) - set(COMBINABLE) == {"brat", "spacy", "conll"}


@pytest.mark.parametrize("name", [name for name in COMBINABLE if name not in CITATIONS])
def test_every_article_is_named_and_in_order(name: str) -> None:
    text = _written(name, _two()).replace("\\", "").replace("&#x2F;", "/")
    assert 0 <= text.index("a/x.txt") < text.rindex("b/x.txt")


@pytest.mark.parametrize("name", [name for name in IMPORTERS if name in COMBINABLE])
def test_each_article_gets_its_own_entries_back(name: str) -> None:
    pieces = _two()
    detected, entries = read_any(_written(name, pieces))
    assert detected == name
    for piece in pieces:
        own = of_article(entries, piece.article).own
        if name in ("json", "csv", "tsv", "webannotation"):  # they have the digest of the text
            assert {entry.document for entry in own} == {piece.article.sha256_text}
            assert len([entry for entry in own if entry.quote]) == 4
        assert own


def test_articles_of_one_title_do_not_mix_after_a_change_of_the_text() -> None:
    first = document()
    text = "海东港一季度吞吐量创新高\n\n另一年的报道，数字和说法都不同。\n"
    other = article_of(text)._replace(title=first.article.title)
    mark = highlight_of(text, "数字和说法都不同", 7)
    second = document(article=other, notebook=Notebook().with_highlights([mark]))
    entries = read_any(_written("csv", collection([first, second], ["a/x.txt", "b/x.txt"])))[1]
    changed = article_of(text + "后记。\n")._replace(title=first.article.title)
    assert [entry.quote for entry in of_article(entries, changed).own] == ["数字和说法都不同"]


def test_a_table_that_a_spreadsheet_saved_again_is_read() -> None:
    written = _written("csv", _two()).removeprefix("\ufeff")
    rows = list(csv.reader(io.StringIO(written, newline="")))
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";").writerows([[*row[::-1]] for row in rows])
    name, entries = read_any(text_of(out.getvalue().encode("gb18030")))
    assert name == "csv"
    assert [entry.quote for entry in entries] == [
        excerpt.highlight.quote for piece in _two() for excerpt in piece.all()
    ]
    assert entries[0].tags == ("数字", "待查")


@given(pieces=st.lists(documents(), max_size=3))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_documents_can_be_combined_in_every_format(pieces: list[Document]) -> None:
    named = collection(pieces, [f"{number}.txt" for number in range(len(pieces))])
    for name in COMBINABLE:  # making documents takes far longer than writing them
        written = _written(name, named)
        assert written == _written(name, named), name
        written.encode()


@given(pieces=st.lists(documents(), max_size=3))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_table_has_one_header_and_a_row_for_each_highlight(pieces: list[Document]) -> None:
    labels = [f"{number}.txt" for number in range(len(pieces))]
    written = _written("csv", collection(pieces, labels))
    assert written[0] == "\ufeff"
    assert written[1] != "\ufeff"
    rows = list(csv.DictReader(io.StringIO(written[1:], newline=""), strict=True))
    assert len(rows) == sum(len(piece.all()) for piece in pieces)
    assert [row["file"] for row in rows] == [
        label for label, piece in zip(labels, pieces, strict=True) for _each in piece.all()
    ]


def test_json_is_one_value_with_an_export_for_each_article() -> None:
    found = json.loads(_written("json", _two()))
    assert found["format"] == "newsreader-exports"
    assert [each["article"]["file"] for each in found["exports"]] == ["a/x.txt", "b/x.txt"]
    assert all(VALIDATOR.is_valid(each) for each in found["exports"])


def test_web_annotations_have_ids_of_their_own() -> None:
    first, second = _two()
    same_text = replace(second, article=first.article)
    found = json.loads(_written("webannotation", [first, same_text]))
    items = [item["id"] for each in found for item in each["first"]["items"]]
    assert len(set(items)) == len(items) == 10
    assert len({each["id"] for each in found}) == 2


def test_html_is_one_page_with_ids_that_occur_once() -> None:
    page = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(
        _written("html", _two())
    )
    ids = [element.get("id") for element in page.iter() if element.get("id")]
    assert len(set(ids)) == len(ids)
    links = [element.get("href", "")[1:] for element in page.iter("a")]
    assert set(links) <= set(ids)
    assert len(list(page.iter("article"))) == 2


def test_org_is_one_outline() -> None:
    root = orgparse.loads(_written("org", _two()))
    assert [node.get_property("FILE") for node in root.children] == ["a/x.txt", "b/x.txt"]
    quotes = [node.get_property("ID") for node in root[1:] if node.get_property("ID")]
    assert len(set(quotes)) == len(quotes) == 8


def test_markdown_has_a_heading_for_each_article() -> None:
    tokens = MarkdownIt().parse(_written("markdown", _two()))
    assert sum(token.type == "heading_open" and token.tag == "h1" for token in tokens) == 2


@pytest.mark.parametrize("name", ["markdown", "obsidian", "org"])
def test_an_update_keeps_what_the_user_wrote(name: str) -> None:
    form = FORMATS[name]
    assert isinstance(form, Updatable)
    pieces = _two()
    written = _written(name, pieces)
    assert form.update_all(written, pieces) == written
    edited = written.replace("\n\n", "\n\nmy own words\n\n", 1)
    assert "my own words" in form.update_all(edited, pieces[:1])
    assert form.update_all(form.update_all(written, pieces[:1]), pieces) == written


def test_anki_gets_every_card_of_two_copies() -> None:
    lines = [line for line in _written("anki", _two()).split("\n") if line and line[0] == '"']
    assert len({line.split("\t")[0] for line in lines}) == len(lines) == 8


def test_a_filter_leaves_out_the_note_on_the_article_and_articles_without_a_highlight() -> None:
    red = ExportFilter(colours=frozenset({Colour.RED}))
    none = ExportFilter(tags=frozenset({"no such tag"}))
    assert document().note
    assert not document(filter=red).note
    assert len(collection([document(filter=red)], ["a"])) == 1
    assert collection([document(filter=none)], ["a"]) == []
    assert "港口系列第三篇" not in FORMATS["markdown"].write(document(filter=none))


def test_ids_occur_once_among_copies_and_stay_the_same() -> None:
    once = [[h.id for h in piece.notebook.in_order()] for piece in with_own_ids(_two())]
    assert len({each for ids in once for each in ids}) == 8
    assert once == [[h.id for h in piece.notebook.in_order()] for piece in with_own_ids(_two())]


def test_labels_are_distinct() -> None:
    paths = [Path("n/a/x.txt"), Path("n/b/x.txt"), Path("n/b/../c/y.txt")]
    assert labels_of(paths) == ["a/x.txt", "b/x.txt", "c/y.txt"]

    assert labels_of([Path("n/a.txt")]) == ["a.txt"]
    assert labels_of([]) == []
