"""The words that differ between two similar sentences, and the facts among them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein, Postfix, Prefix

from newsreader.compare.facts import FactKind, Token, tokens
from newsreader.compare.units import ComparedText, key_of
from newsreader.text.lazy_regex import lazy_regex
from newsreader.text.span import Span
from newsreader.text.words import Words

_LEAD = lazy_regex(r"[^\W\d]{1,18}\s*\Z")
_PARTICLES = frozenset("的了在是至到与與")
"""Characters after which a word begins, where the words are not known."""

_CLAUSE_END = lazy_regex(r"(?<!\d)[,;、](?!\d)|(?<=\d)、")
_NAMED = (FactKind.DATE, FactKind.NAME)
_NEAR = 18
"""Code points before a figure in which its subject is looked for."""
_SUBJECT = 6
"""Code points of a subject, but for what is needed to begin with a word."""
_LONGEST_WORD = 8
"""A longer word is a run of characters that nobody has divided into words."""


class Edit(NamedTuple):
    """Words in the old text and what is in their place in the new one; one may be empty."""

    old: Span
    new: Span


class FactChange(NamedTuple):
    """A figure, date or name that has changed; "" where one was added or removed.

    `subject` is the words before a figure.
    """

    kind: FactKind
    subject: str
    old: str
    new: str


class Side(NamedTuple):
    """A part of a compared text, and its words where they are known."""

    text: ComparedText
    span: Span
    words: Words | None = None


class Differences(NamedTuple):
    """What differs between two sentences."""

    edits: tuple[Edit, ...]
    facts: tuple[FactChange, ...]


class _Step(NamedTuple):
    """Tokens `old` to `old_end` are replaced by `new` to `new_end`."""

    old: int
    old_end: int
    new: int
    new_end: int


def differences(
    old: Side, new: Side, names: Collection[str] = (), *, exact: bool = False
) -> Differences:
    """The words that differ between two sentences, whole figures, dates and names among them."""
    old, new = _without_common_ends(old, new)
    one, other = _Line(old, names, exact=exact), _Line(new, names, exact=exact)
    steps = [
        _Step(step.src_start, step.src_end, step.dest_start, step.dest_end)
        for step in Levenshtein.opcodes(one.values, other.values)
        if step.tag != "equal"
    ]
    joined = _joined(_whole_words(step, one, other) for step in _joined(steps))
    edits = tuple(Edit(one.span(s.old, s.old_end), other.span(s.new, s.new_end)) for s in joined)
    return Differences(edits, tuple(fact for step in joined for fact in _facts(step, one, other)))


class _Line:
    """The tokens of one sentence that count, and their values."""

    def __init__(self, side: Side, names: Collection[str], *, exact: bool) -> None:
        self.side = side
        folded, span = side.text.folded, side.span
        self.tokens: list[Token] = []
        self.values: list[str] = []
        for token in tokens(folded, span.start, span.end, names):
            value = folded[token.start : token.end]
            if len(value) > 1 or not value.isalnum():
                value = key_of(value, exact=exact)
            if value:
                self.tokens.append(token)
                self.values.append(value)

    def span(self, first: int, last: int) -> Span:
        """The place of tokens `first` to `last`; empty where they begin if there are none."""
        if first < last:
            return Span(self.tokens[first].start, self.tokens[last - 1].end)
        at = self.tokens[first - 1].end if first else self.side.span.start
        return Span(at, at)

    def text(self, token: Token) -> str:
        return "".join(self.side.text.article.text[token.start : token.end].split())

    def facts(self, first: int, last: int, kind: FactKind) -> list[tuple[Token, str]]:
        """The facts of one kind among tokens `first` to `last`, with their values."""
        pairs = zip(self.tokens[first:last], self.values[first:last], strict=True)
        return [(token, value) for token, value in pairs if token.kind is kind]

    def subject(self, token: Token) -> str:
        """The words directly before a figure, which say what it counts."""
        text = self.side.text.article.text
        low = max(self.side.span.start, token.start - _NEAR)
        found = _LEAD.search(text, low, token.start)
        if found is None:
            return ""
        start = self._first_word(Span(found.start(), found.start() + len(found[0].rstrip())))
        return "".join(text[start : found.end()].split())

    def _first_word(self, lead: Span) -> int:
        """Where a word begins near the end of `lead`; its end where none is known to begin."""
        near = max(lead.start, lead.end - _SUBJECT)
        word = self.side.words.at(near) if self.side.words is not None else None
        if word is not None and len(word) <= _LONGEST_WORD:
            return word.end if word.start < near and word.end < lead.end else word.start
        folded = self.side.text.folded
        begun = lead.start > self.side.span.start and folded[lead.start - 1].isalnum()
        ends = (
            each.end
            for each in self.tokens
            if lead.start < each.end <= lead.end - 2
            and (
                each.kind in _NAMED or each.start < lead.start or folded[each.end - 1] in _PARTICLES
            )
        )
        borders = [*([] if begun else [lead.start]), *ends] or [lead.end]
        return next((at for at in borders if at >= near), borders[-1])

    def inside_word(self, token: int) -> bool:
        """Whether a word goes on from the token before this one to it."""
        words = self.side.words
        if words is None or not 0 < token < len(self.tokens):
            return False
        word = words.at(self.tokens[token].start)
        return word.start <= self.tokens[token - 1].start and len(word) <= _LONGEST_WORD


def _without_common_ends(old: Side, new: Side) -> tuple[Side, Side]:
    """The clauses that differ: what is before and after them needs no tokens."""
    one, other = old.span.of(old.text.folded), new.span.of(new.text.folded)
    before = after = 0
    for mark in _CLAUSE_END.finditer(one, 0, Prefix.similarity(one, other)):
        before = mark.end()
    room = min(len(one), len(other)) - before
    first = len(one) - min(room, Postfix.similarity(one, other))
    if mark_after := _CLAUSE_END.search(one, first):
        after = len(one) - mark_after.start()

    def shortened(side: Side) -> Side:
        return side._replace(span=Span(side.span.start + before, side.span.end - after))

    return shortened(old), shortened(new)


def _joined(steps: Iterable[_Step]) -> list[_Step]:
    """`steps` without single equal tokens between them: 根据协议 became 依照协定 as a whole."""
    found: list[_Step] = []
    for step in steps:
        last = found[-1] if found else None
        if last and step.old - last.old_end <= 1 and step.new - last.new_end <= 1:
            found[-1] = _Step(last.old, step.old_end, last.new, step.new_end)
        else:
            found.append(step)
    return found


def _whole_words(step: _Step, one: _Line, other: _Line) -> _Step:
    """`step` extended to whole words, as far as they are known."""
    old, old_end, new, new_end = step
    for _character in range(_LONGEST_WORD):
        if min(old, new) and (one.inside_word(old) or other.inside_word(new)):
            old, new = old - 1, new - 1
    for _character in range(_LONGEST_WORD):
        room = old_end < len(one.tokens) and new_end < len(other.tokens)
        if room and (one.inside_word(old_end) or other.inside_word(new_end)):
            old_end, new_end = old_end + 1, new_end + 1
    return _Step(old, old_end, new, new_end)


def _facts(step: _Step, one: _Line, other: _Line) -> Iterator[FactChange]:
    """The facts that `step` changes: those of one kind in order, then a figure for a date."""
    touched = (*one.tokens[step.old : step.old_end], *other.tokens[step.new : step.new_end])
    gone_alone: list[Token] = []
    come_alone: list[Token] = []
    for kind in {token.kind: None for token in touched if token.kind}:
        old = one.facts(step.old, step.old_end, kind)
        new = other.facts(step.new, step.new_end, kind)
        common = Counter(value for _token, value in old) & Counter(value for _token, value in new)
        gone, come = _without(old, common), _without(new, common)
        pairs = min(len(gone), len(come))
        yield from (_fact(pair, one, other) for pair in zip(gone[:pairs], come, strict=False))
        if kind is FactKind.NAME:
            yield from (_fact((token, None), one, other) for token in gone[pairs:])
            yield from (_fact((None, token), one, other) for token in come[pairs:])
        else:
            gone_alone += gone[pairs:]
            come_alone += come[pairs:]
    yield from (_fact(pair, one, other) for pair in zip_longest(gone_alone, come_alone))


def _fact(pair: tuple[Token | None, Token | None], one: _Line, other: _Line) -> FactChange:
    """The change of a token of `one` to a token of `other`; None where there is none."""
    before, after = pair
    line, token = (other, after) if after else (one, before)
    kind = (token.kind if token else None) or FactKind.FIGURE
    subject = line.subject(token) if token and kind is FactKind.FIGURE else ""
    old, new = one.text(before) if before else "", other.text(after) if after else ""
    return FactChange(kind, subject, old, new)


def _without(facts: Sequence[tuple[Token, str]], common: Counter[str]) -> list[Token]:
    """The tokens of `facts` without those whose values are `common`."""
    rest, left = Counter(common), []
    for token, value in facts:
        if rest[value]:
            rest[value] -= 1
        else:
            left.append(token)
    return left
