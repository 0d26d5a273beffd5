"""A text is cut into pieces that cover it and are never too long."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.recognition.engine import LONGEST, pieces
from newsreader.text.span import Span


def test_sentences_are_pieces_with_their_closing_marks() -> None:
    text = "“走吧。”他说。\n好！"
    assert [p.of(text) for p in pieces(text, Span(0, len(text)))] == [
        "“走吧。”",
        "他说。",
        "\n",
        "好！",
    ]


@settings(max_examples=200, deadline=None)
@given(st.text("字a，。！\n”", max_size=1500), st.integers(0, 50))
def test_pieces_cover_the_span(text: str, start: int) -> None:
    span = Span(min(start, len(text)), len(text))
    cut = list(pieces(text, span))
    assert "".join(piece.of(text) for piece in cut) == span.of(text)
    assert all(0 < len(piece) <= LONGEST for piece in cut)
    assert all("\n" not in piece.of(text).rstrip("\n") for piece in cut)
