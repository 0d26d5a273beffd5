"""The state that is remembered between sessions; its failures are never shown."""

from __future__ import annotations

import json
import threading
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.state import Export, Mark, ReadingPosition, State


@pytest.fixture
def state(tmp_path: Path) -> State:
    return State.open(tmp_path / "state" / "state.json")


def test_a_new_state_is_empty_and_creates_no_file(tmp_path: Path, state: State) -> None:
    assert state.place("a") is None
    assert state.last_export() is None
    assert list(tmp_path.iterdir()) == []


def test_a_place_is_remembered(state: State) -> None:
    state.remember_place("a", ReadingPosition(7, "宁波"))
    assert state.place("a") == ReadingPosition(7, "宁波")
    assert state.place("b") is None


def test_a_file_name_of_any_bytes_is_remembered(tmp_path: Path, state: State) -> None:
    path = tmp_path / b"\xff\xfe.txt".decode("utf-8", "surrogateescape")
    state.remember_place(str(path), ReadingPosition(1))
    assert state.place(str(path)) == ReadingPosition(1)


def test_the_last_export_is_remembered(state: State) -> None:
    state.remember_export(Export("markdown", "/tmp/x.md"))
    assert state.last_export() == Export("markdown", "/tmp/x.md")


def test_two_windows_keep_each_others_places(tmp_path: Path) -> None:
    one, two = State.open(tmp_path / "s.json"), State.open(tmp_path / "s.json")
    one.remember_place("a", ReadingPosition(1))
    two.remember_place("b", ReadingPosition(2))
    one.remember_export(Export("json"))
    assert (two.place("a"), one.place("b")) == (ReadingPosition(1), ReadingPosition(2))


def test_all_places_are_read_at_once(state: State) -> None:
    state.remember_place("a", ReadingPosition(7, "词"))
    state.remember_place("b", ReadingPosition(9))
    assert state.places() == {"a": ReadingPosition(7, "词"), "b": ReadingPosition(9)}


def test_a_text_read_to_its_end_is_remembered_by_its_length(tmp_path: Path) -> None:
    state = State.open(tmp_path / "state.json")
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


def test_the_number_of_places_is_limited(
    tmp_path: Path, state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    most = 100
    monkeypatch.setattr("newsreader.state.MOST_PLACES", most)
    places = {str(number): {"offset": number, "context": ""} for number in range(most)}
    file = tmp_path / "state" / "state.json"
    file.parent.mkdir()
    file.write_text(json.dumps({"places": places}))
    for number in range(most, most + 20):
        state.remember_place(str(number), ReadingPosition(number))
    assert state.place("0") is None
    assert state.place(str(most + 19)) == ReadingPosition(most + 19)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[1]",
        b"\xff",
        b'{"places": 3, "export": []}',
        b'{"places": {"a": 3}, "export": {"format": 3}}',
        b'{"places": {"a": {"offset": -1, "context": 2}}}',
        b"[" * 100_000,
    ],
)
def test_a_damaged_file_is_ignored(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "s.json"
    path.write_bytes(data)
    state = State.open(path)
    assert state.place("a") is None
    assert state.last_export() is None
    state.remember_place("a", ReadingPosition(1))
    assert state.place("a") == ReadingPosition(1)


def test_a_failed_write_raises_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    state = State.open(tmp_path / "file" / "s.json")
    state.remember_place("a", ReadingPosition(1))
    assert state.place("a") is None


def test_a_place_is_found_again_at_the_nearest_copy_of_its_words() -> None:
    place = ReadingPosition.on("甲乙丙丁", 2)
    assert place.found_in("甲乙丙丁") == 2
    assert place.found_in("新的开头。甲乙丙丁") == 7
    assert place.found_in("丙丁") == 0
    assert place.found_in("丙丁……丙丁") == 0
    assert place.found_in("别的") == 2
    assert place.found_in("") == 0


@settings(max_examples=80, deadline=None)
@given(text=st.text(max_size=60), data=st.data())
def test_a_place_is_unchanged_in_its_own_text(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    assert ReadingPosition.on(text, offset).found_in(text) == offset


def test_when_an_article_was_read_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "state.json"
    path.write_text('{"places": {"old": {"offset": 1, "context": ""}, "x": 3}}', "utf-8")
    state = State.open(path)
    state.remember_place("new", ReadingPosition(1))
    opened = state.opened()
    assert opened["old"] == 1
    assert abs(opened["new"] - time.time()) < 60


def test_the_last_library_is_kept(tmp_path: Path) -> None:
    state = State.open(tmp_path / "state.json")
    assert state.last_library() == []
    state.remember_library(["/a", "/b"])
    assert State.open(tmp_path / "state.json").last_library() == ["/a", "/b"]
    (tmp_path / "state.json").write_text('{"library": ["/a", 3]}', "utf-8")
    assert state.last_library() == ["/a"]


def test_a_damaged_file_is_kept_beside_the_new_one(tmp_path: Path) -> None:
    path = tmp_path / "state.json"
    path.write_text('{"marks": {"a": ["starred"]', "utf-8")
    State.open(path).remember_place("b", ReadingPosition(1))
    assert State.open(path).place("b") == ReadingPosition(1)
    assert "starred" in (tmp_path / "state.json.damaged").read_text("utf-8")


def test_windows_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "state.json"

    def write(name: str) -> None:
        for number in range(20):
            State.open(path).mark(f"{name}{number}", frozenset({Mark.STARRED}))

    threads = [threading.Thread(target=write, args=(name,)) for name in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(State.open(path).marks()) == 60


def test_marks_on_many_articles_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "state.json"
    marks = {f"/news/{'长' * 40}/{number}.txt": ["archived"] for number in range(50_000)}
    path.write_text(json.dumps({"marks": marks}, ensure_ascii=False), "utf-8")
    State.open(path).mark("/news/a.txt", frozenset({Mark.STARRED}))
    assert len(State.open(path).marks()) == 50_001


def test_searches_are_kept_by_place_each_once(tmp_path: Path) -> None:
    state = State.open(tmp_path / "state.json")
    for words in ("甲", "乙", "甲"):
        state.remember_search("article", words)
    state.remember_search("library", "丙")
    assert State.open(tmp_path / "state.json").searches("article") == ["乙", "甲"]
    assert state.searches("library") == ["丙"]
    (tmp_path / "state.json").write_text('{"searches": {"article": 3, "library": [1, "丁"]}}')
    assert state.searches("article") == []
    assert state.searches("library") == ["丁"]
    state.remember_search("article", "戊")
    assert state.searches("article") == ["戊"]
