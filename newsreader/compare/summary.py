"""The summary of a comparison: the changed figures, dates and names first, then how much else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from newsreader.article.article import Article, Role
from newsreader.compare.comparison import ChangeKind, Comparison, Passage
from newsreader.compare.edits import FactChange
from newsreader.compare.units import Unit
from newsreader.locale import _, ngettext
from newsreader.text.fold import fold_characters

_MOST = 8
"""Facts that are named in a line."""


class Amount(NamedTuple):
    """How much text: whole paragraphs, and sentences of other paragraphs."""

    paragraphs: int = 0
    sentences: int = 0

    def __bool__(self) -> bool:
        return self.paragraphs + self.sentences > 0


class Summary(NamedTuple):
    """What differs between two articles, in numbers. `facts` is in the order of the text, first
    those that became others.

    `changed` sentences have other words. `places` is how many changes a reader steps through.
    """

    facts: tuple[FactChange, ...]
    title: bool
    changed: int
    deleted: Amount
    added: Amount
    moved: Amount
    split: int
    merged: int
    places: int

    @property
    def same(self) -> bool:
        return not self.places

    def words(self) -> str:
        """The summary as one line for the reader."""
        return _("; ").join(self.parts())

    def parts(self) -> list[str]:
        """The parts of the line; one that says so if nothing has changed."""
        facts = [fact_words(fact) for fact in self.facts[:_MOST]]
        if len(self.facts) > _MOST:
            more = len(self.facts) - _MOST
            facts.append(
                ngettext("{count} more fact", "{count} more facts", more).format(count=more)
            )
        parts = [*facts, _("title changed") if self.title else ""]
        if self.changed:
            words = ngettext("{count} sentence changed", "{count} sentences changed", self.changed)
            parts.append(words.format(count=self.changed))
        parts += _amount(_("deleted: {amount}"), self.deleted)
        parts += _amount(_("added: {amount}"), self.added)
        parts += _amount(_("moved: {amount}"), self.moved)
        parts += _amount(_("split: {amount}"), Amount(0, self.split))
        parts += _amount(_("merged: {amount}"), Amount(0, self.merged))
        return [part for part in parts if part] or [_("no difference")]


def summary(comparison: Comparison) -> Summary:
    """The summary of `comparison`."""
    passages = list(comparison.passages)
    kinds = Counter(passage.kind for passage in passages if passage.role is not Role.TITLE)
    deleted = [unit for each in passages if each.kind is ChangeKind.DELETED for unit in each.old]
    added = [unit for each in passages if each.kind is ChangeKind.ADDED for unit in each.new]
    moved = [unit for each in passages if each.moved for unit in each.new]
    facts = [fact for passage in passages for fact in passage.facts]
    once = {(fact.kind, *map(fold_characters, fact[2:4])): fact for fact in reversed(facts)}
    in_order = reversed([*once.values()])
    return Summary(
        tuple(sorted(in_order, key=lambda fact: not (fact.old and fact.new))),
        any(passage.changed and passage.role is Role.TITLE for passage in passages),
        kinds[ChangeKind.CHANGED],
        _amount_of(deleted, comparison.old),
        _amount_of(added, comparison.new),
        _amount_of(moved, comparison.new),
        kinds[ChangeKind.SPLIT],
        kinds[ChangeKind.MERGED],
        len(stops(comparison)),
    )


def stops(comparison: Comparison) -> list[int]:
    """The indexes of the places where a change begins; a run of one kind is one change."""
    found = []
    last: Passage | None = None
    for index, (passage, _in_old, in_new) in enumerate(comparison.places):
        if passage.changed and (in_new or not passage.new):
            alone = passage.kind in (ChangeKind.CHANGED, ChangeKind.SPLIT, ChangeKind.MERGED)
            if alone or last is None or last.kind is not passage.kind:
                found.append(index)
        last = passage
    return found


def fact_words(fact: FactChange) -> str:
    """A changed fact as it is shown: 首期投资 42亿元 → 45亿元."""
    change = f"{fact.old or '∅'} → {fact.new or '∅'}"
    return f"{fact.subject} {change}" if fact.subject else change


def _amount(words: str, amount: Amount) -> list[str]:
    parts = []
    if amount.paragraphs:
        count = ngettext("{count} paragraph", "{count} paragraphs", amount.paragraphs)
        parts.append(count.format(count=amount.paragraphs))
    if amount.sentences:
        count = ngettext("{count} sentence", "{count} sentences", amount.sentences)
        parts.append(count.format(count=amount.sentences))
    return [words.format(amount=_(", ").join(parts))] if parts else []


def _amount_of(units: Iterable[Unit], article: Article) -> Amount:
    """Whole paragraphs among `units`, and the sentences of others; the title is neither."""
    counted: dict[int, list[Unit]] = {}
    for unit in units:
        if unit.role is not Role.TITLE:
            counted.setdefault(unit.paragraph, []).append(unit)
    whole = {index for index, found in counted.items() if _covers(found, article, index)}
    rest = sum(len(found) for index, found in counted.items() if index not in whole)
    return Amount(len(whole), rest)


def _covers(units: Sequence[Unit], article: Article, paragraph: int) -> bool:
    """Whether `units` are all of the paragraph, but for marks."""
    span = article.paragraphs[paragraph].span
    text = article.text
    gaps = [span.start, *(unit.span.end for unit in units)]
    ends = [*(unit.span.start for unit in units), span.end]
    left = "".join(text[start:end] for start, end in zip(gaps, ends, strict=True) if start < end)
    return not any(character.isalnum() for character in left)
