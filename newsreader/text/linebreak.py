"""Line breaking: a paragraph becomes rows by the rules of W3C CLREQ for Chinese text.

Rows are filled greedily, up to the last place that fits and where `may_break` allows an
end. Width is measured only a row ahead, so wrapping takes linear time for any text and can stop at
any row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newsreader.text.break_opportunities import (
    BLANKS,
    CLOSING,
    HANGING,
    kinsoku,
    may_break,
    may_end,
    parts_number,
)
from newsreader.text.graphemes import clusters, floor_boundary, has_complex
from newsreader.text.lazy_regex import lazy_regex
from newsreader.text.row import Measure, Row, Ruler, Setting, ruler
from newsreader.text.span import Span
from newsreader.text.width_index import WidthIndex

_RUNT_REACH = 8
_VERY_SHORT = 5  # a row that stays this many code points short may end inside a number

# A paragraph of more code points is wrapped in segments, so that a line of five megabytes need not
# be wrapped from its start to show its middle. Segments are cut at ends of sentences near fixed
# places: they depend on the text alone, and finding one looks only at its neighbourhood.
WHOLE = 8192
_SEGMENT = 2048
_SEGMENT_REACH = 512
_SENTENCE_END = lazy_regex(rf"[。！？!?…]+[{re.escape(CLOSING)}\"]*[ \t\n\u3000]*")


def wrap(text: str, span: Span, setting: Setting, measure: Measure) -> list[Row]:
    """The rows of the paragraph `span`, in order, without a gap between them.

    No row is wider than `setting.width` cells, except for one hanging mark where the setting
    allows it and for a single cluster wider than the pane. A unit wider than a row (a URL, a long
    word) is cut. A paragraph of three rows or more does not end in a row of one Han character if
    moving a unit down avoids it. An empty paragraph has one empty row.
    """
    if _surely_fits(text, span, setting):
        return [Row(span.start, span.end, _indent(setting))]
    found = list(rows(text, span, setting, measure))
    if len(found) > 2:
        _fill_runt(text, found, span, setting, ruler(measure))
    return found


def rows(text: str, span: Span, setting: Setting, measure: Measure) -> Iterator[Row]:
    """The rows of `wrap`, each found when it is asked for; a short last row stays."""
    row_end = _Filler(text, span, setting, ruler(measure)).row_end
    start, limit, indent, width = span.start, span.end, _indent(setting), max(1, setting.width)
    while start < limit:
        end = row_end(start, width - indent)
        yield Row(start, end, indent)
        start, indent = end, 0


def segment_at(text: str, paragraph: Span, offset: int) -> Span:
    """The segment of `paragraph` that holds `offset`, or the nearest one.

    A segment is wrapped like a paragraph; only the first has the paragraph's indent. A paragraph
    of up to `WHOLE` code points is one segment.
    """
    if len(paragraph) <= WHOLE:
        return paragraph
    number = max(0, min(offset, paragraph.end - 1) - paragraph.start) // _SEGMENT
    start = _segment_start(text, paragraph, number)
    if offset < start:
        return Span(_segment_start(text, paragraph, number - 1), start)
    return Span(start, _segment_start(text, paragraph, number + 1))


def _surely_fits(text: str, span: Span, setting: Setting) -> bool:
    """Whether one row is enough even if every code point takes two cells and a gap."""
    length = span.end - span.start
    room = setting.width - setting.indent
    if (3 if setting.pangu else 2) * length > room:
        return not length
    return "\t" not in text[span.start : span.end]


def _indent(setting: Setting) -> int:
    """The indent of the first row in cells, which always leaves room for one wide character."""
    return min(setting.indent, max(0, setting.width - 2))


class _Filler:
    """Finds the ends of the rows of one paragraph."""

    __slots__ = ("_limit", "_reach", "_setting", "_start", "_text")

    def __init__(self, text: str, span: Span, setting: Setting, widths: Ruler) -> None:
        self._text = text
        self._start, self._limit = span.start, span.end
        self._setting = setting
        self._reach = WidthIndex(text, span, widths, pangu=setting.pangu).reach

    def row_end(self, start: int, room: int) -> int:
        """The end, trailing blanks included, of the row at `start` that has `room` cells."""
        text, limit = self._text, self._limit
        full = self._reach(start, room)
        if full >= limit:
            return limit
        stop = full if text[full] not in BLANKS else self._skip_blanks(full)
        strict = self._setting.strict
        if stop >= limit or may_end(text, stop, self._start, strict):
            return stop
        if self._setting.hang and (hung := self._hung_end(full)):
            return hung
        end = start
        for place in self._places(start, full):
            if may_end(text, place, self._start, strict):
                end = place
                break
        if full - end >= _VERY_SHORT or end <= start:
            end = self._parted_number(max(end, start), full)
        if end <= start or self._too_wide(end, full, room):
            return self._cut(start, full)
        return end

    def _skip_blanks(self, at: int) -> int:
        text, limit = self._text, self._limit
        while at < limit and text[at] in BLANKS:
            at += 1
        return at

    def _parted_number(self, end: int, full: int) -> int:
        """The last hyphen in a number between `end` and `full`, else `end`."""
        for at in range(full, end, -1):
            if parts_number(self._text, at):
                return at
        return end

    def _places(self, start: int, full: int) -> Sequence[int]:
        """The cluster boundaries between `start` and `full`, last one first."""
        if not has_complex(self._text, start, full):
            return range(full - 1, start, -1)
        return [first for first, _ in clusters(self._text, start, full)][:0:-1]

    def _may_end(self, at: int) -> bool:
        return may_end(self._text, at, self._start, self._setting.strict)

    def _hung_end(self, full: int) -> int:
        """The end of the row if the mark at `full` hangs past the edge; 0 if it may not hang."""
        if self._text[full] not in HANGING:
            return 0
        end = self._skip_blanks(full + 1)
        return end if end >= self._limit or self._may_end(end) else 0

    def _too_wide(self, unit: int, full: int, room: int) -> bool:
        """Whether the unit that begins at `unit` and passes `full` is wider than a whole row.

        Only checked where moving it down would leave a third of the row empty: such a unit has to
        be cut anyway, so it may begin here.
        """
        if full - unit < max(4, room // 3):
            return False
        end = self._reach(unit, self._setting.width)
        if end >= self._limit:
            return False
        for place in [*self._places(full, end), end]:
            if self._text[place] in BLANKS or self._may_end(place):
                return False
            if parts_number(self._text, place):
                return False
        return True

    def _cut(self, start: int, full: int) -> int:
        """Where to cut a unit that is wider than the row: after a sign of a URL if one is near."""
        text = self._text
        places = [full, *self._places(start, full)]
        for end in places[:8]:
            if not text[end - 1].isalnum() and text[end].isalnum() and kinsoku(text, end):
                return end
        return next((end for end in places if kinsoku(text, end)), self._skip_blanks(full))


def _fill_runt(text: str, found: list[Row], span: Span, setting: Setting, widths: Ruler) -> None:
    """Move a unit down to a last row that holds a single Han character (CLREQ, widows)."""
    last, above = found[-1], found[-2]
    if last.end - last.start > _RUNT_REACH:
        return
    words = text[last.start : last.end]
    if sum(map(_is_han, words)) != 1 or any(each.isalnum() and each.isascii() for each in words):
        return
    lowest = max(above.start, last.end - _RUNT_REACH - 1)
    for at in range(last.start - 1, lowest, -1):
        if may_break(text, at, span.start, setting.strict):
            index = WidthIndex(text, Span(at, last.end), widths, pangu=setting.pangu)
            if index.reach(at, setting.width) < last.end:
                return
            found[-2] = Row(above.start, at, above.indent)
            found[-1] = Row(at, last.end, last.indent)
            return


def _is_han(character: str) -> bool:
    return (
        "\u3400" <= character <= "\u9fff"
        or "\uf900" <= character <= "\ufaff"
        or "\U00020000" <= character <= "\U0003134f"
    ) and character.isalpha()


def _segment_start(text: str, paragraph: Span, number: int) -> int:
    """Where segment `number` begins: at a sentence, else where a row may end, else at a cluster."""
    place = paragraph.start + number * _SEGMENT
    if number == 0:
        return place
    if place >= paragraph.end - _SEGMENT // 2:
        return paragraph.end
    reach = min(place + _SEGMENT_REACH, paragraph.end - 1)
    for match in _SENTENCE_END.finditer(text, place, reach):
        if match.end() < reach and may_break(text, match.end(), paragraph.start):
            return match.end()
    for at in range(place, reach):
        if text[at] not in BLANKS and may_break(text, at, paragraph.start):
            return at
    return floor_boundary(text, place)
