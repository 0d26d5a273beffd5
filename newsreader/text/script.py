"""Script: Chinese characters shown as simplified or traditional ones, one code point for one.

Only what is shown changes: the text, every offset into it and every copy of it stay as they are.
Character by character is not translation: where one simplified character stands for several
traditional ones (发: 發, 髮), the most frequent is shown. The characters are those of
script_table.txt, generated from the data of OpenCC (Apache License 2.0) by
docs/generate_fold_table.py.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from pathlib import Path

from newsreader.text.lazy_translate import CharacterTable


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


@cache
def _tables() -> dict[Script, CharacterTable]:
    lines = Path(__file__).with_name("script_table.txt").read_text("utf-8").split("\n")
    return {
        Script.SIMPLIFIED: CharacterTable(lines[0], lines[1]),
        Script.TRADITIONAL: CharacterTable(lines[2], lines[3]),
    }
