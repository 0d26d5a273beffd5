"""Equal elements of two sequences in the same order: unique ones first ("patience")."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import LCSseq

from newsreader.text.subsequence import increasing_pairs

_SMALL = 1_000_000
"""Units of one text times units of the other that are aligned at once."""
_BLOCK = 1000
"""Units of each text in a block, where there are more without a unique one."""
_DEEPEST = 24
"""Gaps inside gaps that are looked into for unique units."""


def equal_pairs(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Pairs of equal units in the order of both texts."""
    ranges = [(0, len(old), 0, len(new), 0)]
    while ranges:
        low, high, start, end, depth = ranges.pop()
        while low < high and start < end and old[low] == new[start]:
            yield low, start
            low, start = low + 1, start + 1
        while low < high and start < end and old[high - 1] == new[end - 1]:
            high, end = high - 1, end - 1
            yield high, end
        if low == high or start == end:
            continue
        anchors = _unique(old, new, low, high, start, end) if depth < _DEEPEST else []
        if not anchors:
            yield from _aligned(old, new, low, high, start, end)
            continue
        for i, j in [*anchors, (high, end)]:
            ranges.append((low, i, start, j, depth + 1))
            if i < high:
                yield i, j
            low, start = i + 1, j + 1


def _unique(
    old: Sequence[str], new: Sequence[str], low: int, high: int, start: int, end: int
) -> list[tuple[int, int]]:
    """The units in two ranges that are unique in both, as far as they are in the same order."""
    counts, new_counts = Counter(old[low:high]), Counter(new[start:end])
    where = {new[j]: j for j in range(start, end)}
    return increasing_pairs(
        (i, where[old[i]])
        for i in range(low, high)
        if counts[old[i]] == 1 and new_counts.get(old[i]) == 1
    )


def _aligned(
    old: Sequence[str], new: Sequence[str], low: int, high: int, start: int, end: int
) -> Iterator[tuple[int, int]]:
    """The longest common subsequence of two ranges; of large ones in blocks."""
    if not set(old[low:high]) & set(new[start:end]):
        return
    whole = (high - low) * (end - start) <= _SMALL
    step = max(high - low, end - start) if whole else _BLOCK
    for at in range(0, min(high - low, end - start), step):
        one, other = old[low + at : min(high, low + at + step)], new[start + at : start + at + step]
        for block in LCSseq.opcodes(one, other[: end - start - at]):
            if block.tag == "equal":
                for n in range(block.src_end - block.src_start):
                    yield low + at + block.src_start + n, start + at + block.dest_start + n


def heaviest(places: Sequence[int], weights: Sequence[int]) -> list[int]:
    """The indexes of increasing `places`, which are all different, with the greatest weight."""
    ranks = {place: rank for rank, place in enumerate(sorted(places), 1)}
    tree = [(0, -1)] * (len(places) + 1)  # a Fenwick tree of the best weight and its last index
    before = []
    for index, (place, weight) in enumerate(zip(places, weights, strict=True)):
        rank, best = ranks[place] - 1, (0, -1)
        while rank:
            best = max(best, tree[rank])
            rank &= rank - 1
        before.append(best[1])
        rank, found = ranks[place], (best[0] + weight, index)
        while rank < len(tree):
            tree[rank] = max(tree[rank], found)
            rank += rank & -rank
    at = max(tree, default=(0, -1))[1]
    chain = []
    while at >= 0:
        chain.append(at)
        at = before[at]
    return chain[::-1]
