"""Turns a row of the page, with its layers and its margin, into a strip for the terminal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from newsreader.keys.display import key_for
from newsreader.locale import ngettext
from newsreader.notebook.colour import Colour
from newsreader.text.script import Script, in_script
from newsreader.text.span import Span
from newsreader.tui.page.overlay import Margin, Overview
from newsreader.tui.page.page import Page, PageRow
from newsreader.tui.page.runs import CellState, Layers, Run, ends_selection, paint, style_of
from newsreader.tui.page.viewport import GUTTER, Column
from newsreader.tui.theme.themes import Palette

_STRIPS_KEPT = 80  # a tall screen; Textual keeps its rendering of a strip with it, eight kilobytes


class DrawnRow(NamedTuple):
    """Everything that decides how one row of the screen looks; the key of its cached strip."""

    page_row: PageRow
    layers: Layers
    margin: Margin

    def touches(self, spans: Iterable[Span]) -> bool:
        """Whether one of `spans` is in the text of the row or at one of its ends."""
        row = self.page_row.row
        return row is not None and any(s.start <= row.end and row.start <= s.end for s in spans)

    def differs_in_overview(self, other: DrawnRow) -> bool:
        """Whether `other` differs in its last cell at the most."""
        margin = other.margin._replace(overview=self.margin.overview)
        return self == other._replace(margin=margin)


class Painter:
    """Paints in one theme, for one text column, in the characters of one script."""

    def __init__(self, palette: Palette, column: Column, script: Script = Script.ORIGINAL) -> None:
        self.palette = palette
        self.column = column
        self.script = script
        self._strips: dict[DrawnRow, Strip] = {}
        self._styles: dict[CellState, Style] = {}
        self._overview_styles: dict[Colour | str, Style] = {}
        # Blanks in the style of plain text are written together with it.
        self._ground = self._style(CellState())

    def strip(self, page: Page, row: DrawnRow) -> Strip:
        """One row with its margins. Equal rows are painted once."""
        strip = self._strips.get(row)
        if strip is None:
            if len(self._strips) > _STRIPS_KEPT:
                self._strips.clear()
            runs = self._runs(page, row.page_row, row.layers)
            strip = self._strips[row] = self._framed(runs, row.margin)
        return strip

    def blank(self, margin: Margin) -> Strip:
        """A row below the end of the article."""
        return self._framed([], margin)

    def _runs(self, page: Page, page_row: PageRow, layers: Layers) -> list[Run]:
        if page_row.row is None:
            return self._fold(page_row.folded)
        runs = paint(page.text, page.cells(page_row.row), page_row.role, layers)
        if layers.cursor == page_row.row.end:
            state = CellState(page_row.role, cursor=True, edge=ends_selection(layers))
            runs.append(Run(" ", state, 1))
        return runs

    def _fold(self, folded: int) -> list[Run]:
        if not folded:
            return []
        words = ngettext(
            "… {count} line of page furniture folded; {key} shows it",
            "… {count} lines of page furniture folded; {key} shows them",
            folded,
        ).format(count=folded, key=key_for("article.furniture"))
        return [Run(words, CellState(folded=True), cell_len(words))]

    def _framed(self, runs: list[Run], margin: Margin) -> Strip:
        ground = self._ground
        rest = self.column.width - self.column.left - sum(run.cells for run in runs) - 1
        segments = [
            *self._beside(margin),
            *(Segment(in_script(run.text, self.script), self._style(run.state)) for run in runs),
        ]
        if rest < 0:
            return Strip(segments).adjust_cell_length(self.column.width, ground)
        glyph, owner = margin.overview
        segments += [Segment(" " * rest, ground), Segment(glyph, self._overview_style(owner))]
        shown = [segment for segment in segments if segment.text]
        return Strip(Segment.simplify(shown), self.column.width)

    def _beside(self, margin: Margin) -> list[Segment]:
        """The cells left of the text. Most rows have nothing there: one segment is enough."""
        ground = self._ground
        if not margin.letter and margin.noted is None and not margin.marked:
            return [Segment(" " * self.column.left, ground)]
        return [Segment(" " * (self.column.left - GUTTER), ground), *self._gutter(margin)]

    def _gutter(self, margin: Margin) -> list[Segment]:
        """A bookmark, the digits of highlights, the mark of a note, and mostly a blank."""
        blank = Segment(" ", self._ground)
        letter = Style(color=self.palette.accent, bgcolor=self.palette.page, bold=True)
        bookmark = [Segment(margin.letter, letter)] if margin.letter else []
        note = [Segment("*", self._mark(margin.noted))] if margin.noted else []
        if len(margin.marked) <= 1:
            digits = [self._digit(colour) for colour in margin.marked] or [blank]
            return [*(bookmark or [blank]), *digits, *(note or [blank]), blank]
        room = GUTTER - len(bookmark) - len(note)
        digits = [self._digit(colour) for colour in margin.marked[:room]]
        if len(margin.marked) > room:
            digits[-1] = Segment("+", self._mark(margin.marked[-1]))
        cells = [*bookmark, *digits, *note]
        before = max(0, GUTTER - 1 - len(cells))
        return [*[blank] * before, *cells, *[blank] * (GUTTER - before - len(cells))]

    def _overview_style(self, owner: Colour | str) -> Style:
        style = self._overview_styles.get(owner)
        if style is None:
            style = self._overview_styles[owner] = Overview.style(owner, self.palette)
        return style

    def _digit(self, marked: Colour) -> Segment:
        """The key of a colour, which is visible without colour."""
        return Segment(str(list(Colour).index(marked) + 1), self._mark(marked))

    def _mark(self, colour: Colour) -> Style:
        return Style(color=self.palette.marks[colour], bgcolor=self.palette.page)

    def _style(self, state: CellState) -> Style:
        style = self._styles.get(state)
        if style is None:
            style = self._styles[state] = Style(**style_of(state, self.palette)._asdict())
        return style
