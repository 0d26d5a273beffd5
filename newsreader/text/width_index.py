"""The running sum of cells along a paragraph, measured piece by piece."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from newsreader.text.break_opportunities import BLANKS
from newsreader.text.graphemes import COMPLEX, COMPLEX_CLASS, cluster_end, has_complex, is_complex
from newsreader.text.lazy_regex import lazy_regex
from newsreader.text.row import MIXED, Ruler, joint
from newsreader.text.span import Span

# Parts of clusters, TAB, and line breaks. Few paragraphs contain both, and compiling this takes as
# long as laying out a page.
_BREAK = lazy_regex("\n")
_COMPLEX_OR_BREAK = lazy_regex(f"[\n{COMPLEX_CLASS}]")
_AHEAD = 2048


class WidthIndex:
    """How far the text of one paragraph reaches in a number of cells.

    The cells of a cluster count at its first code point, so a sum never ends inside one. A hard
    wrap has the cells of its joint. A gap between Han and Western text (`pangu`) counts with the
    code point after it, except at the start of a row.
    """

    __slots__ = ("_cells_of", "_from", "_gaps", "_pangu", "_span", "_sums", "_text", "_upto")

    def __init__(self, text: str, span: Span, widths: Ruler, *, pangu: bool) -> None:
        self._text = text
        self._span = span
        self._cells_of = widths.__getitem__
        self._pangu = pangu
        self._from = self._upto = span.start
        self._sums: list[int] = [0]
        self._gaps: set[int] = set()

    def reach(self, start: int, room: int) -> int:
        """The last cluster boundary up to which the text from `start` has at most `room` cells.

        It is past at least one cluster, however wide that is.
        """
        ahead = _AHEAD
        while True:
            base, upto, sums = self._from, self._upto, self._sums
            if base <= start < upto:
                first = start - base
                allowed = sums[first] + room
                if self._pangu:
                    allowed += start in self._gaps
                end = base + bisect_right(sums, allowed, first + 1) - 1
                if end < upto or end == self._span.end:
                    return end if end > start else self._cluster_end(start)
            self._measure(start, ahead)
            ahead *= 2

    def _cluster_end(self, start: int) -> int:
        return cluster_end(self._text, start, self._span.end)

    def _measure(self, start: int, length: int) -> None:
        """Sum the cells from `start` on, for at least `length` code points or to the end."""
        text, end = self._text, self._stop(start + length)
        widths = list(map(self._cells_of, text[start:end]))
        stop = start
        # Code points whose cells depend on their neighbours.
        pattern = _BREAK
        if has_complex(text, start, end):
            pattern = COMPLEX if text.find("\n", start, end) < 0 else _COMPLEX_OR_BREAK
        for found in pattern.finditer(text, start, end):
            if found.start() >= stop:
                first, stop, width = self._measure_complex(max(start, stop), found.start())
                widths[first - start : stop - start] = [width, *[0] * (stop - first - 1)]
        self._gaps.clear()
        if self._pangu:
            self._gaps.update(gap.start() for gap in MIXED.finditer(text, start + 1, end))
            for gap in self._gaps:
                widths[gap - start] += 1
        self._sums = list(accumulate(widths, initial=0))
        self._from, self._upto = start, end

    def _stop(self, end: int) -> int:
        """The next offset from `end` on that is inside neither a cluster nor a run of blanks."""
        text, limit = self._text, self._span.end
        if end >= limit:
            return limit
        for at in range(end, min(end + _AHEAD, limit)):
            if not (is_complex(text, at) or text[at] in BLANKS or is_complex(text, at - 1)):
                return at
        return min(end + _AHEAD, limit)

    def _measure_complex(self, lowest: int, at: int) -> tuple[int, int, int]:
        """Start, end and cells of the cluster, or of the joint and its blanks, that holds `at`."""
        text, limit = self._text, self._span.end
        if text[at] == "\n":
            first, stop = at, at + 1
            while first > lowest and text[first - 1] in BLANKS:
                first -= 1
            while stop < limit and text[stop] in BLANKS:
                stop += 1
            return first, stop, joint(text, first, stop, self._span.start, limit)
        first = at - 1 if at > lowest and self._cluster_end(at - 1) > at else at
        stop = self._cluster_end(first)
        return first, stop, self._cells_of(text[first:stop])
