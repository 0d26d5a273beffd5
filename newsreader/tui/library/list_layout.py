"""The place of the library's list on the screen, and the rows above and below it."""

from __future__ import annotations

from typing import NamedTuple

from rich.cells import cell_len

from newsreader.tui.layout import Layout
from newsreader.tui.library.view_state import Head
from newsreader.tui.page.runs import CellStyle
from newsreader.tui.theme.themes import Palette
from newsreader.tui.widgets.typeset import StyledRow, fitted

_WIDEST = 156
"""Cells of the list at the most, so that the eye can follow a row."""

WIDEST_PROSE = 126
"""Cells of sentences in a list at the most."""

_MARGIN = 2
"""Blank cells beside the list, where it has room."""

_ROOMY = 72
"""Cells of a screen from which the list has margins."""


class ListLayout(NamedTuple):
    """The list on a screen of `width` cells and `height` rows."""

    width: int
    height: int

    @property
    def room(self) -> int:
        """Cells of the list."""
        margins = 2 * _MARGIN if self.width >= _ROOMY else 0
        return max(1, min(_WIDEST, self.width - margins))

    @property
    def words(self) -> int:
        """Cells of the words above and below the list."""
        return self.room - 2

    @property
    def left(self) -> int:
        """Blank cells left of the list."""
        return (self.width - self.room) // 2

    @property
    def top(self) -> int:
        """Blank rows above the list."""
        return Layout.top(self.height)

    def head(self, head: Head, palette: Palette) -> StyledRow:
        """The row above the list: its title, and at the right the files and folders."""
        style = CellStyle(palette.text, palette.lit, reverse=palette.ansi)
        quiet = style._replace(color=palette.quiet)
        title = fitted(head.title, self.words)
        facts = fitted(f"   {head.facts}", self.words - cell_len(title))
        free = self.words - cell_len(title) - cell_len(facts)
        places = fitted(head.places, free - 2) if free > _MARGIN else ""
        return [
            (" " * (self.left + 1), style),
            (title, style._replace(bold=True)),
            (facts, style),
            (" " * (free - cell_len(places)), style),
            (places, quiet),
            (" " * (self.width - self.left - self.room + 1), style),
        ]

    def foot(self, words: str, palette: Palette) -> StyledRow:
        """The row below the list: key hints, or the progress of a scan."""
        line = " " * (self.left + 1) + fitted(words, self.words)
        rest = " " * (self.width - cell_len(line))
        return [(line + rest, CellStyle(palette.quiet, palette.panel, reverse=palette.ansi))]
