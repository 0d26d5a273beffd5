"""Aliases: the mentions that mean the same become one entity."""

from __future__ import annotations

from collections.abc import Iterable

from newsreader.entities.entity import Entity, Kind, Mention
from newsreader.text.span import Span


def gather(text: str, mentions: Iterable[Mention]) -> tuple[Entity, ...]:
    """Entities in the order of their first mention in `text`."""
    groups: dict[tuple[Kind, str], list[Mention]] = {}
    for mention in sorted(mentions):
        groups.setdefault((mention.kind, mention.span.of(text)), []).append(mention)
    return tuple(
        Entity(
            id=f"{kind}:{name}",
            name=name,
            kind=kind,
            mentions=tuple(Span(m.span.start, m.span.end) for m in group),
            subkind=group[0].subkind,
        )
        for (kind, name), group in groups.items()
    )
