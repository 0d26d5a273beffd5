"""doccano's JSON lines, written and read."""

from __future__ import annotations

import json

from hypothesis import given, settings

from newsreader.formats.doccano import Doccano
from newsreader.formats.document import Document
from newsreader.text.span import Span
from tests.formats.documents import document, documents


def test_the_article_is_one_line_with_labelled_spans() -> None:
    (line,) = Doccano().write(document()).splitlines()
    whole = json.loads(line)
    found = [(whole["text"][start:end], name) for start, end, name in whole["label"]]
    assert ("同比增长8.6%", "yellow") in found
    assert ("周明岚", "PER") in found


def test_labels_decide_and_facts_are_kept_for_unchanged_spans() -> None:
    whole = json.loads(Doccano().write(document()))
    whole["label"] = [[0, 3, "green"], *(row for row in whole["label"] if row[2] == "yellow")]
    new, old = Doccano().read(json.dumps(whole))
    assert (new.quote, new.note, new.id) == ("海东港", "", None)
    assert (old.quote, old.note) == ("同比增长8.6%", "核对\n去年同期基数")


def test_an_unknown_label_becomes_a_tag() -> None:
    text = (
        '{"id": 1, "text": "海东港集团", "label": [[0, 3, "论点"]], "Comments": []}\n'
        '{"text": "周明岚", "entities":'
        ' [{"id": 2, "label": "red", "start_offset": 0, "end_offset": 2}]}\n'
    )
    first, second = Doccano().read(text)
    assert (first.quote, first.suffix, first.tags, first.span) == (
        "海东港",
        "集团",
        ("论点",),
        None,
    )
    assert (second.quote, second.colour) == ("周明", "red")


def test_a_span_outside_its_text_is_reported_and_the_others_are_read() -> None:
    outside, inside = Doccano().read('{"text": "甲", "label": [[0, 9, "red"], [0, 1, "red"]]}')
    assert outside.problem
    assert (inside.quote, inside.problem) == ("甲", "")


@given(documents())
@settings(max_examples=40, deadline=None)
def test_a_round_trip_keeps_every_highlight(whole: Document) -> None:
    entries = [entry for entry in Doccano().read(Doccano().write(whole)) if not entry.found]
    highlights = [e.highlight for e in whole.excerpts() if e.highlight.quote.strip()]
    assert len(entries) == len(highlights)
    for entry, highlight in zip(entries, highlights, strict=True):
        assert (entry.id, entry.note, entry.tags) == (
            highlight.id,
            highlight.note,
            highlight.tags,
        )
        assert entry.span == Span(highlight.anchor.start, highlight.anchor.end)
        assert (entry.quote, entry.colour) == (highlight.quote, highlight.colour)
        assert (entry.created, entry.modified) == (highlight.created, highlight.modified)
