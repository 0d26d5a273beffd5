"""A row of text as runs of one style, with highlights, mentions, hits and the selection."""

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
from newsreader.text.sanitize import shown
from newsreader.text.span import Span
from newsreader.tui.theme.themes import Palette

NAMES = frozenset({Kind.PER, Kind.ORG, Kind.LOC, Kind.PRODUCT, Kind.WORK, Kind.TICKER})
"""Kinds that are marked on the page. Times and amounts are not, to keep it calm."""


class CellState(NamedTuple):
    """Everything that decides how a grapheme is drawn.

    `depth` is the number of highlights over it, `reworded` if one has other words now. `hit` is 1
    in a search hit, 2 in the current one.
    """

    role: Role = Role.BODY
    colour: Colour | None = None
    depth: int = 0
    kind: Kind | None = None
    lit: bool = False
    hit: int = 0
    selected: bool = False
    cursor: bool = False
    folded: bool = False
    reworded: bool = False
    term: bool = False
    """Whether it is in a term of the reader's glossary."""
    edge: bool = False
    """Whether this is the cursor right after the selection, which must not look selected."""


class CellStyle(NamedTuple):
    """How text is drawn; fields as in Rich's Style. Colours are `#rrggbb` or ANSI names."""

    color: str
    bgcolor: str
    bold: bool = False
    underline: bool = False
    underline2: bool = False
    reverse: bool = False


class Run(NamedTuple):
    """Neighbouring text of one row in one state. `cells` is its width."""

    text: str
    state: CellState
    cells: int


class Layers(NamedTuple):
    """What is drawn over the text of one row, in code points.

    `highlights` are in the order in which they are drawn, the shortest last; the words of
    those in `reworded` have changed since they were highlighted. `lit` are the mentions of the
    entity that is lit up, `terms` are those of the reader's glossary. `current` is the search hit
    under the cursor. `cursor` is -1 in other rows.
    """

    highlights: tuple[tuple[Span, Colour], ...] = ()
    mentions: tuple[tuple[Span, Kind], ...] = ()
    lit: tuple[Span, ...] = ()
    hits: tuple[Span, ...] = ()
    current: Span | None = None
    selection: Span | None = None
    cursor: int = -1
    reworded: tuple[Span, ...] = ()
    terms: tuple[Span, ...] = ()


@lru_cache(maxsize=20_000)
def measure(text: str) -> int:
    """The width of a grapheme, in cells, as it is painted."""
    return cell_len(shown(text))


def paint(text: str, row: RowCells, role: Role, layers: Layers) -> list[Run]:
    """The runs of one row from its first cell to its last, with the blanks between graphemes."""
    first = row.row.start
    cuts = _cuts(layers)
    state, until = _state(layers, role, first), _next(cuts, first)
    runs: list[Run] = []
    parts: list[str] = []
    begun = at = 0
    for start, end, cell, width in row.clusters:
        if start >= until:
            before, state = state, _state(layers, role, start)
            until = _next(cuts, start)
            _add(runs, parts, before, at - begun)
            parts, begun = [], at
        if cell > at:
            over = _gap_state(layers, role, start)
            _add(runs, parts, state, at - begun)
            _add(runs, [" " * (cell - at)], over, cell - at)
            parts, begun = [], cell
        if width:
            piece = text[start:end]  # not sanitized before: `shown` is what was measured
            parts.append((piece if piece.isalnum() else shown(piece)) or " " * width)
        at = cell + width
    _add(runs, parts, state, at - begun)
    return runs


def _add(runs: list[Run], parts: Sequence[str], state: CellState, width: int) -> None:
    """Append the parts as a run, or to the last run if it has the same state."""
    if not parts:
        return
    text = "".join(parts)
    if runs and runs[-1].state == state:
        last = runs[-1]
        runs[-1] = Run(last.text + text, state, last.cells + width)
    else:
        runs.append(Run(text, state, width))


def style_of(state: CellState, palette: Palette) -> CellStyle:
    """How `state` is drawn: by colour, and by an attribute that is visible without colour."""
    colour, bold, underline = _letters(state, palette)
    bold, twice = bold or state.hit == 2, _is_underlined_twice(state)
    if palette.ansi:
        return _ansi_style(state, palette, bold=bold, underline=underline)
    if state.cursor:
        return CellStyle(palette.cursor_text, palette.cursor, bold, False)
    ground = _ground(state, palette)
    if ground != palette.page:
        colour = palette.hit_text if state.hit and not state.selected else palette.text
    return CellStyle(colour, ground, bold, underline or twice, twice)


def _is_underlined_twice(state: CellState) -> bool:
    """Whether highlights overlap there, one has other words now, or it is in a term.

    Not for a term in a highlight, which would look like two highlights.
    """
    return state.depth > 1 or state.reworded or (state.term and state.colour is None)


def _ground(state: CellState, palette: Palette) -> str:
    """The background colour. The selection and hits hide highlights."""
    if state.selected:
        return palette.selection
    if state.hit:
        return palette.hit_current if state.hit == 2 else palette.hit
    if state.lit:
        return palette.lit
    return palette.page if state.colour is None else palette.highlights[state.colour]


def _ansi_style(state: CellState, palette: Palette, *, bold: bool, underline: bool) -> CellStyle:
    """The style in the terminal's own colours.

    A name is underlined where highlights have a colour. The selection is in reverse and
    underlined, a hit in reverse (and underlined twice on a highlight).
    """
    colour, ground = palette.text, palette.page
    twice = _is_underlined_twice(state)
    underline = underline or twice if palette.letters else state.colour is not None
    if state.colour is not None:
        colour = palette.letters.get(state.colour, colour)
        ground = palette.highlights[state.colour]
    over = state.selected or state.edge or bool(state.hit)
    if state.cursor:
        return CellStyle(colour, ground, True, True, True, not over)
    if state.selected:
        return CellStyle(colour, ground, False, True, False, True)
    if state.hit:
        highlighted = state.colour is not None
        return CellStyle(colour, ground, state.hit == 2, highlighted, highlighted, True)
    return CellStyle(colour, ground, bold or state.lit, underline, twice)


def _letters(state: CellState, palette: Palette) -> tuple[str, bool, bool]:
    """Colour, weight and underline by role and kind."""
    if state.folded:
        return palette.faint, False, False
    match state.role:
        case Role.TITLE:
            return palette.title, True, False
        case Role.HEADING:
            return palette.heading, True, False
        case Role.METADATA | Role.CAPTION:
            return palette.quiet, False, False
        case Role.FURNITURE:
            return palette.faint, False, False
        case _:
            if state.kind in NAMES:
                return palette.names[state.kind], False, True
            return palette.text, False, False


def _state(layers: Layers, role: Role, offset: int) -> CellState:
    over = [colour for span, colour in layers.highlights if offset in span]
    current = layers.current is not None and offset in layers.current
    return CellState(
        role,
        over[-1] if over else None,
        len(over),
        next((kind for span, kind in layers.mentions if offset in span), None),
        _inside(layers.lit, offset),
        2 if current else int(_inside(layers.hits, offset)),
        layers.selection is not None and offset in layers.selection,
        offset == layers.cursor,
        reworded=_inside(layers.reworded, offset),
        term=_inside(layers.terms, offset),
        edge=offset == layers.cursor and ends_selection(layers),
    )


def ends_selection(layers: Layers) -> bool:
    """Whether the cursor is right after the selection."""
    return layers.selection is not None and layers.cursor == layers.selection.end


def _cuts(layers: Layers) -> list[int]:
    """The code points at which the state may change, ascending."""
    spans = [span for span, _ in layers.highlights]
    spans += [span for span, _ in layers.mentions]
    spans += [*layers.lit, *layers.hits, *layers.reworded, *layers.terms]
    spans += [span for span in (layers.current, layers.selection) if span is not None]
    cuts = {offset for span in spans for offset in (span.start, span.end)}
    if layers.cursor >= 0:
        cuts |= {layers.cursor, layers.cursor + 1}
    return sorted(cuts)


def _next(cuts: Sequence[int], offset: int) -> int:
    """The first of `cuts` after `offset`, or `sys.maxsize`."""
    at = bisect_right(cuts, offset)
    return cuts[at] if at < len(cuts) else sys.maxsize


def _gap_state(layers: Layers, role: Role, offset: int) -> CellState:
    """The state of a blank between graphemes: what both neighbours have, but not the cursor."""
    before, after = _state(layers, role, max(0, offset - 1)), _state(layers, role, offset)
    return CellState(
        role,
        after.colour if after.colour is before.colour else None,
        min(before.depth, after.depth),
        selected=before.selected and after.selected,
    )


def _inside(spans: Sequence[Span], offset: int) -> bool:
    return any(offset in span for span in spans)
