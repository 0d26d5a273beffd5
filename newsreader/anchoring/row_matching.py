"""Whether a place is in the right row of a list, and which row that is.

Rows of a list look alike, so similar words and context say little: what distinguishes them is the
name, then all figures together, then the rows beside. Where none of them does, the reader is asked.
"""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

from rapidfuzz.distance import Indel, Postfix, Prefix

from newsreader.anchoring.match_score import MatchScore, RowEvidence
from newsreader.anchoring.rows import (
    CLAUSES,
    LINES,
    SENTENCES,
    Rows,
    plain,
    shape,
    tokens,
)
from newsreader.notebook.highlight import CONTEXT, Anchor
from newsreader.text.span import Span

_MAX_ROW = 400
"""Code points by which a row of a list may be longer than the quote in it."""

_SHORT = 24
"""Code points of a quote over the end of a row that show which rows they are, at least."""

_KEPT = 0.8
"""The similarity, regardless of figures, from which on the text beside a row is still there."""

_MIN_BESIDE = 4
"""Characters beside a row that are needed to compare them, at least."""

_SLACK = 4
"""Characters by which the figures beside a row may have become longer."""

_DISTINCTIVE_DIGITS = 4
"""Digits from which on two rows do not have the same ones by chance."""

_MUCH, _SOMEWHAT = 0.3, 0.1
"""How much more similar an edited row is to the old one than the rows around it are."""


class RowVerdict(NamedTuple):
    """The place in the row that was found, and how sure that row is."""

    span: Span
    evidence: RowEvidence


class _Row:
    """One row of the old text as far as the anchor has it: in its prefix, quote and suffix.

    `left_open` and `right_open`: the row begins or ends outside of them. `usable`: the quote is in
    one row. `listed`: the row before or after it has the same form.
    """

    def __init__(self, anchor: Anchor, rows: Rows, quote: Span) -> None:
        number = rows.at(quote.start)
        last = number == len(rows) - 1
        self.quote, self.span, self.shape = quote, rows.span(number), rows.shape(number)
        self.words, self.figures = rows.words(number), rows.figures(number)
        self.before, self.after = rows.text[: self.span.start], rows.text[self.span.end :]
        self.choice: tuple[list[int], RowVerdict] | None = None
        self.usable = self.span.end >= quote.end and len(self.shape) > 1
        self.left_open = number == 0 and anchor.start != len(anchor.prefix)
        cut = len(anchor.suffix) >= CONTEXT or not anchor.suffix
        self.right_open = last and cut and not rows.ends(self.span.end)
        near_ones = [rows.shape(number - 1)] if number else []
        near_ones += [] if last else [rows.shape(number + 1)]
        self.is_listed = self.usable and any(
            len(near) >= _MIN_BESIDE and rows.are_alike(near, self.shape) for near in near_ones
        )

    @cached_property
    def beside(self) -> tuple[str, str]:
        """The shapes of the text before and after it."""
        return shape(self.before), shape(self.after)

    def found_in(self, other: str) -> int:
        """Where the shape begins in the shape of a row with the same name; -1 for another one."""
        if self.left_open and self.right_open:
            inner = self.shape.strip("0")  # a number at the edge may be a part of one
            at = other.find(inner) if inner else -1
            return at - self.shape.find(inner) if at >= 0 else -1
        if self.left_open:
            size = len(other) - len(self.shape)
            return size if size >= 0 and other.endswith(self.shape.lstrip("0")) else -1
        if self.right_open:
            return 0 if other.startswith(self.shape.rstrip("0")) else -1
        return 0 if other == self.shape else -1

    def head(self, other: str) -> int:
        """How many characters at its beginning are those of another row."""
        return 0 if self.left_open else Prefix.similarity(self.shape, other)

    def likeness(self, other: str) -> float:
        """The similarity to the shape of another row, 0 to 1."""
        size = len(self.shape)
        seen = other[-size:] if self.left_open else other[:size] if self.right_open else other
        return Indel.normalized_similarity(self.shape, seen)


class _OldRows:
    """The line, the sentence and the clause of `anchor`, each found when it is needed."""

    def __init__(self, anchor: Anchor) -> None:
        self._anchor = anchor
        self.length = len(anchor.quote)
        self._known: dict[int, _Row] = {}

    @cached_property
    def _text(self) -> str:
        return plain(self._anchor.prefix + self._anchor.quote + self._anchor.suffix)

    def at(self, level: int) -> _Row:
        if level not in self._known:
            start = len(self._anchor.prefix)
            quote = Span(start, start + self.length).trimmed(self._text)
            self._known[level] = _Row(self._anchor, Rows(self._text, level), quote)
        return self._known[level]


class _Twin(NamedTuple):
    """A row with the shape of an old one; `left` and `right`: the similarity of the text beside it.

    `rank`: whether all figures are the same, whether the first one is, and how many characters on
    both sides are the same, regardless of figures.
    """

    number: int
    left: float
    right: float
    rank: tuple[bool, bool, int]

    def is_as_good(self, other: _Twin) -> bool:
        """Whether the other one is as good, or nearly."""
        return other.rank >= (*self.rank[:2], self.rank[2] - 1)


class RowMatcher:
    """Finds the rows of an old text in the new `text`."""

    def __init__(self, text: str) -> None:
        self._text = plain(text)
        self._levels = [Rows(self._text, level) for level in (LINES, SENTENCES, CLAUSES)]

    def judge(
        self, anchor: Anchor, place: MatchScore | None, span: Span | None, *, sure: bool
    ) -> RowVerdict | None:
        """Whether `place`, at `span`, is in the row of `anchor`; if not, the place in that row.

        Unless the place is `sure`, rows with the same name are looked for first. None if there is
        neither a place nor such a row.
        """
        old = _OldRows(anchor)
        if not sure:
            for rows in self._levels:
                row = old.at(rows.level)
                twins = self._twins(rows, row, rows.at(span.start if span else 0))
                if twins and (rows.level != CLAUSES or (len(twins) == 1 and "0" in row.shape)):
                    span = self._choose(rows, row, twins).span
                    break
        if span is None:
            return None
        own = place is not None and place.own
        same = place is not None and place.quote == place.left == 1.0
        return self._judge(old, span, own=own, same=same)

    def _judge(self, old: _OldRows, place: Span, *, own: bool, same: bool) -> RowVerdict:
        """As `judge`. `same`: the quote and the text before it have not changed."""
        doubt = False
        for rows in self._levels:
            number = rows.at(place.start)
            if len(rows.span(number)) > _MAX_ROW + old.length:
                continue
            listed = rows.is_listed(number)
            if own and not listed and not rows.is_repeated(number):
                continue
            row = old.at(rows.level)
            if not row.usable or rows.span(number).end < place.end:
                doubt |= rows.level == LINES and listed and old.length < _SHORT
            elif not (row.left_open and same):
                known = row.found_in(rows.shape(number)) >= 0
                doubt |= known and listed and row.left_open  # its name may be before the context
                if (listed or row.is_listed) if not known else not row.left_open:
                    verdict = self._decide(rows, row, number, known=known, place=place)
                    if verdict is not None:
                        unsure = doubt and verdict.evidence in (RowEvidence.EXACT, RowEvidence.SAME)
                        return (
                            verdict._replace(evidence=RowEvidence.PROBABLE) if unsure else verdict
                        )
        return RowVerdict(place, RowEvidence.UNCLEAR if doubt else RowEvidence.NONE)

    def _decide(
        self, rows: Rows, row: _Row, number: int, *, known: bool, place: Span
    ) -> RowVerdict | None:
        """The verdict at one level; `known`: the row `number` has the name. None: not a list."""
        twins = [] if known and rows.level == CLAUSES else self._twins(rows, row, number)
        if len(twins) > 1:
            return self._choose(rows, row, twins)
        if not known and not twins:
            return RowVerdict(place, self._likeness(rows, row, number))
        if known and not rows.is_listed(number):
            return None
        number = twins[0] if twins else number
        exact = row.figures[0] == rows.figures(number)[0]
        evidence = RowEvidence.EXACT if exact else RowEvidence.SAME
        return RowVerdict(self._image(row, rows, number), evidence)

    def _twins(self, rows: Rows, row: _Row, near: int) -> list[int]:
        """The rows with the shape of `row`; of a shape whose end is not known, that begin so."""
        if not row.usable or row.left_open:
            return []
        form = row.shape.rstrip("0") if row.right_open else row.shape
        return rows.like(form, near, beginning=row.right_open)

    def _choose(self, rows: Rows, row: _Row, twins: list[int]) -> RowVerdict:
        """Of rows with one shape: that with all old figures or between its old neighbours."""
        if row.choice is None or row.choice[0] != twins:
            row.choice = twins, self._chosen(rows, row, twins)
        return row.choice[1]

    def _chosen(self, rows: Rows, row: _Row, twins: list[int]) -> RowVerdict:
        found = [self._twin(rows, row, number) for number in twins]
        exact = [twin for twin in found if twin.rank[0]]
        if len(exact) == 1 and sum(map(str.isdigit, row.words)) >= _DISTINCTIVE_DIGITS:
            return RowVerdict(self._image(row, rows, exact[0].number), RowEvidence.EXACT)
        between = [twin for twin in found if min(twin.left, twin.right) >= _KEPT]
        best = max(between or found, key=lambda twin: twin.rank)
        if between and sum(map(best.is_as_good, between)) == 1:
            evidence = RowEvidence.SAME
        elif max(best.left, best.right) >= _KEPT:
            evidence = RowEvidence.PROBABLE
        else:
            evidence = RowEvidence.UNCLEAR
        return RowVerdict(self._image(row, rows, best.number), evidence)

    def _twin(self, rows: Rows, row: _Row, number: int) -> _Twin:
        before, after = row.beside
        left, right = rows.beside(number, CONTEXT + _SLACK)
        words, first = rows.figures(number)
        common = Postfix.similarity(before, left) + Prefix.similarity(after, right)
        return _Twin(
            number,
            _similarity(before, left[-len(before) :]),
            _similarity(after, right[: len(after)]),
            (words == row.figures[0], first == row.figures[1], common),
        )

    def _likeness(self, rows: Rows, row: _Row, here: int) -> RowEvidence:
        """Whether the row `here` is an edited form of `row`, or another one of the same list."""
        if row.left_open and row.right_open:
            return RowEvidence.UNCLEAR
        form, others = rows.shape(here), list(rows.near(here))
        margin = row.likeness(form) - max(map(row.likeness, others), default=0.0)
        listed = "0" in row.shape  # a list of figures, not only of sentences
        if margin > (_MUCH if listed else _SOMEWHAT):
            return RowEvidence.NONE
        head = row.head(form) - max(map(row.head, others), default=0)
        named = margin > _SOMEWHAT or head > 1
        return RowEvidence.UNCLEAR if named or not listed else RowEvidence.OTHER

    def _image(self, row: _Row, rows: Rows, number: int) -> Span:
        """The span of the quote in the row `number`, token by token."""
        here = rows.span(number)
        old, new = tokens(row.words), tokens(rows.words(number))
        skip = max(0, row.found_in(rows.shape(number)))
        start, end = row.quote.start - row.span.start, row.quote.end - row.span.start
        first = next((at for at, token in enumerate(old) if token[1] > start), len(old) - 1)
        last = next((at for at, token in enumerate(old) if token[1] >= end), len(old) - 1)
        low, high = (new[min(at + skip, len(new) - 1)] for at in (first, last))
        begin, stop = low[0], high[1]
        # The whole of a number with another length.
        if low[1] - low[0] == old[first][1] - old[first][0]:
            begin += start - old[first][0]
        if high[1] - high[0] == old[last][1] - old[last][0]:
            stop -= old[last][1] - end
        return Span(here.start + begin, here.start + max(begin + 1, stop))


def _similarity(one: str, other: str) -> float:
    return Indel.normalized_similarity(one, other) if len(one) >= _MIN_BESIDE else 0.0
