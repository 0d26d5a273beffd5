"""Only the words of jieba's dictionary that a text can contain are loaded."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.recognition.dictionary import Dictionary

LINES = "的 318825 uj\n宁波 500 ns\n宁波市 30 ns\n宁静 70 a\nAT&T 3 nz\nB超 3 n\n𠮷野家 9 nz\n"


@pytest.mark.parametrize("ending", ["", "\n"])
def test_words_by_their_first_characters(tmp_path: Path, ending: str) -> None:
    path = tmp_path / "dict.txt"
    path.write_text(LINES.rstrip("\n") + ending, "utf-8")
    dictionary = Dictionary(path)
    assert dictionary.total == 318825 + 500 + 30 + 70 + 3 + 3 + 9
    assert sorted(dictionary.words(["宁波"])) == [("宁波", 500, "ns"), ("宁波市", 30, "ns")]
    assert list(dictionary.words(["的"])) == [("的", 318825, "uj")]
    assert list(dictionary.words(["𠮷野", "没有", "A"])) == [("𠮷野家", 9, "nz")]
    assert dictionary.tags(["宁静", "B超", "宁"]) == {"宁静": (70, "a"), "B超": (3, "n")}


def test_lone_surrogates_match_nothing(tmp_path: Path) -> None:
    path = tmp_path / "dict.txt"
    path.write_text(LINES, "utf-8")
    assert list(Dictionary(path).words(["\ud800a"])) == []


def test_words_in_several_places_of_the_file_are_found_together(tmp_path: Path) -> None:
    path = tmp_path / "dict.txt"
    path.write_text("宁波 500 ns\r\n的 9 uj\r\n宁波市 30 ns\r\n宁波港 3 ns\r\n", "utf-8")
    found = list(Dictionary(path).words(["宁波"]))
    assert found == [("宁波", 500, "ns"), ("宁波市", 30, "ns"), ("宁波港", 3, "ns")]
