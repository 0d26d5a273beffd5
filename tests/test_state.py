"""What is remembered between two sittings, and that it never gets in the way."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.directories import directories
from newsreader.state import MOST_RECENT, Export, ReadingPosition, State


@pytest.fixture
def state(tmp_path: Path) -> State:
    return State(tmp_path / "state" / "state.json")


def test_nothing_is_remembered_at_first_and_nothing_created(tmp_path: Path, state: State) -> None:
    assert state.place("a") is None
    assert state.recent() == ()
    assert state.last_export() is None
    assert list(tmp_path.iterdir()) == []


def test_a_place_comes_back(state: State) -> None:
    state.remember_place("a", ReadingPosition(7, "宁波"))
    assert state.place("a") == ReadingPosition(7, "宁波")
    assert state.place("b") is None


def test_recent_files_come_last_first_and_once(tmp_path: Path, state: State) -> None:
    for name in ("a", "b", "a"):
        state.remember_file(tmp_path / name)
    assert state.recent() == (tmp_path / "a", tmp_path / "b")


def test_a_file_name_of_any_bytes_comes_back(tmp_path: Path, state: State) -> None:
    path = tmp_path / b"\xff\xfe.txt".decode("utf-8", "surrogateescape")
    state.remember_file(path)
    state.remember_place(str(path), ReadingPosition(1))
    assert state.recent() == (path,)
    assert state.place(str(path)) == ReadingPosition(1)


def test_the_last_export_comes_back(state: State) -> None:
    state.remember_export(Export("markdown", "/tmp/x.md"))
    assert state.last_export() == Export("markdown", "/tmp/x.md")


def test_two_windows_keep_each_others_places(tmp_path: Path) -> None:
    one, two = State(tmp_path / "s.json"), State(tmp_path / "s.json")
    one.remember_place("a", ReadingPosition(1))
    two.remember_place("b", ReadingPosition(2))
    one.remember_export(Export("json"))
    assert (two.place("a"), one.place("b")) == (ReadingPosition(1), ReadingPosition(2))


def test_how_far_every_article_was_read_is_told_at_once(state: State) -> None:
    state.remember_place("a", ReadingPosition(7, "词"))
    state.remember_place("b", ReadingPosition(9))
    assert state.places() == {"a": ReadingPosition(7, "词"), "b": ReadingPosition(9)}


def test_a_text_that_was_read_to_its_end_is_known_by_its_length(tmp_path: Path) -> None:
    state = State(tmp_path / "state.json")
    state.remember_place("a", ReadingPosition.on("一二三", 1, ended=True))
    assert state.place("a") == ReadingPosition(1, "二三", 3)
    older = {"places": {"b": {"offset": 2, "context": "三"}, "c": {"offset": 2}}}
    (tmp_path / "state.json").write_text(json.dumps(older), "utf-8")
    assert state.places() == {"b": ReadingPosition(2, "三")}


def test_the_encoding_that_a_reader_chose_is_remembered_and_forgotten(state: State) -> None:
    assert state.encoding("a") is None
    state.remember_encoding("a", "big5hkscs")
    assert state.encoding("a") == "big5hkscs"
    state.remember_encoding("a", None)
    assert state.encoding("a") is None


def test_a_name_that_is_no_utf8_is_remembered(state: State) -> None:
    state.remember_place("/n/\udcff.txt", ReadingPosition(3))
    assert state.place("/n/\udcff.txt") == ReadingPosition(3)


def test_it_stays_small(tmp_path: Path, state: State, monkeypatch: pytest.MonkeyPatch) -> None:
    most = 100
    monkeypatch.setattr("newsreader.state.MOST_PLACES", most)
    places = {str(number): {"offset": number, "context": ""} for number in range(most)}
    file = tmp_path / "state" / "state.json"
    file.parent.mkdir()
    file.write_text(json.dumps({"places": places}))
    for number in range(most, most + 20):
        state.remember_place(str(number), ReadingPosition(number))
    for number in range(MOST_RECENT + 5):
        state.remember_file(tmp_path / str(number))
    assert state.place("0") is None
    assert state.place(str(most + 19)) == ReadingPosition(most + 19)
    assert len(state.recent()) == MOST_RECENT


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[1]",
        b"\xff",
        b'{"places": 3, "recent": {"a": 1}, "export": []}',
        b'{"places": {"a": 3}, "recent": [1], "export": {"format": 3}}',
        b'{"places": {"a": {"offset": -1, "context": 2}}}',
        b"[" * 100_000,
    ],
)
def test_a_damaged_file_is_as_if_it_were_not_there(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "s.json"
    path.write_bytes(data)
    state = State(path)
    assert state.place("a") is None
    assert state.recent() == ()
    assert state.last_export() is None
    state.remember_place("a", ReadingPosition(1))
    assert state.place("a") == ReadingPosition(1)


def test_what_cannot_be_written_is_forgotten_without_a_word(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    state = State(tmp_path / "file" / "s.json")
    state.remember_place("a", ReadingPosition(1))
    assert state.place("a") is None


def test_a_place_is_found_again_where_its_words_stand_nearest() -> None:
    place = ReadingPosition.on("甲乙丙丁", 2)
    assert place.found_in("甲乙丙丁") == 2
    assert place.found_in("新的开头。甲乙丙丁") == 7
    assert place.found_in("丙丁") == 0
    assert place.found_in("丙丁……丙丁") == 0
    assert place.found_in("别的") == 2
    assert place.found_in("") == 0


@settings(max_examples=80, deadline=None)
@given(text=st.text(max_size=60), data=st.data())
def test_a_place_is_itself_in_its_own_text(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    assert ReadingPosition.on(text, offset).found_in(text) == offset


def test_one_variable_moves_every_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSREADER_HOME", str(tmp_path))
    places = directories()
    assert {p.parent for p in (places.config, places.state, places.cache, places.data)} == {
        tmp_path
    }


def test_the_xdg_variables_are_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NEWSREADER_HOME", raising=False)
    for name in ("CONFIG", "STATE", "CACHE", "DATA"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    places = directories()
    assert places.config == tmp_path / "CONFIG" / "newsreader"
    assert places.state == tmp_path / "STATE" / "newsreader"
