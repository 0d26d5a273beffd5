"""Align a quote and its context with a range of a longer text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import islice

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein, Opcode

from newsreader.anchoring.match_score import FoldedQuote

_MAX_COPIES = 64

_MAX_WIDTH, _MAX_CELLS = 20_000, 8_000_000
"""A wider range, or one whose product with the length of the quote is larger, is narrowed first."""

_SEED, _SEEDS, _MAX_HITS = 6, 12, 8
"""It is narrowed to where most of 12 seeds of 6 characters agree, with up to 8 hits each."""


def copies(text: str, needle: str, low: int, high: int) -> Iterator[int]:
    """Where `needle` is in text[low:high]; the first 64."""
    at = text.find(needle, low, high)
    for _copy in range(_MAX_COPIES):
        if at < 0:
            return
        yield at
        at = text.find(needle, at + 1, high)


def align(words: FoldedQuote, text: str, low: int, high: int) -> tuple[int, int] | None:
    """The place of the quote when it and its context are aligned with text[low:high]."""
    needle = words.prefix + words.quote + words.suffix
    if high - low > _MAX_WIDTH or (high - low) * len(needle) > _MAX_CELLS:
        low, high = _seeded(needle, text, low, high)
    # Without context, an alignment over a wider range would scatter the quote.
    wide = 3 * len(needle) + 400 if words.prefix or words.suffix else len(needle)
    if high - low > wide:
        rough = fuzz.partial_ratio_alignment(needle, text[low:high], score_cutoff=40)
        if rough is None:
            return None
        low, high = low + rough.dest_start, low + rough.dest_end
    start, end = _image(needle, text[low:high], len(words.prefix), len(words.quote))
    return (low + start, low + end) if start < end else None


def _seeded(needle: str, text: str, low: int, high: int) -> tuple[int, int]:
    """The range where most seeds of `needle` agree; empty if none of them is found.

    Aligning with a whole book would take minutes for all highlights.
    """
    step = max(_SEED, len(needle) // _SEEDS)
    begins = sorted(
        at - start
        for start in range(0, len(needle) - _SEED + 1, step)
        for at in islice(copies(text, needle[start : start + _SEED], low, high), _MAX_HITS)
    )
    slack = len(needle) // 4
    votes = [bisect_right(begins, begin + slack) - at for at, begin in enumerate(begins)]
    if not votes:
        return low, low
    begin = begins[votes.index(max(votes))] - slack
    return max(low, begin), min(high, begin + 2 * len(needle))


def _image(needle: str, region: str, start: int, length: int) -> tuple[int, int]:
    """The range of needle[start : start + length] in `region` when the two are aligned."""
    end = start + length
    low = high = 0
    for step in Levenshtein.opcodes(needle, region):
        if step.src_start <= start < step.src_end:
            low = _along(step, start)
        if step.src_start < end <= step.src_end:
            high = _along(step, end)
    return low, high


def _along(step: Opcode, at: int) -> int:
    """The image of `at` in one step of an alignment, in proportion if it was replaced."""
    source, image = step.src_end - step.src_start, step.dest_end - step.dest_start
    return step.dest_start + (at - step.src_start) * image // source
