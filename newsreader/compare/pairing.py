"""Pair the sentences of two texts by their keys: equal, split or merged, and similar ones.

Equal sentences that are unique in both texts come first ("patience"), then those beside and between
them, then equal ones in other places. What is left is paired by similarity: in its gap between two
equal sentences, or anywhere if it is very similar. Time and memory are bounded for any input.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Indel, LCSseq

from newsreader.compare.patience import equal_pairs, heaviest

_MOVED_LENGTH = 5
"""A shorter equal unit somewhere else is not taken for a moved one, unless it is the only one."""
_SIMILAR, _VERY_SIMILAR, _LONG = 0.5, 0.6, 10
"""Similarity of keys in one gap, and elsewhere of units of at least so many characters."""

_FEW = 2500
"""Pairs of one gap that are all compared; in a larger one those with common runs."""
_RUN, _RUNS, _COMMON, _BEST = 3, 32, 12, 3
"""Length of a run; runs of a unit looked up; units with a run that says nothing; pairs tried."""
_INDEXED = 100_000
"""Characters whose runs are all indexed; of more only some."""

_JOINED = 3
"""Units that are joined to one side of a similar pair."""
_JOINED_SHARE, _CHANGED_SHARE = 0.75, 0.5
"""How much of a joined unit must be in the other side, and of one that makes both sides alike."""
_ALIKE = 0.7
"""Similarity of two sides that are alike."""

_CONTAINED, _SHORTEST = 0.9, 8
"""How much of a shortened sentence must be in the longer one, and its fewest characters."""


class Match(NamedTuple):
    """Units `old` to `old_end` of one text correspond to `new` to `new_end` of the other."""

    old: int
    old_end: int
    new: int
    new_end: int


def pair(old: Sequence[str], new: Sequence[str], titles: Match | None = None) -> list[Match]:
    """The matches between two lists of keys, by their place in the old one.

    `titles` is paired whatever its similarity, if none of it is found elsewhere.
    """
    pairing = _Pairing(old, new)
    pairing.take(Match(i, i + 1, j, j + 1) for i, j in equal_pairs(old, new))
    pairing.take_equal_elsewhere()
    pairing.take_joined()
    pairing.take_joined(merged=True)
    if titles is not None:
        pairing.take([titles])
    pairing.take_similar()
    return sorted(set(pairing.matches) - pairing.replaced)


def in_order(matches: Sequence[Match], old: Sequence[str]) -> list[bool]:
    """Whether each of `matches` (sorted) is in the order of both texts; the others have moved.

    Where two parts changed places, the one with fewer characters in `old` has moved.
    """
    blocks: list[list[int]] = []
    for index, match in enumerate(matches):
        last = matches[index - 1] if index else match
        if index and (match.old, match.new) == (last.old_end, last.new_end):
            blocks[-1].append(index)
        else:
            blocks.append([index])
    weights = [
        sum(len(key) for index in block for key in old[matches[index].old : matches[index].old_end])
        for block in blocks
    ]
    kept = [False] * len(matches)
    for at in heaviest([matches[block[0]].new for block in blocks], weights):
        for index in blocks[at]:
            kept[index] = True
    return kept


class _Pairing:
    """The matches so far, and the units that are still free."""

    def __init__(self, old: Sequence[str], new: Sequence[str]) -> None:
        self.old, self.new = old, new
        self.matches: list[Match] = []
        self.replaced: set[Match] = set()
        self.free_old, self.free_new = [True] * len(old), [True] * len(new)

    def take(self, matches: Iterable[Match]) -> None:
        """Add those of `matches` whose units are all free."""
        for match in matches:
            old, new = range(match.old, match.old_end), range(match.new, match.new_end)
            if all(self.free_old[i] for i in old) and all(self.free_new[j] for j in new):
                self.matches.append(match)
                self._use(match)

    def left_old(self) -> list[int]:
        return [i for i, free in enumerate(self.free_old) if free]

    def left_new(self) -> list[int]:
        return [j for j, free in enumerate(self.free_new) if free]

    def take_equal_elsewhere(self) -> None:
        """Pair equal units in other places, one after the other, and equal ones beside them."""
        places: dict[str, list[int]] = defaultdict(list)
        for j in reversed(self.left_new()):
            places[self.new[j]].append(j)
        old_counts, new_counts = Counter(self.old), Counter(self.new)
        for i in self.left_old():
            key = self.old[i]
            alone = old_counts[key] == new_counts[key] == 1
            if (alone or len(key) >= _MOVED_LENGTH) and places.get(key):
                j = places[key].pop()
                self.take([Match(i, i + 1, j, j + 1)])
                self.take(
                    Match(a, a + 1, b, b + 1)
                    for a, b in ((i - 1, j - 1), (i + 1, j + 1))
                    if 0 <= a < len(self.old)
                    and 0 <= b < len(self.new)
                    and self.old[a] == self.new[b]
                    and len(self.old[a]) < _MOVED_LENGTH
                )

    def take_joined(self, *, merged: bool = False) -> None:
        """Pair a unit with several that are equal to it when they are joined."""
        whole, parts = (self.new, self.old) if merged else (self.old, self.new)
        free_whole = self.left_new() if merged else self.left_old()
        free_parts = self.left_old() if merged else self.left_new()
        beginnings: dict[str, list[int]] = defaultdict(list)
        for j in free_parts:
            beginnings[parts[j][:_RUN]].append(j)
        free = self.free_old if merged else self.free_new
        for i in free_whole:
            for j in beginnings.get(whole[i][:_RUN], ())[:_COMMON]:
                end = _joined_end(whole[i], parts, j, free)
                if end > j + 1:
                    found = (j, end, i, i + 1) if merged else (i, i + 1, j, end)
                    self.take([Match(*found)])
                    break

    def take_similar(self) -> None:
        """Pair similar units, the most similar first, then join the free units beside them."""
        spine = sorted(match for match in self.matches if match.old_end - match.old == 1)
        kept = [
            match for match, stays in zip(spine, in_order(spine, self.old), strict=True) if stays
        ]
        olds, news = [m.old for m in kept], [m.new for m in kept]
        order: dict[int, list[tuple[int, int]]] = defaultdict(list)
        found: list[Match] = []
        for score, i, j in sorted(self._similar(olds, news), key=lambda each: -each[0]):
            if not (self.free_old[i] and self.free_new[j]):
                continue
            gap = bisect_left(olds, i)
            straight = gap == bisect_left(news, j) and _fits(order[gap], i, j)
            if straight or (score >= _VERY_SIMILAR and len(self.old[i]) >= _LONG):
                if straight:
                    insort(order[gap], (i, j))
                match = Match(i, i + 1, j, j + 1)
                self.take([match])
                found.append(match)
        for match in found:
            self._join_neighbours(match)

    def _similar(
        self, olds: Sequence[int], news: Sequence[int]
    ) -> Iterator[tuple[float, int, int]]:
        """Pairs of free units that are similar; `olds` and `news` divide the texts into gaps."""
        gaps: dict[int, list[int]] = defaultdict(list)
        for j in self.left_new():
            gaps[bisect_left(news, j)].append(j)
        left = self.left_old()
        counts = Counter(bisect_left(olds, i) for i in left)
        index = _RunIndex(self.new, self.left_new())
        for i in left:
            key, gap = self.old[i], bisect_left(olds, i)
            near = set(gaps[gap]) if counts[gap] * len(gaps[gap]) <= _FEW else set()
            for j in near.union(index.candidates(key)):
                score = Indel.normalized_similarity(key, self.new[j], score_cutoff=_SIMILAR)
                if score or (j in near and _is_part(key, self.new[j])):
                    yield score, i, j

    def _join_neighbours(self, match: Match) -> None:
        """Extend a similar match by free units beside it that are a part of the other side."""
        best = match
        for _turn in range(_JOINED):
            old, old_end, new, new_end = best
            options = (
                Match(old, old_end, new, new_end + 1),
                Match(old, old_end, new - 1, new_end),
                Match(old, old_end + 1, new, new_end),
                Match(old - 1, old_end, new, new_end),
            )
            known = self._common(best)
            grown = [
                (self._common(each) - known, each) for each in options if self._may_grow(best, each)
            ]
            if not grown or not self._belongs(best, *max(grown)):
                break
            best = max(grown)[1]
            self._use(best)
        if best != match:
            self.matches.append(best)
            self.replaced.add(match)

    def _belongs(self, one: Match, common: int, other: Match) -> bool:
        """Whether `other`, longer than `one` by a unit with `common` characters, is one change."""
        added = self._added(one, other)
        if common >= _JOINED_SHARE * added:
            return True
        alike = Indel.normalized_similarity(*self._texts(other)) >= _ALIKE
        return alike and common >= _CHANGED_SHARE * added

    def _may_grow(self, one: Match, other: Match) -> bool:
        """Whether the unit by which `other` is longer is free; only one side may have several."""
        if other.old_end - other.old > 1 and other.new_end - other.new > 1:
            return False
        added_old = {*range(other.old, other.old_end)} - {*range(one.old, one.old_end)}
        added_new = {*range(other.new, other.new_end)} - {*range(one.new, one.new_end)}
        return all(0 <= i < len(self.old) and self.free_old[i] for i in added_old) and all(
            0 <= j < len(self.new) and self.free_new[j] for j in added_new
        )

    def _texts(self, match: Match) -> tuple[str, str]:
        old, new = self.old[match.old : match.old_end], self.new[match.new : match.new_end]
        return "".join(old), "".join(new)

    def _common(self, match: Match) -> int:
        """The characters that both sides have in common, in order."""
        return int(LCSseq.similarity(*self._texts(match)))

    def _added(self, one: Match, other: Match) -> int:
        """By how many characters `other` is longer."""
        return sum(map(len, self._texts(other))) - sum(map(len, self._texts(one)))

    def _use(self, match: Match) -> None:
        """The units of `match` are free no longer."""
        for i in range(match.old, match.old_end):
            self.free_old[i] = False
        for j in range(match.new, match.new_end):
            self.free_new[j] = False


class _RunIndex:
    """Which units have a run of characters; of a long text only runs chosen by their first one."""

    def __init__(self, keys: Sequence[str], units: Sequence[int]) -> None:
        self._sparse = 1 + sum(len(keys[unit]) for unit in units) // _INDEXED
        self._units: dict[str, list[int]] = defaultdict(list)
        for unit in units:
            for run in set(self._runs(keys[unit])):
                self._units[run].append(unit)

    def candidates(self, key: str) -> list[int]:
        """The units that share most runs with `key`."""
        runs = list(self._runs(key))
        votes: Counter[int] = Counter()
        for run in runs[:: 1 + len(runs) // _RUNS]:
            units = self._units.get(run, ())
            if len(units) <= _COMMON:
                votes.update(units)
        return [unit for unit, _count in votes.most_common(_BEST)]

    def _runs(self, key: str) -> Iterator[str]:
        sparse = self._sparse
        for at in range(len(key) - _RUN + 1):
            if sparse == 1 or ord(key[at]) % sparse == 0:
                yield key[at : at + _RUN]


def _is_part(one: str, other: str) -> bool:
    """Whether one of two keys is the other one without some of its words."""
    shorter = min(len(one), len(other))
    return shorter >= _SHORTEST and LCSseq.similarity(one, other) >= _CONTAINED * shorter


def _fits(order: Sequence[tuple[int, int]], i: int, j: int) -> bool:
    """Whether (i, j) crosses none of the sorted pairs in `order`."""
    at = bisect_left(order, (i, j))
    return (at == 0 or order[at - 1][1] < j) and (at == len(order) or order[at][1] > j)


def _joined_end(whole: str, parts: Sequence[str], start: int, free: Sequence[bool]) -> int:
    """The end of the free units from `start` on that make up `whole` when joined; 0 if none do."""
    at = 0
    for end in range(start, len(parts)):
        if not free[end] or not whole.startswith(parts[end], at):
            return 0
        at += len(parts[end])
        if at == len(whole):
            return end + 1
    return 0
