"""The steps of undo on disk: every entry comes back equal, and a bad file is ignored and said."""

from __future__ import annotations

import stat
from itertools import pairwise
from pathlib import Path

import pytest

from newsreader.notebook.history import History
from newsreader.notebook.notebook import Bookmark, Notebook
from newsreader.sidecar import undo_file
from newsreader.sidecar.undo_file import UndoFile
from tests.notebooks import TEXT, article, later, mark

HASH = article(TEXT).sha256_text
EMPTY = Notebook()


def path_in(folder: Path) -> Path:
    return folder / f"{HASH}.toml"


def notes(count: int) -> History:
    history, before = History(), EMPTY
    for number in range(count):
        after = EMPTY.with_note(f"第{number}稿")
        history, before = history.recorded(before, after), after
    return history


def every_kind() -> tuple[History, Notebook]:
    """A history with each kind of change, and the notebook at its end."""
    one = mark("海东港", note="第一行\n\n“引号”\\")
    stages = [
        EMPTY,
        EMPTY.with_highlights([one]),
        EMPTY.with_highlights([one.changed(later(1), note="改过", tags=("甲", "乙"))]),
        EMPTY.with_highlights([one.deleted(one.latest)]),
        EMPTY,
        EMPTY.with_note("全文\n的想法"),
        EMPTY.with_bookmark(Bookmark.on(TEXT, "a", 3)),
        EMPTY.with_entities([{"id": "1", "action": "hide", "name": "海东港"}]),
    ]
    history = History()
    for before, after in pairwise(stages):
        history = history.recorded(before, after)
    return history, stages[-1]


def test_every_kind_of_change_is_undone_after_a_restart(tmp_path: Path) -> None:
    history, last = every_kind()
    UndoFile(tmp_path).write(HASH, history)
    back = UndoFile(tmp_path).earlier(HASH)
    assert back.done == history.done
    while (step := back.undo(last)) is not None:
        last, back = step
    assert last == EMPTY


def test_steps_of_this_session_come_after_the_earlier_ones(tmp_path: Path) -> None:
    first, second = notes(2), History().recorded(EMPTY, EMPTY.with_note("后来"))
    UndoFile(tmp_path).write(HASH, first)
    again = UndoFile(tmp_path)
    again.write(HASH, second)
    again.write(HASH, second)
    assert UndoFile(tmp_path).earlier(HASH).done == (*first.done, *second.done)


def test_a_note_that_looks_like_the_file_is_no_step(tmp_path: Path) -> None:
    tricky = "一\n[[step]]\nnames = []\n\n[[step]]\n"
    one = mark("海东港", note=tricky)
    history = History().recorded(EMPTY, EMPTY.with_highlights([one]).with_note(tricky))
    UndoFile(tmp_path).write(HASH, history)
    again = UndoFile(tmp_path)
    again.write(HASH, notes(1))
    assert UndoFile(tmp_path).earlier(HASH).done == (*history.done, *notes(1).done)


def test_steps_after_a_damaged_one_are_kept(tmp_path: Path) -> None:
    UndoFile(tmp_path).write(HASH, notes(3))
    path = path_in(tmp_path)
    path.write_bytes(path.read_bytes().replace("第0稿".encode(), b'"', 1))
    kept = UndoFile(tmp_path)
    kept.write(HASH, History().recorded(EMPTY, EMPTY.with_note("后来")))
    kept = UndoFile(tmp_path)
    assert len(kept.earlier(HASH).done) == 3
    assert kept.problem


def test_only_the_last_steps_are_kept(tmp_path: Path) -> None:
    UndoFile(tmp_path).write(HASH, notes(undo_file.MOST_STEPS + 5))
    kept = UndoFile(tmp_path).earlier(HASH).done
    assert len(kept) == undo_file.MOST_STEPS
    assert kept[-1].after == {("note", ""): f"第{undo_file.MOST_STEPS + 4}稿"}


def test_a_file_has_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(undo_file, "MOST_BYTES", 1000)
    UndoFile(tmp_path).write(HASH, notes(100))
    assert 500 < path_in(tmp_path).stat().st_size <= 1000
    assert UndoFile(tmp_path).earlier(HASH).done


def test_only_the_owner_can_read_it(tmp_path: Path) -> None:
    UndoFile(tmp_path / "undo").write(HASH, notes(1))
    assert stat.S_IMODE((tmp_path / "undo").stat().st_mode) == 0o700
    assert stat.S_IMODE(path_in(tmp_path / "undo").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "data",
    [
        b"\xff",
        b"step = 3",
        b"[[step]]\n",
        b"[[step]]\nnames = 3\n",
        b"step = [3]\n",
        b"[[step]]\nnames = [1]\nbefore = 1\nafter = {}\n",
        b"[[step]]\nnames = []\n[step.before]\nhighlight = [1]\n[step.after]\n",
    ],
)
def test_a_damaged_file_is_ignored_and_said(tmp_path: Path, data: bytes) -> None:
    path_in(tmp_path).write_bytes(data)
    kept = UndoFile(tmp_path)
    assert kept.earlier(HASH) == History()
    assert str(path_in(tmp_path)) in kept.problem


def test_a_file_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    path_in(tmp_path).mkdir()
    kept = UndoFile(tmp_path)
    assert kept.earlier(HASH) == History()
    assert kept.problem


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "undo").write_bytes(b"")
    kept = UndoFile(tmp_path / "undo")
    kept.write(HASH, notes(1))
    assert kept.problem


def test_files_that_were_not_used_for_long_are_deleted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(undo_file, "MOST_FILES", 2)
    for number in range(4):
        UndoFile(tmp_path).write(f"{number:064}", notes(1))
    assert len(list(tmp_path.iterdir())) == 2
    assert (tmp_path / f"{3:064}.toml").exists()


def test_what_was_undone_can_be_redone_after_a_restart(tmp_path: Path) -> None:
    history, last = every_kind()
    history = history.after(History())
    before = last
    for _step in range(3):
        undone = history.undo(last)
        assert undone is not None
        last, history = undone
    UndoFile(tmp_path).write(HASH, history)
    back = UndoFile(tmp_path).earlier(HASH)
    assert (back.done, back.undone) == (history.done, history.undone)
    while (step := back.redo(last)) is not None:
        last, back = step
    assert last == before


def test_a_change_drops_what_earlier_sessions_have_undone(tmp_path: Path) -> None:
    undone = notes(2).undo(EMPTY.with_note("第1稿"))
    assert undone is not None
    UndoFile(tmp_path).write(HASH, undone[1])
    later_on = History().recorded(undone[0], EMPTY.with_note("后来"))
    UndoFile(tmp_path).write(HASH, later_on)
    back = UndoFile(tmp_path).earlier(HASH)
    assert (back.done, back.undone) == ((notes(1).done + later_on.done), ())


def test_a_damaged_step_that_was_undone_stops_redo_there(tmp_path: Path) -> None:
    history, notebook = notes(3), EMPTY.with_note("第2稿")
    for _step in range(3):
        undone = history.undo(notebook)
        assert undone is not None
        notebook, history = undone
    UndoFile(tmp_path).write(HASH, history)
    path = path_in(tmp_path)
    path.write_bytes(path.read_bytes().replace("第1稿".encode(), b'"', 1))
    kept = UndoFile(tmp_path)
    assert len(kept.earlier(HASH).undone) < 3
    assert kept.problem


def test_steps_that_were_undone_leave_room_for_those_to_undo(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(undo_file, "MOST_BYTES", 2000)
    history = notes(60)
    history = History(history.done[:30], history.done[30:], whole=True)
    UndoFile(tmp_path).write(HASH, history)
    assert path_in(tmp_path).stat().st_size <= 2000
    back = UndoFile(tmp_path).earlier(HASH)
    assert back.done
    assert back.undone
