"""The note that is being written is kept, for each program that writes on an article."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from newsreader.session.drafts import Drafts
from tests.notebooks import mark


def test_two_programs_write_on_one_article_without_touching_each_others_draft(
    tmp_path: Path,
) -> None:
    ours, other = Drafts(tmp_path, "a"), Drafts(tmp_path, "a")
    ours.keep(mark("海东港集团"), "我的")
    assert other.unfinished() is None
    other.keep(mark("周明岚"), "别人的")
    other.forget()
    assert Drafts(tmp_path, "a").unfinished() is None
    ours.leave()  # it was killed
    left = Drafts(tmp_path, "a").unfinished()
    assert left is not None
    assert (left.quote, left.note) == ("海东港集团", "我的")


def test_of_several_that_were_left_one_is_offered_after_the_other(tmp_path: Path) -> None:
    for note in ("一", "二"):
        left = Drafts(tmp_path, "a")
        left.keep_on_article(note, "")
        left.leave()
    (tmp_path / "unrelated.json").write_text("{}")
    offered = []
    for _sitting in range(2):
        drafts = Drafts(tmp_path, "a")
        found = drafts.unfinished()
        assert found == drafts.unfinished()
        offered.append(found.note if found else "")
        drafts.forget()
    assert sorted(offered) == ["一", "二"]
    assert Drafts(tmp_path, "a").unfinished() is None


def test_a_draft_that_is_taken_up_again_stays_the_one(tmp_path: Path) -> None:
    left = Drafts(tmp_path, "a")
    left.keep_on_article("一", "")
    left.leave()
    drafts = Drafts(tmp_path, "a")
    assert drafts.unfinished() is not None
    drafts.keep_on_article("一，写下去", "")
    assert len(list(tmp_path.iterdir())) == 1
    drafts.leave()
    again = Drafts(tmp_path, "a").unfinished()
    assert again is not None
    assert again.note == "一，写下去"


def test_a_draft_is_removed_when_it_is_forgotten(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path, "a")
    drafts.keep_on_article("一", "")
    drafts.forget()
    assert list(tmp_path.iterdir()) == []


def test_a_path_that_is_not_unicode_names_a_draft_too(tmp_path: Path) -> None:
    Drafts(tmp_path, "a\udcff").keep_on_article("一", "")
    assert len(list(tmp_path.iterdir())) == 1


def test_a_draft_knows_the_note_that_it_began_with(tmp_path: Path) -> None:
    left = Drafts(tmp_path, "a")
    left.keep(replace(mark("海东港集团"), note="从前的"), "从前的，加上新的")
    left.leave()
    found = Drafts(tmp_path, "a").unfinished()
    assert found is not None
    assert (found.base, found.note) == ("从前的", "从前的，加上新的")


@pytest.mark.parametrize("left", ["pipe", "folder", "nothing"])
def test_an_editor_may_leave_anything_in_the_place_of_the_file(left: str) -> None:
    path = Drafts.hand_out("我的想法")
    path.unlink()
    if left == "pipe":
        os.mkfifo(path)
    elif left == "folder":
        path.mkdir()
    assert Drafts.take_back(path, "我的想法") == "我的想法"
    if left == "folder":
        path.rmdir()
    assert not path.exists()
