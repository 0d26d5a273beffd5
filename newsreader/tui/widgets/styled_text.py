"""Piece: some text of a list's row, and the colours in which the row is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len

from newsreader.tui.page.runs import CellStyle
from newsreader.tui.theme.themes import Palette
from newsreader.tui.widgets.scrollbar import LINE, THUMB


class StyledText(NamedTuple):
    """Some text of a row, safe to show, and how it is drawn."""

    text: str
    colour: str = ""
    bold: bool = False
    underline: bool = False


Line = Sequence[StyledText]


def room_for_words(width: int) -> int:
    """Cells of an item's words in a list of `width`: its mark, a blank and the scrollbar aside."""
    return max(1, width - 3)


def inked(
    line: Line, width: int, palette: Palette, *, on: bool, first: bool = True, bar: str = ""
) -> list[tuple[str, CellStyle]]:
    """A row of `width` cells or more, and how each part of it is drawn; `on` where it is chosen.

    In the terminal's own colours the `first` row of what is chosen is in reverse. `bar` is what
    the scrollbar has in the row.
    """
    reverse = on and first and palette.ansi
    ground = palette.lit if on else palette.panel
    found = [("▌" if on else " ", CellStyle(palette.accent, ground))]
    for text, colour, bold, underline in line:
        style = CellStyle(colour or palette.text, ground, bold, underline, reverse=reverse)
        found.append((text, style))
    rest = width - len(bar) - sum(cell_len(text) for text, _style in found)
    found.append((" " * max(0, rest), CellStyle(palette.text, ground, reverse=reverse)))
    if bar:
        found.append((bar, CellStyle(_bar_colour(bar, palette), palette.panel)))
    return found


def _bar_colour(glyph: str, palette: Palette) -> str:
    return {LINE: palette.line, THUMB: palette.quiet}.get(glyph, palette.accent)
