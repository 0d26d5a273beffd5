"""Bindings: the table of keys turned into Textual's own, one action for all of them."""

from __future__ import annotations

from textual.binding import Binding, BindingType

from newsreader.keys import of_place


def bindings(place: str) -> list[BindingType]:
    """The bindings of one part of the screen. Each calls `action_do` with the id of its key."""
    return [
        Binding(
            ",".join(_spelled(key) for key in entry.keys),
            f"do('{entry.id}')",
            entry.en,
            show=False,
            id=entry.id,
            priority=place == "editor" and entry.id != "editor.cancel",
        )
        for entry in of_place(place)
    ]


def _spelled(key: str) -> str:
    """A key as Textual spells it; a comma would end the list that it stands in."""
    return "comma" if key == "," else key
