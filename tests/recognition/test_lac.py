"""The network that jieba ships is loaded correctly, and finds people and places."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from newsreader.entities.kind import Kind
from newsreader.errors import AnalysisError
from newsreader.recognition import lac as lac_module
from newsreader.recognition.engine import Engine, load_engine
from newsreader.recognition.lac import TRAINED, Lac, digest_of, load_tensors, shipped_folder


@pytest.fixture(scope="module")
def lac() -> Engine:
    return Lac()


def best(lac: Engine, piece: str) -> dict[str, Kind]:
    return {r.span.of(piece): r.kind for r in lac.find([piece])[0] if r.weight > 0.5}


def test_jieba_ships_the_network() -> None:
    folder = shipped_folder()
    assert (folder / "word.dic").is_file()
    assert (folder / "model_baseline" / "crfw").is_file()


def test_people_places_and_organisations(lac: Engine) -> None:
    found = best(lac, "外交部发言人毛宁在北京举行记者会。")
    assert found["毛宁"] is Kind.PER
    assert found["北京"] is Kind.LOC
    assert found["外交部"] is Kind.ORG


def test_full_width_marks_and_figures_are_read_as_half_width(lac: Engine) -> None:
    one = lac.find(["李书福，２０２１年在宁波"])[0]
    two = lac.find(["李书福,2021年在宁波"])[0]
    assert [(r.span, r.kind) for r in one] == [(r.span, r.kind) for r in two]


def test_pieces_of_all_lengths_are_answered_in_order(lac: Engine) -> None:
    pieces = ["", "王毅在北京。", "我", "李书福说，宁波是吉利汽车高质量发展的起航地。", "😀"]
    alone = [lac.find([piece])[0] for piece in pieces]
    together = lac.find(pieces)
    for one, two in zip(alone, together, strict=True):
        assert [(r.span, r.kind) for r in one] == [(r.span, r.kind) for r in two]
        assert [r.weight for r in one] == pytest.approx([r.weight for r in two], abs=1e-3)


def test_weights_are_probabilities(lac: Engine) -> None:
    readings = lac.find(["极氪智能科技CEO安聪慧等出席签约仪式。" * 5])[0]
    assert readings
    assert all(0 < reading.weight <= 1 for reading in readings)


def test_broken_files_are_reported_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(AnalysisError, match="jieba"):
        Lac(tmp_path)


def test_an_unknown_engine_is_reported_in_a_sentence() -> None:
    with pytest.raises(AnalysisError, match="nonesuch"):
        load_engine("nonesuch")


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
    monkeypatch.setattr(lac_module, "debug", lambda message, *values: said.append(message % values))
    found = load_tensors(shipped_folder(), path)
    assert all(np.array_equal(tensor, network[name]) for name, tensor in found.items())
    assert len(said) == 1
    assert "one.npz" in said[0]


def test_heavy_brackets_are_read_as_round_ones(lac: Engine) -> None:
    heavy, light = "【马斯克：将在沙特建厂】", "(马斯克：将在沙特建厂)"
    assert best(lac, heavy) == best(lac, light) != {}
    assert not any("【" in name for name in best(lac, heavy))
