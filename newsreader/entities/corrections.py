"""Corrections: what the reader says about entities, kept by what they say and applied again."""

from __future__ import annotations

import uuid
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType

from newsreader.entities.entity import Entity, Kind
from newsreader.text.span import Span


class Deed(StrEnum):
    """What a correction does."""

    ADD = "add"
    HIDE = "hide"
    RETYPE = "retype"
    RENAME = "rename"
    MERGE = "merge"
    SPLIT = "split"
    BOUND = "bound"


@dataclass(frozen=True, slots=True)
class Correction:
    """One thing the reader said about the entities of an article.

    `name` is the text it is about, as it stands in the article. `to` is the new name (RENAME), the
    name of the entity that it is one with (MERGE) or the text that the name should be (BOUND).
    `kind` is the kind to be (ADD, RETYPE), else the kind of the entity meant, or None for any.
    `everywhere` asks for the reader's own lexicon too. `extra` holds keys of a later version.
    """

    id: str
    deed: Deed
    name: str
    kind: Kind | None = None
    to: str = ""
    everywhere: bool = False
    extra: Mapping[str, object] = field(default_factory=dict, hash=False)

    @classmethod
    def new(
        cls,
        deed: Deed,
        name: str,
        kind: Kind | None = None,
        to: str = "",
        *,
        everywhere: bool = False,
    ) -> Correction:
        """A correction with an id of its own."""
        return cls(str(uuid.uuid4()), deed, name, kind, to, everywhere)


def to_table(correction: Correction) -> dict[str, object]:
    """The correction as it stands in the sidecar."""
    table: dict[str, object] = {
        "id": correction.id,
        "deed": correction.deed.value,
        "name": correction.name,
    }
    if correction.kind is not None:
        table["kind"] = correction.kind.value
    if correction.to:
        table["to"] = correction.to
    if correction.everywhere:
        table["everywhere"] = True
    return {**correction.extra, **table}


def from_table(table: Mapping[str, object]) -> Correction | None:
    """The correction that a table of the sidecar says, or None where this version cannot know."""
    known = {"id", "deed", "name", "kind", "to", "everywhere"}
    name, deed, kind = table.get("name"), table.get("deed"), table.get("kind")
    if not isinstance(name, str) or not name or deed not in {d.value for d in Deed}:
        return None
    if kind is not None and kind not in {k.value for k in Kind}:
        return None
    return Correction(
        id=str(table.get("id") or f"{deed}:{name}"),
        deed=Deed(str(deed)),
        name=name,
        kind=None if kind is None else Kind(str(kind)),
        to=str(table.get("to", "")),
        everywhere=table.get("everywhere") is True,
        extra={key: value for key, value in table.items() if key not in known},
    )


def apply(
    text: str, entities: Sequence[Entity], corrections: Iterable[Correction]
) -> tuple[Entity, ...]:
    """The entities as the reader wants them, in the order of their first mention.

    Each correction is done in turn on what the ones before it left; one whose name is not in the
    text any more does nothing, and does it again when the name comes back.
    """
    current = tuple(entities)
    for correction in corrections:
        current = _DEEDS[correction.deed](text, current, correction)
    held = [entity for entity in current if entity.mentions]
    return tuple(sorted(held, key=lambda entity: entity.mentions[0]))


def _add(text: str, entities: tuple[Entity, ...], wish: Correction) -> tuple[Entity, ...]:
    kind = wish.kind or Kind.ORG
    places = _places(text, wish.name)
    if not places:
        return entities
    cleared = _without(entities, places)
    same = next((e for e in cleared if e.kind is kind and wish.name in (e.name, *e.aliases)), None)
    if same is None:
        return (*cleared, Entity(f"{kind}:{wish.name}", wish.name, kind, places))
    whole = replace(same, mentions=tuple(sorted({*same.mentions, *places})))
    return tuple(whole if entity is same else entity for entity in cleared)


def _hide(text: str, entities: tuple[Entity, ...], wish: Correction) -> tuple[Entity, ...]:
    return tuple(
        _take(text, entity, wish.name) if _meant(text, entity, wish) else entity
        for entity in entities
        if not (_meant(text, entity, wish) and entity.name == wish.name)
    )


def _retype(_text: str, entities: tuple[Entity, ...], wish: Correction) -> tuple[Entity, ...]:
    if wish.kind is None:
        return entities
    kind = wish.kind
    changed = (
        replace(entity, kind=kind, subkind="")
        if wish.name in (entity.name, *entity.aliases)
        else entity
        for entity in entities
    )
    return _united(changed)


def _rename(text: str, entities: tuple[Entity, ...], wish: Correction) -> tuple[Entity, ...]:
    return tuple(
        replace(entity, name=wish.to, aliases=_names(entity, wish.to))
        if wish.to and _meant(text, entity, wish)
        else entity
        for entity in entities
    )


def _merge(text: str, entities: tuple[Entity, ...], wish: Correction) -> tuple[Entity, ...]:
    into = next((e for e in entities if wish.to in (e.name, *e.aliases)), None)
    joined = [e for e in entities if e is not into and _meant(text, e, wish)]
    if into is None or not joined:
        return entities
    whole = into
    for other in joined:
        whole = _union(whole, other)
    return tuple(whole if e is into else e for e in entities if e not in joined)


def _split(text: str, entities: tuple[Entity, ...], wish: Correction) -> tuple[Entity, ...]:
    """The mentions that read `name` become an entity of their own."""
    found: list[Entity] = []
    for entity in entities:
        apart = tuple(span for span in entity.mentions if span.of(text) == wish.name)
        if not apart or len(apart) == len(entity.mentions) or not _meant(text, entity, wish):
            found.append(entity)
            continue
        found.append(_take(text, entity, wish.name))
        found.append(
            Entity(f"{entity.kind}:{wish.name}", wish.name, entity.kind, apart, entity.subkind)
        )
    return tuple(found)


def _bound(text: str, entities: tuple[Entity, ...], wish: Correction) -> tuple[Entity, ...]:
    """Mentions of `name` become mentions of the text `to` that overlaps them there."""
    places = _places(text, wish.to)
    moved: list[Entity] = []
    claimed: set[Span] = set()
    for entity in entities:
        if not _meant(text, entity, wish):
            moved.append(entity)
            continue
        spans = []
        for span in entity.mentions:
            better = _overlapping(places, span) if span.of(text) == wish.name else None
            spans.append(better or span)
            claimed |= {better} if better else set()
        name = wish.to if entity.name == wish.name else entity.name
        moved.append(replace(entity, name=name, mentions=tuple(sorted(set(spans)))))
    taken = sorted(claimed)
    return tuple(
        replace(e, mentions=tuple(m for m in e.mentions if m in claimed or not _hits(taken, m)))
        for e in moved
    )


_DEEDS: Mapping[Deed, Callable[[str, tuple[Entity, ...], Correction], tuple[Entity, ...]]] = (
    MappingProxyType(
        {
            Deed.ADD: _add,
            Deed.HIDE: _hide,
            Deed.RETYPE: _retype,
            Deed.RENAME: _rename,
            Deed.MERGE: _merge,
            Deed.SPLIT: _split,
            Deed.BOUND: _bound,
        }
    )
)


def _meant(text: str, entity: Entity, wish: Correction) -> bool:
    if wish.kind not in (None, entity.kind):
        return False
    return wish.name in (entity.name, *entity.aliases) or any(
        span.of(text) == wish.name for span in entity.mentions
    )


def _take(text: str, entity: Entity, name: str) -> Entity:
    """Without the mentions that read `name`."""
    kept = tuple(span for span in entity.mentions if span.of(text) != name)
    aliases = tuple(alias for alias in entity.aliases if alias != name)
    if entity.name == name and aliases:
        fullest = max(aliases, key=len)
        rest = tuple(alias for alias in aliases if alias != fullest)
        return replace(entity, name=fullest, aliases=rest, mentions=kept)
    return replace(entity, aliases=aliases, mentions=kept)


def _names(entity: Entity, name: str) -> tuple[str, ...]:
    """All names of the entity but `name`."""
    return tuple(n for n in dict.fromkeys((entity.name, *entity.aliases)) if n != name)


def _union(one: Entity, two: Entity) -> Entity:
    names = dict.fromkeys((*one.aliases, two.name, *two.aliases))
    return replace(
        one,
        mentions=tuple(sorted({*one.mentions, *two.mentions})),
        aliases=tuple(name for name in names if name != one.name),
        roles=tuple(dict.fromkeys((*one.roles, *two.roles))),
    )


def _united(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    """Entities of one kind and name are one."""
    found: dict[tuple[Kind, str], Entity] = {}
    for entity in entities:
        key = (entity.kind, entity.name)
        found[key] = _union(found[key], entity) if key in found else entity
    return tuple(found.values())


def _without(entities: Iterable[Entity], places: Sequence[Span]) -> tuple[Entity, ...]:
    """The entities without mentions that overlap one of `places` (but are not one)."""
    kept = (
        replace(e, mentions=tuple(m for m in e.mentions if not _hits(places, m))) for e in entities
    )
    return tuple(entity for entity in kept if entity.mentions)


def _hits(places: Sequence[Span], span: Span) -> bool:
    return _overlapping(places, span) is not None


def _overlapping(places: Sequence[Span], span: Span) -> Span | None:
    """The first of `places`, which are in order and do not overlap, that overlaps `span`."""
    at = bisect_right(places, span.start, key=lambda place: place.end)
    return places[at] if at < len(places) and places[at].overlaps(span) else None


def _places(text: str, name: str) -> tuple[Span, ...]:
    """Where `name` stands in the text, not overlapping itself."""
    found: list[Span] = []
    at = text.find(name) if name else -1
    while at >= 0:
        found.append(Span(at, at + len(name)))
        at = text.find(name, at + len(name))
    return tuple(found)
