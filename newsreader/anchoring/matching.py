"""Find the place of an old anchor in a new text, with a score.

Loaded only when a text has changed. All comparisons are between folded texts (see text.fold), so
that saving a page again, converting it or wrapping its lines does not count as a change.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from newsreader.anchoring.alignment import align, copies
from newsreader.anchoring.match_score import FoldedQuote, MatchScore, RowEvidence, compare
from newsreader.anchoring.row_matching import RowMatcher
from newsreader.anchoring.sketch import Correspondence, Sketch, correspond, sketch
from newsreader.notebook.highlight import Anchor
from newsreader.text.fold import fold
from newsreader.text.span import Span

_MIN_SIMILARITY = 0.5
"""Similarity of a quote that is suggested although there is a better place."""

_MIN_LENGTH = 8
"""Folded characters of a quote that is searched for in the whole text without its context."""

_SURE = 0.9
"""The confidence of a place before which rows with the same name are looked for."""

_CERTAIN = 0.99
"""The confidence of an exact copy after which no other place is looked for."""

_MIN_KEPT, _MIN_CHUNKS = 0.1, 20
"""Of at least 20 chunks less than a tenth is left: the text may be another article."""


@dataclass(frozen=True, slots=True)
class Window:
    """A range of the folded new text in which a quote is searched for.

    `expected` is where the quote probably begins. `first` and `last` are the chunks of the old text
    that hold the quote. For `own` and `bound` see MatchScore.
    """

    low: int
    high: int
    expected: int
    first: int = 0
    last: int = -1
    own: bool = False
    bound: bool = False


class Matcher:
    """Finds the anchors of an old text in the new `text`; `old` is the sketch of the old one."""

    def __init__(self, text: str, old: Sketch | None) -> None:
        self.text = text
        self.folded = fold(text)
        self.map: Correspondence | None = None
        if old is not None and old.checksums:
            self.map = correspond(old, sketch(self.folded, len(text), old.grain))

    @cached_property
    def _paired(self) -> list[int]:
        """The chunks of the old text that are also in the new text, in order."""
        return [] if self.map is None else [i for i, j in enumerate(self.map.forward) if j >= 0]

    @cached_property
    def is_rewritten(self) -> bool:
        """Whether hardly anything of the old text is left; False for a very short one."""
        if self.map is None or len(self.map.forward) < _MIN_CHUNKS:
            return False
        bounds = self.map.old.bounds
        kept = sum(bounds[chunk + 1] - bounds[chunk] for chunk in self._paired)
        return kept < _MIN_KEPT * bounds[-1]

    def best(self, anchor: Anchor) -> MatchScore | None:
        """The place with the highest confidence, or None if nothing similar is found.

        In a list it is in the row with the name of the old one, if there is one.
        """
        words = _folded(anchor)
        best, confidence = self._most_likely(words, anchor)
        if not words.quote or (best and best.quote == best.left == best.right == 1.0):
            return best
        span = self.span(best, anchor.quote) if best is not None else None
        verdict = self._rows.judge(anchor, best, span, sure=confidence >= _SURE)
        if verdict is None:
            return best
        low, high = self._folded_at(verdict.span.start), self._folded_at(verdict.span.end)
        if low < high and (best is None or (low, high) != (best.low, best.high)):
            own = self._windows(anchor)[0]
            anywhere = Window(0, len(self.folded.text), 0, own.first, own.last)
            best = self._score(words, low, high, anywhere)
        if best is None or verdict.evidence is RowEvidence.NONE:
            return best
        return replace(best, row=verdict.evidence)

    def _most_likely(self, words: FoldedQuote, anchor: Anchor) -> tuple[MatchScore | None, float]:
        """The place with the highest confidence, before its row is looked at."""
        best, highest = None, -1.0
        for place in self._places(words, anchor):
            confidence = place.confidence
            if confidence > highest:
                best, highest = place, confidence
            if confidence >= _CERTAIN and place.quote == 1.0:
                break
        return best, highest

    @cached_property
    def _rows(self) -> RowMatcher:
        return RowMatcher(self.text)

    def places(self, anchor: Anchor) -> Iterator[MatchScore]:
        """Possible places for `anchor`; stops after one with confidence 1."""
        return self._places(_folded(anchor), anchor)

    def _places(self, words: FoldedQuote, anchor: Anchor) -> Iterator[MatchScore]:
        if not words.quote:
            return
        windows = self._windows(anchor)
        for window in windows:
            for find in (self._exact, self._aligned):
                if (place := find(words, window)) is not None:
                    yield place
                    if place.confidence == 1.0:
                        return
        yield from self._elsewhere(words, windows[0])

    def others(self, anchor: Anchor, place: MatchScore) -> Iterator[MatchScore]:
        """The best place before `place` and the best one after it, if they are similar enough."""
        words = _folded(anchor)
        bare = FoldedQuote(words.quote, "", "")  # context could move the match across the limit
        for low, high in ((0, place.low), (place.high, len(self.folded.text))):
            window = Window(low, high, low)
            if (
                found := self._aligned(bare, window)
            ) is not None and found.quote >= _MIN_SIMILARITY:
                yield self._score(words, found.low, found.high, window)

    def span(self, place: MatchScore, quote: str) -> Span:
        """The code points of `place` in the new text."""
        return self._span(place.low, place.high - place.low, quote)

    def _span(self, start: int, length: int, quote: str) -> Span:
        """Folded offsets as code points, including the blanks at the ends of `quote` if present."""
        low, high = self.folded.origin[start], self.folded.origin[start + length - 1] + 1
        before, after = len(quote) - len(quote.lstrip()), len(quote) - len(quote.rstrip())
        while before and low and self.text[low - 1].isspace():
            low, before = low - 1, before - 1
        while after and high < len(self.text) and self.text[high].isspace():
            high, after = high + 1, after - 1
        return Span(low, high)

    def whole(self, anchor: Anchor) -> Span | None:
        """The place of the quote with its whole context, if there is exactly one."""
        words = _folded(anchor)
        needle = words.prefix + words.quote + words.suffix
        found = list(copies(self.folded.text, needle, 0, len(self.folded.text)))
        if not words.quote or len(found) != 1:
            return None
        return self._span(found[0] + len(words.prefix), len(words.quote), anchor.quote)

    def copies(self, quote: str) -> list[Span]:
        """The places of `quote`, regardless of context; the first 64."""
        needle = fold(quote).text
        if not needle:
            return []
        found = copies(self.folded.text, needle, 0, len(self.folded.text))
        return [self._span(at, len(needle), quote) for at in found]

    def guess(self, anchor: Anchor) -> int:
        """The code point at which `anchor` would begin in the new text, whatever is there."""
        expected = self._windows(anchor)[0].expected
        origin = self.folded.origin
        return origin[expected] if expected < len(origin) else len(self.text)

    def _windows(self, anchor: Anchor) -> list[Window]:
        """The range between the nearest kept chunks around the quote, or one beside each."""
        if self.map is None:
            return [Window(0, len(self.folded.text), self._folded_at(anchor.start))]
        old, new, forward = self.map.old.bounds, self.map.new.bounds, self.map.forward
        first, last = self.map.old.at(anchor.start), self.map.old.at(max(0, anchor.end - 1))
        at = bisect_right(self._paired, first)
        left = self._paired[at - 1] if at else -1
        at = bisect_left(self._paired, last)
        right = self._paired[at] if at < len(self._paired) else len(forward)
        # A chunk of the quote itself is inside the window, a neighbouring chunk is outside.
        low = new[forward[left] + (left < first)] if left >= 0 else 0
        before = anchor.start - (old[left + (left < first)] if left >= 0 else 0)
        ends = right >= len(forward)
        high = len(self.text) if ends else new[forward[right] + (right == last)]
        after = (old[-1] if ends else old[right + (right == last)]) - anchor.end
        length = anchor.end - anchor.start
        gap = max(0, before) + length + max(0, after)
        if low <= high <= low + gap * 4 + 400:
            expected = low + before if before <= after else high - after - length
            own = left == first and right == last
            return [self._window(low, high, expected, first, last, own=own, bound=True)]
        reach = gap + gap // 2 + 60
        return [
            self._window(low, low + reach, low + before, first, last),
            self._window(high - reach, high, high - after - length, first, last),
        ]

    def _window(
        self,
        low: int,
        high: int,
        expected: int,
        *chunks: int,
        own: bool = False,
        bound: bool = False,
    ) -> Window:
        first, last = chunks
        low, high, expected = (self._folded_at(at) for at in (low, high, expected))
        return Window(low, high, expected, first, last, own, bound)

    def _folded_at(self, offset: int) -> int:
        """The folded offset of the code point `offset`, or of the next one that is not dropped."""
        return bisect_left(self.folded.origin, max(0, offset))

    def _exact(self, words: FoldedQuote, window: Window) -> MatchScore | None:
        """The exact copy with the most similar context; of equal ones the nearest."""
        return max(
            (
                self._score(words, at, at + len(words.quote), window)
                for at in copies(self.folded.text, words.quote, window.low, window.high)
            ),
            key=lambda p: (p.left + p.right, p.near, -abs(p.low - window.expected)),
            default=None,
        )

    def _aligned(self, words: FoldedQuote, window: Window) -> MatchScore | None:
        """The place of the quote when the quote and its context are aligned with the window."""
        low = max(0, window.low - len(words.prefix))
        high = min(len(self.folded.text), window.high + len(words.suffix))
        found = align(words, self.folded.text, low, high)
        return self._score(words, *found, window) if found is not None else None

    def _elsewhere(self, words: FoldedQuote, window: Window) -> Iterator[MatchScore]:
        """Exact copies in the whole text; of a short quote only with the text that touches it."""
        anywhere = Window(0, len(self.folded.text), 0, window.first, window.last)
        quote, prefix, suffix = words.quote, words.prefix[-_MIN_LENGTH:], words.suffix[:_MIN_LENGTH]
        needles = [(prefix + quote, len(prefix)), (quote + suffix, 0)]
        if len(quote) >= _MIN_LENGTH:
            needles = [(quote, 0)]
        for needle, skip in needles:
            for at in copies(self.folded.text, needle, 0, anywhere.high):
                yield self._score(words, at + skip, at + skip + len(quote), anywhere)

    def _score(self, words: FoldedQuote, low: int, high: int, window: Window) -> MatchScore:
        quote, left, right, near, figures, beside = compare(words, self.folded.text, low, high)
        return MatchScore(
            low=low,
            high=high,
            quote=quote,
            left=left,
            right=right,
            near=near,
            length=len(words.quote),
            figures=figures,
            beside=beside,
            own=window.own,
            bound=window.bound,
            claimed=self._claimed(low, high, window),
            is_rewritten=self.is_rewritten,
        )

    def _claimed(self, low: int, high: int, window: Window) -> float:
        """The share of the place that belongs to old chunks other than those of the quote."""
        if self.map is None:
            return 0.0
        start, end = self.folded.origin[low], self.folded.origin[high - 1] + 1
        bounds, backward = self.map.new.bounds, self.map.backward
        taken = 0
        for chunk in range(self.map.new.at(start), self.map.new.at(end - 1) + 1):
            if backward[chunk] >= 0 and not window.first <= backward[chunk] <= window.last:
                taken += min(end, bounds[chunk + 1]) - max(start, bounds[chunk])
        return taken / (end - start)


def _folded(anchor: Anchor) -> FoldedQuote:
    """The quote and its context, folded in one step."""
    text, origin = fold(anchor.prefix + anchor.quote + anchor.suffix)
    start = bisect_left(origin, len(anchor.prefix))
    end = bisect_left(origin, len(anchor.prefix) + len(anchor.quote))
    return FoldedQuote(text[start:end], text[:start], text[end:])
