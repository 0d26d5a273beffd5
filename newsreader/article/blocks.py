"""The lines of a text that are not blank."""

from __future__ import annotations

from collections.abc import Callable
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
