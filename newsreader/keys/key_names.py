"""The names of keys, as the settings have them."""

from __future__ import annotations

import re
from collections.abc import Mapping

_NAMED_KEY = re.compile(
    r"(?:(?:ctrl|shift|alt)\+){0,3}"
    r"(?:f[1-9]|f1[0-9]|f2[0-4]|enter|escape|tab|space|backspace|delete|insert|home|end"
    r"|pageup|pagedown|up|down|left|right|[^\s+])"
)

_ALIASES: Mapping[str, str] = {
    "esc": "escape",
    "return": "enter",
    "回车": "enter",
    "空格": "space",
    "del": "delete",
    "ins": "insert",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "↑": "up",
    "↓": "down",
    "←": "left",
    "→": "right",
}


def canonical_key(name: str) -> str:
    """The name in the table for `name`, which may be a label on the keyboard."""
    *held, last = name.strip().split("+") if name.strip() not in ("", "+") else [name]
    if not last or (not held and len(last) == 1 and last not in _ALIASES):
        return name.strip()
    last = _ALIASES.get(last.lower(), last.lower())
    if [each.lower() for each in held] == ["shift"] and len(last) == 1:
        return last.upper()
    return "+".join([*(each.strip().lower() for each in held), last])


def is_key(name: str) -> bool:
    """Whether `name` is a key: a character or a named key, with or without modifiers."""
    return name == "+" or bool(_NAMED_KEY.fullmatch(name))


def key_names(value: object) -> tuple[str, ...] | None:
    """The keys in `"q, ctrl+q"` or `["q", "ctrl+q"]`; a single comma is the key of that name."""
    if isinstance(value, str):
        return (",",) if value == "," else tuple(k.strip() for k in value.split(",") if k.strip())
    if isinstance(value, list) and all(isinstance(key, str) for key in value):
        return tuple(value)
    return None
