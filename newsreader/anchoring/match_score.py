"""The confidence that a place in the new text is the place of an old highlight."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum

from rapidfuzz.distance import Indel, Postfix, Prefix

from newsreader.locale import _
from newsreader.notebook.highlight import CONTEXT

_MAX_UNCERTAIN = 0.85
"""The highest confidence of a place that must be reviewed."""

_SHORT, _BESIDE = 6, 12
"""A quote up to the first length, with other digits within the second, may be another table row."""


class RowEvidence(Enum):
    """What is known of the row of a list that a place is in (see row_matching)."""

    NONE = "the place is not in a list"
    EXACT = "the row has the same words and figures"
    SAME = "the row has the same name"
    PROBABLE = "several rows could be the old one; this one has a row beside it that it had"
    UNCLEAR = "several rows could be the old one"
    OTHER = "the row has another name"


_LIMITS = {
    RowEvidence.NONE: (0.0, 1.0),
    RowEvidence.EXACT: (0.8, 1.0),
    RowEvidence.SAME: (0.8, 1.0),
    RowEvidence.PROBABLE: (0.8, _MAX_UNCERTAIN),
    RowEvidence.UNCLEAR: (0.0, _MAX_UNCERTAIN),
    RowEvidence.OTHER: (0.0, 0.7),
}
"""The lowest and the highest confidence: UNCLEAR is at most for review, OTHER an orphan."""

_SAME_ROW = 0.95
"""The lowest confidence of the same words in the same row."""

_CLAIMED = 0.3
"""If a larger share of a place belongs to other words, it is not that of the quote."""


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
    belongs to other words of the old text. `is_rewritten`: hardly anything of the old text is left,
    so this may be another article. `row`: see RowEvidence.
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
    is_rewritten: bool
    row: RowEvidence = RowEvidence.NONE

    @property
    def context(self) -> float:
        """Similarity of the text around the quote, 0 to 1."""
        return (self.left + self.right) / 2

    @property
    def confidence(self) -> float:
        """From 0 to 1; limited in a text that may be another article."""
        least, most = _LIMITS[self.row]
        if self.row is RowEvidence.SAME and self.claimed > _CLAIMED:
            most = _MAX_UNCERTAIN
        elif self.row in (RowEvidence.EXACT, RowEvidence.SAME) and self.quote == 1.0:
            least = _SAME_ROW
        likelihood = max(least, min(most, self._likelihood()))
        return min(likelihood, _MAX_UNCERTAIN) if self.is_rewritten else likelihood

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
        if self.claimed > _CLAIMED and not (same and self.bound and self.near >= 24):
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
        # Hardly the same words, or all of them belong to other words and one side is different.
        if self.quote < 0.5 or (self.claimed > 0.9 and min(self.left, self.right) < 0.5):
            return min(_MAX_UNCERTAIN, likelihood)
        # A long quote with the same words, which belongs to no other old text, was probably moved.
        least = 0.8 if same and self.length >= 16 else 0.0
        return max(least, likelihood)

    def reason(self) -> str:
        """A sentence for the reader."""
        if self.row is RowEvidence.OTHER:
            return _("Only other rows of the list are left.")
        if self.row in (RowEvidence.PROBABLE, RowEvidence.UNCLEAR):
            return _("Several rows or sentences could be the right one.")
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
        Postfix.similarity(prefix, before) + Prefix.similarity(suffix, after),
        _figures_differ(quote.quote, found),
        _figures_differ(prefix[-_BESIDE:], before[-_BESIDE:])
        or _figures_differ(suffix[:_BESIDE], after[:_BESIDE]),
    )


def _figures_differ(one: str, other: str) -> bool:
    return one != other and _figures(one) != _figures(other)


def _figures(text: str) -> str:
    return "".join(filter(str.isdigit, text))
