"""An article laid out at one width; maps rows to code points and back.

Nothing is laid out before it is needed. A place is a paragraph, a segment of it, and a row in the
segment, never a row number from the top. So a text of a million paragraphs opens as fast as one of
ten, and no total height is computed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Iterator
from itertools import islice
from typing import NamedTuple

from newsreader.article.article import Article, Paragraph, Role
from newsreader.settings.settings import Settings
from newsreader.text.linebreak import segment_at, wrap
from newsreader.text.row import Row, RowCells, Setting, cells
from newsreader.text.span import Span

_TOGETHER = frozenset({Role.METADATA, Role.FURNITURE})
"""No blank row between lines of these roles, such as a byline and its buttons."""
_BLOCKS_KEPT = 256
_CELLS_KEPT = 60  # a screen: a row's cells take six kilobytes, and its strip is kept as well


class PagePosition(NamedTuple):
    """A row: index of the paragraph, code point where its segment starts, row in the segment."""

    paragraph: int
    segment: int
    row: int


class PageRow(NamedTuple):
    """One row: text, a blank, or the fold of `folded` paragraphs of page furniture."""

    place: PagePosition
    role: Role
    row: Row | None = None
    folded: int = 0
    level: int = 0


class PageSetting(NamedTuple):
    """How a page is laid out: `lines` is for wrapping, `gap` the blank rows between paragraphs.

    `spacing` is the blank rows between two rows of a paragraph. `furniture` unfolds page furniture.
    """

    lines: Setting
    gap: int = 1
    spacing: int = 0
    furniture: bool = False

    @classmethod
    def of(cls, settings: Settings) -> PageSetting:
        """The setting that the reader asked for. The width is set when the pane has one."""
        indent = 4 if settings.paragraph == "indent" else 0
        lines = Setting(
            80, indent, hang=settings.hang, strict=settings.strict, pangu=settings.pangu
        )
        return cls(lines, settings.spacing + (0 if indent else 1), settings.spacing)

    def at_width(self, width: int) -> PageSetting:
        """The same for rows of at most `width` cells."""
        return self._replace(lines=self.lines._replace(width=width))


class Page:
    """The rows of `article` in `setting`. `measure` returns the width of a string in cells."""

    def __init__(
        self, article: Article, setting: PageSetting, measure: Callable[[str], int]
    ) -> None:
        self.article = article
        self.setting = setting
        self.measure = measure
        self._blocks: OrderedDict[tuple[int, int], tuple[PageRow, ...]] = OrderedDict()
        self._cells: dict[Row, RowCells] = {}

    @property
    def text(self) -> str:
        return self.article.text

    def top(self) -> PagePosition:
        """The first row of the page."""
        return next(self.rows_from(PagePosition(0, self._segment_start(0), 0))).place

    def rows_from(self, place: PagePosition) -> Iterator[PageRow]:
        """The rows from `place` down to the end of the article."""
        paragraph, segment, row = place.paragraph, place.segment, place.row
        while True:
            yield from islice(self._block(paragraph, segment), row, None)
            following = self._following(paragraph, segment)
            if following is None:
                return
            (paragraph, segment), row = following, 0

    def rows_before(self, place: PagePosition) -> Iterator[PageRow]:
        """The rows above `place`, up to the start of the article."""
        paragraph, segment = place.paragraph, place.segment
        yield from reversed(self._block(paragraph, segment)[: place.row])
        while (preceding := self._preceding(paragraph, segment)) is not None:
            paragraph, segment = preceding
            yield from reversed(self._block(paragraph, segment))

    def step(self, place: PagePosition, rows: int) -> PagePosition:
        """The place `rows` below (above if negative), or the last one in that direction."""
        if rows >= 0:
            walk = self.rows_from(place)
            passed = islice(walk, rows + 1)
        else:
            passed = islice(self.rows_before(place), -rows)
        for page_row in passed:
            place = page_row.place
        return place

    def place_of(self, offset: int) -> PagePosition:
        """The row that shows the code point at `offset`, or the fold that hides it."""
        paragraph = self.article.paragraph_at(offset)
        head = self._fold_head(paragraph)
        if head is not None:
            block = self._block(head.index, head.span.start)
            return block[-1].place
        offset = min(max(offset, paragraph.span.start), paragraph.span.end)
        segment = segment_at(self.text, paragraph.span, offset).start
        block = self._block(paragraph.index, segment)
        text_rows = [page_row for page_row in block if page_row.row is not None]
        starts = [page_row.row.start for page_row in text_rows if page_row.row]
        return text_rows[max(0, bisect_right(starts, offset) - 1)].place

    def row_at(self, place: PagePosition) -> PageRow:
        """The row at `place`, or the nearest one."""
        return next(self.rows_from(place), None) or next(self.rows_before(place))

    def cells(self, row: Row) -> RowCells:
        """The cells of each grapheme of `row`."""
        found = self._cells.get(row)
        if found is None:
            if len(self._cells) > _CELLS_KEPT:
                self._cells.clear()
            found = self._cells[row] = cells(self.text, row, self.setting.lines, self.measure)
        return found

    def _segment_start(self, paragraph: int) -> int:
        return self.article.paragraphs[paragraph].span.start

    def _following(self, paragraph: int, segment: int) -> tuple[int, int] | None:
        span = self.article.paragraphs[paragraph].span
        end = segment_at(self.text, span, segment).end
        if end < span.end and not self.folds(self.article.paragraphs[paragraph]):
            return paragraph, end
        if paragraph + 1 < len(self.article.paragraphs):
            return paragraph + 1, self._segment_start(paragraph + 1)
        return None

    def _preceding(self, paragraph: int, segment: int) -> tuple[int, int] | None:
        span = self.article.paragraphs[paragraph].span
        if segment > span.start:
            return paragraph, segment_at(self.text, span, segment - 1).start
        if paragraph == 0:
            return None
        before = self.article.paragraphs[paragraph - 1]
        if self.folds(before):
            return before.index, before.span.start
        last = max(before.span.start, before.span.end - 1)
        return before.index, segment_at(self.text, before.span, last).start

    def folds(self, paragraph: Paragraph) -> bool:
        """Whether `paragraph` is page furniture that is folded."""
        return paragraph.role is Role.FURNITURE and not self.setting.furniture

    def _fold_head(self, paragraph: Paragraph) -> Paragraph | None:
        """The first paragraph of the fold that hides this one; None if it is shown."""
        if not self.folds(paragraph):
            return None
        while paragraph.index and self.folds(
            before := self.article.paragraphs[paragraph.index - 1]
        ):
            paragraph = before
        return paragraph

    def _block(self, paragraph: int, segment: int) -> tuple[PageRow, ...]:
        key = (paragraph, segment)
        block = self._blocks.get(key)
        if block is None:
            block = self._blocks[key] = self._lay_out(self.article.paragraphs[paragraph], segment)
            if len(self._blocks) > _BLOCKS_KEPT:
                self._blocks.popitem(last=False)
        else:
            self._blocks.move_to_end(key)
        return block

    def _lay_out(self, paragraph: Paragraph, segment: int) -> tuple[PageRow, ...]:
        rows: list[tuple[Row | None, int]] = [(None, 0)] * self._gap_above(paragraph, segment)
        if self.folds(paragraph):
            if paragraph.index and self.folds(self.article.paragraphs[paragraph.index - 1]):
                return ()
            rows.append((None, self._fold_length(paragraph)))
        else:
            apart: list[tuple[Row | None, int]] = [(None, 0)] * self.setting.spacing
            for number, row in enumerate(self._wrap(paragraph, segment)):
                rows += [*apart, (row, 0)] if number else [(row, 0)]
        return tuple(
            PageRow(
                PagePosition(paragraph.index, segment, number),
                paragraph.role,
                row,
                folded,
                paragraph.level,
            )
            for number, (row, folded) in enumerate(rows)
        )

    def _wrap(self, paragraph: Paragraph, segment: int) -> list[Row]:
        lines = self.setting.lines
        first = segment == paragraph.span.start
        if lines.indent and (paragraph.role is not Role.BODY or not first):
            lines = lines._replace(indent=0)
        return wrap(self.text, segment_at(self.text, paragraph.span, segment), lines, self.measure)

    def _gap_above(self, paragraph: Paragraph, segment: int) -> int:
        if segment > paragraph.span.start:
            return self.setting.spacing
        if paragraph.index == 0:
            return 0
        before = self.article.paragraphs[paragraph.index - 1]
        if {paragraph.role, before.role} <= _TOGETHER:
            return 0
        if Role.BODY is paragraph.role is before.role:
            return self.setting.gap
        return 1

    def _fold_length(self, head: Paragraph) -> int:
        count = 0
        while head.index + count < len(self.article.paragraphs) and self.folds(
            self.article.paragraphs[head.index + count]
        ):
            count += 1
        return count


def shown_span(rows: list[PageRow]) -> Span | None:
    """From the first to the last code point in `rows`; None without text."""
    texts = [page_row.row for page_row in rows if page_row.row is not None]
    return Span(texts[0].start, texts[-1].end) if texts else None
