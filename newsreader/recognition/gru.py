"""A GRU layer over many sentences at once, with NumPy.

The states of all sentences are kept step by step and without padding ("packed"): first those of the
first character of each sentence, then those of the second of each that is that long, and so on.
The sentences are ordered longest first, so that a step has the first rows of the step before it,
and each step is one matrix without gaps.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from newsreader.recognition.lac_weights import Floats

Ints = NDArray[np.int64]


def steps_of(lengths: Sequence[int]) -> list[slice]:
    """Where each step is among the packed rows; `lengths` of the sentences, longest first."""
    counts = np.bincount(np.array(lengths), minlength=1)[::-1].cumsum()[::-1][1:]
    ends = counts.cumsum().tolist()
    return [slice(start, end) for start, end in zip([0, *ends], ends, strict=False)]


class GruLayer:
    """A layer that reads each sentence in both directions."""

    def __init__(self, tensors: Mapping[str, Floats], number: int) -> None:
        self._directions = [
            _Gru(tensors, 2 * number, backward=False),
            _Gru(tensors, 2 * number + 1, backward=True),
        ]

    def run(self, given: Floats, steps: Sequence[slice], places: Ints | None = None) -> Floats:
        """The states of both directions side by side, packed.

        `given` is the input, packed; or with `places` the rows at those numbers are.
        """
        states = np.empty((steps[-1].stop, 2 * self._directions[0].size), np.float32)
        for gru, half in zip(self._directions, np.split(states, 2, axis=1), strict=True):
            projected = gru.project(given)
            ordered = gru.ordered(steps)
            inputs = (projected[step if places is None else places[step]] for step in ordered)
            gru.run(inputs, steps, half)
        return states


class _Gru:
    """One direction of one layer."""

    def __init__(self, tensors: Mapping[str, Floats], number: int, *, backward: bool) -> None:
        weights = tensors[f"gru_{number}.w_0"]
        self._backward = backward
        self.size = size = weights.shape[0]
        # A sigmoid is 1 / (1 + exp(-x)) and a tanh is 2 / (1 + exp(-2x)) - 1. The factors are part
        # of the weights; they are powers of two, so that nothing is rounded.
        factors = np.repeat(np.array([-1, -1, -2], np.float32), size)
        self._in = tensors[f"fc_{number}.w_0"] * factors
        self._bias = (tensors[f"fc_{number}.b_0"] + tensors[f"gru_{number}.b_0"]).ravel() * factors
        flat = weights.ravel()
        # Paddle stores the two gates as one D x 2D block, then the candidate as D x D.
        self._gates = flat[: 2 * size * size].reshape(size, 2 * size) * factors[: 2 * size]
        self._candidate = flat[2 * size * size :].reshape(size, size) * factors[2 * size :]

    def project(self, given: Floats) -> Floats:
        """The part of the gates and the candidate that depends on the input alone."""
        projected: Floats = given @ self._in
        projected += self._bias
        return projected

    def ordered(self, steps: Sequence[slice]) -> Iterable[slice]:
        """The steps in the order in which this direction takes them."""
        return reversed(steps) if self._backward else steps

    def run(self, inputs: Iterable[Floats], steps: Sequence[slice], states: Floats) -> None:
        """Write the hidden state after each step to `states`.

        `inputs` has what `project` returns for each step, in the order of `ordered`.
        """
        size, rows = self.size, steps[0].stop
        state = np.zeros((rows, size), np.float32)
        # Written over in each step; a new array for each result would take longer.
        both_gates = np.empty((rows, 2 * size), np.float32)
        candidates, kept = np.empty_like(state), np.empty_like(state)
        # Backwards a sentence joins at its last character, with a state that is still zero.
        for here, projected in zip(self.ordered(steps), inputs, strict=True):
            count = len(projected)
            now, gates, candidate = state[:count], both_gates[:count], candidates[:count]
            np.matmul(now, self._gates, out=gates)
            gates += projected[:, : 2 * size]
            _one_plus_exp(gates)
            update, reset = gates[:, :size], gates[:, size:]
            np.matmul(np.divide(now, reset, out=kept[:count]), self._candidate, out=candidate)
            candidate += projected[:, 2 * size :]
            _one_plus_exp(candidate)
            np.divide(_TWO, candidate, out=candidate)
            candidate -= _ONE
            candidate -= now
            candidate /= update
            now += candidate
            states[here] = now


_ONE, _TWO = np.float32(1), np.float32(2)


def _one_plus_exp(x: Floats) -> None:
    """Replace `x` by 1 + exp(x), the reciprocal of the sigmoid of -x; infinite if it overflows."""
    with np.errstate(over="ignore"):
        np.exp(x, out=x)
    x += _ONE
