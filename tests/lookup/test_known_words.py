"""The list of known words on disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.lookup.known_words import (
    KnownWordsError,
    add_known,
    read_known,
    remove_known,
)


def test_the_first_column_of_each_line_is_a_word(tmp_path: Path) -> None:
    path = tmp_path / "known.txt"
    path.write_bytes("# HSK 1\r\n爱\tài\tlove\r\n\r\n學習\r\n".encode("utf-8-sig"))
    assert read_known(path) == {"爱", "学习"}
    assert read_known(tmp_path / "none.txt") == frozenset()


def test_a_word_is_added_once_and_removed_again(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "known.txt"
    add_known(path, "桥梁")
    add_known(path, "橋梁")
    assert path.read_text("utf-8") == "桥梁\n"
    path.write_text("# mine\n爱\tlove\n桥梁\n学习", "utf-8")
    add_known(path, "工程")
    remove_known(path, "桥梁")
    assert path.read_text("utf-8") == "# mine\n爱\tlove\n学习\n工程\n"


def test_what_is_no_text_is_refused_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(KnownWordsError, match="cannot be read"):
        read_known(tmp_path)
    with pytest.raises(KnownWordsError, match="cannot be"):
        add_known(tmp_path, "词")
