"""Row: a stretch of the untouched text that stands on one line of the pane, and its cells."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from newsreader.text.breaks import BLANKS
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
# CLREQ 3.2.2: space between Han and Western text; here one cell, at display only.
MIXED = lazy_regex(f"(?<=[{HAN}])(?=[{_LATIN}])|(?<=[{_LATIN}%])(?=[{HAN}])")
_WIDE_CHARACTER = lazy_regex(f"[{WIDE}]")
_LARGEST_RULER = 1 << 16


class Setting(NamedTuple):
    """How text is set: `width` and `indent` (of the first row) in cells.

    `hang` lets one pause or stop mark stand past the right edge, `strict` keeps dashes and
    ellipses off the start of a row as well (CLREQ strict level), `pangu` puts one cell of space
    between Han and Western text. Nothing of it changes the text.
    """

    width: int
    indent: int = 0
    hang: bool = False
    strict: bool = False
    pangu: bool = False


class Row(NamedTuple):
    """Code points `start` to `end` of the text, `indent` cells from the left edge.

    Rows follow each other without a gap: the blanks at which a row was broken are its last code
    points. They are painted as far as the row has room, and have no cells beyond.
    """

    start: int
    end: int
    indent: int = 0


class Ruler(dict[str, int]):
    """Cells of every cluster met so far, as one function measures them."""

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
    """The ruler of `measure`, kept from call to call."""
    return Ruler(measure)


class RowCells(NamedTuple):
    """Where each cluster of a row stands: (start, end, cell, width), in order.

    Offsets are code points of the text, cells count from the pane's left edge, indent included.
    `width` is the first cell behind everything painted, trailing blanks included.
    """

    row: Row
    clusters: tuple[tuple[int, int, int, int], ...]
    width: int

    def offset_at(self, cell: int) -> int:
        """The start of the cluster at `cell`.

        On the indent that is the first cluster, on a gap the cluster before it, past the end the
        last cluster that has a cell.
        """
        best = self.row.start
        for start, _, at, width in self.clusters:
            if at > cell:
                break
            if width:
                best = start
        return best

    def cell_of(self, offset: int) -> int:
        """The cell at which the cluster that holds `offset` begins; the row's end behind it."""
        if offset >= self.row.end or not self.clusters:
            return self.width if self.clusters else self.row.indent
        at = bisect_right(self.clusters, offset, key=lambda cluster: cluster[0]) - 1
        return self.clusters[max(0, at)][2]

    def painted(self, text: str, start: int | None = None, end: int | None = None) -> str:
        """What stands on the screen from the cluster at `start` up to the one at `end`.

        Without arguments: the whole row with its indent. The parts for stretches that follow each
        other join without a seam, for a gap belongs to the cluster after it.
        """
        if start is None and not self.clusters:
            return " " * self.row.indent
        parts = []
        behind = 0 if start is None else self.row.indent
        for first, last, cell, width in self.clusters:
            if end is not None and first >= end:
                break
            if start is None or first >= start:
                parts.append(" " * (cell - behind) + _painted(text[first:last], width))
            behind = cell + width
        return "".join(parts)


def cells(text: str, row: Row, setting: Setting, measure: Measure) -> RowCells:
    """Lay the clusters of `row` on cells, with the gaps and joints that `setting` asks for."""
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
    """Where the blanks at the end of `row` begin; its end when it has none."""
    end = row.end
    while end > row.start and text[end - 1] in BLANKS:
        end -= 1
    return end


def gaps_in(text: str, start: int, end: int, pangu: bool) -> dict[int, tuple[int, int]]:
    """Offsets in a row at which display differs from the text: (cells put before, own width or -1).

    A line break inside a paragraph is a hard wrap: with the blanks round it, it is nothing between
    wide characters and behind a hyphen, and one cell between words.
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


def joint(text: str, at: int, behind: int, start: int, end: int) -> int:
    """Cells between the words that a hard wrap from `at` to `behind` holds apart."""
    if at == start or behind == end:
        return 0
    before, after = text[at - 1], text[behind]
    if before == "-" or _WIDE_CHARACTER.match(before) or _WIDE_CHARACTER.match(after):
        return 0
    return 1


def _painted(cluster: str, width: int) -> str:
    """`cluster` as painted in `width` cells: nothing in none, blanks for a joint."""
    if not width:
        return ""
    return " " * width if cluster in "\n\t" else shown(cluster)
