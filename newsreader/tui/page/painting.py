"""Painting: lays highlights, mentions, hits and the selection over a row as flat runs."""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from rich.cells import cell_len

from newsreader.article.article import Role
from newsreader.entities.kind import Kind
from newsreader.notebook.colour import Colour
from newsreader.text.row import RowCells
from newsreader.text.sanitize import clean, shown
from newsreader.text.span import Span
from newsreader.tui.theme.themes import Palette

NAMES = frozenset({Kind.PER, Kind.ORG, Kind.LOC, Kind.PRODUCT, Kind.WORK, Kind.TICKER})
"""Kinds marked on the page; times and amounts are only listed beside it, to keep it calm."""


class Look(NamedTuple):
    """Everything that decides how a grapheme is drawn."""

    role: Role = Role.BODY
    colour: Colour | None = None
    depth: int = 0
    kind: Kind | None = None
    lit: bool = False
    hit: int = 0
    selected: bool = False
    cursor: bool = False
    folded: bool = False
    edge: bool = False
    """Whether the cursor stands right behind the selection, and is not to look like more of it."""


class Ink(NamedTuple):
    """How letters are drawn; colours as `#rrggbb`, or by the names of the terminal's own."""

    color: str
    bgcolor: str
    bold: bool = False
    underline: bool = False
    underline2: bool = False
    reverse: bool = False


class Run(NamedTuple):
    """A stretch of one row in one look. `cells` is its width."""

    text: str
    look: Look
    cells: int


class Layers(NamedTuple):
    """What lies over the text of one row; the key under which its picture is kept.

    `highlights` are in the order in which they are laid on, the shortest last. `hits` are search
    hits, `current` the one that the cursor is on. `cursor` is a code point, or -1.
    """

    highlights: tuple[tuple[Span, Colour], ...] = ()
    mentions: tuple[tuple[Span, Kind], ...] = ()
    lit: tuple[Span, ...] = ()
    hits: tuple[Span, ...] = ()
    current: Span | None = None
    selection: Span | None = None
    cursor: int = -1


@lru_cache(maxsize=20_000)
def measure(text: str) -> int:
    """Cells of a grapheme as it is painted."""
    return cell_len(shown(text))


def paint(text: str, row: RowCells, role: Role, layers: Layers) -> list[Run]:
    """The runs of one row, blanks between graphemes included, from its first cell to its last."""
    first = row.row.start
    safe = clean(text[first : row.row.end])
    cuts = _cuts(layers)
    look, until = _look(layers, role, first), _next(cuts, first)
    runs: list[Run] = []
    parts: list[str] = []
    begun = at = 0
    for start, end, cell, width in row.clusters:
        if start >= until:
            before, look = look, _look(layers, role, start)
            until = _next(cuts, start)
            _add(runs, parts, before, at - begun)
            parts, begun = [], at
        if cell > at:
            over = _gap_look(layers, role, start)
            _add(runs, parts, look, at - begun)
            _add(runs, [" " * (cell - at)], over, cell - at)
            parts, begun = [], cell
        if width:
            piece = safe[start - first : end - first]
            parts.append((piece if piece.isalnum() else shown(piece)) or " " * width)
        at = cell + width
    _add(runs, parts, look, at - begun)
    return runs


def _add(runs: list[Run], parts: Sequence[str], look: Look, width: int) -> None:
    """Put the parts behind the last run, or into it when they look the same."""
    if not parts:
        return
    text = "".join(parts)
    if runs and runs[-1].look == look:
        last = runs[-1]
        runs[-1] = Run(last.text + text, look, last.cells + width)
    else:
        runs.append(Run(text, look, width))


def ink_of(look: Look, palette: Palette) -> Ink:
    """How `look` is drawn in a theme: colour, and beside it a mark that does without colour."""
    colour, bold, underline = _letters(look, palette)
    bold, twice = bold or look.hit == 2, look.depth > 1
    if palette.own:
        return _own_ink(look, palette, bold=bold, underline=underline)
    if look.cursor:
        return Ink(palette.cursor_text, palette.cursor, bold, False)
    ground = _ground(look, palette)
    if ground != palette.page:
        colour = palette.hit_text if look.hit and not look.selected else palette.text
    return Ink(colour, ground, bold, underline or twice, twice)


def _ground(look: Look, palette: Palette) -> str:
    """The colour behind the letters; what the reader does now lies over what stays."""
    if look.selected:
        return palette.selection
    if look.hit:
        return palette.hit_current if look.hit == 2 else palette.hit
    if look.lit:
        return palette.lit
    return palette.page if look.colour is None else palette.highlights[look.colour]


def _own_ink(look: Look, palette: Palette, *, bold: bool, underline: bool) -> Ink:
    """In the terminal's own colours: a name is underlined where a highlight needs it not.

    The selection is in reverse and underlined, a hit in reverse alone (twice underlined where it
    is highlighted as well).
    """
    colour, ground = palette.text, palette.page
    twice = look.depth > 1
    underline = underline or twice if palette.letters else look.colour is not None
    if look.colour is not None:
        colour = palette.letters.get(look.colour, colour)
        ground = palette.highlights[look.colour]
    over = look.selected or look.edge or bool(look.hit)
    if look.cursor:
        return Ink(colour, ground, True, True, True, not over)
    if look.selected:
        return Ink(colour, ground, False, True, False, True)
    if look.hit:
        marked = look.colour is not None
        return Ink(colour, ground, look.hit == 2, marked, marked, True)
    return Ink(colour, ground, bold or look.lit, underline, twice)


def _letters(look: Look, palette: Palette) -> tuple[str, bool, bool]:
    """Colour, weight and underline of the letters themselves."""
    if look.folded:
        return palette.faint, False, False
    match look.role:
        case Role.TITLE:
            return palette.title, True, False
        case Role.HEADING:
            return palette.heading, True, False
        case Role.METADATA | Role.CAPTION:
            return palette.quiet, False, False
        case Role.FURNITURE:
            return palette.faint, False, False
        case _:
            if look.kind in NAMES:
                return palette.names[look.kind], False, True
            return palette.text, False, False


def _look(layers: Layers, role: Role, offset: int) -> Look:
    over = [colour for span, colour in layers.highlights if offset in span]
    current = layers.current is not None and offset in layers.current
    return Look(
        role,
        over[-1] if over else None,
        len(over),
        next((kind for span, kind in layers.mentions if offset in span), None),
        _inside(layers.lit, offset),
        2 if current else int(_inside(layers.hits, offset)),
        layers.selection is not None and offset in layers.selection,
        offset == layers.cursor,
        edge=offset == layers.cursor and ends_selection(layers),
    )


def ends_selection(layers: Layers) -> bool:
    """Whether the cursor stands right behind what is selected."""
    return layers.selection is not None and layers.cursor == layers.selection.end


def _cuts(layers: Layers) -> list[int]:
    """The code points at which what lies over the text may change, ascending."""
    spans = [span for span, _ in layers.highlights]
    spans += [span for span, _ in layers.mentions]
    spans += [*layers.lit, *layers.hits]
    spans += [span for span in (layers.current, layers.selection) if span is not None]
    cuts = {offset for span in spans for offset in (span.start, span.end)}
    if layers.cursor >= 0:
        cuts |= {layers.cursor, layers.cursor + 1}
    return sorted(cuts)


def _next(cuts: Sequence[int], offset: int) -> int:
    """The first of `cuts` behind `offset`, or one that no offset reaches."""
    at = bisect_right(cuts, offset)
    return cuts[at] if at < len(cuts) else sys.maxsize


def _gap_look(layers: Layers, role: Role, offset: int) -> Look:
    """A blank before a grapheme takes what lies over both of its neighbours, never the cursor."""
    before, after = _look(layers, role, max(0, offset - 1)), _look(layers, role, offset)
    return Look(
        role,
        after.colour if after.colour is before.colour else None,
        min(before.depth, after.depth),
        selected=before.selected and after.selected,
    )


def _inside(spans: Sequence[Span], offset: int) -> bool:
    return any(offset in span for span in spans)
