"""W3C Web Annotations, written and read."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings

from newsreader.errors import FormatError
from newsreader.formats.document import Document
from newsreader.formats.webannotation import WebAnnotation
from newsreader.notebook.colour import Colour
from newsreader.notebook.highlight import HighlightState
from newsreader.notebook.notebook import Bookmark
from newsreader.text.span import Span
from tests.formats.documents import document, documents


def test_a_highlight_is_an_annotation_with_quote_and_position() -> None:
    written = json.loads(WebAnnotation().write(document()))
    assert written["type"] == "AnnotationCollection"
    first = written["first"]["items"][0]
    assert first["id"] == "urn:uuid:00000000-0000-0000-0000-000000000001"
    assert first["motivation"] == "commenting"
    assert first["created"] == "2026-11-22T09:30:00+08:00"
    quote, position = first["target"]["selector"]
    assert quote["exact"] == "同比增长8.6%"
    assert document().article.text[position["start"] : position["end"]] == "同比增长8.6%"
    assert written["total"] == len(written["first"]["items"]) == 5


def test_bookmarks_are_written_and_not_read_as_highlights() -> None:
    whole = document()
    marked = whole.notebook.with_bookmark(Bookmark("a", 7))
    text = WebAnnotation().write(document(notebook=marked))
    assert '"bookmarking"' in text
    assert len(WebAnnotation().read(text)) == 5


@given(documents())
@settings(max_examples=40, deadline=None)
def test_a_round_trip_keeps_every_highlight(whole: Document) -> None:
    text = WebAnnotation().write(whole)
    entries = [entry for entry in WebAnnotation().read(text) if entry.quote] if whole.all() else []
    highlights = [excerpt.highlight for excerpt in whole.all()]
    assert len(entries) == len(highlights)
    for entry, highlight in zip(entries, highlights, strict=True):
        assert entry.id == highlight.id
        assert entry.span == (None if highlight.state is HighlightState.ORPHAN else highlight.span)
        assert (entry.quote, entry.note) == (highlight.quote, highlight.note)
        assert (entry.prefix, entry.suffix) == (highlight.anchor.prefix, highlight.anchor.suffix)
        assert (entry.colour, entry.tags) == (highlight.colour, highlight.tags)
        assert (entry.created, entry.modified) == (highlight.created, highlight.modified)


def test_forms_that_other_programs_write_are_read() -> None:
    text = json.dumps(
        [
            {"type": "Annotation", "bodyValue": "全文", "target": "http://example.org/"},
            {
                "type": ["Annotation"],
                "id": "http://example.org/1",
                "motivation": "tagging",
                "body": {"type": "TextualBody", "value": "港口"},
                "target": [
                    {
                        "source": "http://example.org/",
                        "selector": [
                            {"type": "TextPositionSelector", "start": 3, "end": 5},
                            {"type": "TextQuoteSelector", "exact": "航线", "prefix": "外贸"},
                        ],
                    }
                ],
            },
        ]
    )
    page, line = WebAnnotation().read(text)
    assert (page.quote, page.note) == ("", "全文")
    assert (line.quote, line.prefix, line.span) == ("航线", "外贸", Span(3, 5))
    assert (line.tags, line.note, line.id) == (("港口",), "", "http://example.org/1")


def test_nested_selectors_and_several_targets_are_read() -> None:
    inner = {"type": "TextQuoteSelector", "exact": "航线", "refinedBy": {"type": "Other"}}
    place = {"type": "TextPositionSelector", "start": 1, "end": 3}
    text = json.dumps(
        {
            "id": "urn:uuid:1",
            "type": "Annotation",
            "body": [{"type": "Choice", "items": [{"type": "TextualBody", "value": "核对"}]}],
            "target": [
                {"selector": {"type": "FragmentSelector", "refinedBy": [inner, place]}},
                {"selector": {"type": "TextQuoteSelector", "exact": "码头"}},
            ],
        }
    )
    first, second = WebAnnotation().read(text)
    assert (first.quote, first.span, first.note, first.id) == ("航线", None, "核对", "1")
    assert (second.quote, second.note, second.id) == ("码头", "核对", None)


def test_an_unknown_colour_is_ignored() -> None:
    text = (
        '{"type": "Annotation",'
        ' "target": {"selector": {"type": "TextQuoteSelector", "exact": "甲"}},'
        ' "body": [{"value": "chartreuse", "purpose": "classifying"}, {"value": "RED", "purpose":'
        ' "classifying"}]}'
    )
    assert WebAnnotation().read(text)[0].colour is Colour.RED


def test_json_without_an_annotation_is_an_error() -> None:
    with pytest.raises(FormatError, match="no W3C"):
        WebAnnotation().read('{"type": "Note"}')


def test_a_digest_with_other_letters_is_no_digest() -> None:
    annotation = {
        "type": "Annotation",
        "body": "想法",
        "target": {
            "source": "ni:///sha-256;" + "摘" * 43,
            "selector": {"type": "TextQuoteSelector", "exact": "甲乙丙"},
        },
    }
    (entry,) = WebAnnotation().read(json.dumps(annotation))
    assert (entry.quote, entry.document) == ("甲乙丙", "")
