"""Corrections: what the reader says about entities, kept by what they say and applied again."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType

from newsreader.entities.entity import Entity, Kind
from newsreader.entities.roster import Roster
from newsreader.entities.roster_editor import RosterEditor, overlapping


class CorrectionAction(StrEnum):
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
    `kind` is the kind to be (ADD, RETYPE), with its `subkind`, else the kind of the entity meant,
    or None for any. `everywhere` asks for the reader's own lexicon too. `extra` holds keys of a
    later version.
    """

    id: str
    deed: CorrectionAction
    name: str
    kind: Kind | None = None
    to: str = ""
    everywhere: bool = False
    subkind: str = ""
    extra: Mapping[str, object] = field(default_factory=dict, hash=False)

    @classmethod
    def new(
        cls,
        deed: CorrectionAction,
        name: str,
        kind: Kind | None = None,
        to: str = "",
        *,
        everywhere: bool = False,
        subkind: str = "",
    ) -> Correction:
        """A correction with an id of its own."""
        return cls(str(uuid.uuid4()), deed, name, kind, to, everywhere, subkind)


def to_table(correction: Correction) -> dict[str, object]:
    """The correction as it stands in the sidecar."""
    table: dict[str, object] = {
        "id": correction.id,
        "action": correction.deed.value,
        "name": correction.name,
    }
    if correction.kind is not None:
        table["kind"] = correction.kind.value
    if correction.subkind:
        table["subkind"] = correction.subkind
    if correction.to:
        table["to"] = correction.to
    if correction.everywhere:
        table["everywhere"] = True
    return {**correction.extra, **table}


def from_table(table: Mapping[str, object]) -> Correction | None:
    """The correction that a table of the sidecar says, or None where this version cannot know."""
    known = {"id", "action", "name", "kind", "subkind", "to", "everywhere"}
    name, deed, kind = table.get("name"), table.get("action"), table.get("kind")
    if not isinstance(name, str) or not name or deed not in {d.value for d in CorrectionAction}:
        return None
    if kind is not None and kind not in {k.value for k in Kind}:
        return None
    return Correction(
        id=str(table.get("id") or f"{deed}:{name}"),
        deed=CorrectionAction(str(deed)),
        name=name,
        kind=None if kind is None else Kind(str(kind)),
        to=str(table.get("to", "")),
        everywhere=table.get("everywhere") is True,
        subkind=str(table.get("subkind", "")),
        extra={key: value for key, value in table.items() if key not in known},
    )


def apply(
    text: str, entities: Sequence[Entity], corrections: Iterable[Correction]
) -> tuple[Entity, ...]:
    """The entities as the reader wants them, in the order of their first mention."""
    return corrected(text, Roster.of(entities), corrections).entities


def corrected(text: str, roster: Roster, corrections: Iterable[Correction]) -> Roster:
    """The roster as the reader wants it.

    Each correction is done in turn on what the ones before it left; one whose name is not in the
    text any more does nothing, and does it again when the name comes back.
    """
    register = RosterEditor(text, roster)
    for correction in corrections:
        _DEEDS[correction.deed](register, correction)
    return register.roster()


def _add(register: RosterEditor, wish: Correction) -> None:
    """Every place where the name stands is a mention of what has it as a name already, or new."""
    kind = wish.kind or Kind.ORG
    places = register.places(wish.name)
    if not places:
        return
    same = next((n for n in register.called(wish.name) if register[n].kind is kind), None)
    register.clear(places)
    if same is None:
        id_ = f"{kind}:{wish.name}"
        register.enter(Entity(id_, wish.name, kind, places, wish.subkind))
    else:
        mentions = tuple(sorted({*register[same].mentions, *places}))
        register.put(same, replace(register[same], mentions=mentions))


def _hide(register: RosterEditor, wish: Correction) -> None:
    for number in _meant(register, wish):
        if register[number].name == wish.name:
            register.drop(number)
        else:
            _take(register, number, wish.name)


def _retype(register: RosterEditor, wish: Correction) -> None:
    """What is of the same kind and name then is one."""
    if wish.kind is None:
        return
    for number in register.called(wish.name):
        entity = replace(register[number], kind=wish.kind, subkind=wish.subkind)
        register.put(number, entity)
        for other in register.called(entity.name):
            found = register[other]
            if other != number and (found.kind, found.name) == (entity.kind, entity.name):
                _unite(register, other, number)
                break


def _rename(register: RosterEditor, wish: Correction) -> None:
    """The old name stays an alias where the text has it; one that was made up is forgotten."""
    for number in _meant(register, wish) if wish.to else ():
        entity = register[number]
        old = (entity.name,) if register.reading(number, entity.name) else ()
        aliases = tuple(name for name in (*old, *entity.aliases) if name != wish.to)
        register.put(number, replace(entity, name=wish.to, aliases=aliases))


def _merge(register: RosterEditor, wish: Correction) -> None:
    meant, found = _meant(register, wish), register.called(wish.to)
    # Of two with one name, the person and the company, that which is not meant by the first name.
    into = next((number for number in found if number not in meant), next(iter(found), None))
    for number in meant:
        if into is not None and number != into:
            _unite(register, into, number)


def _split(register: RosterEditor, wish: Correction) -> None:
    """The mentions that read `name` become an entity of their own."""
    for number in _meant(register, wish):
        entity, apart = register[number], register.reading(number, wish.name)
        if apart and len(apart) < len(entity.mentions):
            _take(register, number, wish.name)
            id_ = f"{entity.kind}:{wish.name}"
            register.enter(Entity(id_, wish.name, entity.kind, apart, entity.subkind))


def _bound(register: RosterEditor, wish: Correction) -> None:
    """Mentions of `name` become mentions of the text `to` that overlaps them there."""
    places = register.places(wish.to)
    for number in _meant(register, wish):
        wrong = register.reading(number, wish.name)
        better = {span: place for span in wrong if (place := overlapping(places, span))}
        register.clear(better.values())
        entity = register[number]
        kept = (span for span in entity.mentions if span not in better)
        mentions = tuple(sorted({*kept, *better.values()}))
        name = wish.to if entity.name == wish.name else entity.name
        register.put(number, replace(entity, name=name, mentions=mentions))


_DEEDS: Mapping[CorrectionAction, Callable[[RosterEditor, Correction], None]] = MappingProxyType(
    {
        CorrectionAction.ADD: _add,
        CorrectionAction.HIDE: _hide,
        CorrectionAction.RETYPE: _retype,
        CorrectionAction.RENAME: _rename,
        CorrectionAction.MERGE: _merge,
        CorrectionAction.SPLIT: _split,
        CorrectionAction.BOUND: _bound,
    }
)


def _meant(register: RosterEditor, wish: Correction) -> list[int]:
    """The numbers of the entities that the correction is about."""
    numbers = register.meant(wish.name)
    return [number for number in numbers if wish.kind in (None, register[number].kind)]


def _take(register: RosterEditor, number: int, name: str) -> None:
    """The entity has `name` no more, nor the mentions that read so."""
    entity, apart = register[number], set(register.reading(number, name))
    kept = tuple(span for span in entity.mentions if span not in apart)
    aliases = tuple(alias for alias in entity.aliases if alias != name)
    called = entity.name
    if called == name and aliases:
        called = max(aliases, key=len)
        aliases = tuple(alias for alias in aliases if alias != called)
    register.put(number, replace(entity, name=called, aliases=aliases, mentions=kept))


def _unite(register: RosterEditor, into: int, number: int) -> None:
    """The two are one, who goes by the name of `into`."""
    one, two = register[into], register[number]
    names = dict.fromkeys((*one.aliases, two.name, *two.aliases))
    whole = replace(
        one,
        mentions=tuple(sorted({*one.mentions, *two.mentions})),
        aliases=tuple(name for name in names if name != one.name),
        roles=tuple(dict.fromkeys((*one.roles, *two.roles))),
    )
    register.put(into, whole)
    register.drop(number)
