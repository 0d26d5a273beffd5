"""Mentions of the same thing become one entity, with its aliases and roles.

Two names are merged only if the text or a small word list says so: a wrong merger misleads a reader
more than a missing one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from newsreader.entities.entity import Entity, Mention
from newsreader.entities.kind import Kind
from newsreader.entities.name_forms import (
    abbreviations,
    family_of,
    foreign_parts,
    given_name,
    last_part,
    one_place,
    plain_form,
    short_forms,
    tails,
)
from newsreader.recognition.engine import NAMES
from newsreader.recognition.roles import roles_of
from newsreader.text.plain import plain_text
from newsreader.text.script import simplify
from newsreader.text.span import Span

Name = tuple[Kind, str]


def gather(text: str, mentions: Iterable[Mention]) -> tuple[Entity, ...]:
    """The entities of `text` in the order of their first mention, with aliases and roles."""
    source = plain_text(text)
    shown, text = source.text, simplify(source.text)
    if not source.same_offsets:
        mentions = [replace(mention, span=source.inside(mention.span)) for mention in mentions]
    ordered = sorted(mentions)
    named: dict[Name, list[Mention]] = {}
    for mention in ordered:
        named.setdefault((mention.kind, mention.span.of(text)), []).append(mention)
    same = _Same(named)
    _merge_forms(same, named)
    _merge_stated(same, text, ordered)
    _merge_shorter(same, named)
    _merge_people(same, named)
    groups: dict[Name, list[Name]] = defaultdict(list)
    for name in named:
        groups[same.root(name)].append(name)
    roles = {
        span: [role.of(shown) for role in held] for span, held in roles_of(text, ordered).items()
    }
    entities = [_entity(shown, [named[name] for name in names], roles) for names in groups.values()]
    if not source.same_offsets:
        entities = [replace(e, mentions=tuple(map(source.outside, e.mentions))) for e in entities]
    return tuple(sorted(entities, key=lambda entity: entity.mentions[0]))


def _entity(
    text: str, groups: Sequence[Sequence[Mention]], roles: Mapping[Span, Sequence[str]]
) -> Entity:
    """One entity from all groups; each group holds the mentions of one name."""
    names = dict.fromkeys(mentions[0].span.of(text) for mentions in groups)
    fullest = max(names, key=lambda name: (not name.isascii(), len(name)))
    mentions = sorted(mention for group in groups for mention in group)
    held = [role for mention in mentions for role in roles.get(mention.span, ())]
    kind = mentions[0].kind
    return Entity(
        id=f"{kind}:{next(iter(names))}",
        name=fullest,
        kind=kind,
        mentions=tuple(mention.span for mention in mentions),
        subkind=next((mention.subkind for mention in mentions if mention.subkind), ""),
        aliases=tuple(name for name in names if name != fullest),
        roles=tuple(dict.fromkeys(held)),
    )


class _Same:
    """Disjoint sets of names that mean the same (union-find)."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._parent = {name: name for name in names}

    def root(self, name: Name) -> Name:
        while self._parent[name] != name:
            self._parent[name] = self._parent[self._parent[name]]
            name = self._parent[name]
        return name

    def unite(self, one: Name, two: Name) -> None:
        self._parent[self.root(two)] = self.root(one)


def _merge_forms(same: _Same, named: Iterable[Name]) -> None:
    """Merge names that differ only in optional parts: 宁波市 and 宁波."""
    forms: dict[Name, list[Name]] = defaultdict(list)
    for kind, words in named:
        forms[kind, plain_form(words, kind)].append((kind, words))
    for alike in forms.values():
        if alike[0][0] is not Kind.LOC or one_place([words for _kind, words in alike]):
            for name in alike:
                same.unite(alike[0], name)


def _merge_shorter(same: _Same, named: Collection[Name]) -> None:
    """Merge a short name with the only name that it can be short for: 百联 and 百联股份."""
    bodies = [words for kind, words in named if kind is Kind.ORG]
    for pairs in (
        ((kind, short, words) for kind, words in named for short in short_forms(words, kind)),
        ((kind, short, words) for kind, words in named for short in _tails(words, kind, named)),
        ((Kind.ORG, short, words) for short, words in abbreviations(bodies)),
    ):
        longer: dict[Name, list[Name]] = defaultdict(list)
        for kind, short, words in pairs:
            if (kind, short) in named:
                longer[kind, short].append((kind, words))
        for name, found in longer.items():
            roots = {same.root(each) for each in found} - {same.root(name)}
            if len(roots) == 1 and (name[0] is not Kind.LOC or one_place([w for _k, w in found])):
                same.unite(roots.pop(), name)


def _tails(name: str, kind: Kind, named: Collection[Name]) -> set[str]:
    form = plain_form(name, kind) if kind is Kind.LOC else name
    return {*tails(name, kind, named), *tails(form, kind, named)}


def _merge_stated(same: _Same, text: str, mentions: Sequence[Mention]) -> None:
    """Merge names that brackets define as the same: …公司（以下简称“吉利”）, 世卫组织（WHO）."""
    known = {(mention.kind, mention.span.of(text)) for mention in mentions}
    for mention, alias in (*defined(text, mentions), *bracketed(text, mentions)):
        name = (mention.kind, mention.span.of(text))
        if (mention.kind, alias) in known:
            same.unite(name, (mention.kind, alias))


def _merge_people(same: _Same, named: Mapping[Name, list[Mention]]) -> None:
    """Merge a part of a person's name with the only person who can be meant."""
    people = [name for name in named if name[0] is Kind.PER]
    parts: dict[str, list[Name]] = defaultdict(list)
    beginnings: dict[str, list[Name]] = defaultdict(list)
    for name in people:
        for part in {*foreign_parts(name[1]), given_name(name[1])} - {""}:
            parts[part].append(name)
        for length in (1, 2):
            beginnings[name[1][:length]].append(name)
    for name in people:
        words = name[1]
        if full := [person for person in parts[words] if person != name]:
            # The full name may come later: a headline has 厄德高 before the article has
            # 马丁·厄德高.
            introduced = True
        else:
            full = [p for p in beginnings[family_of(words) or words] if _has_family(p[1], words)]
            introduced = _is_introduced(named, full, name)
        roots = {same.root(person) for person in full}
        if len(roots) == 1 and introduced:
            same.unite(roots.pop(), name)


def _has_family(full: str, words: str) -> bool:
    """Whether `words` can only be the family name of the person `full`.

    Two characters that are not in the word list count only for Japanese names: 上川 of 上川阳子.
    """
    family = family_of(words)
    if family:
        return 2 <= len(full) <= len(family) + 2 and not family_of(full) and full != words
    return len(words) == 2 and len(full) == 4 and not last_part(full)


def _is_introduced(named: Mapping[Name, list[Mention]], full: Sequence[Name], short: Name) -> bool:
    """Whether the full name of a person occurs before the short one."""
    return bool(full) and min(named[name][0].span for name in full) < named[short][0].span


_SHORT = re.compile(
    r"[（(](?:[^（）()\n“”]{0,40}?[，,；;、])?(?:以下|下文|下|后文)?(?:均|统|統)?(?:[简簡][称稱]|[称稱])"
    r"[：:为為]?[“「\"]?([^”」\"“「）)，,；;、\n]{2,16})"
)
_LATIN = re.compile(r"[A-Za-zÀ-ž]")


def defined(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[Mention, str]]:
    """Each mention for which the text defines a short name, and the name: …（以下简称“吉利”）."""
    for mention in mentions:
        if mention.kind in NAMES and text[mention.span.end : mention.span.end + 1] in ("（", "("):
            match = _SHORT.match(text, mention.span.end)
            if match:
                yield mention, match[1]


def bracketed(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[Mention, str]]:
    """Each mention followed by its names in another script in brackets: 世卫组织（WHO）."""
    named: Mention | None = None
    for one, two in pairwise(mentions):
        between = text[one.span.end : two.span.start].strip()
        if between in ("（", "("):
            named = one
        elif between not in ("，", ",", "、"):
            named = None
        after = text[two.span.end : two.span.end + 1]
        if named is None or named.kind is not two.kind or two.kind not in NAMES:
            continue
        scripts = (bool(_LATIN.search(each.span.of(text))) for each in (named, two))
        if after in ("）", ")", "，", ",", "；") and len({*scripts}) == 2:
            yield named, two.span.of(text)
