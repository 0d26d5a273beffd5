"""Drafts survive the end of the program."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from newsreader.files.draft import Draft


def test_a_draft_is_read_back_and_cleared(tmp_path: Path) -> None:
    path = tmp_path / "drafts" / "one"
    Draft(path).write("第一稿\n第二行")
    assert Draft(path).read() == "第一稿\n第二行"
    Draft(path).clear()
    assert Draft(path).read() == ""


def test_there_is_no_draft_where_none_was_written(tmp_path: Path) -> None:
    draft = Draft(tmp_path / "none")
    assert draft.read() == ""
    draft.clear()


def test_a_draft_that_cannot_be_written_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = Draft(tmp_path / "one")
    draft.write("旧")

    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="No space"):
        draft.write("新")
    assert draft.read() == "旧"
    assert [path.name for path in tmp_path.iterdir()] == ["one"]


def test_a_draft_can_be_claimed_only_once_its_writer_has_left(tmp_path: Path) -> None:
    path = tmp_path / "one"
    ours, other = Draft(path), Draft(path)
    assert not other.claim()  # there is none
    for words in ("第一稿", "第二稿"):
        ours.write(words)
        assert not other.claim()
    ours.leave()  # as the end of a program does
    assert other.claim()
    assert other.read() == "第二稿"
    assert not ours.claim()
    other.clear()
    assert not ours.claim()
