"""Presets: sets of keys to begin from; `vim` is the table of keys itself."""

from __future__ import annotations

from collections.abc import Mapping

from newsreader.keys.key_table import Key

_PLAIN: Mapping[str, tuple[str, ...]] = {
    "app.zen": ("f11",),
    "app.undo": ("ctrl+z",),
    "app.redo": ("ctrl+y",),
    "app.library": ("f9",),
    "app.suspend": (),
    "app.toggle_entities": ("f7",),
    "app.toggle_notes": ("f8",),
    "cursor.next_word": ("ctrl+right",),
    "cursor.previous_word": ("ctrl+left",),
    "cursor.end_of_word": ("alt+end",),
    "cursor.next_sentence": ("alt+right",),
    "cursor.previous_sentence": ("alt+left",),
    "cursor.next_paragraph": ("ctrl+down",),
    "cursor.previous_paragraph": ("ctrl+up",),
    "cursor.row_start": ("home",),
    "cursor.row_end": ("end",),
    "cursor.page_down": ("space", "pagedown"),
    "cursor.page_up": ("pageup",),
    "cursor.half_page_down": ("alt+down",),
    "cursor.half_page_up": ("alt+up",),
    "cursor.top": ("ctrl+home",),
    "cursor.bottom": ("ctrl+end",),
    "cursor.go_to": ("ctrl+g",),
    "cursor.back": ("backspace",),
    "search.open": ("ctrl+f",),
    "search.next": ("f3",),
    "search.previous": ("shift+f3",),
    "search.word": ("ctrl+w",),
    "selection.start": ("insert",),
    "selection.swap": ("alt+home",),
    "selection.sentence": ("f6",),
    "selection.paragraph": ("shift+f6",),
    "selection.quote": ("ctrl+k",),
    "highlight.note": ("enter", "f2"),
    "highlight.tags": ("ctrl+t",),
    "highlight.all": ("ctrl+a",),
    "highlight.range": ("ctrl+r",),
    "entity.mark": ("shift+f4",),
    "entity.concordance": ("f4",),
    "bookmark.set": ("ctrl+b",),
    "article.contents": ("f12",),
    "article.note": ("shift+f2",),
    "article.furniture": ("shift+f12",),
    "entities.filter": ("ctrl+f",),
    "entities.next": ("f3", ">"),
    "entities.previous": ("shift+f3", "<"),
    "entities.rename": ("f2",),
    "entities.sort": ("ctrl+s",),
    "entities.concordance": ("f4",),
    "entities.retype": ("shift+f4",),
    "entities.merge": ("+",),
    "entities.split": ("-",),
    "entities.hide": ("delete",),
    "notes.filter": ("ctrl+f",),
    "notes.edit": ("f2",),
    "notes.article": ("shift+f2",),
    "notes.sort": ("ctrl+s",),
    "notes.orphans": ("ctrl+o",),
    "notes.trash": ("shift+delete",),
    "notes.reattach": ("insert",),
    "notes.keep": ("=",),
    "notes.tags": ("ctrl+t",),
    "library.filter": ("ctrl+f",),
    "library.names": ("f7",),
    "library.notes": ("f8",),
    "library.sort": ("ctrl+s",),
    "library.look": ("f5",),
    "library.page_down": ("space", "pagedown"),
    "library.page_up": ("pageup",),
}
"""What a word processor or a browser has. The rest is in the menus and in the palette.

An F-key means one thing in every pane, or nothing: F2 writes (with Shift on the whole article), F3
goes to the next, F4 lists where a name stands (with Shift says what it is), F5 looks again, F6
takes a sentence or a paragraph, F7 is who is in it, F8 what was written, F9 leads to the library,
F10 says what can be done here, F11 leaves the article alone, and F12 is what it consists of.
"""


def keys_in(preset: str, key: Key) -> tuple[str, ...]:
    """The keys that `preset` gives to the function of `key`; `plain` needs no letter for any."""
    if preset != "plain":
        return key.keys
    bare = tuple(name for name in key.keys if not (len(name) == 1 and name.isalpha()))
    return _PLAIN.get(key.id, bare)
