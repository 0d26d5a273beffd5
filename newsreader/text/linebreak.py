"""Line breaking: a paragraph becomes rows, as W3C CLREQ asks for Chinese text.

Rows are filled greedily: the last place that fits and at which `breaks.may_break` lets a row end.
Width is measured only a row ahead, so wrapping is linear in the length of the text, whatever
stands in it, and can stop at any row.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

from newsreader.text.breaks import BLANKS, HANGING, kinsoku, may_break, parts_number
from newsreader.text.graphemes import SIMPLE, cluster_end, clusters
from newsreader.text.row import Measure, Row, RowCells, Ruler, Setting, cells, gaps_in, joint, ruler
from newsreader.text.span import Span

__all__ = ["Measure", "Row", "RowCells", "Setting", "cells", "rows", "wrap"]

# Code points whose cells do not follow from themselves alone: parts of clusters, joints, TAB.
_ODD = re.compile("[^" + SIMPLE.replace("\n", "") + "]")
_HAN_LETTER = re.compile("[㐀-䶿一-鿿豈-﫿\U00020000-\U0003134f]")
_RUNT_REACH = 8
_AHEAD = 4096
_VERY_SHORT = 5  # code points of a number; in its digits also the cells left empty


def wrap(text: str, span: Span, setting: Setting, measure: Measure) -> list[Row]:
    """The rows of the paragraph `span`, in order, without a gap between them.

    No row is wider than `setting.width` cells, but for one hung mark where the setting allows it
    and for a single cluster wider than the whole pane. A unit wider than a row (an address, a
    long word) is cut. A paragraph of three rows or more does not end in a row of one Han
    character where moving a unit down avoids it. An empty paragraph has one empty row.
    """
    found = list(rows(text, span, setting, measure))
    if len(found) > 2:
        _fill_runt(text, found, span, setting)
    return found or [Row(span.start, span.end, setting.indent)]


def rows(text: str, span: Span, setting: Setting, measure: Measure) -> Iterator[Row]:
    """The rows of `wrap` one after another, each found when it is asked for; runts stay."""
    filler = _Filler(text, span, setting, ruler(measure))
    start, indent = span.start, min(setting.indent, max(0, setting.width - 2))
    while start < span.end:
        end = filler.row_end(start, max(1, setting.width - indent))
        yield Row(start, end, indent)
        start, indent = end, 0


class _Filler:
    """Fills rows of one paragraph; remembers where the next odd code point stands."""

    __slots__ = (
        "_cells_of",
        "_limit",
        "_next_odd",
        "_odd_from",
        "_setting",
        "_start",
        "_text",
        "_widths",
    )

    def __init__(self, text: str, span: Span, setting: Setting, widths: Ruler) -> None:
        self._text = text
        self._start, self._limit = span.start, span.end
        self._setting = setting
        self._widths = widths
        self._cells_of = widths.__getitem__
        self._odd_from, self._next_odd = 0, -1

    def row_end(self, start: int, room: int) -> int:
        """Where the row that begins at `start` and has `room` cells ends, its blanks included."""
        text, limit, strict = self._text, self._limit, self._setting.strict
        full = self._fits(start, room)
        if full >= limit:
            return limit
        behind = full if text[full] not in BLANKS else self._behind_blanks(full)
        if behind >= limit:
            return limit
        if may_break(text, behind, self._start, strict):
            return behind
        if self._setting.hang and (hung := self._hung_end(full)):
            return hung
        end = full - 1
        while end > start and not may_break(text, end, self._start, strict):
            end -= 1
        if full - end >= _VERY_SHORT or end <= start:
            end = self._parted_number(max(end, start), full)
        if end <= start or self._too_wide(end, full, room):
            return self._cut(start, full)
        return end

    def _behind_blanks(self, at: int) -> int:
        text, limit = self._text, self._limit
        while at < limit and text[at] in BLANKS:
            at += 1
        return at

    def _parted_number(self, end: int, full: int) -> int:
        """The last hyphen of a date from `end` to `full` to end the row at, else `end`."""
        for at in range(full, end, -1):
            if parts_number(self._text, at):
                return at
        return end

    def _may_break(self, at: int) -> bool:
        return may_break(self._text, at, self._start, self._setting.strict)

    def _hung_end(self, full: int) -> int:
        """The row's end when the mark at `full` hangs past the edge; 0 when it may not."""
        if self._text[full] not in HANGING:
            return 0
        end = self._behind_blanks(full + 1)
        return end if end >= self._limit or self._may_break(end) else 0

    def _too_wide(self, unit: int, full: int, room: int) -> bool:
        """Whether the unit that begins at `unit` and passes `full` is wider than a whole row.

        Asked only where moving it down would leave a third of the row empty: it has to be cut
        anyway, and is then better begun here.
        """
        if full - unit < max(4, room // 3):
            return False
        end = self._fits(unit, self._setting.width)
        behind = full + 1
        while behind <= end and behind < self._limit:
            if self._text[behind] in BLANKS or self._may_break(behind):
                return False
            if parts_number(self._text, behind):
                return False
            behind += 1
        return end < self._limit

    def _cut(self, start: int, full: int) -> int:
        """Where to cut a unit that is wider than the row: behind a sign of an address if near."""
        text = self._text
        for end in range(full, max(start, full - 8), -1):
            if not text[end - 1].isalnum() and text[end].isalnum() and kinsoku(text, end):
                return end
        for end in range(full, start, -1):
            if kinsoku(text, end):
                return end
        return full

    def _fits(self, start: int, room: int) -> int:
        """The last cluster boundary up to which the text from `start` has at most `room` cells.

        At least one cluster is taken, however wide it is. As many code points at a time are
        measured as must fit if each has two cells, until no room is left.
        """
        if self._setting.pangu:
            return self._fits_spaced(start, room)
        end, limit = start, self._limit
        while room > 0 and end < limit:
            odd = self._odd_after(end) - 1
            if odd > end:
                end, room = self._fill_simple(end, min(odd, limit), room)
                continue
            step, width = self._odd_cluster(start, end)
            if width > room:
                break
            room -= width
            end = step
        return end if end > start else cluster_end(self._text, start, limit)

    def _fill_simple(self, end: int, limit: int, room: int) -> tuple[int, int]:
        """How far code points up to `limit` fill `room` cells; the cells left, 0 if none fits."""
        text, cells_of = self._text, self._cells_of
        while room > 7 and end < limit:
            step = min(end + (room >> 1), limit)
            room -= sum(map(cells_of, text[end:step]))
            end = step
        for character in text[end : min(end + room, limit)]:
            width = cells_of(character)
            if width > room:
                return end, 0
            room -= width
            end += 1
        return end, room

    def _odd_after(self, at: int) -> int:
        """The first odd code point from `at` on, or a place ahead before which there is none."""
        if not self._odd_from <= at <= self._next_odd:
            ahead = min(self._limit, at + _AHEAD)
            odd = _ODD.search(self._text, at, ahead)
            self._odd_from, self._next_odd = at, odd.start() if odd else max(ahead, at + 2)
        return self._next_odd

    def _odd_cluster(self, start: int, at: int) -> tuple[int, int]:
        """End and cells of the cluster at `at`, or of the hard wrap with the blanks round it."""
        text = self._text
        if text[at] != "\n":
            end = cluster_end(text, at, self._limit)
            return end, self._widths[text[at:end]]
        first, behind = at, self._behind_blanks(at)
        while first > start and text[first - 1] in BLANKS:
            first -= 1
        counted = sum(map(self._cells_of, text[first:at]))
        return behind, joint(text, first, behind, start, self._limit) - counted

    def _fits_spaced(self, start: int, room: int) -> int:
        """`_fits` with the gaps that the setting asks for between Han and Western text."""
        length = room + 2
        while True:
            stop = min(self._limit, start + length)
            ends, widths = self._widths_of(start, stop)
            taken = bisect_right(list(accumulate(widths)), room)
            if taken < len(ends) or stop == self._limit:
                return ends[max(0, taken - 1)] if ends else stop
            length *= 2

    def _widths_of(self, start: int, stop: int) -> tuple[list[int], list[int]]:
        """Ends and cells of the clusters from `start` to `stop`, gaps counted with what follows."""
        text, widths = self._text, self._widths
        gaps = gaps_in(text, start, stop, self._setting.pangu)
        ends, found = [], []
        for first, last in clusters(text, start, stop):
            before, own = gaps.get(first, (0, -1))
            ends.append(last)
            found.append(before + (own if own >= 0 else widths[text[first:last]]))
        return ends, found


def _fill_runt(text: str, found: list[Row], span: Span, setting: Setting) -> None:
    """Move a unit down to a last row that holds a single Han character (CLREQ, widows)."""
    last, above = found[-1], found[-2]
    words = text[last.start : last.end]
    if len(_HAN_LETTER.findall(words)) != 1 or any(
        each.isalnum() and each.isascii() for each in words
    ):
        return
    lowest = max(above.start, last.end - _RUNT_REACH - 1)
    for at in range(last.start - 1, lowest, -1):
        if may_break(text, at, span.start, setting.strict):
            found[-2] = Row(above.start, at, above.indent)
            found[-1] = Row(at, last.end, last.indent)
            return
