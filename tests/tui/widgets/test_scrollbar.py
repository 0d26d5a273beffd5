"""The scrollbar of the lists."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from newsreader.tui.widgets.scrollbar import LINE, MORE_ABOVE, MORE_BELOW, THUMB, Scrollbar


def drawn(rows: int, whole: int, first: int, end: int) -> str:
    return "".join(Scrollbar(rows, whole, first, end).glyphs())


def test_without_hidden_parts_there_is_no_scrollbar() -> None:
    assert drawn(8, 5, 0, 5) == ""
    assert drawn(8, 0, 0, 0) == ""


def test_arrows_are_where_there_is_more() -> None:
    assert drawn(8, 16, 0, 8) == "┃┃┃┃│││↓"
    assert drawn(8, 16, 4, 12) == "↑││┃┃┃│↓"
    assert drawn(8, 16, 8, 16) == "↑│││┃┃┃┃"


def test_a_single_row_is_an_arrow() -> None:
    assert drawn(1, 9, 0, 1) == MORE_BELOW
    assert drawn(1, 9, 8, 9) == MORE_ABOVE


@given(st.integers(3, 60), st.integers(1, 5000), st.data())
def test_the_thumb_moves_with_the_window(rows: int, whole: int, data: st.DataObject) -> None:
    first = data.draw(st.integers(0, whole - 1))
    end = data.draw(st.integers(first + 1, whole))
    bar = Scrollbar(rows, whole, first, end)
    glyphs = bar.glyphs()
    if first == 0 and end == whole:
        assert not bar.needed
        return
    assert (glyphs[0] == MORE_ABOVE) == (first > 0)
    assert (glyphs[-1] == MORE_BELOW) == (end < whole)
    assert THUMB in glyphs
    assert set(glyphs) <= {LINE, THUMB, MORE_ABOVE, MORE_BELOW}
    start, stop = bar.thumb
    assert 0 <= start < stop <= rows
    if end < whole:
        assert Scrollbar(rows, whole, first + 1, end + 1).thumb[0] >= start


@given(st.integers(1, 60), st.integers(1, 5000))
def test_a_click_at_an_end_goes_to_that_end(rows: int, whole: int) -> None:
    bar = Scrollbar(rows, whole, 0, 1)
    assert bar.part_at(0) == 0
    assert rows == 1 or bar.part_at(rows - 1) == whole
