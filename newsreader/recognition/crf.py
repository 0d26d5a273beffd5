"""The probability of each name, from a conditional random field (CRF) over tags of characters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from newsreader.entities.kind import Kind
from newsreader.recognition.engine import Reading
from newsreader.recognition.lac_weights import Floats
from newsreader.text.span import Span

FAINTEST = 0.15
"""Readings with a smaller probability are dropped."""


class Crf:
    """Computes the probability of each name instead of the one best path.

    This is the forward-backward algorithm: `forward` sums over all paths before a character, and
    `backward` over all paths after it. By the Markov property the probabilities that a name begins
    at a character and that it continues are products of a few of these numbers. Vectors are scaled
    to sum to one at each step, which cancels out. Rows are packed as in `gru`.
    """

    def __init__(self, weights: Floats, tags: Mapping[str, int], kinds: Mapping[str, Kind]) -> None:
        """`tags` has two numbers for each name of `kinds`: with `-B` it begins, with `-I` it
        continues."""
        start, stop, transitions = np.exp(weights[0]), np.exp(weights[1]), np.exp(weights[2:])
        self._start, self._stop, self._transitions = start, stop, transitions
        self._kinds = list(kinds.values())
        self._first = np.array([tags[f"{name}-B"] for name in kinds])
        self._next = np.array([tags[f"{name}-I"] for name in kinds])

    def readings(self, scores: Floats, steps: Sequence[slice]) -> list[list[Reading]]:
        """The readings of each sentence; `scores` has the score of each tag for each packed row."""
        scores = np.exp(scores - scores.max(axis=1, keepdims=True))
        backward, onward, inward = self._backward(scores, steps)
        posterior = self._forward(scores, steps)
        posterior *= backward
        posterior /= posterior.sum(axis=1, keepdims=True)
        begins = posterior[:, self._first]
        found: list[dict[tuple[int, int, Kind], float]] = [{} for _row in range(steps[0].stop)]
        starts = [step.start for step in steps]
        counts = [step.stop - step.start for step in steps] + [0]
        for start, step in enumerate(steps):
            for row, name in np.argwhere(begins[step] > FAINTEST).tolist():
                left = float(begins[step.start + row, name])
                goes_on = onward
                for end in range(start + 1, len(counts)):
                    more = float(goes_on[starts[end] + row, name]) if row < counts[end] else 0.0
                    goes_on = inward
                    if left * (1 - more) > FAINTEST:
                        key = (start, end, self._kinds[name])
                        found[row][key] = found[row].get(key, 0.0) + left * (1 - more)
                    left *= more
                    if left < FAINTEST:
                        break
        return [list(_readings(each)) for each in found]

    def _forward(self, scores: Floats, steps: Sequence[slice]) -> Floats:
        sums = np.empty_like(scores)
        now = self._start * scores[steps[0]]
        for number, step in enumerate(steps):
            if number:
                now = (now[: step.stop - step.start] @ self._transitions) * scores[step]
            now /= now.sum(axis=1, keepdims=True)
            sums[step] = now
        return sums

    def _backward(self, scores: Floats, steps: Sequence[slice]) -> tuple[Floats, Floats, Floats]:
        """The sums after each character, and the probability that a name which began one character
        before (`onward`) or earlier (`inward`) continues here."""
        sums, coming, reached = (np.empty_like(scores) for _each in range(3))
        sums[:] = self._stop
        later = slice(0, 0)
        for step in reversed(steps):
            sums[step.start : step.start + later.stop - later.start] = reached[later]
            np.multiply(scores[step], sums[step], out=coming[step])
            coming[step] /= coming[step].sum(axis=1, keepdims=True)
            np.matmul(coming[step], self._transitions.T, out=reached[step])
            later = step
        first, continued = self._first, self._next
        entered = coming[:, continued]
        onward = entered * self._transitions[first, continued] / reached[:, first]
        inward = entered * self._transitions[continued, continued] / reached[:, continued]
        return sums, onward, inward


def _readings(found: Mapping[tuple[int, int, Kind], float]) -> Iterator[Reading]:
    for (start, end, kind), weight in found.items():
        yield Reading(Span(start, end), kind, min(1.0, weight))
