"""The gutter of a row: the digit of each highlight that begins there, in four cells."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.notebook.colour import Colour
from newsreader.notebook.highlight import Highlight
from newsreader.text.span import Span
from newsreader.tui.page.overlay import Margin, Overlay
from newsreader.tui.page.painter import Painter
from newsreader.tui.page.viewport import GUTTER, Column
from newsreader.tui.theme.themes import MONO

COLOURS = list(Colour)
PAINTER = Painter(MONO, Column(40, 30))
TEXT = "临江市" * 20


def gutter(letter: str = "", digits: str = "", *, note: bool = False) -> str:
    marked = tuple(COLOURS[int(digit) - 1] for digit in digits)
    margin = Margin(letter, marked, Colour.RED if note else None)
    return PAINTER.blank(margin).text[PAINTER.column.left - GUTTER : PAINTER.column.left]


@pytest.mark.parametrize(
    ("letter", "digits", "note", "expected"),
    [
        ("", "", False, "    "),
        ("", "4", False, " 4  "),
        ("a", "4", True, "a4* "),
        ("", "24", False, " 24 "),
        ("", "24", True, "24* "),
        ("a", "24", True, "a24*"),
        ("", "135", False, "135 "),
        ("a", "135", True, "a1+*"),
        ("", "11223", False, "112+"),
    ],
)
def test_the_gutter_of_a_row(letter: str, digits: str, note: bool, expected: str) -> None:
    assert gutter(letter, digits, note=note) == expected


@given(st.sampled_from(["", "z"]), st.text("12345", max_size=9), st.booleans())
def test_the_gutter_always_has_the_same_width(letter: str, digits: str, note: bool) -> None:
    assert len(gutter(letter, digits, note=note)) == GUTTER


def overlay(shown: Span, *spans: tuple[int, int]) -> Overlay:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    marks: Sequence[Highlight] = [
        Highlight.new(TEXT, Span(*span), colour, now)
        for span, colour in zip(spans, COLOURS, strict=False)
    ]
    return Overlay.over(shown, marks, (), (), ())


def test_highlights_are_in_the_order_of_the_text() -> None:
    over = overlay(Span(0, 30), (5, 6), (1, 9), (12, 15))
    margin = over.margin(Span(0, 10), (), (" ", ""))
    assert margin.marked == (COLOURS[1], COLOURS[0])


def test_a_highlight_from_above_the_screen_counts_for_the_first_row() -> None:
    over = overlay(Span(10, 30), (1, 25))
    assert over.margin(Span(10, 20), (), (" ", "")).marked == (COLOURS[0],)
    assert over.margin(Span(20, 30), (), (" ", "")).marked == ()
