"""Where the rows of a list are on the screen."""

from __future__ import annotations

import pytest

from newsreader.tui.widgets.list_grid import ListGrid

GRIDS = [ListGrid(30, 8, 1), ListGrid(31, 8, 0, 2), ListGrid(50, 5, 1, 3)]


@pytest.mark.parametrize("grid", GRIDS)
def test_the_row_at_the_cell_of_a_row_is_that_row(grid: ListGrid) -> None:
    assert [grid.row_at(*grid.cell_of(at)) for at in range(grid.rows)] == list(range(grid.rows))


@pytest.mark.parametrize("grid", GRIDS)
def test_rows_side_by_side_fill_the_width(grid: ListGrid) -> None:
    for y in range(grid.head, grid.height):
        assert sum(width for _at, width in grid.across(y)) == grid.width


def test_there_is_no_row_in_the_title_and_cells_left_over_are_of_the_last_column() -> None:
    assert ListGrid(30, 8, 1).row_at(3, 0) == -1
    assert ListGrid(31, 8, 0, 2).row_at(30, 2) == 10
