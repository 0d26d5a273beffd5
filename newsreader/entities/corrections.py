"""Corrections: what the reader changes about entities, stored by name and applied on every load."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType

from newsreader.entities.entity import Entity
from newsreader.entities.kind import Kind
from newsreader.entities.occurrences import occurrences
from newsreader.entities.roster import Roster
from newsreader.entities.roster_editor import RosterEditor, overlapping
from newsreader.text.plain import plain
from newsreader.text.span import Span

CorrectionTables = tuple[Mapping[str, object], ...]
"""The reader's corrections as a notebook holds them: [[entity]] tables."""


class CorrectionAction(StrEnum):
    """What a correction does; WORD is about an ordinary word, all others are about entities."""

    ADD = "add"
    HIDE = "hide"
    RETYPE = "retype"
    RENAME = "rename"
    MERGE = "merge"
    SPLIT = "split"
    BOUND = "bound"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Correction:
    """One change to the entities of an article.

    `name` is the text that is corrected, as the article has it. `to` is the new name (RENAME), the
    name of the entity to merge into (MERGE) or the text that the mention should cover (BOUND).
    `kind` is the new kind (ADD, RETYPE), with its `subkind`; for other actions it restricts the
    correction to entities of that kind, and None allows any. `everywhere` also puts the name into
    the reader's own lexicon. `extra` holds keys of a later version.
    """

    id: str
    action: CorrectionAction
    name: str
    kind: Kind | None = None
    to: str = ""
    everywhere: bool = False
    subkind: str = ""
    extra: Mapping[str, object] = field(default_factory=dict, hash=False)

    @classmethod
    def new(
        cls,
        action: CorrectionAction,
        name: str,
        kind: Kind | None = None,
        to: str = "",
        *,
        everywhere: bool = False,
        subkind: str = "",
    ) -> Correction:
        """A correction with an id of its own."""
        return cls(str(uuid.uuid4()), action, name, kind, to, everywhere, subkind)


def to_table(correction: Correction) -> dict[str, object]:
    """The correction as an [[entity]] table of the sidecar."""
    table: dict[str, object] = {
        "id": correction.id,
        "action": correction.action.value,
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
    """The correction in an [[entity]] table, or None where this version does not understand it."""
    known = {"id", "action", "name", "kind", "subkind", "to", "everywhere"}
    name, action, kind = table.get("name"), table.get("action"), table.get("kind")
    if not isinstance(name, str) or not name or action not in {a.value for a in CorrectionAction}:
        return None
    if kind is not None and kind not in {k.value for k in Kind}:
        return None
    return Correction(
        id=str(table.get("id") or f"{action}:{name}"),
        action=CorrectionAction(str(action)),
        name=name,
        kind=None if kind is None else Kind(str(kind)),
        to=str(table.get("to", "")),
        everywhere=table.get("everywhere") is True,
        subkind=str(table.get("subkind", "")),
        extra={key: value for key, value in table.items() if key not in known},
    )


def from_tables(tables: Iterable[Mapping[str, object]]) -> tuple[Correction, ...]:
    """The corrections in `tables`, without those that this version does not understand."""
    read = (from_table(table) for table in tables)
    return tuple(correction for correction in read if correction is not None)


def apply(
    text: str, entities: Sequence[Entity], corrections: Iterable[Correction]
) -> tuple[Entity, ...]:
    """The corrected entities, in the order of their first mention."""
    return corrected(text, Roster.of(entities), corrections).entities


def corrected(text: str, roster: Roster, corrections: Iterable[Correction]) -> Roster:
    """The roster with the corrections applied, each to the result of the ones before it.

    A correction whose name is not in the text does nothing; it applies again when the name is back.
    """
    editor = RosterEditor(text, roster)
    for correction in corrections:
        name, to = plain(correction.name), plain(correction.to)
        _ACTIONS[correction.action](editor, replace(correction, name=name, to=to))
    return editor.roster()


def own_words(text: str, corrections: Iterable[Correction]) -> tuple[Span, ...]:
    """The places of the words that the reader corrected, in order; the longest of two wins."""
    names = {each.name for each in corrections if each.action is CorrectionAction.WORD}
    found: list[Span] = []
    for name in sorted(names, key=lambda name: (-len(name), name)):
        places = [span for span in occurrences(text, name) if overlapping(found, span) is None]
        found = sorted([*found, *places])
    return tuple(found)


def _add(editor: RosterEditor, correction: Correction) -> None:
    """Each occurrence of the name becomes a mention of the entity of that name, or of a new one."""
    kind = correction.kind or Kind.ORG
    places = editor.occurrences(correction.name)
    if not places:
        return
    same = next((n for n in editor.named(correction.name) if editor[n].kind is kind), None)
    editor.clear(places)
    if same is None:
        id_ = f"{kind}:{correction.name}"
        editor.add(Entity(id_, correction.name, kind, places, correction.subkind))
    else:
        mentions = tuple(sorted({*editor[same].mentions, *places}))
        editor.put(same, replace(editor[same], mentions=mentions))


def _hide(editor: RosterEditor, correction: Correction) -> None:
    for number in _targets(editor, correction):
        if editor[number].name == correction.name:
            editor.remove(number)
        else:
            _remove_name(editor, number, correction.name)


def _retype(editor: RosterEditor, correction: Correction) -> None:
    """Change the kind, and merge with an entity that now has the same kind and name."""
    if correction.kind is None:
        return
    for number in editor.named(correction.name):
        entity = replace(editor[number], kind=correction.kind, subkind=correction.subkind)
        editor.put(number, entity)
        for other in editor.named(entity.name):
            found = editor[other]
            if other != number and (found.kind, found.name) == (entity.kind, entity.name):
                _unite(editor, other, number)
                break


def _rename(editor: RosterEditor, correction: Correction) -> None:
    """The old name becomes an alias if the text has it; a name that the reader invented is lost."""
    for number in _targets(editor, correction) if correction.to else ():
        entity = editor[number]
        old = (entity.name,) if editor.mentions_reading(number, entity.name) else ()
        aliases = tuple(name for name in (*old, *entity.aliases) if name != correction.to)
        editor.put(number, replace(entity, name=correction.to, aliases=aliases))


def _merge(editor: RosterEditor, correction: Correction) -> None:
    targets, found = _targets(editor, correction), editor.named(correction.to)
    # A person and a company may share the name `to`: prefer the one that is not merged itself.
    into = next((number for number in found if number not in targets), next(iter(found), None))
    for number in targets:
        if into is not None and number != into:
            _unite(editor, into, number)


def _split(editor: RosterEditor, correction: Correction) -> None:
    """The mentions that read `name` become an entity of their own."""
    for number in _targets(editor, correction):
        entity, apart = editor[number], editor.mentions_reading(number, correction.name)
        if apart and len(apart) < len(entity.mentions):
            _remove_name(editor, number, correction.name)
            id_ = f"{entity.kind}:{correction.name}"
            editor.add(Entity(id_, correction.name, entity.kind, apart, entity.subkind))


def _bound(editor: RosterEditor, correction: Correction) -> None:
    """Mentions of `name` become mentions of the overlapping text `to`."""
    places = editor.parts(correction.to)
    for number in _targets(editor, correction):
        wrong = editor.mentions_reading(number, correction.name)
        better = {span: place for span in wrong if (place := overlapping(places, span))}
        editor.clear(better.values())
        entity = editor[number]
        kept = (span for span in entity.mentions if span not in better)
        mentions = tuple(sorted({*kept, *better.values()}))
        name = correction.to if entity.name == correction.name else entity.name
        editor.put(number, replace(entity, name=name, mentions=mentions))


_ACTIONS: Mapping[CorrectionAction, Callable[[RosterEditor, Correction], None]] = MappingProxyType(
    {
        CorrectionAction.ADD: _add,
        CorrectionAction.HIDE: _hide,
        CorrectionAction.RETYPE: _retype,
        CorrectionAction.RENAME: _rename,
        CorrectionAction.MERGE: _merge,
        CorrectionAction.SPLIT: _split,
        CorrectionAction.BOUND: _bound,
        CorrectionAction.WORD: lambda _editor, _correction: None,
    }
)


def _targets(editor: RosterEditor, correction: Correction) -> list[int]:
    """The numbers of the entities that the correction applies to."""
    numbers = editor.named_or_mentioned(correction.name)
    return [number for number in numbers if correction.kind in (None, editor[number].kind)]


def _remove_name(editor: RosterEditor, number: int, name: str) -> None:
    """Remove `name` from the entity, with the mentions that read so."""
    entity, apart = editor[number], set(editor.mentions_reading(number, name))
    kept = tuple(span for span in entity.mentions if span not in apart)
    aliases = tuple(alias for alias in entity.aliases if alias != name)
    main = entity.name
    if main == name and aliases:
        main = max(aliases, key=len)
        aliases = tuple(alias for alias in aliases if alias != main)
    editor.put(number, replace(entity, name=main, aliases=aliases, mentions=kept))


def _unite(editor: RosterEditor, into: int, number: int) -> None:
    """Merge the second entity into the first, which keeps its name."""
    one, two = editor[into], editor[number]
    names = dict.fromkeys((*one.aliases, two.name, *two.aliases))
    whole = replace(
        one,
        mentions=tuple(sorted({*one.mentions, *two.mentions})),
        aliases=tuple(name for name in names if name != one.name),
        roles=tuple(dict.fromkeys((*one.roles, *two.roles))),
    )
    editor.put(into, whole)
    editor.remove(number)
