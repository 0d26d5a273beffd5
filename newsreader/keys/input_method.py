"""The characters that a Chinese input method sends, and the keys that they are typed with.

With the input method on, a key sends another character. Outside of text fields the key is meant.
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
"""The characters that the input methods of the platforms send for a key."""

_FULL_WIDTH = 0xFEE0
"""Distance from an ASCII character to its full-width form (Unicode, U+FF01 to U+FF5E)."""

KEYS: Mapping[str, str] = {
    **{chr(code + _FULL_WIDTH): chr(code) for code in range(0x21, 0x7F)},
    **{mark: key for key, marks in _MARKS.items() for mark in marks},
}
"""The character on the key, by the character that an input method sends."""
