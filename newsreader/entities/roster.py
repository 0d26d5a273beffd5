"""Roster: the entities of a text, and which of them each stretch of it names."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import itemgetter

from newsreader.entities.entity import Entity
from newsreader.text.span import Span


@dataclass(frozen=True, slots=True)
class Roster:
    """`entities` in the order of their first mention; `owners[i]` is named at `spans[i]`.

    The spans are all mentions of all entities, in text order.
    """

    entities: tuple[Entity, ...] = ()
    spans: tuple[Span, ...] = ()
    owners: tuple[Entity, ...] = ()

    @classmethod
    def of(cls, entities: Iterable[Entity]) -> Roster:
        """The roster of entities that are in the order of their first mention."""
        entities = tuple(entities)
        return cls(entities, *_in_text_order(_places(entities)))

    def changed(self, entities: Iterable[Entity]) -> Roster:
        """The roster of `entities`, of which most are the very ones that stand here already."""
        entities = tuple(entities)
        stay = {id(entity) for entity in entities}
        known = {id(entity) for entity in self.entities}
        pairs = zip(self.spans, self.owners, strict=True)
        kept = [pair for pair in pairs if id(pair[1]) in stay]
        kept.extend(_places(entity for entity in entities if id(entity) not in known))
        return Roster(entities, *_in_text_order(kept))

    def at(self, offset: int) -> Entity | None:
        """The entity that the text names at `offset`."""
        return next((owner for _span, owner in self.within(Span(offset, offset + 1))), None)

    def within(self, span: Span) -> Iterator[tuple[Span, Entity]]:
        """The mentions that share a code point with `span`, with whom they name, in text order."""
        at = bisect_left(self.spans, span.start, key=lambda place: place.end - 1)
        while at < len(self.spans) and self.spans[at].start < span.end:
            yield self.spans[at], self.owners[at]
            at += 1


def _places(entities: Iterable[Entity]) -> Iterator[tuple[Span, Entity]]:
    return ((span, entity) for entity in entities for span in entity.mentions)


def _in_text_order(
    places: Iterable[tuple[Span, Entity]],
) -> tuple[tuple[Span, ...], tuple[Entity, ...]]:
    ordered = sorted(places, key=lambda place: place[0].start)
    return tuple(map(itemgetter(0), ordered)), tuple(map(itemgetter(1), ordered))
