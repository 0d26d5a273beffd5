"""Which rows of a list are on the screen, and where its scrollbar is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

from newsreader.tui.widgets.scrollbar import Scrollbar
from newsreader.tui.widgets.typeset import Line


class ListRow(NamedTuple):
    """A row on the screen: a line of the item with index `item` (-1 for none)."""

    chosen: bool
    item: int
    line: Line
    first: bool = True
    bar: str = ""
    """The glyph of the scrollbar in this row."""


BLANK = ListRow(chosen=False, item=-1, line=())


class ListItems(NamedTuple):
    """The items of a list in `columns` of `height` rows; `lines_of` draws the one at an index.

    In more than one column an item is never split, and `is_heading` keeps one with the next.
    """

    lines_of: Callable[[int], Sequence[Line]]
    length: int
    height: int
    columns: int = 1
    is_heading: Callable[[int], bool] = lambda _index: False

    @property
    def room(self) -> int:
        """Rows on the screen."""
        return self.height * self.columns

    def gap(self, index: int, at: int) -> int:
        """Blank rows from row `at` to the end of its column if the item has no room there."""
        left = -at % self.height
        if self.columns == 1 or not left:
            return 0
        rows = len(self.lines_of(index))
        while self.is_heading(index) and index + 1 < self.length:
            index += 1
            rows += len(self.lines_of(index))
        return left if left < rows <= self.height else 0

    def fit(self, first: int, last: int) -> bool:
        """Whether the items from `first` to `last` are on the screen together."""
        at = 0
        for index in range(first, last + 1):
            at += self.gap(index, at) + len(self.lines_of(index))
            if at > self.room:
                return False
        return True


class ListWindow:
    """The rows on the screen. The chosen item is among them, whole if it fits."""

    def __init__(self) -> None:
        self.rows: list[ListRow] = []
        self.bar = Scrollbar()
        self.hidden = 0
        """How many rows of the chosen item do not fit on the screen."""
        self._items = ListItems(lambda _index: (), 0, 1)
        self._first = 0
        """The index of the first item on the screen."""
        self._skipped = 0
        """Rows at the top of the chosen item that are scrolled away; it is too high then."""

    def start(self) -> None:
        """Begin at the first item, before the rows are laid out again."""
        self._first = 0

    def start_item(self) -> None:
        """Begin at the first row of the chosen item, because that is another one."""
        self._skipped = 0

    def scroll(self, rows: int) -> bool:
        """Scroll the chosen item before the rows are laid out again; False if that was all."""
        skipped = max(0, min(self._skipped + rows, self.hidden))
        moved, self._skipped = skipped != self._skipped, skipped
        return moved

    def page_from(self, chosen: int, direction: int) -> int:
        """The last item below (1) or above (-1) that fits on the screen with `chosen`."""
        at = chosen + direction
        while 0 <= at + direction < self._items.length:
            if not self._items.fit(*sorted((chosen, at + direction))):
                break
            at += direction
        return at

    def lay_out(self, items: ListItems, chosen: int) -> None:
        """Find the rows. Only items that may be on the screen are drawn."""
        items = self._items = items._replace(lines_of=cache(items.lines_of))
        room = items.room
        self._first = min(self._first, chosen)
        self.hidden = max(0, len(items.lines_of(chosen)) - room) if items.length else 0
        if items.length:
            self._move_to(chosen)
        rows: list[ListRow] = []
        start = end = float(self._first)
        for index in range(self._first, items.length):
            rows += [BLANK] * items.gap(index, len(rows))
            if len(rows) >= room:
                break
            of_item = items.lines_of(index)
            is_chosen = index == chosen
            new = [ListRow(is_chosen, index, line, at == 0) for at, line in enumerate(of_item)]
            if is_chosen and self._skipped:  # then it is the only one on the screen
                start = end = index + self._skipped / _rows_with_words(of_item)
                new = [row._replace(first=at == 0) for at, row in enumerate(new[self._skipped :])]
            end = min(index + 1, end + (room - len(rows)) / _rows_with_words(of_item))
            rows += new
        self.bar = Scrollbar(items.height, items.length, start, end)
        if self.bar.needed:
            rows += [BLANK] * (room - len(rows))
            glyphs = [""] * (room - items.height) + self.bar.glyphs()
            rows = [row._replace(bar=glyph) for row, glyph in zip(rows, glyphs, strict=False)]
        self.rows = rows

    def _move_to(self, chosen: int) -> None:
        """Scroll as little as possible until the chosen item is on the screen."""
        items = self._items
        self._first = max(self._first, chosen - items.room)
        while self._first < chosen and not items.fit(self._first, chosen):
            self._first += 1
        # No blank rows at the end while there are items above the window.
        while self._first and items.fit(self._first - 1, items.length - 1):
            self._first -= 1
        self._skipped = max(0, min(self._skipped, self.hidden))


def _rows_with_words(lines: Sequence[Line]) -> int:
    """The rows of an item without the blank ones at its end; at least 1."""
    worded = [n for n, line in enumerate(lines, 1) if any(part.text.strip() for part in line)]
    return worded[-1] if worded else 1
