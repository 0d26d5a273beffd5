"""Simplified and traditional characters, converted one code point for one.

Where one simplified character has several traditional forms (发: 發, 髮), the most frequent is
used. The characters are in script_table.txt, which docs/generate_fold_table.py generates from the
data of OpenCC (Apache License 2.0).
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from operator import ne
from pathlib import Path

from newsreader.text.fold import CharacterTable, simplified
from newsreader.text.lazy_regex import lazy_regex

SAMPLE = 4000
"""Code points from which the script of a text is detected."""

SHARE = 0.08
"""A text is traditional if more than this share changes: usually 0.3; of simplified text 0.01."""

LINE_SHARE = 0.12
"""The same for one line in a simplified text."""

SHORTEST = 8
"""Han characters that a line must have to be judged on its own."""


class Script(StrEnum):
    """The characters in which an article is shown. The text itself never changes."""

    ORIGINAL = "original"
    SIMPLIFIED = "simplified"
    TRADITIONAL = "traditional"

    @property
    def following(self) -> Script:
        """The next script; after the last one the first."""
        order = list(Script)
        return order[(order.index(self) + 1) % len(order)]


def in_script(text: str, script: Script) -> str:
    """`text` in the characters of `script`, with the same number of code points and cells."""
    if script is Script.ORIGINAL or text.isascii():
        return text
    return text.translate(_tables()[script])


def simplify(text: str) -> str:
    """`text` with its traditional parts in simplified characters, for networks and lexicons.

    Simplified text is unchanged: a few of its characters (乾隆, 著名) would become others.
    """
    sample = text[:SAMPLE]
    if _changed(sample, simplified(sample)) > SHARE:
        return simplified(text)
    parts, done = [], 0
    for start, end in _lines(text):
        line = text[start:end]
        converted = simplified(line)
        if converted != line and _changed(line, converted, SHORTEST) > LINE_SHARE:
            parts += [text[done:start], converted]
            done = end
    return "".join([*parts, text[done:]]) if parts else text


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of each line that is long enough, without copying the text."""
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if end - start >= SHORTEST:
            yield start, end
        start = end + 1


def _changed(text: str, converted: str, least: int = 1) -> float:
    """The share of Han characters that change, counted as at least `least` characters."""
    changed = sum(map(ne, text, converted))
    return changed / max(len(_NOT_HAN.sub("", text)), least) if changed else 0.0


_NOT_HAN = lazy_regex("[^\u4e00-\u9fff]+")


@cache
def _tables() -> dict[Script, CharacterTable]:
    lines = Path(__file__).with_name("script_table.txt").read_text("utf-8").split("\n")
    return {
        Script.SIMPLIFIED: CharacterTable(lines[0], lines[1]),
        Script.TRADITIONAL: CharacterTable(lines[2], lines[3]),
    }
