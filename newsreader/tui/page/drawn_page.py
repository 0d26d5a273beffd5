"""The rows of the article pane as they were drawn last, and which of them have changed."""

from __future__ import annotations

from collections.abc import Sequence
from operator import is_
from typing import NamedTuple

from textual.geometry import Region
from textual.strip import Strip

from newsreader.lookup.glossary import ArticleTerms
from newsreader.notebook.colour import Colour
from newsreader.notebook.notebook import Notebook
from newsreader.session.entity_index import EntityIndex
from newsreader.text.span import Span
from newsreader.tui.page.overlay import Margin, Overlay, Overview
from newsreader.tui.page.page import Page, PageRow
from newsreader.tui.page.painter import DrawnRow, Painter
from newsreader.tui.page.runs import Layers
from newsreader.tui.page.viewport import Viewport


class Marked(NamedTuple):
    """What is drawn over a text, but for the caret. A change replaces a value, and changes none.

    `lit` are the mentions of the entity that is emphasized.
    """

    notebook: Notebook
    entities: EntityIndex
    lit: Sequence[Span]
    hits: Sequence[Span]
    terms: ArticleTerms

    def overlay(self, shown: Span) -> Overlay:
        """The overlay of the text in `shown`."""
        return Overlay.over(
            shown,
            self.notebook.over(shown),
            self.entities.mentions_in(shown),
            self.lit,
            self.hits,
            [match.span for match in self.terms.within(shown)],
        )


class DrawnPage:
    """What a pane of `height` rows shows, painted by `painter`."""

    def __init__(self, painter: Painter, height: int = 0) -> None:
        self.painter = painter
        self.overview = Overview(0, 0)
        self._height = height
        self._rows: list[DrawnRow] = []
        self._highlights: list[tuple[int, Colour]] = []
        """What the overview shows of the highlights: a code point and a colour for each row."""
        self._overlay = Overlay()
        self._shows: tuple[object, ...] = ()
        """What the rows were drawn from, but for the caret."""

    def mark(self, notebook: Notebook, length: int) -> None:
        """Show the highlights of an article of `length` code points in the overview.

        One mark per row: thousands of highlights share a few dozen rows.
        """
        rows, length = self._height, max(1, length)
        marks = {
            h.anchor.start * rows // length: (h.anchor.start, h.colour) for h in notebook.shown()
        }
        self._highlights = list(marks.values())

    def draw(
        self, viewport: Viewport, marked: Marked, cursor: int, selection: Span | None
    ) -> Sequence[Region] | None:
        """Draw the rows of `viewport`; returns the regions that have changed, None for all.

        Where nothing has changed but the caret, only its rows are computed. Where only the
        overview differs, only its cell has changed.
        """
        before, left = self._rows, self._overlay
        shows = (viewport.rows, *marked)
        if len(shows) == len(self._shows) and all(map(is_, shows, self._shows)):
            self._overlay = left.with_caret(cursor, selection)
            moved = (*left.at_caret, *self._overlay.at_caret)
            self._rows = [
                self._row(viewport.page, row.page_row, marked.notebook, y)
                if row.touches(moved)
                else row
                for y, row in enumerate(before)
            ]
        else:
            self._shows = shows
            self._overlay = self._all_but_caret(viewport, marked).with_caret(cursor, selection)
            self._rows = [
                self._row(viewport.page, page_row, marked.notebook, y)
                for y, page_row in enumerate(viewport.rows)
            ]
        return self._changed(before)

    def _all_but_caret(self, viewport: Viewport, marked: Marked) -> Overlay:
        shown = viewport.shown() or Span(0, 0)
        self.overview = Overview.of(
            self._height,
            viewport.page.article.length,
            shown,
            self._highlights,
            [hit.start for hit in marked.hits],
            [name.start for name in marked.lit],
        )
        return marked.overlay(shown)

    def _changed(self, before: Sequence[DrawnRow]) -> Sequence[Region] | None:
        """The regions where the rows differ from those `before`; None for all."""
        rows = self._rows
        if not len(before) == len(rows) == self._height:
            return None
        width = self.painter.column.width
        changed = [y for y, row in enumerate(rows) if row != before[y]]
        whole = [y for y in changed if not rows[y].differs_in_overview(before[y])]
        if len(whole) >= len(rows) // 2:
            return None
        beside = set(changed).difference(whole)
        return [
            *(Region(0, y, width, 1) for y in whole),
            *(Region(width - 1, y, 1, 1) for y in beside),
        ]

    def _row(self, page: Page, page_row: PageRow, notebook: Notebook, y: int) -> DrawnRow:
        """A row of the screen with what lies over it and beside it."""
        row, overview, overlay = page_row.row, self.overview.at(y), self._overlay
        if row is None:
            return DrawnRow(page_row, Layers(), Margin(overview=overview))
        span = Span(row.start, row.end)
        last = row.end >= page.article.paragraphs[page_row.place.paragraph].span.end
        margin = overlay.margin(span, notebook.bookmarks.values(), overview)
        return DrawnRow(page_row, overlay.on(span, last=last), margin)

    def strip(self, page: Page, y: int) -> Strip:
        """Row `y` of the pane."""
        if y >= len(self._rows):
            return self.painter.blank(Margin(overview=self.overview.at(y)))
        return self.painter.strip(page, self._rows[y])
