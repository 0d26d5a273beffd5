"""The JSON export, checked against its schema and read back."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings

from newsreader.errors import FormatError
from newsreader.formats.document import Document
from newsreader.formats.json_format import Json
from tests.formats.documents import document, documents

SCHEMA = json.loads(
    (Path(__file__).parents[2] / "docs" / "notebook.schema.json").read_text(encoding="utf-8")
)
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def test_the_schema_is_valid() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@given(documents())
@settings(max_examples=40, deadline=None)
def test_every_export_fits_the_schema(whole: Document) -> None:
    assert list(VALIDATOR.iter_errors(json.loads(Json().write(whole)))) == []


@given(documents())
@settings(max_examples=40, deadline=None)
def test_a_round_trip_keeps_every_highlight(whole: Document) -> None:
    entries = [entry for entry in Json().read(Json().write(whole)) if entry.quote]
    highlights = [excerpt.highlight for excerpt in whole.all()]
    assert [entry.id for entry in entries] == [h.id for h in highlights]
    for entry, highlight in zip(entries, highlights, strict=True):
        assert entry.span == highlight.span
        assert (entry.quote, entry.note) == (highlight.quote, highlight.note)
        assert (entry.prefix, entry.suffix) == (highlight.anchor.prefix, highlight.anchor.suffix)
        assert (entry.colour, entry.tags) == (highlight.colour, highlight.tags)
        assert (entry.created, entry.modified) == (highlight.created, highlight.modified)


def test_the_note_on_the_whole_article_comes_back_without_a_quote() -> None:
    first = Json().read(Json().write(document()))[0]
    assert (first.quote, first.note) == ("", "港口系列第三篇")


def test_unknown_keys_and_earlier_anchors_are_exported() -> None:
    whole = document()
    first = whole.notebook.shown()[0]
    changed = replace(first, was=first.anchor, extra={"later": {"at": first.created}})
    notebook = replace(
        whole.notebook.with_highlights([changed]),
        entities=({"name": "海东港", "added": first.created},),
        extra={"new": [1]},
    )
    written = json.loads(Json().write(replace(whole, notebook=notebook)))
    VALIDATOR.validate(written)
    assert written["highlights"][0]["was"]["quote"] == "同比增长8.6%"
    assert written["highlights"][0]["extra"] == {"later": {"at": "2026-11-22 09:30:00+08:00"}}
    assert written["corrections"][0]["name"] == "海东港"
    assert written["extra"] == {"new": [1]}


def test_a_newer_schema_is_an_error() -> None:
    with pytest.raises(FormatError, match="newer"):
        Json().read('{"format": "newsreader-export", "schema": 2}')


def test_values_of_the_wrong_type_are_ignored() -> None:
    rows = [1, {"quote": 3}, {"quote": "甲", "start": "x", "colour": 7, "tags": [1], "created": 9}]
    text = json.dumps({"format": "newsreader-export", "schema": 1, "highlights": rows})
    *others, entry = Json().read(text)
    assert all(other.problem for other in others)
    assert (entry.quote, entry.span, entry.colour, entry.tags) == ("甲", None, None, ())


def test_lone_surrogates_never_reach_the_notebook() -> None:
    row = r'{"format": "newsreader-export", "schema": 1, "highlights": [{"quote": "\ud800甲"}]}'
    assert Json().read(row)[0].quote == "\ufffd甲"
