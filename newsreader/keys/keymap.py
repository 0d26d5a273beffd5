"""Keymap: the keys that apply, the table's own with the reader's in their place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from newsreader.keys.key_table import BY_ID, KEYS, PLACES, Key
from newsreader.keys.presets import keys_in
from newsreader.locale import _

EVERYWHERE = "everywhere"


class Keymap(NamedTuple):
    """Keys by id, for every id of the table. `problems` are sentences about conflicts."""

    keys: Mapping[str, tuple[str, ...]]
    problems: tuple[str, ...] = ()


def keymap(own: Mapping[str, tuple[str, ...]], preset: str = "vim") -> Keymap:
    """The keys of `preset` with the reader's `own` in place of theirs.

    A key that the reader gave to one thing is taken from every other that would hear it; of two
    things that the reader gave the same key the first in the table keeps it, and that is told, as
    is a function of the table that is left with no key.
    """
    held: dict[tuple[str, str], str] = {}
    problems: list[str] = []
    keys: dict[str, tuple[str, ...]] = {}
    for key in KEYS:
        if key.id in own:
            keys[key.id] = tuple(_taken(key, own[key.id], held, problems))
    for key in KEYS:
        if key.id not in own:
            usual = keys_in(preset, key)
            free = tuple(name for name in usual if _holder(key, name, held) is None)
            if usual and not free:
                thief = _holder(key, usual[0], held)
                lost = _("{key} is {thief} now, and “{words}” ({id}) has no key left.")
                problems.append(lost.format(key=usual[0], thief=thief, words=key.words, id=key.id))
            keys[key.id] = free
    return Keymap({key.id: keys[key.id] for key in KEYS}, tuple(problems))


def _taken(
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
    """The id that hears `name` where `key` listens: there, or everywhere."""
    place = scope_of(key)
    places = [p.name for p in PLACES] if place == EVERYWHERE else [place, EVERYWHERE]
    return next((held[p, name] for p in places if (p, name) in held), None)


def scope_of(key: Key) -> str:
    """The part of the screen that listens to `key`."""
    return next(place.name for place in PLACES if key.scope in place.scopes)


def key_ids() -> tuple[str, ...]:
    """Every id that may stand in the settings."""
    return tuple(BY_ID)
