"""The keys in force: those of a preset, with the user's own in their place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from newsreader.keys.key_table import BY_ID, FORMER_IDS, SCOPES, Key
from newsreader.locale import _

EVERYWHERE = "everywhere"

_PLAIN: Mapping[str, tuple[str, ...]] = {
    "app.zen": ("f11",),
    "app.undo": ("ctrl+z",),
    "app.redo": ("ctrl+y",),
    "app.library": ("f9",),
    "app.suspend": (),
    "app.toggle_entities": ("f7",),
    "app.toggle_notes": ("f8",),
    "view.settings": ("shift+f1",),
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
    "article.next": ("alt+pagedown",),
    "article.previous": ("alt+pageup",),
    "lookup.dictionary": ("ctrl+d",),
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
    "notes.keep": ("ctrl+k",),
    "notes.tags": ("ctrl+t",),
    "library.search": ("ctrl+f",),
    "library.names": ("f7",),
    "library.archive": ("ctrl+k",),
    "library.notes": ("f8",),
    "library.sort": ("ctrl+s",),
    "library.paste": ("ctrl+v",),
    "library.look": ("f5",),
    "library.page_down": ("space", "pagedown"),
    "library.page_up": ("pageup",),
    "allnotes.search": ("ctrl+f",),
    "allnotes.edit": ("f2",),
    "allnotes.follow": ("ctrl+o",),
    "allnotes.tags": ("ctrl+t",),
    "allnotes.group": ("ctrl+s",),
    "allnotes.page_down": ("space", "pagedown"),
    "allnotes.page_up": ("pageup",),
    "article.compare": ("shift+f5",),
    "library.compare": ("shift+f5",),
    "compare.next": ("f3", "]"),
    "compare.previous": ("shift+f3", "["),
    "compare.page_down": ("pagedown",),
    "compare.page_up": ("pageup",),
    "compare.exact": ("ctrl+x",),
    "compare.copy": ("ctrl+c",),
    "compare.export": ("ctrl+s",),
    "library.concordance": ("f4",),
    "report.concordance": ("f4",),
    "report.correct": ("shift+f4",),
    "report.follow": ("ctrl+o",),
    "report.filter": ("ctrl+f",),
    "report.note": ("f2",),
    "report.sort": ("ctrl+s",),
    "report.page_down": ("space", "pagedown"),
    "report.page_up": ("pageup",),
}
"""Keys as in word processors and browsers. All other functions are in the menus and the palette.

An F-key has one meaning in every pane, or none: F1 helps (with Shift the settings), F2 edits (with
Shift the note on the article), F3 goes to the next item, F4 lists the mentions of an entity (with
Shift corrects it), F5 scans again (with Shift compares), F6 selects a sentence (with Shift a
paragraph), F7 shows the entities, F8 the notes, F9 the library, F10 the menu, F11 the article
alone, F12 the table of contents (with Shift the page furniture).
"""


class Keymap(NamedTuple):
    """The keys for every id in the table, and `problems`: sentences about conflicts."""

    keys: Mapping[str, tuple[str, ...]]
    problems: tuple[str, ...] = ()


def keymap(own: Mapping[str, tuple[str, ...]], preset: str = "vim") -> Keymap:
    """The keys of `preset` with the user's `own`, by id, in their place.

    A key of the user's is taken from every other function in the same scope. If the user gives one
    key to two functions, the first in the table keeps it. That is a problem, and so is a function
    that has lost all its keys.
    """
    own = {**{FORMER_IDS[id_]: own[id_] for id_ in FORMER_IDS if id_ in own}, **own}
    held: dict[tuple[str, str], str] = {}
    problems: list[str] = []
    keys: dict[str, tuple[str, ...]] = {}
    for key in BY_ID.values():
        if key.id in own:
            keys[key.id] = tuple(_claim(key, own[key.id], held, problems))
    for key in BY_ID.values():
        if key.id not in own:
            usual = preset_keys(preset, key)
            free = tuple(name for name in usual if _holder(key, name, held) is None)
            if usual and not free:
                holder = _holder(key, usual[0], held)
                lost = _("{key} is {thief} now, and “{words}” ({id}) has no key left.")
                problems.append(lost.format(key=usual[0], thief=holder, words=key.words, id=key.id))
            keys[key.id] = free
    return Keymap({key.id: keys[key.id] for key in BY_ID.values()}, tuple(problems))


def _claim(
    key: Key, names: tuple[str, ...], held: dict[tuple[str, str], str], problems: list[str]
) -> Iterator[str]:
    for name in dict.fromkeys(names):
        holder = _holder(key, name, held)
        if holder is None:
            held[scope_of(key), name] = key.id
            yield name
        else:
            twice = _("{key} is given to both {first} and {second}; {first} keeps it.")
            problems.append(twice.format(key=name, first=holder, second=key.id))


def _holder(key: Key, name: str, held: Mapping[tuple[str, str], str]) -> str | None:
    """The id that has the key `name` in the scope of `key`, or everywhere."""
    scope = scope_of(key)
    scopes = [each.name for each in SCOPES] if scope == EVERYWHERE else [scope, EVERYWHERE]
    return next((held[each, name] for each in scopes if (each, name) in held), None)


def scope_of(key: Key) -> str:
    """The name of the scope of `key`."""
    return next(scope.name for scope in SCOPES if key.group in scope.groups)


def preset_keys(preset: str, key: Key) -> tuple[str, ...]:
    """The keys for the function of `key` in `preset`; in `plain` no key is a letter."""
    if preset != "plain":
        return key.keys
    bare = tuple(name for name in key.keys if not (len(name) == 1 and name.isalpha()))
    return _PLAIN.get(key.id, bare)
