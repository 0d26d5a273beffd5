"""RosterEditor: the entities of a text while corrections are applied to them.

A text of a megabyte has tens of thousands of mentions. Each correction touches only the entities
and mentions that it is about, so that sixty corrections cost little more than one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from newsreader.entities.entity import Entity
from newsreader.entities.occurrences import occurrences
from newsreader.entities.roster import Roster
from newsreader.text.plain import plain
from newsreader.text.span import Span


class RosterEditor:
    """Entities by number. An entity keeps its number whatever is changed in it."""

    def __init__(self, text: str, roster: Roster) -> None:
        """Mentions of the roster do not overlap."""
        self._text = text
        self._entities = dict(enumerate(roster.entities))
        numbers = {id(entity): number for number, entity in self._entities.items()}
        self._spans = list(roster.spans)
        self._starts = [span.start for span in self._spans]
        self._owners = [numbers[id(owner)] for owner in roster.owners]
        self._next = len(self._entities)
        self._numbers_of: dict[str, list[int]] = defaultdict(list)
        for number, entity in self._entities.items():
            self._index_names(number, entity)
        self.occurrences = cache(self._occurrences)
        self.parts = cache(self._parts)

    def __getitem__(self, number: int) -> Entity:
        return self._entities[number]

    def roster(self) -> Roster:
        """The present state; entities without mentions are left out."""
        held = [entity for entity in self._entities.values() if entity.mentions]
        held.sort(key=lambda entity: entity.mentions[0].start)
        owners = tuple(self._entities[owner] for owner in self._owners)
        return Roster(tuple(held), tuple(self._spans), owners)

    def named(self, name: str) -> list[int]:
        """The numbers of the entities with the name or alias `name`, ascending."""
        numbers = (n for n in dict.fromkeys(self._numbers_of.get(name, ())) if n in self._entities)
        return sorted(
            n for n in numbers if self[n].mentions and name in (self[n].name, *self[n].aliases)
        )

    def named_or_mentioned(self, name: str) -> list[int]:
        """The numbers of the entities `named` so or with a mention that reads so, ascending."""
        found = set(self.named(name))
        for place in self.occurrences(name):
            at = self._index(place)
            if at is not None:
                found.add(self._owners[at])
        return sorted(found)

    def mentions_reading(self, number: int, name: str) -> tuple[Span, ...]:
        """The mentions of an entity that read `name`."""
        name = plain(name)
        return tuple(s for s in self[number].mentions if plain(s.of(self._text)) == name)

    def add(self, entity: Entity) -> None:
        """Add an entity; its mentions are removed from the entities that had them."""
        number, self._next = self._next, self._next + 1
        self._entities[number] = replace(entity, mentions=())
        self.put(number, entity)

    def put(self, number: int, entity: Entity) -> None:
        """Replace an entity; its mentions are removed from the other entities that had them."""
        before, now = set(self[number].mentions), set(entity.mentions)
        self._entities[number] = entity
        self._index_names(number, entity)
        self._remove_mentions(number, before - now)
        lost: dict[int, set[Span]] = defaultdict(set)
        for span in now - before:
            if (at := self._index(span)) is not None:
                lost[self._owners[at]].add(span)
                self._owners[at] = number
            else:
                at = bisect_left(self._starts, span.start)
                self._starts.insert(at, span.start)
                self._spans.insert(at, span)
                self._owners.insert(at, number)
        for other, spans in lost.items():
            kept = tuple(span for span in self[other].mentions if span not in spans)
            self._entities[other] = replace(self[other], mentions=kept)

    def remove(self, number: int) -> None:
        """Remove an entity with its mentions."""
        self._remove_mentions(number, self._entities.pop(number).mentions)

    def clear(self, places: Iterable[Span]) -> None:
        """Remove every mention that overlaps one of `places` without being one of them."""
        spared = set(places)
        cleared: dict[int, set[Span]] = defaultdict(set)
        for place in spared:
            for span, owner in self._overlapping(place):
                if span not in spared:
                    cleared[owner].add(span)
        for number, spans in cleared.items():
            kept = tuple(span for span in self[number].mentions if span not in spans)
            self.put(number, replace(self[number], mentions=kept))

    def _index(self, span: Span) -> int | None:
        """The index of the mention that is exactly `span`."""
        at = bisect_left(self._starts, span.start)
        return at if at < len(self._spans) and self._spans[at] == span else None

    def _overlapping(self, place: Span) -> Iterator[tuple[Span, int]]:
        at = max(0, bisect_right(self._starts, place.start) - 1)
        while at < len(self._spans) and self._starts[at] < place.end:
            if self._spans[at].overlaps(place):
                yield self._spans[at], self._owners[at]
            at += 1

    def _remove_mentions(self, number: int, spans: Iterable[Span]) -> None:
        indexes = (self._index(span) for span in spans)
        gone = {at for at in indexes if at is not None and self._owners[at] == number}
        if gone:
            kept = [at for at in range(len(self._starts)) if at not in gone]
            self._starts = [self._starts[at] for at in kept]
            self._spans = [self._spans[at] for at in kept]
            self._owners = [self._owners[at] for at in kept]

    def _index_names(self, number: int, entity: Entity) -> None:
        for name in entity.names:
            self._numbers_of[name].append(number)

    def _occurrences(self, name: str) -> tuple[Span, ...]:
        """The occurrences of `name` in the text, which do not overlap."""
        return tuple(occurrences(self._text, name))

    def _parts(self, name: str) -> tuple[Span, ...]:
        """The same, also inside words and numbers: the reader has put the ends there."""
        return tuple(occurrences(self._text, name, inside=True))


def overlapping(places: Sequence[Span], span: Span) -> Span | None:
    """The first of `places` that overlaps `span`; they are in order and do not overlap."""
    at = bisect_right(places, span.start, key=lambda place: place.end)
    return places[at] if at < len(places) and places[at].overlaps(span) else None
