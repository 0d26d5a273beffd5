"""The confidence that a place in the new text is the place of an old highlight."""

from __future__ import annotations

import math
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from newsreader.locale import _
from newsreader.notebook.highlight import CONTEXT

_MAX_UNCERTAIN = 0.85
"""The highest confidence of a place that must be reviewed."""

_SHORT, _BESIDE = 6, 12
"""A quote up to the first length, with other digits within the second, may be another table row."""


@dataclass(frozen=True, slots=True)
class FoldedQuote:
    """A quote with its context, folded."""

    quote: str
    prefix: str
    suffix: str


@dataclass(frozen=True, slots=True)
class MatchScore:
    """The evidence for the place [low, high) of the folded new text; similarities are 0 to 1.

    `quote`, `left` and `right`: similarity of the quote and of the text before and after it.
    `near`: the number of unchanged characters that touch the quote, on both sides together.
    `length`: that of the quote. `figures`: the digits in it differ. `beside`: the digits close to
    it differ. `own`: the chunks of the sketch that hold the quote are unchanged here. `bound`: the
    place is between the chunks that were around the quote. `claimed`: the share of the place that
    belongs to other words of the old text. `strange`: hardly anything of the old text is left, so
    this may be another article.
    """

    low: int
    high: int
    quote: float
    left: float
    right: float
    near: int
    length: int
    figures: bool
    beside: bool
    own: bool
    bound: bool
    claimed: float
    strange: bool

    @property
    def context(self) -> float:
        """Similarity of the text around the quote, 0 to 1."""
        return (self.left + self.right) / 2

    @property
    def confidence(self) -> float:
        """From 0 to 1; limited in a text that may be another article."""
        return min(self._likelihood(), _MAX_UNCERTAIN) if self.strange else self._likelihood()

    def _likelihood(self) -> float:
        """Rules decide the certain cases, a logistic model the rest.

        The weights are fitted on edited, converted, shortened and rearranged articles and checked
        on other articles.
        """
        same = self.quote == 1.0
        if same and self.own:
            return 1.0
        if self.quote < 0.4:
            return 0.0
        if self.claimed > 0.3 and not (same and self.bound and self.near >= 24):
            return 0.0
        length = math.log2(min(self.length, 64))
        score = (
            -11.3
            + 3.8 * self.quote
            + 3.3 * max(self.left, self.right)
            + 4.0 * min(self.left, self.right)
            + 3.4 * min(1.0, self.near / 8)
            + (1.5 if same else 0.45) * length
            - 3.7 * self.figures
            + 1.4 * self.bound
        )
        likelihood = 1 / (1 + math.exp(-score))
        if self.beside and self.length <= _SHORT and min(self.left, self.right) < 0.9:
            return min(_MAX_UNCERTAIN, likelihood)
        # A long quote with the same words, which belongs to no other old text, was probably moved.
        least = 0.8 if same and self.length >= 16 else 0.0
        return max(least, likelihood)

    def reason(self) -> str:
        """A sentence for the reader."""
        around = round(self.context * 100)
        if self.quote == 1.0:
            message = _("The same words, {around} % of the text around them.")
        elif self.figures:
            message = _(
                "{same} % of the words, with other figures; {around} % of the text around them."
            )
        else:
            message = _("{same} % of the words, {around} % of the text around them.")
        return message.format(same=round(self.quote * 100), around=around)


def compare(
    quote: FoldedQuote, text: str, low: int, high: int
) -> tuple[float, float, float, int, bool, bool]:
    """The fields quote, left, right, near, figures and beside of a MatchScore, in this order."""
    before, after = text[max(0, low - CONTEXT) : low], text[high : high + CONTEXT]
    prefix, suffix = quote.prefix, quote.suffix
    found = text[low:high]
    return (
        Indel.normalized_similarity(quote.quote, found),
        Indel.normalized_similarity(prefix, before[-len(prefix) :] if prefix else ""),
        Indel.normalized_similarity(suffix, after[: len(suffix)]),
        _common(prefix[::-1], before[::-1]) + _common(suffix, after),
        _figures(quote.quote) != _figures(found),
        _figures(prefix[-_BESIDE:]) != _figures(before[-_BESIDE:])
        or _figures(suffix[:_BESIDE]) != _figures(after[:_BESIDE]),
    )


def _common(one: str, other: str) -> int:
    """The length of the common prefix."""
    for at, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return at
    return min(len(one), len(other))


def _figures(text: str) -> str:
    return "".join(c for c in text if c.isdigit())
