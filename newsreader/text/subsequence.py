"""The longest part of a list of pairs that is in the order of both sides."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable


def increasing_pairs(pairs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest subsequence in which the second numbers never decrease; O(n log n).

    The pairs are all different, in the order of their first numbers.
    """
    tails: list[int] = []
    ends: list[tuple[int, int]] = []
    before: dict[tuple[int, int], tuple[int, int] | None] = {}
    for pair in pairs:
        at = bisect_right(tails, pair[1])
        before[pair] = ends[at - 1] if at else None
        if at == len(tails):
            tails.append(pair[1])
            ends.append(pair)
        else:
            tails[at], ends[at] = pair[1], pair
    chain: list[tuple[int, int]] = []
    last = ends[-1] if ends else None
    while last is not None:
        chain.append(last)
        last = before[last]
    return chain[::-1]
