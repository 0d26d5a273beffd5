"""Script: Chinese characters shown as simplified or traditional ones, one code point for one.

Only what is shown changes: the text, every offset into it and every copy of it stay as they are.
Character by character is not translation: where one simplified character stands for several
traditional ones (发: 發, 髮), the most frequent is shown. The characters are those of
script_table.txt, generated from the data of OpenCC (Apache License 2.0) by
docs/generate_fold_table.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from pathlib import Path

from newsreader.text.fold import simplified
from newsreader.text.lazy_translate import CharacterTable

SAMPLE = 4000
"""Code points looked at to tell the script of a text."""

SHARE = 0.08
"""Text of which more than this share changes is traditional; about 0.3 does, 0.01 of the other."""

LINE_SHARE = 0.12
"""The same of one line among simplified ones, as a quotation or one of many pieces of news."""

SHORTEST = 8
"""Han characters from which on a line is told by itself; a shorter one goes with the text."""


class Script(StrEnum):
    """In which characters an article is shown."""

    ORIGINAL = "original"
    SIMPLIFIED = "simplified"
    TRADITIONAL = "traditional"

    @property
    def following(self) -> Script:
        """The one that comes after this one, round and round."""
        order = list(Script)
        return order[(order.index(self) + 1) % len(order)]


def in_script(text: str, script: Script) -> str:
    """`text` in the characters of `script`, as many code points and as many cells."""
    if script is Script.ORIGINAL or text.isascii():
        return text
    return text.translate(_tables()[script])


def simplify(text: str) -> str:
    """`text` in simplified characters where it is traditional, one code point for one; else itself.

    Simplified text stays untouched, because a few of its characters (乾隆, 著名) would change.
    """
    sample = text[:SAMPLE]
    if _changed(sample, simplified(sample)) > SHARE:
        return simplified(text)
    parts, done = [], 0
    for start, end in _lines(text):
        line = text[start:end]
        told = simplified(line)
        if told != line and _changed(line, told, SHORTEST) > LINE_SHARE:
            parts += [text[done:start], told]
            done = end
    return "".join([*parts, text[done:]]) if parts else text


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Where each line starts and ends, without a copy of a text that may be megabytes long."""
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if end - start >= SHORTEST:
            yield start, end
        start = end + 1


def _changed(text: str, told: str, least: int = 1) -> float:
    """The share of Han characters that change, of at least so many."""
    changed = sum(one != two for one, two in zip(text, told, strict=True))
    han = sum("\u4e00" <= character <= "\u9fff" for character in text)
    return changed / max(han, least)


@cache
def _tables() -> dict[Script, CharacterTable]:
    lines = Path(__file__).with_name("script_table.txt").read_text("utf-8").split("\n")
    return {
        Script.SIMPLIFIED: CharacterTable(lines[0], lines[1]),
        Script.TRADITIONAL: CharacterTable(lines[2], lines[3]),
    }
