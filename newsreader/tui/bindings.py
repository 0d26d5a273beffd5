"""The key table as Textual bindings, all of which call one action."""

from __future__ import annotations

from collections.abc import Mapping

from textual.binding import Binding, BindingType

from newsreader.keys.key_table import BY_ID, COMMAND, keys_of_scope, own_commands

_NO_KEY = "no-key"
"""The binding of a function for which the reader set no key; no keyboard sends it."""


def bindings(place: str) -> list[BindingType]:
    """The bindings of one part of the screen; each calls `action_do` with its id."""
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
        if entry.group != COMMAND
    ]


def everywhere(key_id: str, action: str) -> Binding:
    """The binding of one function that works in dialogs and in their fields too."""
    return Binding(_listed(BY_ID[key_id].keys), action, show=False, id=key_id, priority=True)


def own_bindings(keys: Mapping[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    """The `keys` of the reader's own commands, separated by commas, each with its action."""
    return [(_listed(keys[id_]), f"do('{id_}')") for id_ in own_commands()]


def rebound(keys: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """The keymap for Textual: the ids whose `keys` differ from the table."""
    return {key_id: _listed(names) for key_id, names in keys.items() if names != BY_ID[key_id].keys}


def _listed(names: tuple[str, ...]) -> str:
    return ",".join(_spelled(name) for name in names) or _NO_KEY


def _spelled(key: str) -> str:
    """A key as Textual spells it; a comma separates keys, so it is spelled out."""
    return "comma" if key == "," else key
