"""Table: the ids of all keys that ask for a deed, and the module that does it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module

from newsreader.tui.deeds.desk import Desk
from newsreader.tui.messages import Requested

Deed = Callable[[Desk, Requested], None]

_MODULES: Mapping[str, tuple[str, ...]] = {
    "arranging": (
        *("app.quit", "app.help", "app.library", "app.palette", "app.redraw", "app.suspend"),
        *("app.next_pane", "app.previous_pane", "app.toggle_entities", "app.toggle_notes"),
        *("app.zen", "app.theme", "article.furniture", "entities.clear", "notes.clear"),
    ),
    "carrying": ("selection.copy", "selection.quote", "app.export"),
    "correcting": (
        *("entities.rename", "entities.merge", "entities.retype", "entities.split"),
        *("entities.hide", "entity.concordance", "entities.concordance"),
    ),
    "finding": (
        *("search.open", "search.next", "search.previous", "search.word"),
        *("selection.cancel", "entities.filter", "notes.filter"),
    ),
    "going": (
        *("highlight.next", "highlight.previous", "mention.next", "mention.previous"),
        *("entities.open", "entities.next", "entities.previous", "article.contents"),
        *("cursor.back", "cursor.forward", "cursor.go_to", "cursor.top", "cursor.bottom"),
        *("bookmark.set", "bookmark.jump"),
    ),
    "marking": (
        *("highlight.colour_1", "highlight.colour_2", "highlight.colour_3"),
        *("highlight.colour_4", "highlight.colour_5", "highlight.note", "highlight.all"),
        *("highlight.range", "highlight.delete", "article.note"),
        *("notes.article", "notes.edit", "notes.delete"),
    ),
    "mending": ("notes.open", "notes.reattach", "notes.keep", "notes.empty_trash"),
    "naming": ("entity.mark",),
    "offering": ("selection.menu", "entities.menu", "notes.menu"),
    "recoding": ("article.encoding",),
    "retracting": ("entity.corrections", "entities.corrections"),
    "showing": ("article.script", "selection.pinyin"),
    "tagging": ("highlight.tags", "notes.tags", "article.tags", "notes.all_tags"),
    "walking": ("app.undo", "app.redo"),
}

DEEDS: Mapping[str, str] = {key: module for module, keys in _MODULES.items() for key in keys}
"""The id of a key to the module of its deed; keys that a pane does by itself are not here."""

WRITES = frozenset(
    {
        *_MODULES["marking"],
        *_MODULES["correcting"],
        *_MODULES["naming"],
        *_MODULES["retracting"],
        *_MODULES["tagging"],
        *_MODULES["walking"],
        "bookmark.set",
        "notes.empty_trash",
        "notes.keep",
        "notes.reattach",
    }
)
"""The ids of what changes the notebook: not to be done to notes that can only be read."""

NEEDS_NOTES = WRITES | {"app.export", "article.encoding", "article.tags", "notes.all_tags"}
"""The ids of what cannot be done before the notes are there."""


def deed(key: str) -> Deed:
    """What the key with this id does. Each module, with its dialogs, is loaded when it is asked."""
    deeds: Mapping[str, Deed] = import_module(f"newsreader.tui.deeds.{DEEDS[key]}").DEEDS
    return deeds[key]
