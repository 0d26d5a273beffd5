"""The scrollbar of a list: one column of glyphs."""

from __future__ import annotations

from typing import NamedTuple

LINE, THUMB, MORE_ABOVE, MORE_BELOW = "│┃↑↓"


class Scrollbar(NamedTuple):
    """`rows` rows for `whole` parts (of any unit); those from `first` to `end` are on the screen.

    An arrow at an end says that there is more. It is visible without colours.
    """

    rows: int = 0
    whole: float = 0
    first: float = 0
    end: float = 0

    @property
    def needed(self) -> bool:
        """Whether any part is not on the screen."""
        return self.rows > 0 and (self.first > 0 or self.end < self.whole)

    @property
    def thumb(self) -> tuple[int, int]:
        """The first row of the thumb, and the row after it. It never covers an arrow."""
        above, below = int(self.first > 0), int(self.end < self.whole)
        room = self.rows - above - below
        if room < 1:
            return 0, 0
        length = min(room, max(1, round(room * (self.end - self.first) / max(1, self.whole))))
        hidden = max(1, self.whole - (self.end - self.first))
        first = above + min(room - length, round((room - length) * self.first / hidden))
        return first, first + length

    def at(self, row: int) -> str:
        """The glyph in a row; "" if no scrollbar is needed."""
        if not self.needed:
            return ""
        if row == self.rows - 1 and self.end < self.whole:
            return MORE_BELOW
        if row == 0 and self.first > 0:
            return MORE_ABOVE
        first, end = self.thumb
        return THUMB if first <= row < end else LINE

    def glyphs(self) -> list[str]:
        """The glyphs of all rows."""
        return [self.at(row) for row in range(self.rows)]

    def part_at(self, row: int) -> int:
        """The part to go to when a row is clicked."""
        return int(max(0, min(row, self.rows - 1)) * self.whole / max(1, self.rows - 1))
