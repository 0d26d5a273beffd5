"""The overview beside the page, and the overlay on it."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.notebook.colour import Colour
from newsreader.notebook.highlight import Highlight
from newsreader.text.span import Span
from newsreader.tui.page.overlay import HIT, NAME, THUMB, Overlay, Overview

TEXT = "临江" * 40
OFFSETS = st.lists(st.integers(0, len(TEXT)), max_size=8)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 30), OFFSETS, OFFSETS, OFFSETS)
def test_a_mark_is_in_the_row_of_its_place(
    rows: int, highlights: list[int], hits: list[int], names: list[int]
) -> None:
    coloured = [(offset, Colour.RED) for offset in highlights]
    overview = Overview.of(rows, len(TEXT), None, coloured, hits, names)
    expected: dict[int, object] = {overview.row_of(offset): NAME for offset in names}
    expected |= {overview.row_of(offset): Colour.RED for offset in highlights}
    expected |= {overview.row_of(offset): HIT for offset in hits}
    assert dict(overview.marks) == expected


def test_the_thumb_has_at_least_one_row() -> None:
    overview = Overview.of(10, 1_000_000, Span(500_000, 500_001), [], [])
    assert overview.thumb == (5, 6)
    assert overview.at(5) == ("┃", THUMB)
    assert overview.at(4) == ("│", "")


def test_each_kind_of_mark_has_its_own_tick_on_the_screen_and_off_it() -> None:
    marks = {0: HIT, 1: NAME, 2: Colour.RED, 3: HIT, 4: NAME, 5: Colour.RED}
    overview = Overview(8, 80, (3, 7), marks)
    glyphs = [overview.at(row)[0] for row in range(8)]
    assert len(set(glyphs)) == len(glyphs)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 79), st.integers(1, 9)), max_size=12), st.integers(0, 60))
def test_the_overlay_has_what_is_on_the_screen_longest_first(
    places: list[tuple[int, int]], start: int
) -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    spans = [Span(first, min(first + length, len(TEXT))) for first, length in places]
    marks = [Highlight.new(TEXT, span, Colour.BLUE, now) for span in spans]
    shown = Span(start, start + 15)
    overlay = Overlay.over(shown, marks, (), spans, spans)
    on_screen = [span for span in spans if span.overlaps(shown)]
    assert sorted(h.span for h in overlay.highlights) == sorted(on_screen)
    lengths = [len(h.span) for h in overlay.highlights]
    assert lengths == sorted(lengths, reverse=True)
    assert overlay.hits == overlay.lit == tuple(on_screen)
