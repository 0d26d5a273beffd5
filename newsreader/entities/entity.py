"""Mention and Entity: a name where it stands, and everything that goes by one name."""

from __future__ import annotations

from dataclasses import dataclass, field

from newsreader.entities.kind import Kind
from newsreader.text.span import Span

__all__ = ["Entity", "Kind", "Mention"]


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """One place in the text that names an entity. `subkind` is "COMPANY" or empty."""

    span: Span
    kind: Kind
    subkind: str = ""


@dataclass(frozen=True, slots=True)
class Entity:
    """All mentions that mean the same person, place, organisation or thing, in text order.

    `name` is what the article calls it most fully; `id` is stable while the article's text is.
    """

    id: str
    name: str
    kind: Kind
    mentions: tuple[Span, ...]
    subkind: str = ""
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = field(default=())
