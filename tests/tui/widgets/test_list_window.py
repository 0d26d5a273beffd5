"""Which rows of a list are on the screen."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from newsreader.tui.widgets.list_window import ListItems, ListWindow
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
    window.lay_out(ListItems(of_height(2), 10, 7), chosen)
    assert [row.item for row in window.rows if row.chosen] == [chosen, chosen]


def test_the_window_moves_only_as_far_as_necessary() -> None:
    window = ListWindow()
    for chosen in (0, 5, 3):
        window.lay_out(ListItems(of_height(1), 10, 4), chosen)
    assert shown(window) == ["2.0", "3.0", "4.0", "5.0"]


def test_no_rows_are_blank_at_the_end_while_there_are_items_above() -> None:
    window = ListWindow()
    window.lay_out(ListItems(of_height(1), 10, 4), 9)
    window.lay_out(ListItems(of_height(1), 10, 8), 9)
    assert shown(window) == [f"{index}.0" for index in range(2, 10)]


def test_an_item_that_is_too_high_is_scrolled() -> None:
    window = ListWindow()
    window.lay_out(ListItems(of_height(6), 2, 4), 0)
    assert window.scroll(1)
    window.lay_out(ListItems(of_height(6), 2, 4), 0)
    assert shown(window) == ["0.1", "0.2", "0.3", "0.4"]
    assert [row.first for row in window.rows] == [True, False, False, False]
    assert window.scroll(5)
    assert not window.scroll(1)


def test_only_items_that_may_be_on_the_screen_are_drawn() -> None:
    drawn: set[int] = set()

    def lines(index: int) -> list[Line]:
        drawn.add(index)
        return of_height(1)(index)

    ListWindow().lay_out(ListItems(lines, 100_000, 10), 50_000)
    assert len(drawn) < 50


def test_the_scrollbar_is_beside_the_last_column() -> None:
    window = ListWindow()
    window.lay_out(ListItems(of_height(1), 10, 3, columns=2), 0)
    assert shown(window) == [f"{index}.0" for index in range(6)]
    assert [bool(row.bar) for row in window.rows] == [False] * 3 + [True] * 3


def test_an_item_is_not_split_between_two_columns() -> None:
    window = ListWindow()
    window.lay_out(ListItems(of_height(2), 10, 5, columns=2), 0)
    assert shown(window)[:5] == ["0.0", "0.1", "1.0", "1.1", ""]
    assert shown(window)[5:] == ["2.0", "2.1", "3.0", "3.1", ""]


def test_a_heading_is_in_the_column_of_the_item_below_it() -> None:
    window = ListWindow()
    window.lay_out(ListItems(of_height(1), 10, 4, 2, is_heading=lambda index: index in (3, 6)), 0)
    assert shown(window) == ["0.0", "1.0", "2.0", "", "3.0", "4.0", "5.0", ""]


def test_an_item_higher_than_a_column_goes_on_in_the_next_one() -> None:
    window = ListWindow()
    window.lay_out(ListItems(of_height(5), 2, 3, columns=2), 0)
    assert shown(window) == ["0.0", "0.1", "0.2", "0.3", "0.4", "1.0"]


@pytest.mark.parametrize("columns", [1, 2, 3])
def test_paging_shows_every_item_and_never_splits_the_chosen_one(columns: int) -> None:
    heights = (1, 3, 2, 1, 2, 3, 3, 1)
    window, chosen, seen = ListWindow(), 0, set()
    items = ListItems(
        lambda index: of_height(heights[index % 8])(index), 60, 7, columns, lambda i: i % 8 == 3
    )
    while chosen < 60:
        window.lay_out(items, chosen)
        rows = [at for at, row in enumerate(window.rows) if row.chosen]
        assert len(rows) == heights[chosen % 8]
        assert rows[0] // 7 == rows[-1] // 7
        seen |= {row.item for row in window.rows}
        chosen = window.page_from(chosen, 1)
    assert seen - {-1} == set(range(60))
