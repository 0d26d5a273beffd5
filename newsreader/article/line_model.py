"""The role of each line of a page: the reading of all lines together that scores highest.

A reading is a chain of parts, one for each line (a linear-chain conditional random field). Its
score is the sum of the weights of every line's features for its part, and of every step from one
part to the next. benchmarks/training/structure.py finds the weights.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import accumulate
from operator import add
from pathlib import Path
from struct import Struct
from typing import NamedTuple

from newsreader.article.article import Role

PARTS = {
    "above": Role.FURNITURE,
    "byline above": Role.METADATA,
    "title": Role.TITLE,
    "byline": Role.METADATA,
    "buttons": Role.FURNITURE,
    "body": Role.BODY,
    "heading": Role.HEADING,
    "caption": Role.CAPTION,
    "inside": Role.FURNITURE,
    "below": Role.FURNITURE,
}
"""The parts of a page from its top to its end, with the role of a line in each."""

STEPS = {
    "above": ("above", "byline above", "title"),
    "byline above": ("above", "byline above", "title"),
    "title": ("title", "byline", "buttons", "body", "caption", "heading"),
    "byline": ("byline", "buttons", "body", "caption", "heading"),
    "buttons": ("byline", "buttons", "body", "caption", "heading"),
    "body": ("body", "heading", "caption", "inside", "below"),
    "heading": ("body", "heading", "caption", "inside", "below"),
    "caption": ("body", "heading", "caption", "inside", "below", "byline", "buttons"),
    "inside": ("body", "heading", "caption", "inside"),
    "below": ("below",),
}
"""The parts that the next line may have."""

STARTS = frozenset(PARTS) - {"inside", "below"}
ENDS = frozenset(PARTS) - {"inside"}

PLAIN_PARTS = frozenset({"title", "body", "heading", "caption"})
"""The parts of a text that is no page."""

_FILE = "line_model.tsv"
_BEHIND = 2000
"""Hundredths; a part whose best reading is that far behind is given up."""

_NEVER = -(10**12)
"""The score of a part that cannot be reached."""


class Weights(NamedTuple):
    """The weights of each feature and of each step from a part, for the parts in order.

    Those of a feature are packed into one integer, so that one addition adds all of them. Those
    of the steps from a part are pairs: the number of the next part, and the weight.
    """

    features: Mapping[str, int]
    steps: Mapping[str, Sequence[tuple[int, int]]]


class Reading(NamedTuple):
    """The part of each line, and the score of them together."""

    parts: list[str]
    score: int


_LANES = Struct(f"<{len(PARTS)}I")
_LOWEST = 10_000
"""No weight is below minus this, which is added to each, so that no lane is negative."""


def parse_weights(text: str) -> Weights:
    """The weights in a file: a line for each feature, and for each step after ">"."""
    features: dict[str, int] = {}
    steps: dict[str, Sequence[tuple[int, int]]] = {}
    for line in text.splitlines():
        name, *row = line.split("\t")
        if name.startswith(">"):
            allowed = zip(PARTS, enumerate(map(int, row)), strict=True)
            steps[name[1:]] = [step for part, step in allowed if part in STEPS[name[1:]]]
        else:
            lanes = _LANES.pack(*[int(weight) + _LOWEST for weight in row])
            features[name] = int.from_bytes(lanes, "little")
    return Weights(features, steps)


@cache
def shipped_weights() -> Weights:
    """The weights in the package, read at the first use."""
    return parse_weights(Path(__file__).with_name(_FILE).read_text("utf-8"))


def line_scores(features: Sequence[Sequence[str]], weights: Weights) -> list[tuple[int, ...]]:
    """The score of each line for each part, plus a number that is the same for all its parts."""
    rows, size, unpack = weights.features, _LANES.size, _LANES.unpack
    return [
        unpack(sum([rows[name] for name in own if name in rows]).to_bytes(size, "little"))
        for own in features
    ]


def best_reading(
    scores: Sequence[Sequence[int]], weights: Weights, allowed: frozenset[str] = frozenset(PARTS)
) -> Reading:
    """The reading with the highest sum of scores, of `allowed` parts only.

    This is the Viterbi algorithm without the parts that are far behind at a line.
    """
    if not scores:
        return Reading([], 0)
    names = list(PARTS)
    numbers = {number for number, name in enumerate(names) if name in allowed}
    steps = [[step for step in weights.steps[name] if step[0] in numbers] for name in names]
    first = [scores[0][i] if name in STARTS & allowed else _NEVER for i, name in enumerate(names)]
    best, choices = first, []
    for row in scores[1:]:
        floor = max(best) - _BEHIND
        now, chosen = [_NEVER] * len(names), [0] * len(names)
        for source, score in enumerate(best):
            if score >= floor:
                for part, weight in steps[source]:
                    total = score + weight
                    if total > now[part]:
                        now[part] = total
                        chosen[part] = source
        choices.append(chosen)
        best = list(map(add, now, row))
    last = max(numbers, key=lambda part: (names[part] in ENDS, best[part]))
    path = list(accumulate(reversed(choices), lambda part, chosen: chosen[part], initial=last))
    return Reading([names[part] for part in reversed(path)], best[last])
