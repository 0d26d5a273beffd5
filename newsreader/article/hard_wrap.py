"""Joins the lines of a text that was broken at a width, by cells or by characters.

A line was broken where what follows did not fit: the line and the first piece of the next one are
together wider than the width. In a text that was broken, that is true for nearly all long lines;
among paragraphs, headlines and verse it is true for a few by chance.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from newsreader.article.blocks import Block
from newsreader.text.lazy_regex import lazy_regex

_SAMPLE = 4000
"""Lines from which the width is found."""

_LONGEST = 120
"""Characters of a line that was broken, at most."""

_OVER = 50
"""One line in this many may be wider: a link, or a row of a table."""

_LONG = 0.7
"""The share of the width from which a line is long."""

_FULL, _FULL_NARROW = 0.6, 0.8
"""The share of the long lines that are full, at least; in narrow columns more are so by chance."""

_FEWEST, _FEWEST_NARROW, _FEWEST_INDENTED = 3, 6, 2
"""Full lines, at least."""

_ENDED, _MARKED, _PROSE = 0.35, 0.45, 0.3
"""The shares of the full lines that end with a stop and with any mark, at most, and of those with
a mark inside, at least: verse ends with marks, and headlines have few."""

_SENTENCES = 0.05
"""Sentences that end at the end of a line, and inside a full one, for each full line at least."""

_SURE = 0.8
"""The share of full lines from which no sentence need end inside one."""

_LAST = 5
"""Characters of a last line that may have been moved down to it."""

_IDEOGRAPHIC = 2
"""Up to so many blanks before a paragraph are ideographic spaces; more are narrow ones."""

_ENDS = tuple("。！？；：…”』」.!?;:")
_MARKS = (*_ENDS, *"，、,）)》")
_HANGING = "，。、；："
_ITEMS = tuple("-*•·●■◆▪○①②③④⑤⑥⑦⑧⑨>#|+")
# A byline, or an item with a number.
_BEGINNING = lazy_regex(
    r"(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d|\d{4}年\d{1,2}月\d{1,2}日.{0,8}\d:\d"
    r"|.{0,2}(?:来源|來源|作者|记者|記者|编辑|編輯|责编|责任编辑|撰文|文)[:：/ ]"
    r"|[（(]?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})(?:[、．)）]|\. ?(?![0-9]))"
)
_COLUMNS = lazy_regex(r"\t| {3}|\u3000{2}|\S[|｜]\S")
_LATIN = lazy_regex("[ -~]{40,}")
_STOP = lazy_regex("[。！？.][^0-9a-z]|[a-z] [a-z]+ [a-z]+ [a-z]")
_INSIDE = lazy_regex("[，。、；：,.;:][^0-9]|[a-z] [a-z]+ [a-z]+ [a-z]")
# What is not broken: a word or a number, with the marks before it and after it.
_PIECE = lazy_regex(
    "[“‘「『（《【〔([]*(?:[!-~]{1,24}|.)[，。！？；：、）》」』”’】〕％…,.!?;:)%\\]]*"
)
_WIDE = lazy_regex(
    "[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f"
    "\uff00-\uff60\uffe0-\uffe6\U0001f300-\U0001faff\U00020000-\U0003fffd]"
)
_WIDE_OR_AMBIGUOUS = lazy_regex(f"{_WIDE.pattern[:-1]}‘’“”…—·×°±‧]")


class Measure(NamedTuple):
    """How the width of a text is counted; widths from `narrowest` to `widest` are looked for."""

    width: Callable[[str], int]
    narrowest: int
    narrow: int
    widest: int


def _cells(text: str) -> int:
    return len(text) + len(_WIDE.findall(text))


def _ambiguous_cells(text: str) -> int:
    """Cells where quotation marks and the like are as wide as Chinese characters."""
    return len(text) + len(_WIDE_OR_AMBIGUOUS.findall(text))


MEASURES = (
    Measure(_cells, 20, 34, 240),
    Measure(_ambiguous_cells, 20, 34, 240),
    Measure(len, 10, 17, _LONGEST),
)


class HardWrap(NamedTuple):
    """The width at which a text was broken."""

    measure: Measure
    width: int
    indent: int = 0
    """Blanks before a line that continues a paragraph, at most; more begin one."""

    def breaks(self, line: Block, below: Block) -> bool:
        """Whether the line break between `line` and `below` is one at the width."""
        return (
            not below.gap
            and below.indent <= self.indent
            and self._room(line) - _lost(line, below) < self._first_piece(below)
            and not below.text.startswith(_ITEMS)
            and not _BEGINNING.match(below.text)
            and not _COLUMNS.search(line.text)
        )

    def is_full(self, line: Block, below: Block) -> bool:
        """Whether the first piece of `below` does not fit into the rest of `line`."""
        return self._room(line) < self._first_piece(below)

    def _room(self, line: Block) -> int:
        return self.width - _width_of(line, self.measure)

    def _first_piece(self, line: Block) -> int:
        piece = _PIECE.match(line.text)
        return self.measure.width(piece[0] if piece else "")


def _lost(line: Block, below: Block) -> int:
    """By how much a line may be shorter: a blank beside Latin text was dropped at the break, or
    characters were moved down so that the last line has more than one."""
    if len(below.text) <= _LAST and below.text.endswith(_ENDS) and not line.text.endswith(_MARKS):
        return _LAST
    return int(line.text[-1].isascii() or below.text[0].isascii())


def joined(lines: list[Block]) -> list[Block]:
    """`lines` as paragraphs: joined if they were broken at a width, else as they are."""
    wrap = hard_wrap(lines)
    if wrap is None:
        return lines
    blocks: list[Block] = []
    open_lines: list[Block] = []
    for line in lines:
        if open_lines and not wrap.breaks(open_lines[-1], line):
            blocks.append(_one(open_lines))
            open_lines = []
        open_lines.append(line)
    if open_lines:
        blocks.append(_one(open_lines))
    return blocks


def hard_wrap(lines: Sequence[Block]) -> HardWrap | None:
    """How `lines` were broken, or None if they are paragraphs."""
    sample = lines[:_SAMPLE]
    if sum(len(line.text) > _LONGEST for line in sample) > len(sample) // _OVER:
        return None  # most texts: they have long paragraphs
    found = [(_evidence(sample, w), w) for measure in MEASURES for w in _widths(sample, measure)]
    evidence, wrap = max(found, key=lambda each: each[0], default=((0.0, 0), None))
    if wrap is None or not evidence[0]:
        return None
    after_full = [b.indent for a, b in pairwise(sample) if not b.gap and wrap.is_full(a, b)]
    return wrap._replace(indent=min(after_full, default=0))


def _widths(lines: Sequence[Block], measure: Measure) -> Iterator[HardWrap]:
    """The widths at which `lines` may have been broken: the largest, and the most frequent.

    Without a mark that hangs over the end, and without a few wider lines.
    """
    mark = measure.width("，")
    widths = Counter(
        _width_of(line, measure) - mark * (line.text[-1] in _HANGING) for line in lines
    )
    over = len(lines) // _OVER
    largest = 0
    for width in sorted(widths, reverse=True):
        if widths[width] > over:
            largest = width
            break
        over -= widths[width]
    frequent = max(widths, key=lambda width: (widths[width], width), default=0)
    for width in dict.fromkeys((largest, frequent)):
        if measure.narrowest <= width <= measure.widest:
            yield HardWrap(measure, width)


def _evidence(lines: Sequence[Block], wrap: HardWrap) -> tuple[float, int]:
    """The share of full lines among the long ones inside paragraphs, and their number.

    (0, 0) if `lines` are not running text that was broken at this width.
    """
    full, short, indented = [], 0, 0
    least, most = _LONG * wrap.width, wrap.width + wrap.measure.width("，")
    for line, below in pairwise(lines):
        width = _width_of(line, wrap.measure)
        if width > most:
            short += 1
        elif below.gap or below.indent > line.indent or width < least:
            continue
        elif wrap.is_full(line, below):
            full.append(line.text)
            indented += line.indent > below.indent
        elif not line.text.endswith(_ENDS):
            short += 1
    narrow = wrap.width < wrap.measure.narrow
    ended = sum(
        line.text.endswith(_ENDS) or _LATIN.fullmatch(line.text) is not None for line in lines
    )
    if ended < _SENTENCES * len(full):
        return 0.0, 0
    fewest = _FEWEST_NARROW if narrow else _FEWEST
    # A first line that is further in than the next one shows a paragraph by itself.
    if len(full) < (_FEWEST_INDENTED if indented == len(full) else fewest):
        return 0.0, 0
    share = len(full) / (len(full) + short)
    stops = sum(_STOP.search(text, 1, len(text) - 1) is not None for text in full)
    is_wrapped = (
        share >= (_FULL_NARROW if narrow else _FULL)
        and sum(text.endswith(_ENDS) for text in full) <= _ENDED * len(full)
        and sum(text.endswith(_MARKS) for text in full) <= _MARKED * len(full)
        and sum(_INSIDE.search(text, 0, len(text) - 1) is not None for text in full)
        >= _PROSE * len(full)
        and (share > _SURE or stops >= _SENTENCES * len(full))
    )
    return (share, len(full)) if is_wrapped else (0.0, 0)


def _width_of(line: Block, measure: Measure) -> int:
    blank = "\u3000" if line.indent <= _IDEOGRAPHIC else " "
    return measure.width(blank * line.indent + line.text)


def _one(lines: Sequence[Block]) -> Block:
    return lines[0]._replace(end=lines[-1].end, text="".join(line.text for line in lines))
