"""Overview: one column beside the page: where one is in the article, and where the marks are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from rich.style import Style

from newsreader.notebook.colour import Colour
from newsreader.text.span import Span
from newsreader.tui.theme.themes import Palette

HIT = "hit"
NAME = "name"
THUMB = "thumb"

_LINE = "│┃"
_TICKS = {HIT: "╡╣", NAME: "┤┨"}
_HIGHLIGHT = "┥┫"
"""The line with a tick for each kind of mark: outside of what the screen shows, and within."""


class Overview(NamedTuple):
    """`rows` rows for `length` code points; `thumb` is what the screen shows of them."""

    rows: int
    length: int
    thumb: tuple[int, int] = (0, 0)
    marks: Mapping[int, Colour | str] = MappingProxyType({})

    @classmethod
    def of(
        cls,
        rows: int,
        length: int,
        shown: Span | None,
        highlights: Iterable[tuple[int, Colour]],
        hits: Iterable[int],
        names: Iterable[int] = (),
    ) -> Overview:
        """The overview of the offsets given; a hit is drawn over a highlight, that over a name."""
        blank = cls(rows, length)
        # As in row_of, but thousands of marks at every key leave no time for a call each.
        last, whole = max(0, rows - 1), max(1, length)
        marks: dict[int, Colour | str] = {min(last, at * rows // whole): NAME for at in names}
        marks |= {min(last, at * rows // whole): colour for at, colour in highlights}
        marks |= {min(last, at * rows // whole): HIT for at in hits}
        if shown is None:
            return cls(rows, length, (0, rows), marks)
        first = blank.row_of(shown.start)
        return cls(rows, length, (first, max(first + 1, blank.row_of(shown.end) + 1)), marks)

    def row_of(self, offset: int) -> int:
        """The row that stands for a code point."""
        return min(self.rows - 1, offset * self.rows // max(1, self.length)) if self.rows else 0

    def offset_of(self, row: int) -> int:
        """The first code point that a row stands for."""
        return row * self.length // max(1, self.rows)

    def at(self, row: int) -> tuple[str, Colour | str]:
        """What stands in a row: a glyph, and whose colour it has."""
        inside = self.thumb[0] <= row < self.thumb[1]
        mark = self.marks.get(row, "")
        if mark:
            return _TICKS.get(mark, _HIGHLIGHT)[inside], mark
        return _LINE[inside], THUMB if inside else ""

    @staticmethod
    def style(mark: Colour | str, palette: Palette) -> Style:
        """How a glyph of the overview is drawn."""
        if isinstance(mark, Colour):
            colour = palette.marks[mark]
        else:
            of = {HIT: palette.warning, NAME: palette.accent, THUMB: palette.faint}
            colour = of.get(mark, palette.line)
        return Style(color=colour, bgcolor=palette.page)
