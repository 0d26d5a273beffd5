"""The network that jieba ships is loaded correctly, and finds people and places."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.entities.kind import Kind
from newsreader.errors import AnalysisError
from newsreader.recognition.engine import Engine, load_engine
from newsreader.recognition.gru import Ints
from newsreader.recognition.lac import Lac
from newsreader.recognition.lac_weights import shipped_folder


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


def test_heavy_brackets_are_read_as_round_ones(lac: Engine) -> None:
    heavy, light = "【马斯克：将在沙特建厂】", "(马斯克：将在沙特建厂)"
    assert best(lac, heavy) == best(lac, light) != {}
    assert not any("【" in name for name in best(lac, heavy))


def test_a_piece_that_is_there_twice_is_read_once(
    lac: Lac, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    encode = lac.encode

    def counted(piece: str) -> Ints:
        read.append(piece)
        return encode(piece)

    monkeypatch.setattr(lac, "encode", counted)
    once, again, other = lac.find(["毛宁在北京。", "毛宁在北京。", "他在宁波。"])
    assert once == again != other
    assert sorted(read) == sorted({"毛宁在北京。", "他在宁波。"})


def test_characters_that_the_network_does_not_know_are_one(lac: Lac) -> None:
    unknown = {int(lac.encode(character)[0]) for character in ("\U0001f600", "\uffff", "\ud800")}
    assert len(unknown) == 1
    assert lac.encode("，０").tolist() == lac.encode(",0").tolist()
