"""Bindings: the table of keys turned into Textual's own, one action for all of them."""

from __future__ import annotations

from collections.abc import Mapping

from textual.binding import Binding, BindingType

from newsreader.keys.key_table import BY_ID, keys_of_scope

_NO_KEY = "no-key"
"""What a function is bound to that the reader left without a key; no keyboard sends it."""


def bindings(place: str) -> list[BindingType]:
    """The bindings of one part of the screen. Each calls `action_do` with the id of its key."""
    return [
        Binding(
            _listed(entry.keys),
            f"do('{entry.id}')",
            entry.en,
            show=False,
            id=entry.id,
            priority=place == "editor" and entry.id != "editor.cancel",
        )
        for entry in keys_of_scope(place)
    ]


def rebound(keys: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """The keymap for Textual: the ids whose `keys` are other than the table's."""
    return {key_id: _listed(names) for key_id, names in keys.items() if names != BY_ID[key_id].keys}


def _listed(names: tuple[str, ...]) -> str:
    return ",".join(_spelled(name) for name in names) or _NO_KEY


def _spelled(key: str) -> str:
    """A key as Textual spells it; a comma would end the list that it stands in."""
    return "comma" if key == "," else key
