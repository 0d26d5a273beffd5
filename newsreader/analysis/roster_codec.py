"""Encode a roster into short lines for the pipe, and decode it.

The reading process must answer keys at all times. A text of a megabyte has tens of thousands of
mentions, and parsing them in one piece would hold the interpreter's lock for long.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from newsreader.analysis.protocol import Line
from newsreader.entities.entity import Entity
from newsreader.entities.kind import Kind
from newsreader.entities.roster import Roster
from newsreader.text.span import Span

PLACES = 250
"""Mentions in one line, at most."""

ENTITIES = 50
"""Entities in one line, at most. An entity with many mentions has a line of its own."""


def encode_roster(sha256_text: str, entities: Sequence[Entity]) -> Iterator[Line]:
    """The lines for the entities of a text: first all mentions in text order, then the entities.

    Each line has the hash of the text.
    """
    places = sorted(
        (span.start, span.end, number)
        for number, entity in enumerate(entities)
        for span in entity.mentions
    )
    for at in range(0, len(places), PLACES):
        rows = places[at : at + PLACES]
        yield {"fact": "places", "sha256_text": sha256_text, "rows": rows}
    for group in _grouped(entities):
        rows_ = [_row(entity) for entity in group]
        yield {"fact": "entities", "sha256_text": sha256_text, "rows": rows_}


def encode_entities(entities: Iterable[Entity]) -> list[list[object]]:
    """All entities of a text as rows, each with its mentions."""
    return [[*_row(e), [[span.start, span.end] for span in e.mentions]] for e in entities]


def decode_entities(rows: Iterable[list[object]]) -> tuple[Entity, ...]:
    """The entities in rows of `encode_entities`. Raises ValueError, TypeError."""
    return tuple(
        _entity(row[:-1], (Span(start, end) for start, end in cast("list[list[int]]", row[-1])))
        for row in rows
    )


def _entity(row: list[object], mentions: Iterable[Span]) -> Entity:
    id_, name, kind, subkind, aliases, roles = cast(
        "tuple[str, str, str, str, list[str], list[str]]", row
    )
    return Entity(
        str(id_),
        str(name),
        Kind(kind),
        tuple(mentions),
        str(subkind),
        tuple(map(str, aliases)),
        tuple(map(str, roles)),
    )


def _grouped(entities: Sequence[Entity]) -> Iterator[list[Entity]]:
    """Entities for one line: few, and with few mentions altogether."""
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
    """Collects the lines of the roster of one text."""

    def __init__(self, sha256_text: str) -> None:
        self.sha256_text = sha256_text
        self._spans: list[Span] = []
        self._numbers: list[int] = []
        self._mentions: list[list[Span]] = []
        self._entities: list[Entity] = []

    def add_mentions(self, rows: list[object]) -> None:
        """Add rows of (start, end, number of the entity). Raises ValueError, TypeError."""
        for start, end, number in cast("list[tuple[int, int, int]]", rows):
            span = Span(start, end)
            self._spans.append(span)
            self._numbers.append(number)
            while number >= len(self._mentions):
                self._mentions.append([])
            self._mentions[number].append(span)

    def add_entities(self, rows: list[object]) -> None:
        """Add the next entities. Raises ValueError, TypeError, IndexError."""
        for row in cast("list[list[object]]", rows):
            self._entities.append(_entity(row, self._mentions[len(self._entities)]))

    def roster(self) -> Roster:
        """The whole roster. Raises IndexError if lines are missing."""
        owners = tuple(self._entities[number] for number in self._numbers)
        return Roster(tuple(self._entities), tuple(self._spans), owners)
