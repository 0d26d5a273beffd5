"""Likeness: how sure it is that a place in the new text is the place of an old highlight."""

from __future__ import annotations

import math
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from newsreader.locale import _
from newsreader.notebook.highlight import CONTEXT

_STRANGE = 0.85

_SHORT, _BESIDE = 6, 12
"""Words so short are told from those in another row of a table by the figures so close to them."""

_DOUBT = 0.85


@dataclass(frozen=True, slots=True)
class WordRarity:
    """A quote with its context, folded."""

    quote: str
    prefix: str
    suffix: str


@dataclass(frozen=True, slots=True)
class MatchScore:
    """What speaks for the place [low, high) of the folded new text; parts are from 0 to 1.

    `near` counts the unchanged characters that touch the quote on both sides. `own`: the sketch
    says that the quote's own chunks stand here unchanged. `bound`: the place lies between the
    chunks that stood around the quote. `claimed`: how much of the place belongs to other words of
    the old text. `figures`: the digits are not the same. `beside`: those close to it are not.
    `strange`: hardly anything of the old text
    is left, so that this may be another article.
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
        """How much of the text around is the same."""
        return (self.left + self.right) / 2

    @property
    def confidence(self) -> float:
        """From 0 to 1; in a text that may be another article nothing is certain."""
        return min(self._likelihood(), _STRANGE) if self.strange else self._likelihood()

    def _likelihood(self) -> float:
        """Rules say what is certain; a logistic score weighs the rest.

        The weights come from a fit over edited, converted, cut and rearranged articles, checked on
        articles that the fit had not seen.
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
            return min(_DOUBT, likelihood)
        # A sentence that is nobody else's and stands there word for word was moved, at a guess.
        least = 0.8 if same and self.length >= 16 else 0.0
        return max(least, likelihood)

    def reason(self) -> str:
        """In words, for the reader."""
        around = round(self.context * 100)
        if self.quote == 1.0:
            told = _("The same words, {around} % of the text around them.")
        elif self.figures:
            told = _(
                "{same} % of the words, with other figures; {around} % of the text around them."
            )
        else:
            told = _("{same} % of the words, {around} % of the text around them.")
        return told.format(same=round(self.quote * 100), around=around)


def compare(
    words: WordRarity, text: str, low: int, high: int
) -> tuple[float, float, float, int, bool, bool]:
    """Likeness of quote and both contexts; unchanged neighbours; other figures in it, beside."""
    before, after = text[max(0, low - CONTEXT) : low], text[high : high + CONTEXT]
    prefix, suffix = words.prefix, words.suffix
    found = text[low:high]
    return (
        Indel.normalized_similarity(words.quote, found),
        Indel.normalized_similarity(prefix, before[-len(prefix) :] if prefix else ""),
        Indel.normalized_similarity(suffix, after[: len(suffix)]),
        _common(prefix[::-1], before[::-1]) + _common(suffix, after),
        _figures(words.quote) != _figures(found),
        _figures(prefix[-_BESIDE:]) != _figures(before[-_BESIDE:])
        or _figures(suffix[:_BESIDE]) != _figures(after[:_BESIDE]),
    )


def _common(one: str, other: str) -> int:
    """Length of the common beginning."""
    for at, (mine, yours) in enumerate(zip(one, other, strict=False)):
        if mine != yours:
            return at
    return min(len(one), len(other))


def _figures(text: str) -> str:
    return "".join(c for c in text if c.isdigit())
