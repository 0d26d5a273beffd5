"""Block: a line or several that are read as one paragraph, before its role is known."""

from __future__ import annotations

from collections.abc import Callable
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
