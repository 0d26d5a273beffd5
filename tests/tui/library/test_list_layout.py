"""The rows above and below the list."""

from __future__ import annotations

from hypothesis import given
from hypothesis import settings as options
from hypothesis import strategies as st
from rich.cells import cell_len

from newsreader.tui.library.list_layout import ListLayout
from newsreader.tui.library.view_state import Head
from newsreader.tui.theme.themes import DARK, MONO
from newsreader.tui.widgets.typeset import StyledRow

WORDS = st.text("文章库 abc…·/", max_size=60)


def text(row: StyledRow) -> str:
    return "".join(part for part, _style in row)


@options(max_examples=100, deadline=None)
@given(st.integers(4, 300), st.integers(1, 90), WORDS, WORDS, WORDS)
def test_rows_fill_the_screen(width: int, height: int, title: str, facts: str, where: str) -> None:
    layout = ListLayout(width, height)
    assert layout.left + layout.room <= width
    assert cell_len(text(layout.head(Head(title, facts, where), DARK))) == width
    assert cell_len(text(layout.foot(facts, DARK))) == width


def test_on_a_wide_screen_the_list_is_not_as_wide() -> None:
    assert ListLayout(40, 12).room == 40
    assert ListLayout(160, 45).room == 156  # tables have all of it
    assert ListLayout(240, 60).room < 160
    assert ListLayout(240, 60).left > 40


def test_without_colour_the_rows_are_in_reverse() -> None:
    layout = ListLayout(80, 24)
    assert all(style.reverse for _part, style in layout.head(Head("a", "b", "c"), MONO))
    assert all(style.reverse for _part, style in layout.foot("a", MONO))
