"""Which rows of a list are on the screen."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from newsreader.tui.widgets.list_window import ListWindow
from newsreader.tui.widgets.typeset import Line, StyledText

Drawn = Callable[[int], list[Line]]


def of_height(rows: int) -> Drawn:
    """What draws items of `rows` rows each."""
    return lambda index: [[StyledText(f"{index}.{row}")] for row in range(rows)]


def shown(window: ListWindow) -> list[str]:
    """The words of the rows on the screen."""
    return ["".join(part.text for part in row.line) for row in window.rows]


@pytest.mark.parametrize("chosen", [0, 1, 4, 8, 9])
def test_the_chosen_item_is_whole_on_the_screen(chosen: int) -> None:
    window = ListWindow()
    window.lay_out(of_height(2), 10, chosen, 7)
    assert [row.item for row in window.rows if row.chosen] == [chosen, chosen]


def test_the_window_moves_only_as_far_as_necessary() -> None:
    window = ListWindow()
    for chosen in (0, 5, 3):
        window.lay_out(of_height(1), 10, chosen, 4)
    assert shown(window) == ["2.0", "3.0", "4.0", "5.0"]


def test_no_rows_are_blank_at_the_end_while_there_are_items_above() -> None:
    window = ListWindow()
    window.lay_out(of_height(1), 10, 9, 4)
    window.lay_out(of_height(1), 10, 9, 8)
    assert shown(window) == [f"{index}.0" for index in range(2, 10)]


def test_an_item_that_is_too_high_is_scrolled() -> None:
    window = ListWindow()
    window.lay_out(of_height(6), 2, 0, 4)
    assert window.scroll(1)
    window.lay_out(of_height(6), 2, 0, 4)
    assert shown(window) == ["0.1", "0.2", "0.3", "0.4"]
    assert [row.first for row in window.rows] == [True, False, False, False]
    assert window.scroll(5)
    assert not window.scroll(1)


def test_only_items_that_may_be_on_the_screen_are_drawn() -> None:
    drawn: set[int] = set()

    def lines(index: int) -> list[Line]:
        drawn.add(index)
        return of_height(1)(index)

    ListWindow().lay_out(lines, 100_000, 50_000, 10)
    assert len(drawn) < 50


def test_the_scrollbar_is_beside_the_last_column() -> None:
    window = ListWindow()
    window.lay_out(of_height(1), 10, 0, 3, columns=2)
    assert shown(window) == [f"{index}.0" for index in range(6)]
    assert [bool(row.bar) for row in window.rows] == [False] * 3 + [True] * 3
