"""Where the rows of a list are on the screen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from textual.geometry import Offset

from newsreader.tui.widgets.typeset import text_width


class ListGrid(NamedTuple):
    """A list of `width` by `height` cells: rows of items in `columns`, below `head` rows.

    Rows are counted down the first column, and on from the top of the next one.
    """

    width: int
    height: int
    head: int
    columns: int = 1

    @property
    def column_width(self) -> int:
        return self.width // self.columns

    @property
    def column_rows(self) -> int:
        return max(1, self.height - self.head)

    @property
    def rows(self) -> int:
        """Rows of items on the screen, in all columns."""
        return self.column_rows * self.columns

    @property
    def room(self) -> int:
        """Cells for the text of an item."""
        return text_width(self.column_width)

    def cell_of(self, at: int) -> Offset:
        """The first cell of row `at`."""
        column, y = divmod(at, self.column_rows)
        return Offset(column * self.column_width, self.head + y)

    def row_at(self, x: int, y: int) -> int:
        """The row at a cell; -1 above the items."""
        column = min(self.columns - 1, x // max(1, self.column_width))
        return column * self.column_rows + y - self.head if y >= self.head else -1

    def across(self, y: int) -> Iterator[tuple[int, int]]:
        """The rows side by side at `y`, each with its width; the last takes the cells left over."""
        for column in range(self.columns):
            last = column == self.columns - 1
            width = self.width - column * self.column_width if last else self.column_width
            yield y - self.head + column * self.column_rows, width
