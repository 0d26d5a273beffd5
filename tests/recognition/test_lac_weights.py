"""The weights of jieba's network are read, and the trained difference is added if it fits."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from newsreader.recognition import lac_weights
from newsreader.recognition.lac_weights import TRAINED, digest_of, load_tensors, shipped_folder


@pytest.fixture(scope="module")
def network() -> dict[str, NDArray[np.float32]]:
    return load_tensors(shipped_folder())


def difference(path: Path, digest: str) -> Path:
    """A file with one change, which the bias of the last layer gets."""
    change: dict[str, Any] = {"fc_4.b_0": np.full(57, 0.5, np.float16)}
    np.savez(path, digest=np.array(digest), **change)
    return path


def test_the_shipped_difference_belongs_to_the_network_of_jieba(
    network: dict[str, NDArray[np.float32]],
) -> None:
    trained = load_tensors(shipped_folder(), TRAINED)
    changed = {name for name in network if not np.array_equal(network[name], trained[name])}
    assert changed == set(network) - {"word_emb"}


def test_a_trained_difference_is_added(
    network: dict[str, NDArray[np.float32]], tmp_path: Path
) -> None:
    digest = digest_of([(shipped_folder() / "model_baseline" / "fc_4.b_0").read_bytes()])
    found = load_tensors(shipped_folder(), difference(tmp_path / "one.npz", digest))
    assert np.allclose(found.pop("fc_4.b_0"), network["fc_4.b_0"] + 0.5)
    assert all(np.array_equal(tensor, network[name]) for name, tensor in found.items())


@pytest.mark.parametrize("kind", ["other", "damaged", "missing"])
def test_a_difference_that_does_not_fit_is_left_out_and_logged(
    network: dict[str, NDArray[np.float32]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
) -> None:
    path = tmp_path / "one.npz"
    if kind == "other":
        difference(path, "0" * 64)
    elif kind == "damaged":
        path.write_bytes(TRAINED.read_bytes()[:1000])
    said: list[str] = []
    monkeypatch.setattr(
        lac_weights, "debug", lambda message, *values: said.append(message % values)
    )
    found = load_tensors(shipped_folder(), path)
    assert all(np.array_equal(tensor, network[name]) for name, tensor in found.items())
    assert len(said) == 1
    assert "one.npz" in said[0]
