"""The layer over packed sentences computes what the definition of a GRU says for each alone."""

from __future__ import annotations

import numpy as np
import pytest

from newsreader.recognition.gru import GruLayer, steps_of
from newsreader.recognition.lac_weights import Floats

SIZE, INPUT = 3, 2


@pytest.fixture
def tensors() -> dict[str, Floats]:
    chance = np.random.default_rng(7)
    shapes = {"fc_{}.w_0": (INPUT, 3 * SIZE), "fc_{}.b_0": (3 * SIZE,)}
    shapes |= {"gru_{}.w_0": (SIZE, 3 * SIZE), "gru_{}.b_0": (1, 3 * SIZE)}
    return {
        name.format(number): chance.normal(0, 1, shape).astype(np.float32)
        for number in (0, 1)
        for name, shape in shapes.items()
    }


def defined(tensors: dict[str, Floats], number: int, given: Floats) -> list[Floats]:
    """The states of one direction, one step after the other."""
    flat = tensors[f"gru_{number}.w_0"].ravel()
    gates = flat[: 2 * SIZE * SIZE].reshape(SIZE, 2 * SIZE)
    last = flat[2 * SIZE * SIZE :].reshape(SIZE, SIZE)
    bias = tensors[f"fc_{number}.b_0"] + tensors[f"gru_{number}.b_0"][0]
    state, states = np.zeros(SIZE, np.float32), []
    for x in given @ tensors[f"fc_{number}.w_0"] + bias:
        update, reset = np.split(1 / (1 + np.exp(-(x[: 2 * SIZE] + state @ gates))), 2)
        candidate = np.tanh(x[2 * SIZE :] + (reset * state) @ last)
        state = (1 - update) * state + update * candidate
        states.append(state)
    return states


def test_steps_have_the_rows_that_are_so_long() -> None:
    assert steps_of([3, 3, 1]) == [slice(0, 3), slice(3, 5), slice(5, 7)]
    assert steps_of([1]) == [slice(0, 1)]


def test_sentences_of_all_lengths_have_the_states_that_they_have_alone(
    tensors: dict[str, Floats],
) -> None:
    lengths = [5, 4, 4, 1]
    steps = steps_of(lengths)
    given = np.random.default_rng(8).normal(0, 1, (sum(lengths), INPUT)).astype(np.float32)
    found = GruLayer(tensors, 0).run(given, steps)
    for row, length in enumerate(lengths):
        places = [step.start + row for step in steps[:length]]
        ahead = defined(tensors, 0, given[places])
        back = defined(tensors, 1, given[places][::-1])[::-1]
        assert np.allclose(found[places], np.concatenate([ahead, back], axis=1), atol=1e-6)


def test_equal_inputs_may_be_given_once(tensors: dict[str, Floats]) -> None:
    steps, places = steps_of([3, 2]), np.array([0, 1, 1, 0, 0])
    given = np.array([[1, 2], [3, 4]], np.float32)
    layer = GruLayer(tensors, 0)
    assert np.allclose(layer.run(given, steps, places), layer.run(given[places], steps))


def test_a_gate_that_is_out_of_range_is_shut(tensors: dict[str, Floats]) -> None:
    given = np.array([[1e4, -1e4]], np.float32)
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        states = GruLayer(tensors, 0).run(given, steps_of([1]))
    assert np.isfinite(states).all()
