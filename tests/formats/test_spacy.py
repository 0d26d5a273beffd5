"""spaCy's JSON: the rules of `Doc.from_json` for tokens and spans."""

from __future__ import annotations

import json

from hypothesis import given, settings

from newsreader.formats.document import Document
from newsreader.formats.spacy import Spacy
from tests.formats.documents import document, documents


def test_mentions_are_entities_and_highlights_a_span_group() -> None:
    whole = json.loads(Spacy().write(document()))
    text = whole["text"]
    assert [(text[e["start"] : e["end"]], e["label"]) for e in whole["ents"]] == [
        ("海东港", "ORG"),
        ("海东港", "ORG"),
        ("周明岚", "PER"),
        ("海东港", "ORG"),
    ]
    assert [span["label"] for span in whole["spans"]["highlights"]] == ["yellow", "green", "red"]


@given(documents())
@settings(max_examples=50, deadline=None)
def test_tokens_cover_the_text_and_every_span_ends_on_them(whole: Document) -> None:
    written = json.loads(Spacy().write(whole))
    text = written["text"]
    starts = {token["start"] for token in written["tokens"]}
    ends = {token["end"] for token in written["tokens"]}
    at = 0
    for token in written["tokens"]:
        gap = text[at : token["start"]]
        assert gap in ("", " ")
        assert token["start"] < token["end"]
        at = token["end"]
    assert text[at:] in ("", " ")
    for span in written["ents"] + written["spans"]["highlights"]:
        assert span["start"] in starts
        assert span["end"] in ends
    last = 0
    for span in written["ents"]:
        assert span["start"] >= last
        last = span["end"]
