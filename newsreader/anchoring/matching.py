"""Matching: the place of an old anchor in a new text, with how sure that is and why.

Loaded only when a text has changed. Everything is compared folded (width, variant marks, letter
case, traditional and simplified characters, no blanks), so that a page that was saved again,
converted or wrapped anew is the same text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein, Opcode

from newsreader.anchoring.match_score import MatchScore, WordRarity, compare
from newsreader.anchoring.sketch import Correspondence, Sketch, correspond, sketch
from newsreader.notebook.highlight import Anchor
from newsreader.text.fold import fold
from newsreader.text.span import Span

_MOST_COPIES = 64
_CHOICE = 0.5
"""How alike words must be to be offered beside those that are more so."""

_ENOUGH = 8
"""Folded characters that make words worth looking for anywhere in the text."""

_LEFT, _KNOWN = 0.1, 20
"""With less than a tenth of at least twenty chunks left, the text may be another article."""

_WIDE, _WORK = 20_000, 8_000_000
_SEED, _SEEDS, _SPOTS = 6, 12, 8
"""A stretch wider than this, or long words in a wide one (the product counts), is searched only
about where most of a dozen seeds of six characters say, of which the first few spots are looked at.
"""


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of the new folded text in which the quote is looked for.

    `first` and `last` are the old chunks that the quote stood in; see Likeness for the rest.
    """

    low: int
    high: int
    expected: int
    first: int = 0
    last: int = -1
    own: bool = False
    bound: bool = False


class Matcher:
    """Finds the anchors of one old text, of which `old` is the sketch, in the new `text`."""

    def __init__(self, text: str, old: Sketch | None) -> None:
        self.text = text
        self.folded = fold(text)
        self.map: Correspondence | None = None
        if old is not None and old.checksums:
            self.map = correspond(old, sketch(self.folded, len(text), old.grain))

    @cached_property
    def _paired(self) -> list[int]:
        """The chunks of the old text that have a partner, in order."""
        return [] if self.map is None else [i for i, j in enumerate(self.map.forward) if j >= 0]

    @cached_property
    def strange(self) -> bool:
        """Whether hardly anything of the old text is left; unknown of a very short one."""
        if self.map is None or len(self.map.forward) < _KNOWN:
            return False
        bounds = self.map.old.bounds
        kept = sum(bounds[chunk + 1] - bounds[chunk] for chunk in self._paired)
        return kept < _LEFT * bounds[-1]

    def best(self, anchor: Anchor) -> MatchScore | None:
        """The likeliest place for `anchor`; None when nothing in the text is like it."""
        return max(self.places(anchor), key=lambda place: place.confidence, default=None)

    def places(self, anchor: Anchor) -> Iterator[MatchScore]:
        """Places for `anchor`, until one is certain."""
        words = WordRarity(*(fold(t).text for t in (anchor.quote, anchor.prefix, anchor.suffix)))
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
        """The likeliest places before and behind `place`, for a reader to choose among."""
        words = WordRarity(*(fold(t).text for t in (anchor.quote, anchor.prefix, anchor.suffix)))
        bare = WordRarity(words.quote, "", "")  # what stands around would draw it over the border
        for low, high in ((0, place.low), (place.high, len(self.folded.text))):
            window = Window(low, high, low)
            if (found := self._aligned(bare, window)) is not None and found.quote >= _CHOICE:
                yield self._like(words, found.low, found.high, window)

    def span(self, place: MatchScore, quote: str) -> Span:
        """`place` in the new text."""
        return self._span(place.low, place.high - place.low, quote)

    def _span(self, start: int, length: int, quote: str) -> Span:
        """Folded offsets in the new text, with the blanks at the ends of `quote`, if they stand."""
        low, high = self.folded.origin[start], self.folded.origin[start + length - 1] + 1
        before, after = len(quote) - len(quote.lstrip()), len(quote) - len(quote.rstrip())
        while before and low and self.text[low - 1].isspace():
            low, before = low - 1, before - 1
        while after and high < len(self.text) and self.text[high].isspace():
            high, after = high + 1, after - 1
        return Span(low, high)

    def whole(self, anchor: Anchor) -> Span | None:
        """Where the quote stands with all of its context, if that is in one place only."""
        prefix = fold(anchor.prefix).text
        quote = fold(anchor.quote).text
        copies = list(
            self._copies(prefix + quote + fold(anchor.suffix).text, 0, len(self.folded.text))
        )
        if not quote or len(copies) != 1:
            return None
        return self._span(copies[0] + len(prefix), len(quote), anchor.quote)

    def copies(self, quote: str) -> list[Span]:
        """Where `quote` stands, whatever is around it; the first few dozen places."""
        needle = fold(quote).text
        if not needle:
            return []
        found = self._copies(needle, 0, len(self.folded.text))
        return [self._span(at, len(needle), quote) for at in found]

    def guess(self, anchor: Anchor) -> int:
        """The code point of the new text where `anchor` would begin, whatever stands there now."""
        expected = self._windows(anchor)[0].expected
        origin = self.folded.origin
        return origin[expected] if expected < len(origin) else len(self.text)

    def _windows(self, anchor: Anchor) -> list[Window]:
        """Between the nearest chunks around the quote that are still there, or beside each."""
        if self.map is None:
            return [Window(0, len(self.folded.text), self._folded_at(anchor.start))]
        old, new, forward = self.map.old.bounds, self.map.new.bounds, self.map.forward
        first, last = self.map.old.at(anchor.start), self.map.old.at(max(0, anchor.end - 1))
        at = bisect_right(self._paired, first)
        left = self._paired[at - 1] if at else -1
        at = bisect_left(self._paired, last)
        right = self._paired[at] if at < len(self._paired) else len(forward)
        # A chunk of the quote itself belongs to the window, a neighbour ends it.
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
        """The folded offset of the code point `offset` of the new text, or of what comes next."""
        return bisect_left(self.folded.origin, max(0, offset))

    def _exact(self, words: WordRarity, window: Window) -> MatchScore | None:
        """The copy of the quote whose context is most alike, the nearest of several."""
        return max(
            (
                self._like(words, at, at + len(words.quote), window)
                for at in self._copies(words.quote, window.low, window.high)
            ),
            key=lambda p: (p.left + p.right, p.near, -abs(p.low - window.expected)),
            default=None,
        )

    def _copies(self, needle: str, low: int, high: int) -> Iterator[int]:
        at = self.folded.text.find(needle, low, high)
        for _copy in range(_MOST_COPIES):
            if at < 0:
                return
            yield at
            at = self.folded.text.find(needle, at + 1, high)

    def _aligned(self, words: WordRarity, window: Window) -> MatchScore | None:
        """Where the quote falls when it and its context are laid along the window."""
        text = self.folded.text
        low = max(0, window.low - len(words.prefix))
        high = min(len(text), window.high + len(words.suffix))
        needle = words.prefix + words.quote + words.suffix
        if high - low > _WIDE or (high - low) * len(needle) > _WORK:
            low, high = self._seeded(needle, low, high)
        # Words alone have nothing around them that would hold the alignment together.
        wide = 3 * len(needle) + 400 if words.prefix or words.suffix else len(needle)
        if high - low > wide:
            rough = fuzz.partial_ratio_alignment(needle, text[low:high], score_cutoff=40)
            if rough is None:
                return None
            low, high = low + rough.dest_start, low + rough.dest_end
        start, end = _image(needle, text[low:high], len(words.prefix), len(words.quote))
        return self._like(words, low + start, low + end, window) if start < end else None

    def _seeded(self, needle: str, low: int, high: int) -> tuple[int, int]:
        """Where most seeds of `needle` say that it begins; empty where none of them stands.

        Aligning along a whole book for every highlight would take minutes.
        """
        step = max(_SEED, len(needle) // _SEEDS)
        begins = sorted(
            at - start
            for start in range(0, len(needle) - _SEED + 1, step)
            for at in islice(self._copies(needle[start : start + _SEED], low, high), _SPOTS)
        )
        slack = len(needle) // 4
        votes = [bisect_right(begins, begin + slack) - at for at, begin in enumerate(begins)]
        if not votes:
            return low, low
        begin = begins[votes.index(max(votes))] - slack
        return max(low, begin), min(high, begin + 2 * len(needle))

    def _elsewhere(self, words: WordRarity, window: Window) -> Iterator[MatchScore]:
        """Exact copies anywhere; short words only together with the words that touch them."""
        anywhere = Window(0, len(self.folded.text), 0, window.first, window.last)
        quote, prefix, suffix = words.quote, words.prefix[-_ENOUGH:], words.suffix[:_ENOUGH]
        needles = [(prefix + quote, len(prefix)), (quote + suffix, 0)]
        if len(quote) >= _ENOUGH:
            needles = [(quote, 0)]
        for needle, skip in needles:
            for at in self._copies(needle, 0, anywhere.high):
                yield self._like(words, at + skip, at + skip + len(quote), anywhere)

    def _like(self, words: WordRarity, low: int, high: int, window: Window) -> MatchScore:
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
            strange=self.strange,
        )

    def _claimed(self, low: int, high: int, window: Window) -> float:
        """How much of the place is the text of old chunks other than the quote's own."""
        if self.map is None:
            return 0.0
        start, end = self.folded.origin[low], self.folded.origin[high - 1] + 1
        bounds, backward = self.map.new.bounds, self.map.backward
        taken = 0
        for chunk in range(self.map.new.at(start), self.map.new.at(end - 1) + 1):
            if backward[chunk] >= 0 and not window.first <= backward[chunk] <= window.last:
                taken += min(end, bounds[chunk + 1]) - max(start, bounds[chunk])
        return taken / (end - start)


def _image(needle: str, region: str, start: int, length: int) -> tuple[int, int]:
    """Where needle[start : start + length] falls in `region` when the two are aligned."""
    end = start + length
    low = high = 0
    for step in Levenshtein.opcodes(needle, region):
        if step.src_start <= start < step.src_end:
            low = _along(step, start)
        if step.src_start < end <= step.src_end:
            high = _along(step, end)
    return low, high


def _along(step: Opcode, at: int) -> int:
    """The image of `at` within one step of an alignment, by proportion where it was replaced."""
    source, image = step.src_end - step.src_start, step.dest_end - step.dest_start
    return step.dest_start + (at - step.src_start) * image // source
