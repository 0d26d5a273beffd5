"""A screen of the program as an SVG document.

It names no font that the reader must have: each run of text is fitted to its cells. Lines and bars
are shapes, so that they meet from row to row as in a terminal.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator
from itertools import groupby

from rich.cells import cell_len
from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

CELL, ROW = 10, 26
"""Width and height of a cell, in units of the picture."""

GROUND = "#15181c"
"""The background for themes that use the terminal's own colours."""

_OWN = "#d6d9de"
_SIXTEEN = {
    "black": GROUND,
    "red": "#b04a4f",
    "green": "#5f9e62",
    "yellow": "#c9a94f",
    "blue": "#4f78b8",
    "magenta": "#8a5fb0",
    "bright_white": "#ffffff",
}
"""The colours of such a terminal, by their ANSI names."""

_MARGIN = 12
_FRAME = "#808080"
"""The frame, 3:1 at least against white and black: a picture looks the same on every page."""

_BASE = 19
"""The baseline, from the top of the row."""

_WIDE, _NARROW = 20, 17.5
"""Font sizes of characters of two cells, and of one."""

_FONTS = (
    "'Noto Sans Mono CJK SC','Noto Sans CJK SC','Source Han Sans SC','PingFang SC',"
    "'Microsoft YaHei',monospace"
)
_LATIN = "Menlo,'DejaVu Sans Mono',Consolas," + _FONTS

_BARS = {
    "▌": (0, 0, 5, ROW),
    "█": (0, 0, CELL, ROW),
    "▁": (0, ROW - 3, CELL, 3),
    "▂": (0, ROW - 6, CELL, 6),
    "▃": (0, ROW - 9, CELL, 9),
    "▄": (0, ROW - 13, CELL, 13),
    "▅": (0, ROW - 16, CELL, 16),
    "▆": (0, ROW - 19, CELL, 19),
    "▇": (0, ROW - 22, CELL, 22),
}
"""The filled part of the cell: left, top, width, height."""

_UP, _DOWN, _LEFT, _RIGHT = (5, 0), (5, ROW), (0, 13), (CELL, 13)
_LINES = {
    "│": (_UP, _DOWN),
    "─": (_LEFT, _RIGHT),
    "╭": (_DOWN, (5, 13), _RIGHT),
    "╮": (_LEFT, (5, 13), _DOWN),
    "╰": (_UP, (5, 13), _RIGHT),
    "╯": (_LEFT, (5, 13), _UP),
    "┃": (_UP, _DOWN),
}
"""The points of the line through the cell."""

_TICKS = {"┤": 1, "┨": 1, "┥": 3, "┫": 3, "╡": 2, "╣": 2}
"""The weight of the tick. The line that it is on is heavy where the glyph is in `_HEAVY`."""

_HEAVY = "┃┨┫╣"


def picture(strips: Iterable[Strip], ground: str) -> str:
    """The rows of a screen as an SVG document, on an opaque background `#rrggbb` with a frame."""
    rows = list(strips)
    width = max(strip.cell_length for strip in rows) * CELL + 2 * _MARGIN
    height = len(rows) * ROW + 2 * _MARGIN
    drawn = "\n".join(part for y, strip in enumerate(rows) for part in _row(strip, y, ground))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}">\n'
        f"<style>text{{font-family:{_FONTS};font-size:{_WIDE}px;white-space:pre}}"
        f".n{{font-family:{_LATIN};font-size:{_NARROW}px}}.b{{font-weight:bold}}</style>\n"
        f'<rect width="{width}" height="{height}" fill="{ground}"/>\n'
        f'<rect x="1" y="1" width="{width - 2}" height="{height - 2}" fill="none" '
        f'stroke="{_FRAME}" stroke-width="2"/>\n'
        f'<g transform="translate({_MARGIN} {_MARGIN})">\n{drawn}\n</g>\n</svg>\n'
    )


def _row(strip: Strip, y: int, ground: str) -> Iterator[str]:
    """One row: backgrounds first, as a glyph may reach over the edge of its cell."""
    letters: list[str] = []
    x = 0
    for segment in strip:
        colour, behind = _colours(segment.style or Style(), ground)
        cells = cell_len(segment.text)
        if behind != ground and cells:
            size = f'width="{cells * CELL}" height="{ROW}"'
            yield f'<rect x="{x * CELL}" y="{y * ROW}" {size} fill="{behind}"/>'
        letters += _letters(segment, x, y, colour)
        x += cells
    yield from letters


def _letters(segment: Segment, x: int, y: int, colour: str) -> Iterator[str]:
    style = segment.style or Style()
    start = x
    for kind, found in groupby(segment.text, _kind):
        text = "".join(found)
        cells = cell_len(text)
        if kind == "shape":
            for at, character in enumerate(text):
                yield _shape(character, (x + at) * CELL, y * ROW, colour)
        elif text.strip():
            classes = " ".join(["n"] * (kind == "narrow") + ["b"] * bool(style.bold))
            yield (
                f'<text x="{x * CELL}" y="{y * ROW + _BASE}" fill="{colour}" '
                f'textLength="{cells * CELL}" lengthAdjust="spacingAndGlyphs"'
                + (f' class="{classes}"' if classes else "")
                + f">{html.escape(text)}</text>"
            )
        x += cells
    for at in range(bool(style.underline or style.underline2) + bool(style.underline2)):
        size = f'width="{(x - start) * CELL}" height="1"'
        yield f'<rect x="{start * CELL}" y="{y * ROW + 22 + 2 * at}" {size} fill="{colour}"/>'


def _kind(character: str) -> str:
    if character in _BARS or character in _LINES or character in _TICKS:
        return "shape"
    return "wide" if cell_len(character) == 2 else "narrow"


def _shape(character: str, x: int, y: int, colour: str) -> str:
    if character in _BARS:
        left, top, width, height = _BARS[character]
        size = f'width="{width}" height="{height}"'
        return f'<rect x="{x + left}" y="{y + top}" {size} fill="{colour}"/>'
    heavy = 3 if character in _HEAVY else 1
    if character in _LINES:
        return _line([(x + dx, y + dy) for dx, dy in _LINES[character]], heavy, colour)
    stem = _line([(x + 5, y), (x + 5, y + ROW)], heavy, colour)
    return stem + _line([(x, y + 13), (x + 5, y + 13)], _TICKS[character] + 1, colour)


def _line(points: list[tuple[int, int]], heavy: int, colour: str) -> str:
    corners = " ".join(f"{x},{y}" for x, y in points)
    return (
        f'<polyline points="{corners}" fill="none" stroke="{colour}" stroke-width="{heavy}" '
        'stroke-linejoin="round"/>'
    )


def _colours(style: Style, ground: str) -> tuple[str, str]:
    """The colours of the text and of its background, both `#rrggbb`."""
    colour, behind = _hex(style.color, _OWN), _hex(style.bgcolor, ground)
    return (behind, colour) if style.reverse else (colour, behind)


def _hex(colour: Color | None, otherwise: str) -> str:
    if colour is None or colour.is_default:
        return otherwise
    return _SIXTEEN.get(colour.name) or colour.get_truecolor().hex
