"""The table of several reprints as a list: a sentence, and which articles have it."""

from __future__ import annotations

from collections.abc import Sequence

from newsreader.compare.reprint_table import Cell, ReprintTable
from newsreader.locale import _
from newsreader.tui.widgets.comparison_list import ComparedList
from newsreader.tui.widgets.item_list import Line, StyledText
from newsreader.tui.widgets.typeset import rows_of

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
"""The articles on the screen, the earliest first."""


class ReprintList(ComparedList):
    """Each sentence with a mark for each article: ● the same, ◐ other words, · missing."""

    def __init__(self) -> None:
        super().__init__()
        self.table: ReprintTable | None = None

    def show_table(self, table: ReprintTable) -> None:
        self.table = table
        self.show([str(number) for number in range(len(table.rows))])

    @property
    def marks(self) -> bool:
        return True

    @property
    def _count(self) -> int:
        return min(len(LETTERS), len(self.table.articles)) if self.table is not None else 0

    def heading(self) -> str:
        words = _("● the same  ◐ other words  · missing")
        return f"{' '.join(LETTERS[: self._count])}   {words}" if self.table is not None else ""

    def stops(self) -> Sequence[int]:
        """The sentences that are not the same everywhere."""
        rows = self.table.rows if self.table is not None else ()
        return [n for n, row in enumerate(rows) if not all(c and c.same for c in row.cells)]

    def go(self, way: int) -> bool:
        found = [stop for stop in self.stops() if (stop - self.chosen) * way > 0]
        if found:
            self.choose(found[0] if way > 0 else found[-1])
        return bool(found)

    def lines_of(self, item: str, width: int, *, chosen: bool) -> list[Line]:
        if self.table is None:
            return []
        row, count = self.table.rows[int(item)], self._count
        marks = " ".join(map(_mark, row.cells[:count]))
        lead, room = 2 * count + 2, max(8, width - 2 * count - 2)
        differs = "·" in marks or "◐" in marks
        colour = "" if differs else self.palette.quiet
        lines: list[Line] = [
            [
                StyledText((marks if not number else "").ljust(lead), self.palette.accent),
                StyledText(words, colour),
            ]
            for number, words in enumerate(rows_of(self.shown(row.text), room, 0 if chosen else 2))
        ]
        if chosen:
            for letter, cell in zip(LETTERS, row.cells, strict=False):
                if cell is not None and not cell.same:
                    lines += [
                        [
                            StyledText(" " * lead),
                            StyledText(f"{letter} " if not n else "  ", self.palette.accent),
                            StyledText(words),
                        ]
                        for n, words in enumerate(rows_of(self.shown(cell.text), room - 2))
                    ]
        return lines


def _mark(cell: Cell | None) -> str:
    return "·" if cell is None else "●" if cell.same else "◐"
