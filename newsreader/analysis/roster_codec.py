"""Roll: a roster on its way over the pipe, in lines each of which is read in a millisecond.

The reading process must never be kept from a key: a text of a megabyte has tens of thousands of
mentions, and what is parsed in one piece or made in one go holds the interpreter's lock for long.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

from newsreader.analysis.protocol import Line
from newsreader.entities.entity import Entity, Kind
from newsreader.entities.roster import Roster
from newsreader.text.span import Span

PLACES = 250
"""Mentions in one line, at most."""

ENTITIES = 50
"""Entities in one line, at most, and their mentions if they have few."""


def encode_roster(entities: Sequence[Entity]) -> Iterator[Line]:
    """The lines that say `entities`: first the mentions in text order, then whom they name."""
    places = sorted(
        (span.start, span.end, number)
        for number, entity in enumerate(entities)
        for span in entity.mentions
    )
    for at in range(0, len(places), PLACES):
        yield {"fact": "places", "rows": places[at : at + PLACES]}
    for line in _grouped(entities):
        yield {"fact": "entities", "rows": [_row(entity) for entity in line]}


def _grouped(entities: Sequence[Entity]) -> Iterator[list[Entity]]:
    """Entities that go into one line: few, and with few mentions between them."""
    line: list[Entity] = []
    size = 0
    for entity in entities:
        if line and (len(line) == ENTITIES or size + len(entity.mentions) > PLACES):
            yield line
            line, size = [], 0
        line.append(entity)
        size += len(entity.mentions)
    if line:
        yield line


def _row(entity: Entity) -> list[object]:
    e = entity
    return [e.id, e.name, e.kind.value, e.subkind, list(e.aliases), list(e.roles)]


class RosterDecoder:
    """Takes the lines in and, when all are there, is a roster."""

    def __init__(self) -> None:
        self._spans: list[Span] = []
        self._numbers: list[int] = []
        self._mentions: list[list[Span]] = []
        self._entities: list[Entity] = []

    def place(self, rows: list[object]) -> None:
        """Take in mentions as (start, end, number of the entity). Raises ValueError, TypeError."""
        for start, end, number in cast("list[tuple[int, int, int]]", rows):
            span = Span(start, end)
            self._spans.append(span)
            self._numbers.append(number)
            while number >= len(self._mentions):
                self._mentions.append([])
            self._mentions[number].append(span)

    def enter(self, rows: list[object]) -> None:
        """Take in whom the mentions name. Raises ValueError, TypeError, IndexError."""
        for row in cast("list[tuple[str, str, str, str, list[str], list[str]]]", rows):
            id_, name, kind, subkind, aliases, roles = row
            mentions = tuple(self._mentions[len(self._entities)])
            self._entities.append(
                Entity(
                    str(id_),
                    str(name),
                    Kind(kind),
                    mentions,
                    str(subkind),
                    tuple(map(str, aliases)),
                    tuple(map(str, roles)),
                )
            )

    def roster(self) -> Roster:
        """What the lines said. Raises IndexError where some are missing."""
        owners = tuple(self._entities[number] for number in self._numbers)
        return Roster(tuple(self._entities), tuple(self._spans), owners)
