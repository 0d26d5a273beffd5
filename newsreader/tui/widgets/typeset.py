"""Text from outside as rows of a given width, and rows of a list with their styles."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from rich.cells import cell_len

from newsreader.text.graphemes import clusters
from newsreader.text.linebreak import wrap
from newsreader.text.row import Setting, cells
from newsreader.text.sanitize import clean, clean_line, shown
from newsreader.text.span import Span
from newsreader.tui.page.runs import CellStyle, measure
from newsreader.tui.theme.themes import Palette
from newsreader.tui.widgets.scrollbar import LINE, THUMB

ELLIPSIS = "…"
SEPARATOR = " · "
"""What is between the parts of a row."""

_LIST_COLUMNS = 3
"""Cells of a list beside its text: the mark, a blank and the scrollbar."""

_MOST_CHARACTERS = 4000
"""Code points of one text that are shown in a side pane."""


class StyledText(NamedTuple):
    """A part of a row. The text must be sanitized. Without a colour it has that of text.

    `ground` is the colour behind it, if not that of the row.
    """

    text: str
    colour: str = ""
    bold: bool = False
    underline: bool = False
    ground: str = ""


Line = Sequence[StyledText]
StyledRow = list[tuple[str, CellStyle]]
"""The parts of a row as they are painted."""


def rows_of(text: str, width: int, most: int = 0, characters: int = _MOST_CHARACTERS) -> list[str]:
    """`text`, sanitized, in rows of at most `width` cells; line breaks are kept.

    At most `most` rows if that is not 0; an ellipsis is where text is left out. Only the first
    `characters` code points are shown.
    """
    setting = Setting(max(4, width))
    rows: list[str] = []
    for line in clean(text[:characters]).split("\n"):
        span = Span(0, len(line))
        rows += [
            cells(line, row, setting, measure).painted(line)
            for row in wrap(line, span, setting, measure)
        ]
        if most and len(rows) > most:
            break
    if most and len(rows) > most:
        rows = [*rows[: most - 1], fitted(rows[most - 1] + ELLIPSIS * 2, width, always=True)]
    return [row.rstrip() for row in rows]


@lru_cache(maxsize=512)
def fitted(text: str, width: int, *, always: bool = False) -> str:
    """`text`, sanitized, on one line of at most `width` cells, cut off with an ellipsis.

    With `always` the ellipsis is there even if nothing is cut off.
    """
    bare = clean_line(text[:_MOST_CHARACTERS])
    line = "".join(shown(bare[start:end]) for start, end in clusters(bare))
    if not always and cell_len(line) <= width:
        return line
    room, kept = width - 1, ""
    line = line.rstrip(ELLIPSIS)
    for start, end in clusters(line):
        room -= measure(line[start:end])
        if room < 0:
            break
        kept += line[start:end]
    return kept + ELLIPSIS if width > 0 else ""


def fitting(parts: Sequence[str], room: int, kept: int = 0, *, always: Sequence[str] = ()) -> str:
    """The parts in one row of `room` cells, whole ones only; `always` stay, at its end.

    The last are left out first; of the first `kept`, which stay longest, the first is. Without a
    size (`room` below 1) all are there.
    """
    left = list(parts)
    while left and 0 < room < cell_len(SEPARATOR.join([*left, *always])):
        left.pop(-1 if len(left) > kept else 0)
    return SEPARATOR.join([*left, *always])


def filled(text: str, width: int) -> str:
    """`text` on one line of exactly `width` cells."""
    line = fitted(text, width)
    return line + " " * (width - cell_len(line))


def text_width(width: int) -> int:
    """Cells for the text of a list that is `width` cells wide: less mark, blank and scrollbar."""
    return max(1, width - _LIST_COLUMNS)


def width_for(text: int) -> int:
    """The width of a list whose items have `text` cells."""
    return text + _LIST_COLUMNS


def styled_row(
    line: Line, width: int, palette: Palette, *, chosen: bool, first: bool = True, bar: str = ""
) -> StyledRow:
    """A row of a list, at least `width` cells wide; `bar` is the scrollbar's glyph in it.

    In the terminal's own colours the `first` row of the chosen item is in reverse.
    """
    reverse = chosen and first and palette.ansi
    ground = palette.lit if chosen else palette.panel
    row = [("▌" if chosen else " ", CellStyle(palette.accent, ground))]
    for text, colour, bold, underline, behind in line:
        shade = behind or ground
        style = CellStyle(colour or palette.text, shade, bold, underline, reverse=reverse)
        row.append((text, style))
    rest = width - len(bar) - sum(cell_len(text) for text, _style in row)
    row.append((" " * max(0, rest), CellStyle(palette.text, ground, reverse=reverse)))
    if bar:
        row.append((bar, CellStyle(_bar_colour(bar, palette), palette.panel)))
    return row


def _bar_colour(glyph: str, palette: Palette) -> str:
    return {LINE: palette.line, THUMB: palette.quiet}.get(glyph, palette.accent)
