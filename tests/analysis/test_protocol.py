"""Messages are the same after encoding and decoding."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.analysis.protocol import (
    CHUNK,
    article_request,
    decode_line,
    decode_mentions,
    encode_line,
    encode_mentions,
)
from newsreader.entities.entity import Mention
from newsreader.entities.kind import Kind
from newsreader.text.span import Span


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters()))
def test_any_text_is_one_line(text: str) -> None:
    line = encode_line({"text": text})
    assert line.count(b"\n") == 1
    assert decode_line(line) == {"text": text}


def test_lone_surrogates_pass() -> None:
    assert decode_line(encode_line({"text": "\ud800"})) == {"text": "\ud800"}


@pytest.mark.parametrize("line", [b"", b"nonsense", b"[1]", b"\xff\xff"])
def test_an_invalid_line_is_refused(line: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        decode_line(line)


def test_mentions_are_the_same_after_a_round_trip() -> None:
    mentions = (Mention(Span(1, 3), Kind.PER), Mention(Span(4, 9), Kind.ORG, "COMPANY"))
    assert decode_mentions(encode_mentions(mentions)) == mentions


def test_no_line_holds_more_than_a_piece_of_a_long_text() -> None:
    text = "字" * (2 * CHUNK + 5)
    lines = [
        decode_line(line) for line in article_request("f", text, [Span(0, len(text))] * 10_000)
    ]
    assert "".join(str(line["text"]) for line in lines if line["do"] == "text") == text
    assert max(len(str(line.get("text", ""))) for line in lines) == CHUNK
    rows = [line["rows"] for line in lines if line["do"] == "paragraphs"]
    assert sum(len(r) for r in rows if isinstance(r, list)) == 10_000
