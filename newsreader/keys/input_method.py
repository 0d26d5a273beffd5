"""Input method: the marks that a Chinese input method sends, and the keys that they stand on.

Who reads with the input method on types a key and another character comes. Where no text is
written the key is what was meant.
"""

from __future__ import annotations

from collections.abc import Mapping

_MARKS: Mapping[str, str] = {
    "/": "、",
    ".": "。",
    "(": "（",
    ")": "）",
    "[": "【",
    "]": "】",
    "{": "「『",
    "}": "」』",
    "<": "《〈",
    ">": "》〉",
    "'": "‘’",
    '"': "“”",
    "$": "￥¥",
    "`": "·",
    "_": "—",
    "^": "…",
    "*": "×",
    " ": "\u3000",
}
"""What stands on a key, and what the input methods of the platforms make of it."""

_FULL_WIDTH = 0xFEE0
"""From an ASCII character to its full-width form (Unicode, Halfwidth and Fullwidth Forms)."""

KEYS: Mapping[str, str] = {
    **{chr(code + _FULL_WIDTH): chr(code) for code in range(0x21, 0x7F)},
    **{mark: key for key, marks in _MARKS.items() for mark in marks},
}
"""What an input method sends, to the character on the key that was pressed."""
