"""Mention: a name at one place in the text. Entity: all mentions of the same thing."""

from __future__ import annotations

from dataclasses import dataclass

from newsreader.entities.kind import COMPANY, Kind
from newsreader.text.span import Span


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """One place in the text that names an entity. `subkind` is "COMPANY" or empty."""

    span: Span
    kind: Kind
    subkind: str = ""


@dataclass(frozen=True, slots=True)
class Entity:
    """All mentions of one person, place, organisation or thing, in text order.

    `name` is the fullest name in the article. `id` is stable as long as the text is the same.
    """

    id: str
    name: str
    kind: Kind
    mentions: tuple[Span, ...]
    subkind: str = ""
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The name and its aliases."""
        return (self.name, *self.aliases)


def group_of(entity: Entity) -> str:
    """The group of a list that an entity belongs to."""
    return COMPANY if entity.subkind == COMPANY else entity.kind.value


def entity_dict(entity: Entity) -> dict[str, object]:
    """An entity as plain values; `subkind` is "COMPANY" or ""."""
    return {
        "id": entity.id,
        "name": entity.name,
        "kind": entity.kind.value,
        "subkind": entity.subkind,
        "aliases": list(entity.aliases),
        "roles": list(entity.roles),
        "mentions": [[span.start, span.end] for span in entity.mentions],
    }
