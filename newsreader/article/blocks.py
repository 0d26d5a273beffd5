"""The lines of a text, and the paragraphs made of them when they were broken at a width."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from newsreader.article.article import Role

BLANKS = (
    "".join(chr(code) for code in (*range(9, 14), *range(28, 33), 0x85, 0xA0, 0x1680))
    + "".join(chr(code) for code in (*range(0x2000, 0x200C), 0x2028, 0x2029, 0x202F, 0x205F))
    + "\u2060\u3000\ufeff"
)
"""White space, and the characters of no width that pages leave at the ends of lines."""


_STEP = 1 << 20
"""Code points between two words on how far reading is."""

_SAMPLE = 4000
_NARROWEST, _WIDEST = 30, 160
_FEWEST = 3
_CLOSE = 2
_RAGGED = 6
"""Cells by which a full line may be shorter than the widest: a mark or a word moved down."""

_RAGGED_LATIN = 18
_ENDS = tuple("。！？；：…”』」.!?;:")
_ITEMS = tuple("-*•·●■◆▪○①②③④⑤⑥⑦⑧⑨>#|+")


class Block(NamedTuple):
    """A line that is not blank, or several that are read as one paragraph.

    `text` is without the blanks around it and without line breaks, so that of several lines is
    shorter than the span. `indent` counts the blanks before it; `gap` tells of a blank line above.
    `role` and `level` are set where the source itself says them, as Markdown does.
    """

    start: int
    end: int
    text: str
    indent: int
    gap: bool
    role: Role | None = None
    level: int = 0


def read_lines(text: str, progress: Callable[[float], None] = lambda _share: None) -> list[Block]:
    """The lines of canonical `text` that are not blank; `progress` hears of every million."""
    lines: list[Block] = []
    offset, gap, told = 0, False, _STEP
    for line in text.split("\n"):
        bare = line.strip(BLANKS)
        if bare:
            indent = line.index(bare[0])
            start = offset + indent
            lines.append(Block(start, start + len(bare), bare, indent, gap))
            gap = False
        else:
            gap = True
        offset += len(line) + 1
        if offset > told:
            told += _STEP
            progress(min(1.0, offset / len(text)))
    return lines


def blocks_of(lines: list[Block]) -> list[Block]:
    """`lines` as paragraphs: each line one, or lines that were broken at a width joined."""
    width = wrap_width(lines)
    if width is None:
        return lines
    blocks: list[Block] = []
    open_lines: list[Block] = []
    for line in lines:
        if open_lines and not _continues(open_lines[-1], line, width):
            blocks.append(_joined(open_lines))
            open_lines = []
        open_lines.append(line)
    if open_lines:
        blocks.append(_joined(open_lines))
    return blocks


def wrap_width(lines: Sequence[Block]) -> int | None:
    """The width in cells at which `lines` were broken, or None when they are paragraphs.

    Broken lines crowd together just below one width, which none passes, and end anywhere in a
    sentence; paragraphs are of all lengths and end with it.
    """
    sample = lines[:_SAMPLE]
    followed = [
        line for line, below in pairwise(sample) if not below.gap and below.indent <= line.indent
    ]
    if len(followed) < _FEWEST:
        return None
    widths = Counter(_cells(line.text) for line in sample)
    widest = _widest(widths, len(sample) // 50)
    if not _NARROWEST <= widest <= _WIDEST:
        return None
    full = [line for line in followed if widest >= _cells(line.text) >= widest - _ragged(line)]
    if len(full) < max(_FEWEST, 0.6 * len(followed)):
        return None
    ended = sum(line.text.endswith(_ENDS) for line in full)
    return widest if ended <= 0.35 * len(full) and _is_tight(full, widest) else None


def _widest(widths: Counter[int], over: int) -> int:
    """The largest width, but for `over` lines that may be wider: links, and lines of a table."""
    for width in sorted(widths, reverse=True):
        if widths[width] > over:
            return width
        over -= widths[width]
    return 0


def _is_tight(full: Sequence[Block], widest: int) -> bool:
    """Whether Chinese lines fill the width to a character, as headlines in a list do not."""
    chinese = [line for line in full if not line.text[-1].isascii()]
    close = sum(_cells(line.text) >= widest - _CLOSE for line in chinese)
    return len(chinese) < _FEWEST or 2 * close >= len(chinese)


def _continues(above: Block, line: Block, width: int) -> bool:
    return (
        not line.gap
        and line.indent <= above.indent
        and _cells(above.text) >= width - _ragged(above)
        and not line.text.startswith(_ITEMS)
    )


def _ragged(line: Block) -> int:
    """Cells that may be missing at the end of a full line, by what stands there."""
    return _RAGGED_LATIN if line.text[-1].isascii() else _RAGGED


def _cells(text: str) -> int:
    """About how wide `text` is: GB18030 has two bytes for what is two cells wide."""
    return len(text.encode("gb18030"))


def _joined(lines: Sequence[Block]) -> Block:
    return lines[0]._replace(end=lines[-1].end, text="".join(line.text for line in lines))
