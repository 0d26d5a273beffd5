"""A row: the stretch of the text on one line of the pane, and the cells of its characters."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from newsreader.text.break_opportunities import BLANKS
from newsreader.text.graphemes import clusters
from newsreader.text.lazy_regex import lazy_regex
from newsreader.text.sanitize import shown

Measure = Callable[[str], int]

HAN = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003134f"
)
WIDE = HAN + "\u3001-\u30ff\u31f0-\u31ff\ufe30-\ufe4f\uff00-\uffef“”‘’…—·"
_BLANK_RUN = lazy_regex("[" + "".join(sorted(BLANKS)) + "]+")
_LATIN = "0-9A-Za-z\xc0-\xd6\xd8-\xf6\xf8-\u024f\u0370-\u03ff\u0400-\u052f"
# CLREQ 3.2.2: space between Han and Western text; here one cell, shown but not in the text.
MIXED = lazy_regex(f"(?<=[{HAN}])(?=[{_LATIN}])|(?<=[{_LATIN}%])(?=[{HAN}])")
_WIDE_CHARACTER = lazy_regex(f"[{WIDE}]")
_LARGEST_RULER = 1 << 16


class Setting(NamedTuple):
    """How text is set: `width` and `indent` (of the first row) in cells.

    `hang` allows one pause or stop mark past the right edge. `strict` forbids dashes and ellipses
    at the start of a row (CLREQ strict level). `pangu` shows one cell of space between Han and
    Western text.
    """

    width: int
    indent: int = 0
    hang: bool = False
    strict: bool = False
    pangu: bool = False


class Row(NamedTuple):
    """Code points `start` to `end` of the text, `indent` cells from the left edge.

    Rows follow each other without a gap: the blanks at which a row was broken are its last code
    points. They are painted only as far as the row has room.
    """

    start: int
    end: int
    indent: int = 0


class Ruler(dict[str, int]):
    """The cached cells of each cluster, measured by one function."""

    def __init__(self, measure: Measure) -> None:
        super().__init__()
        self._measure = measure

    def __missing__(self, cluster: str) -> int:
        if len(self) >= _LARGEST_RULER:
            self.clear()
        width = self._measure(shown(cluster))
        if len(cluster) <= 8:
            self[cluster] = width
        return width


@lru_cache(maxsize=8)
def ruler(measure: Measure) -> Ruler:
    """The cached ruler of `measure`."""
    return Ruler(measure)


class RowCells(NamedTuple):
    """The place of each cluster of a row: (start, end, cell, width), in order.

    Offsets are code points of the text; cells count from the left edge of the pane, indent
    included. `width` is the first cell after everything painted, trailing blanks included.
    """

    row: Row
    clusters: tuple[tuple[int, int, int, int], ...]
    width: int

    def offset_at(self, cell: int) -> int:
        """The start of the cluster at `cell`.

        On the indent: of the first cluster; on a gap: of the one before it; past the end: of the
        last one that has a cell.
        """
        best = self.row.start
        for start, _, at, width in self.clusters:
            if at > cell:
                break
            if width:
                best = start
        return best

    def cell_of(self, offset: int) -> int:
        """The first cell of the cluster that holds `offset`; past the row, the end of the row."""
        if offset >= self.row.end or not self.clusters:
            return self.width if self.clusters else self.row.indent
        at = bisect_right(self.clusters, offset, key=lambda cluster: cluster[0]) - 1
        return self.clusters[max(0, at)][2]

    def painted(self, text: str, start: int | None = None, end: int | None = None) -> str:
        """The string painted from the cluster at `start` up to the one at `end`.

        Without arguments: the whole row with its indent. Adjacent stretches join without a seam,
        because a gap belongs to the cluster after it.
        """
        if start is None and not self.clusters:
            return " " * self.row.indent
        parts = []
        done = 0 if start is None else self.row.indent
        for first, last, cell, width in self.clusters:
            if end is not None and first >= end:
                break
            if start is None or first >= start:
                parts.append(" " * (cell - done) + _painted(text[first:last], width))
            done = cell + width
        return "".join(parts)


def cells(text: str, row: Row, setting: Setting, measure: Measure) -> RowCells:
    """The cells of the clusters of `row`, with gaps and joints as in `setting`."""
    widths = ruler(measure)
    visible = visible_end(text, row)
    gaps = gaps_in(text, row.start, visible, setting.pangu)
    cell = row.indent
    laid = []
    for start, end in clusters(text, row.start, visible):
        before, own = gaps.get(start, (0, -1))
        width = own if own >= 0 else widths[text[start:end]]
        cell += before
        laid.append((start, end, cell, width))
        cell += width
    for start, end in clusters(text, visible, min(row.end, visible + setting.width)):
        width = widths[text[start:end]]
        width = width if cell + width <= setting.width and text[start] != "\n" else 0
        laid.append((start, end, cell, width))
        cell += width
    return RowCells(row, tuple(laid), cell)


def visible_end(text: str, row: Row) -> int:
    """The offset at which the trailing blanks of `row` begin."""
    end = row.end
    while end > row.start and text[end - 1] in BLANKS:
        end -= 1
    return end


def gaps_in(text: str, start: int, end: int, pangu: bool) -> dict[int, tuple[int, int]]:
    """Offsets in a row that are shown differently: (cells added before, own width or -1).

    A line break inside a paragraph is a hard wrap: it and the blanks around it have no cells
    between wide characters and after a hyphen, and one cell between words.
    """
    gaps: dict[int, tuple[int, int]] = {}
    if pangu:
        for match in MIXED.finditer(text, start, end):
            if match.start() > start:
                gaps[match.start()] = (1, -1)
    if text.find("\n", start, end) < 0:
        return gaps
    for match in _BLANK_RUN.finditer(text, start, end):
        if "\n" not in match.group():
            continue
        width = joint(text, match.start(), match.end(), start, end)
        gaps.update(dict.fromkeys(range(*match.span()), (0, 0)))
        gaps[match.start()] = (0, width)
    return gaps


def joint(text: str, at: int, stop: int, start: int, end: int) -> int:
    """Cells between the words that a hard wrap from `at` to `stop` separates."""
    if at == start or stop == end:
        return 0
    before, after = text[at - 1], text[stop]
    if before == "-" or _WIDE_CHARACTER.match(before) or _WIDE_CHARACTER.match(after):
        return 0
    return 1


def _painted(cluster: str, width: int) -> str:
    """`cluster` as painted in `width` cells: "" for none, blanks for a joint."""
    if not width:
        return ""
    return " " * width if cluster in "\n\t" else shown(cluster)
