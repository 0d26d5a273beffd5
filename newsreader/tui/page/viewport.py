"""Which rows of a page are on the screen, and in which column of the pane."""

from __future__ import annotations

from bisect import bisect_left
from itertools import chain, islice
from typing import NamedTuple

from newsreader.article.article import Article
from newsreader.text.span import Span
from newsreader.tui.page.caret import Caret
from newsreader.tui.page.page import Page, PagePosition, PageRow, PageSetting, shown_span

CONTEXT_ROWS = 3
"""Rows kept between the caret and the edge of the screen, where the article goes on."""

GUTTER = 4
"""Cells left of the text: a bookmark's letter, a highlight's digit, a note's mark, a blank."""

_NARROWEST = 4


class Column(NamedTuple):
    """A pane of `width` cells with a centred text column of at most `most` cells.

    The last cell of the pane is for the overview; the one before it is blank.
    """

    width: int
    most: int

    @property
    def text_width(self) -> int:
        """Cells of a row of text."""
        return max(_NARROWEST, min(self.most, self.width - GUTTER - 2))

    @property
    def left(self) -> int:
        """Cells left of the text, with the gutter."""
        return GUTTER + max(0, (self.width - GUTTER - 1 - self.text_width) // 2)


class Reached(NamedTuple):
    """Where the early keys have moved: the caret, and the top row of a page in `setting`."""

    caret: Caret
    top: PagePosition
    setting: PageSetting


class Viewport:
    """`height` rows of `page` from `top` on. Scrolling ends with the last row at the bottom."""

    def __init__(self, page: Page, height: int, top: PagePosition | None = None) -> None:
        self.page = page
        self.height = max(1, height)
        self.top = top or page.top()
        self._rows: list[PageRow] = []
        self._fill()

    @property
    def article(self) -> Article:
        return self.page.article

    @property
    def rows(self) -> list[PageRow]:
        """The rows on the screen, top to bottom; fewer than `height` for a short article only."""
        return self._rows

    def shown(self) -> Span | None:
        """The text on the screen, in code points; None where there is none."""
        return shown_span(self._rows)

    def index_of(self, place: PagePosition) -> int | None:
        """The screen row of `place`, from 0, or None if it is not on the screen."""
        index = bisect_left(self._rows, place, key=lambda page_row: page_row.place)
        found = index < len(self._rows) and self._rows[index].place == place
        return index if found else None

    def offset_at(self, y: int, cell: int) -> int | None:
        """The code point at a cell of the text in screen row `y`; None outside, or in a fold.

        A blank row counts as the row of text above it, or the one below where there is none above;
        what is below the end of the article counts as its last row.
        """
        if not 0 <= y < self.height or not self._rows:
            return None
        y = min(y, len(self._rows) - 1)
        if self._rows[y].folded:
            return None
        nearest = chain(reversed(self._rows[: y + 1]), self._rows[y + 1 :])
        row = next((each.row for each in nearest if each.row is not None), None)
        return self.page.cells(row).offset_at(max(0, cell)) if row is not None else None

    def cell_of(self, offset: int) -> tuple[int, int] | None:
        """The cell of the text and the screen row of a code point; None if it is not shown."""
        index = self.index_of(self.page.place_of(offset))
        if index is None or (row := self._rows[index].row) is None:
            return None
        return self.page.cells(row).cell_of(offset), index

    def scroll(self, rows: int) -> bool:
        """Scroll down by `rows` (up if negative). Returns whether anything moved."""
        before = self.top
        self.top = self.page.step(self.top, rows)
        self._fill()
        return self.top != before

    def show_from(self, top: PagePosition) -> None:
        """Show the rows from `top` on."""
        self.top = top
        self._fill()

    def reveal(self, place: PagePosition) -> bool:
        """Bring `place` onto the screen with some rows around it. Returns whether that scrolled.

        A place near the edge scrolls no further than needed. One far away goes to a third of the
        height, so that the text before it is visible.
        """
        margin = min(CONTEXT_ROWS, (self.height - 1) // 3)
        before = self.top
        index = self.index_of(place)
        if index is None:
            self._approach(place, margin)
        elif index < margin:
            self.top = self.page.step(self.top, index - margin)
        elif index >= self.height - margin:
            self.top = self.page.step(self.top, index - (self.height - margin - 1))
        if self.top != before:
            self._fill()
        return self.top != before

    def lead(self, place: PagePosition) -> None:
        """Bring `place` up to a third of the height if it is lower, to show what follows it."""
        index = self.index_of(place)
        if index is None or index > self.height // 3:
            self.top = self.page.step(place, -(self.height // 3))
            self._fill()

    def nearest_shown(self, offset: int) -> int:
        """`offset` if it is on the screen, else the start of the nearest row that is."""
        texts = [page_row.row for page_row in self._rows if page_row.row is not None]
        shown = self.shown()
        if shown is None or offset in shown:
            return offset
        return texts[0].start if offset < shown.start else texts[-1].start

    def resized(self, page: Page, height: int, kept: int) -> Viewport:
        """The same article on another `page`, with the code point `kept` on the same screen row."""
        old = self.index_of(self.page.place_of(kept))
        row = min(old if old is not None else height // 3, height - 1)
        return Viewport(page, height, page.step(page.place_of(kept), -row))

    def _approach(self, place: PagePosition, margin: int) -> None:
        near = self.height
        if place > self.top:
            ahead = islice(self.page.rows_from(self.top), self.height + near)
            rows = next((n for n, row in enumerate(ahead) if row.place == place), None)
            if rows is not None:
                self.top = self.page.step(self.top, rows - (self.height - margin - 1))
                return
        else:
            behind = islice(self.page.rows_before(self.top), near)
            rows = next((n for n, row in enumerate(behind, 1) if row.place == place), None)
            if rows is not None:
                self.top = self.page.step(self.top, -rows - margin)
                return
        self.top = self.page.step(place, -(self.height // 3))

    def _fill(self) -> None:
        self._rows = list(islice(self.page.rows_from(self.top), self.height))
        missing = self.height - len(self._rows)
        if missing:
            above = list(islice(self.page.rows_before(self.top), missing))
            if above:
                self.top = above[-1].place
                self._rows = above[::-1] + self._rows
            elif self._rows:
                self.top = self._rows[0].place
