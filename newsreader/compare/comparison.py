"""Compare two articles sentence by sentence; the result is an immutable value."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from newsreader.article.article import Article, Role
from newsreader.compare.edits import Edit, FactChange, Side, differences
from newsreader.compare.pairing import Match, in_order, pair
from newsreader.compare.units import ComparedText, Unit, compared_text, key_of
from newsreader.text.fold import fold_characters
from newsreader.text.span import Span
from newsreader.text.words import Words

Progress = Callable[[float], object]
"""Called with the share that is done, 0 to 1."""

_SHORTEST_NAME = 2


class ChangeKind(StrEnum):
    """What became of a passage."""

    SAME = "same"
    CHANGED = "changed"
    SPLIT = "split"
    MERGED = "merged"
    MOVED = "moved"
    DELETED = "deleted"
    ADDED = "added"


class Passage(NamedTuple):
    """Sentences of the old text and those in their place in the new one; one may be empty.

    `moved` if they are not in the order of the texts; a moved passage can have changed too.
    """

    kind: ChangeKind
    old: tuple[Unit, ...]
    new: tuple[Unit, ...]
    moved: bool = False
    edits: tuple[Edit, ...] = ()
    facts: tuple[FactChange, ...] = ()

    @property
    def old_span(self) -> Span | None:
        return Span(self.old[0].span.start, self.old[-1].span.end) if self.old else None

    @property
    def new_span(self) -> Span | None:
        return Span(self.new[0].span.start, self.new[-1].span.end) if self.new else None

    @property
    def role(self) -> Role:
        return (self.new or self.old)[0].role

    @property
    def changed(self) -> bool:
        """Whether there is anything to show."""
        return self.kind is not ChangeKind.SAME


class Place(NamedTuple):
    """A passage where it is in the old text, in the new one, or in both side by side."""

    passage: Passage
    in_old: bool
    in_new: bool


class Comparison(NamedTuple):
    """What differs between two articles.

    `places` has every passage in reading order; a moved one is there twice.
    """

    old: Article
    new: Article
    places: tuple[Place, ...]

    @property
    def passages(self) -> Iterator[Passage]:
        """Each passage once."""
        return (each.passage for each in self.places if each.in_new or not each.passage.new)

    @property
    def changed(self) -> bool:
        return any(passage.changed for passage in self.passages)


def compare(
    old: Article,
    new: Article,
    *,
    names: Collection[str] = (),
    words: tuple[Words | None, Words | None] = (None, None),
    exact: bool = False,
    progress: Progress = lambda _share: None,
) -> Comparison:
    """The comparison of two articles without the furniture of their pages.

    `names` are names to look for, `words` the words of both texts where they are known. With
    `exact`, differences of script, width, letter case and punctuation count too.
    """
    one = compared_text(old, exact=exact)
    progress(0.2)
    other = compared_text(new, exact=exact)
    progress(0.4)
    matches = pair(
        [unit.key for unit in one.units], [unit.key for unit in other.units], _titles(one, other)
    )
    progress(0.7)
    known = frozenset(fold_characters(name) for name in names if len(name) >= _SHORTEST_NAME)
    passages = []
    stays = in_order(matches, [unit.key for unit in one.units])
    for number, (match, in_place) in enumerate(zip(matches, stays, strict=True)):
        passages.append(_passage(one, other, match, words, known, moved=not in_place, exact=exact))
        if number % 500 == 0:
            progress(0.7 + 0.3 * number / len(matches))
    return Comparison(old, new, tuple(_places(one, other, passages)))


def _titles(one: ComparedText, other: ComparedText) -> Match | None:
    """The titles of both texts, which are compared with each other."""
    old, new = _title(one.units), _title(other.units)
    return Match(*old, *new) if old and new else None


def _title(units: Sequence[Unit]) -> tuple[int, int] | None:
    found = [number for number, unit in enumerate(units) if unit.role is Role.TITLE]
    # Lines that are not beside each other are no one title.
    return (found[0], found[-1] + 1) if found and found[-1] - found[0] < len(found) else None


def _passage(
    one: ComparedText,
    other: ComparedText,
    match: Match,
    words: tuple[Words | None, Words | None],
    names: Collection[str],
    *,
    moved: bool,
    exact: bool,
) -> Passage:
    old, new = one.units[match.old : match.old_end], other.units[match.new : match.new_end]
    passage = Passage(ChangeKind.SAME, old, new, moved)
    kind = ChangeKind.MOVED if moved else ChangeKind.SAME
    if _key(one, old, exact=exact) == _key(other, new, exact=exact):
        if len(old) != len(new) and _stops(one, old) != _stops(other, new):
            kind = ChangeKind.SPLIT if len(old) < len(new) else ChangeKind.MERGED
        return passage._replace(kind=kind)
    span, new_span = passage.old_span, passage.new_span
    if span is None or new_span is None:
        return passage
    found = differences(
        Side(one, span, words[0]), Side(other, new_span, words[1]), names, exact=exact
    )
    return passage._replace(kind=ChangeKind.CHANGED, edits=found.edits, facts=found.facts)


def _key(text: ComparedText, units: Sequence[Unit], *, exact: bool) -> str:
    """The key of several units, with the marks of a number that was broken between two lines."""
    if len(units) == 1:
        return units[0].key
    return key_of(text.folded[units[0].span.start : units[-1].span.end], exact=exact)


def _stops(text: ComparedText, units: Sequence[Unit]) -> str:
    """The text of `units` without blanks: what a split sentence has more is its full stop."""
    return "".join("".join(unit.span.of(text.folded).split()) for unit in units)


def _places(one: ComparedText, other: ComparedText, passages: Sequence[Passage]) -> Iterator[Place]:
    """All passages in reading order: what was deleted, what was added, then what is in both."""
    old_moved = {passage.old[0].span: passage for passage in passages if passage.moved}
    new_moved = {passage.new[0].span: passage for passage in passages if passage.moved}
    taken_old = {unit.span for passage in passages for unit in passage.old}
    taken_new = {unit.span for passage in passages for unit in passage.new}
    at = to = 0
    for passage in (*(each for each in passages if not each.moved), None):
        end = len(one.units) if passage is None else _index(one.units, passage.old[0], at)
        for unit in one.units[at:end]:
            if unit.span in old_moved:
                yield Place(old_moved[unit.span], in_old=True, in_new=False)
            elif unit.span not in taken_old and not _is_aside(unit, other):
                yield Place(Passage(ChangeKind.DELETED, (unit,), ()), in_old=True, in_new=False)
        stop = len(other.units) if passage is None else _index(other.units, passage.new[0], to)
        for unit in other.units[to:stop]:
            if unit.span in new_moved:
                yield Place(new_moved[unit.span], in_old=False, in_new=True)
            elif unit.span not in taken_new and not _is_aside(unit, one):
                yield Place(Passage(ChangeKind.ADDED, (), (unit,)), in_old=False, in_new=True)
        if passage is not None:
            yield Place(passage, in_old=True, in_new=True)
            at, to = end + len(passage.old), stop + len(passage.new)


def _is_aside(unit: Unit, other: ComparedText) -> bool:
    """Whether the other text has it among its page furniture."""
    return unit.key in other.aside and unit.role is not Role.TITLE


def _index(units: Sequence[Unit], unit: Unit, start: int) -> int:
    """The index of `unit`, which is at `start` or later."""
    while units[start] is not unit:
        start += 1
    return start
