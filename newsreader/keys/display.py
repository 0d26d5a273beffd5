"""Names of keys for the user: those in force, and the meanings of the colour keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from newsreader.keys.key_table import BY_ID, Key
from newsreader.keys.keymap import keymap
from newsreader.locale import _
from newsreader.text.sanitize import clean_line

_CAPS: Mapping[str, str] = {
    "escape": "Esc",
    "pageup": "PageUp",
    "pagedown": "PageDown",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
}
"""Labels on a keyboard that differ from the name of the key."""

_in_force: Mapping[str, tuple[str, ...]] | None = None
_meanings: Sequence[str] = ()


def use_keys(keys: Mapping[str, tuple[str, ...]] | None, meanings: Sequence[str] = ()) -> None:
    """Set the keys that the functions of this module name, by id; None means the table's.

    `meanings` are those of the five colours, in the order of their keys.
    """
    global _in_force, _meanings
    _in_force, _meanings = keys, meanings


def words_of(key: Key) -> str:
    """The function of a key, with the meaning of its colour if it has one."""
    before, colour, number = key.id.rpartition("colour_")
    meaning = _meanings[int(number) - 1] if colour and before and _meanings else ""
    return f"{key.words} · {clean_line(meaning)}" if meaning else key.words


def colours_in_short() -> str:
    """The keys of the colours that have a meaning, each with it."""
    keys = [key_for(f"highlight.colour_{number}") for number in range(1, len(_meanings) + 1)]
    return "  ".join(f"{k} {clean_line(m)}" for k, m in zip(keys, _meanings, strict=True) if m)


def keys_for(key_id: str) -> tuple[str, ...]:
    """The keys of the function with this id, as in the settings."""
    return (_in_force if _in_force is not None else _of_the_table())[key_id]


def key_for(key_id: str) -> str:
    """The first key of the function with this id; without a key, its name in the palette."""
    keys = _in_force if _in_force is not None else _of_the_table()
    if keys[key_id]:
        return key_name(keys[key_id][0])
    name = _("“{words}”").format(words=BY_ID[key_id].words)
    return f"{key_name(keys['app.palette'][0])} {name}" if keys["app.palette"] else name


@cache
def _of_the_table() -> Mapping[str, tuple[str, ...]]:
    return keymap({}).keys


def key_name(name: str) -> str:
    """The label of a key: `escape` is Esc, `ctrl+e` is Ctrl+E, a character is itself."""
    if len(name) == 1:
        return name
    *held, last = name.split("+") if not name.endswith("++") else [*name[:-2].split("+"), "+"]
    return "+".join([*(each.capitalize() for each in held), _cap(last, held=bool(held))])


def _cap(name: str, *, held: bool) -> str:
    """The label of a key, alone or `held` with others."""
    if len(name) == 1:
        return name.upper() if held else name
    return _CAPS.get(name) or name.capitalize()
