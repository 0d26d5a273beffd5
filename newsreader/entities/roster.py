"""Roster: the entities of a text, and which entity each mention belongs to."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from newsreader.entities.entity import Entity
from newsreader.text.span import Span


class Roster(NamedTuple):
    """An immutable value: the entities in the order of their first mention.

    `spans` holds all mentions of all entities, in text order; `owners[i]` is mentioned at
    `spans[i]`.
    """

    entities: tuple[Entity, ...] = ()
    spans: tuple[Span, ...] = ()
    owners: tuple[Entity, ...] = ()

    @classmethod
    def of(cls, entities: Iterable[Entity]) -> Roster:
        """The roster of `entities`, which are in the order of their first mention."""
        entities = tuple(entities)
        places = [(span, entity) for entity in entities for span in entity.mentions]
        places.sort(key=lambda place: place[0].start)
        spans, owners = zip(*places, strict=True) if places else ((), ())
        return cls(entities, spans, owners)

    def at(self, offset: int) -> Entity | None:
        """The entity that is mentioned at `offset`, in code points."""
        return next((owner for _span, owner in self.within(Span(offset, offset + 1))), None)

    def within(self, span: Span) -> Iterator[tuple[Span, Entity]]:
        """The mentions that overlap `span`, each with its entity, in text order."""
        at = bisect_left(self.spans, span.start, key=lambda place: place.end - 1)
        while at < len(self.spans) and self.spans[at].start < span.end:
            yield self.spans[at], self.owners[at]
            at += 1
