"""A roster from names alone, where the mentions are not kept."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from newsreader.entities.entity import Entity
from newsreader.entities.kind import Kind
from newsreader.entities.occurrences import Names
from newsreader.entities.roster import Roster
from newsreader.text.plain import plain, plain_text
from newsreader.text.span import Span


class Named(NamedTuple):
    """An entity without its mentions."""

    name: str
    kind: Kind
    subkind: str = ""
    aliases: tuple[str, ...] = ()


def roster_of_names(text: str, names: Iterable[Named]) -> Roster:
    """Each entity with the places of its names in `text`; of two that overlap the first one."""
    owners: dict[str, Named] = {}
    for named in names:
        for each in (named.name, *named.aliases):
            owners.setdefault(plain(each), named)
    read = plain_text(text)
    found: dict[Named, list[Span]] = {}
    at = 0
    for span in Names(filter(None, owners)).find(read.text):
        if span.start >= at:
            found.setdefault(owners[span.of(read.text)], []).append(read.outside(span))
            at = span.end
    return Roster.of(
        Entity(f"{n.kind}:{n.name}", n.name, n.kind, tuple(spans), n.subkind, n.aliases)
        for n, spans in found.items()
    )
