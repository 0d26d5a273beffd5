"""A sidecar with conflict markers is read as both of its sides."""

from __future__ import annotations

from dataclasses import replace
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.notebook.notebook import Notebook
from newsreader.sidecar.compose import Composer
from newsreader.sidecar.parser import ConflictSides, parse_sidecar, split_conflict
from tests.notebooks import TEXT, article, later, mark, saved, sidecar


def with_markers(ours: str, theirs: str, base: str | None = None) -> str:
    """What git leaves after a merge of two texts, with a conflict for each difference."""
    left, right = ours.split("\n"), theirs.split("\n")
    lines: list[str] = []
    for tag, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag == "equal":
            lines += left[a:b]
            continue
        before = [] if base is None else ["||||||| 1a2b3c4", base]
        lines += ["<<<<<<< HEAD", *left[a:b], *before, "=======", *right[c:d], ">>>>>>> 另一台"]
    return "\n".join(lines)


LINES = st.lists(st.sampled_from(["甲", "乙", "", 'note = "丙"', "======", "<<<<<<<<"]), max_size=6)


@given(LINES, LINES, st.none() | st.just("从前"))
def test_both_sides_are_restored(ours: list[str], theirs: list[str], base: str | None) -> None:
    left, right = "\n".join(ours), "\n".join(theirs)
    found = split_conflict(with_markers(left, right, base))
    if left == right:
        assert found is None
    else:
        assert found is not None
        assert found[:2] == (left, right)
        assert (found.base is None) is (base is None)


@pytest.mark.parametrize(
    "text",
    ["", "a\n=======\nb", "<<<<<<< a\nb\n=======\nc", "<<<<<<< a\nb\n>>>>>>> c", ">>>>>>> a"],
)
def test_incomplete_markers_are_not_a_conflict(text: str) -> None:
    assert split_conflict(text) is None


def test_the_common_ancestor_is_separate() -> None:
    text = "1\n<<<<<<< a\n2\n||||||| b\n3\n=======\n4\n>>>>>>> c\n5"
    assert split_conflict(text) == ConflictSides("1\n2\n5", "1\n4\n5", "1\n3\n5")
    assert split_conflict(text.replace("\n", "\r\n")) is not None


def composed(folder: Path, notebook: Notebook) -> str:
    ours = sidecar(folder)
    source = ours.load(article()).notebook.source
    return Composer().compose(replace(notebook, source=source)).decode()


def test_notes_with_a_conflict_left_in_them_are_merged(tmp_path: Path) -> None:
    one = mark("海东港集团")
    path = tmp_path / "article.txt.notes.toml"
    ours = Notebook().with_highlights([one.changed(later(1), note="甲\n第二行"), mark("周明岚")])
    theirs = Notebook().with_highlights([one.changed(later(2), note="乙"), mark("小客户")])
    path.write_text(with_markers(composed(tmp_path, ours), composed(tmp_path, theirs)), "utf-8")
    loaded = sidecar(tmp_path).load(article())
    assert set(loaded.notebook.highlights) == {"海东港集团", "周明岚", "小客户"}
    assert loaded.notebook.highlights["海东港集团"].note == "甲\n第二行\n\n乙"
    assert len(loaded.problems) == 1
    assert "both sides" in loaded.problems[0]


def test_a_conflict_that_appears_while_the_article_is_open_is_merged_and_removed(
    tmp_path: Path,
) -> None:
    path = saved(tmp_path, "海东港集团")
    before = path.read_text("utf-8")
    ours = sidecar(tmp_path)
    screen = ours.load(article()).notebook
    path.write_text(with_markers(before, before.replace("yellow", "red"), "colour"), "utf-8")
    loaded = ours.refresh(screen)
    assert set(loaded.notebook.highlights) == {"海东港集团"}
    ours.save(loaded.notebook.with_note("注"))
    assert "=======" not in path.read_text("utf-8")
    assert not sidecar(tmp_path).load(article()).problems


def test_a_damaged_file_with_conflict_markers_is_salvaged(tmp_path: Path) -> None:
    path = saved(tmp_path, "海东港集团", "周明岚")
    text = path.read_text("utf-8")
    path.write_text(with_markers(text, text.replace("yellow", "red")) + "\x00[[", "utf-8")
    loaded = sidecar(tmp_path).load(article())
    assert set(loaded.notebook.highlights) == {"海东港集团", "周明岚"}
    assert "damaged" in loaded.problems[0]


def test_highlights_have_moved_only_if_they_were_saved_on_another_text(tmp_path: Path) -> None:
    data = saved(tmp_path, "海东港集团").read_bytes()
    assert not parse_sidecar(data, None).moved
    assert not parse_sidecar(data, article()).moved
    assert parse_sidecar(data, article("新\n" + TEXT)).moved
