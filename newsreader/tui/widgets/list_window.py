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


class ListWindow:
    """The rows on the screen. The chosen item is among them, whole if it fits."""

    def __init__(self) -> None:
        self.rows: list[ListRow] = []
        self.bar = Scrollbar()
        self.hidden = 0
        """How many rows of the chosen item do not fit on the screen."""
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

    def lay_out(
        self,
        lines_of: Callable[[int], Sequence[Line]],
        count: int,
        chosen: int,
        height: int,
        columns: int = 1,
    ) -> None:
        """Find the rows, `height` in each of the `columns`; `lines_of` draws the item at an index.

        Only items that may be on the screen are drawn.
        """
        lines, room = cache(lines_of), height * columns
        self._first = min(self._first, chosen)
        self.hidden = max(0, len(lines(chosen)) - room) if count else 0
        if count:
            self._move_to(chosen, lines, count, room)
        rows: list[ListRow] = []
        start = end = float(self._first)
        for index in range(self._first, count):
            of_item = lines(index)
            is_chosen = index == chosen
            new = [ListRow(is_chosen, index, line, at == 0) for at, line in enumerate(of_item)]
            if is_chosen and self._skipped:  # then it is the only one on the screen
                start = end = index + self._skipped / _rows_with_words(of_item)
                new = [row._replace(first=at == 0) for at, row in enumerate(new[self._skipped :])]
            end = min(index + 1, end + (room - len(rows)) / _rows_with_words(of_item))
            rows += new
            if len(rows) >= room:
                break
        self.bar = Scrollbar(height, count, start, end)
        if self.bar.needed:
            rows += [BLANK] * (room - len(rows))
            glyphs = [""] * (room - height) + self.bar.glyphs()
            rows = [row._replace(bar=glyph) for row, glyph in zip(rows, glyphs, strict=False)]
        self.rows = rows

    def _move_to(
        self, chosen: int, lines: Callable[[int], Sequence[Line]], count: int, room: int
    ) -> None:
        """Scroll as little as possible until the chosen item is on the screen."""
        self._first = max(self._first, chosen - room)
        while (
            self._first < chosen
            and sum(len(lines(index)) for index in range(self._first, chosen + 1)) > room
        ):
            self._first += 1
        # No blank rows at the end while there are items above the window.
        last = min(count, self._first + room)
        after = sum(len(lines(index)) for index in range(self._first, last))
        while self._first and (after := after + len(lines(self._first - 1))) <= room:
            self._first -= 1
        self._skipped = max(0, min(self._skipped, self.hidden))


def _rows_with_words(lines: Sequence[Line]) -> int:
    """The rows of an item without the blank ones at its end; at least 1."""
    worded = [n for n, line in enumerate(lines, 1) if any(part.text.strip() for part in line)]
    return worded[-1] if worded else 1
