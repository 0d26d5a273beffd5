"""Names across articles: which entities of different articles are the same one.

Entities with one name and kind are the same. A name that another article knows as an alias joins
the entity of that article only if the link is certain and unambiguous: two entities that are kept
apart can be merged by the reader, but two that are mixed up mislead.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from newsreader.entities.corrections import Correction, CorrectionAction
from newsreader.entities.kind import Kind
from newsreader.entities.name_forms import family_of, given_name, other_names, plain_form
from newsreader.library.article_entry import Appearance, ArticleEntry, NameCount, StoredEntity
from newsreader.text.fold import simplified

Key = tuple[Kind, str]
"""The kind of an entity, and its name in simplified characters."""

_Name = TypeVar("_Name", NameCount, StoredEntity)

_simple = lru_cache(maxsize=1 << 16)(simplified)

_LEAST_ALIAS = 2
"""Characters of an alias that can join two articles."""


class FolderNames:
    """The names of some articles, with the reader's corrections for all of them."""

    def __init__(
        self,
        entries: Sequence[ArticleEntry],
        names: Mapping[str, Sequence[NameCount]],
        corrections: Sequence[Correction] = (),
    ) -> None:
        """`names` are those of each article by the hash of its text."""
        self._corrections = corrections
        found = [
            (entry, corrected(names[entry.sha256_text], corrections))
            for entry in entries
            if entry.sha256_text in names
        ]
        self._joined = joined([each for _entry, each in found])
        self._by_key = self._collected(found)

    def appearances(self) -> list[Appearance]:
        """The names, those in most articles first."""
        return sorted(self._by_key.values(), key=lambda a: (-len(a.counts), -a.mentions, a.name))

    def named(self, kind: Kind, name: str) -> Appearance | None:
        """The entity that is called `name`, also as an alias in some article, or None.

        One of another kind if there is none of this kind: the reader may have corrected it.
        """
        if (found := self._by_key.get(self._key(kind, name))) is not None:
            return found
        called = [each for each in self._by_key.values() if name in each.names]
        called.sort(key=lambda each: each.kind is not kind)
        return called[0] if called else None

    def owners(self, named: Iterable[StoredEntity]) -> list[tuple[StoredEntity, Appearance]]:
        """The entities of one article as corrected, each with what it is in the folder."""
        return [
            (each, owner)
            for each in corrected(list(named), self._corrections)
            if (owner := self._by_key.get(self._key(each.kind, each.name))) is not None
        ]

    def _key(self, kind: Kind, name: str) -> Key:
        key = kind, _simple(name)
        return self._joined.get(key, key)

    def _collected(
        self, found: Iterable[tuple[ArticleEntry, Sequence[NameCount]]]
    ) -> dict[Key, Appearance]:
        collected: dict[Key, _Collected] = {}
        for entry, names in found:
            for each in names:
                key = self._key(each.kind, each.name)
                if (known := collected.get(key)) is None:
                    known = collected[key] = _Collected(each.kind)
                known.add(entry, each, main=key[1] == _simple(each.name))
        return {key: each.appearance() for key, each in collected.items()}


class _Collected:
    """What is known so far about one entity of the folder."""

    __slots__ = ("counts", "first", "kind", "last", "main", "names", "subkind")

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self.subkind = self.first = self.last = self.main = ""
        self.counts: Counter[Path] = Counter()
        self.names: dict[str, None] = {}

    def add(self, entry: ArticleEntry, found: NameCount, *, main: bool) -> None:
        """Add the entity `found` of one article; `main` if its name is that of the folder."""
        self.counts[entry.path] += found.mentions
        self.names[found.name] = None
        for alias in found.aliases:
            self.names[alias] = None
        if main and not self.main:
            self.main = found.name
        self.subkind = self.subkind or found.subkind  # another article may know it
        if day := entry.day:
            self.first = min(self.first or day, day)
            self.last = max(self.last, day)

    def appearance(self) -> Appearance:
        name = self.main or next(iter(self.names))
        aliases = tuple(each for each in self.names if each != name)
        return Appearance(
            name, self.kind, self.counts, self.subkind, aliases, self.first, self.last
        )


def corrected(names: Sequence[_Name], corrections: Iterable[Correction]) -> list[_Name]:
    """The names of one article with the corrections applied, each to the result of the others."""
    found = list(names)
    for correction in corrections:
        found = [new for each in found if (new := _corrected(each, correction)) is not None]
    return found


def _corrected(each: _Name, correction: Correction) -> _Name | None:
    action, to = correction.action, correction.to
    wanted = _simple(correction.name)
    is_main = wanted == _simple(each.name)
    if not is_main and wanted not in map(_simple, each.aliases):
        return each
    if action is CorrectionAction.RETYPE:
        kind = correction.kind or each.kind
        return each._replace(kind=kind, subkind=correction.subkind)
    if correction.kind not in (None, each.kind):
        return each
    if action is CorrectionAction.HIDE:
        if is_main:
            return None
        return each._replace(aliases=tuple(a for a in each.aliases if _simple(a) != wanted))
    if action in (CorrectionAction.RENAME, CorrectionAction.MERGE) and to and to != each.name:
        others = dict.fromkeys((each.name, *each.aliases))
        return each._replace(name=to, aliases=tuple(alias for alias in others if alias != to))
    return each


def joined(articles: Iterable[Sequence[NameCount]]) -> dict[Key, Key]:
    """The names that are an alias of another one in some article, each with that other name.

    The link must be certain by its form, the alias must belong to one name only, and no article
    may have both as two entities.
    """
    articles_of: defaultdict[Key, set[int]] = defaultdict(set)
    owners: defaultdict[Key, set[str]] = defaultdict(set)
    for number, names in enumerate(articles):
        for each in names:
            name = _simple(each.name)
            articles_of[each.kind, name].add(number)
            for alias in map(_simple, each.aliases):
                owners[each.kind, alias].add(name)
    found: dict[Key, Key] = {}
    for (kind, alias), names_of in owners.items():
        own = articles_of.get((kind, alias))
        others = names_of - {alias}
        if own is None or len(others) != 1:
            continue
        (name,) = others
        if _is_certain(name, alias, kind) and own.isdisjoint(articles_of[kind, name]):
            found[kind, alias] = kind, name
    return {key: _end(key, found) for key in found}


def _end(key: Key, found: Mapping[Key, Key]) -> Key:
    """The name at the end of a chain of links; of two that link to each other, the longer one."""
    seen = [key]
    while (following := found.get(seen[-1])) is not None:
        if following in seen:
            return max(seen, key=lambda each: (len(each[1]), each[1]))
        seen.append(following)
    return seen[-1]


def _is_certain(name: str, alias: str, kind: Kind) -> bool:
    """Whether `alias` names the same thing in other articles too.

    陈总 and 晓颖 are other people there, 教育局 and 江东路 those of other cities.
    """
    if alias in other_names(name):
        return True
    if len(alias) < _LEAST_ALIAS:
        return False
    if kind is Kind.PER:
        return not family_of(alias) and alias != given_name(name)
    if name.endswith(alias):  # what distinguishes it from others is left out
        return False
    return kind is Kind.ORG or plain_form(alias, kind) == plain_form(name, kind)
