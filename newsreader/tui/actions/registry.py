"""Table: the ids of all keys that ask for a deed, and the module that does it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module

from newsreader.tui.actions.context import ReadingContext
from newsreader.tui.messages import Requested

Action = Callable[[ReadingContext, Requested], None]

_MODULES: Mapping[str, tuple[str, ...]] = {
    "view": (
        *("app.quit", "app.help", "app.library", "app.palette", "app.redraw", "app.suspend"),
        *("app.next_pane", "app.previous_pane", "app.toggle_entities", "app.toggle_notes"),
        *("app.zen", "app.theme", "article.furniture", "entities.clear", "notes.clear"),
    ),
    "export": ("selection.copy", "selection.quote", "app.export"),
    "corrections": (
        *("entities.rename", "entities.merge", "entities.retype", "entities.split"),
        *("entities.hide", "entity.concordance", "entities.concordance"),
    ),
    "search": (
        *("search.open", "search.next", "search.previous", "search.word"),
        *("selection.cancel", "entities.filter", "notes.filter"),
    ),
    "navigation": (
        *("highlight.next", "highlight.previous", "mention.next", "mention.previous"),
        *("entities.open", "entities.next", "entities.previous", "article.contents"),
        *("cursor.back", "cursor.forward", "cursor.go_to", "cursor.top", "cursor.bottom"),
        *("bookmark.set", "bookmark.jump"),
    ),
    "highlights": (
        *("highlight.colour_1", "highlight.colour_2", "highlight.colour_3"),
        *("highlight.colour_4", "highlight.colour_5", "highlight.note", "highlight.all"),
        *("highlight.range", "highlight.delete", "article.note"),
        *("notes.article", "notes.edit", "notes.delete"),
    ),
    "orphans": ("notes.open", "notes.reattach", "notes.keep", "notes.empty_trash"),
    "add_entity": ("entity.mark",),
    "context_menu": ("selection.menu", "entities.menu", "notes.menu"),
    "encoding": ("article.encoding",),
    "corrections_list": ("entity.corrections", "entities.corrections"),
    "script": ("article.script", "selection.pinyin"),
    "tags": ("highlight.tags", "notes.tags", "article.tags", "notes.all_tags"),
    "undo": ("app.undo", "app.redo"),
}

ACTIONS: Mapping[str, str] = {key: module for module, keys in _MODULES.items() for key in keys}
"""The id of a key to the module of its deed; keys that a pane does by itself are not here."""

WRITES = frozenset(
    {
        *_MODULES["highlights"],
        *_MODULES["corrections"],
        *_MODULES["add_entity"],
        *_MODULES["corrections_list"],
        *_MODULES["tags"],
        *_MODULES["undo"],
        "bookmark.set",
        "notes.empty_trash",
        "notes.keep",
        "notes.reattach",
    }
)
"""The ids of what changes the notebook: not to be done to notes that can only be read."""

NEEDS_NOTES = WRITES | {"app.export", "article.encoding", "article.tags", "notes.all_tags"}
"""The ids of what cannot be done before the notes are there."""


def action(key: str) -> Action:
    """What the key with this id does. Each module, with its dialogs, is loaded when it is asked."""
    deeds: Mapping[str, Action] = import_module(f"newsreader.tui.actions.{ACTIONS[key]}").ACTIONS
    return deeds[key]
