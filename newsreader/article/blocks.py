"""The lines of a text, and the joining of lines that were broken at a width."""

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
"""White space, and characters of no width that pages have at the ends of lines."""

_STEP = 1 << 20
"""Code points between two reports of progress."""

_SAMPLE = 4000
_NARROWEST, _WIDEST = 30, 160
_FEWEST = 3
_CLOSE = 2
_RAGGED = 6
"""Cells by which a full line may be shorter than the widest, because a mark or word moved down."""

_RAGGED_LATIN = 18
_ENDS = tuple("。！？；：…”』」.!?;:")
_ITEMS = tuple("-*•·●■◆▪○①②③④⑤⑥⑦⑧⑨>#|+")


class Block(NamedTuple):
    """A line that is not blank, or several lines that are one paragraph.

    `text` has no blanks around it and no line breaks, so it is shorter than the span for several
    lines. `indent` is the number of blanks before it; `gap` says whether a blank line precedes it.
    `role` and `level` are set where the source defines them, as Markdown does.
    """

    start: int
    end: int
    text: str
    indent: int
    gap: bool
    role: Role | None = None
    level: int = 0


def read_lines(text: str, progress: Callable[[float], None] = lambda _share: None) -> list[Block]:
    """The lines of `text` that are not blank.

    `progress` is called with the share that is done, 0 to 1, every million code points.
    """
    lines: list[Block] = []
    offset, gap, reported = 0, False, _STEP
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
        if offset > reported:
            reported += _STEP
            progress(min(1.0, offset / len(text)))
    return lines


def blocks_of(lines: list[Block]) -> list[Block]:
    """`lines` as paragraphs: joined if they were broken at a width, else each line by itself."""
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
    """The width in cells at which `lines` were broken, or None if they are paragraphs.

    Broken lines are all just below one width and end anywhere in a sentence; paragraphs have all
    lengths and end with a sentence.
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
    """The largest width, not counting up to `over` wider lines, such as links and tables."""
    for width in sorted(widths, reverse=True):
        if widths[width] > over:
            return width
        over -= widths[width]
    return 0


def _is_tight(full: Sequence[Block], widest: int) -> bool:
    """Whether Chinese lines fill the width to one character, unlike the headlines of a list."""
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
    """Cells by which a full line may be shorter than the widest."""
    return _RAGGED_LATIN if line.text[-1].isascii() else _RAGGED


def _cells(text: str) -> int:
    """The approximate width of `text`: GB18030 has two bytes for most wide characters."""
    return len(text.encode("gb18030"))


def _joined(lines: Sequence[Block]) -> Block:
    return lines[0]._replace(end=lines[-1].end, text="".join(line.text for line in lines))
