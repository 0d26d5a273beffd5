"""Copies that a program for synchronising drops beside notes that are open."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from newsreader.notebook.notebook import Notebook
from newsreader.sidecar import conflict_watcher
from newsreader.sidecar.conflict_watcher import ConflictWatcher
from tests.notebooks import OpenSidecar, article, mark, saved, sidecar

COPY = "article.txt.notes.sync-conflict-20261122-093000-ABCDEFG.toml"


def conflict(folder: Path, *words: str, name: str = COPY) -> Path:
    """A copy beside the sidecar in `folder`, which another machine marked `words` in."""
    (folder / "other").mkdir(exist_ok=True)
    return saved(folder / "other", *words).rename(folder / name)


def looked(ours: OpenSidecar, notebook: Notebook) -> tuple[Notebook, tuple[str, ...]]:
    """What is on the screen after two looks, and the sentences for the reader."""
    problems: tuple[str, ...] = ()
    for _look in range(2):
        if ours.changed():
            loaded = ours.refresh(notebook)
            notebook, problems = loaded.notebook, (*problems, *loaded.problems)
    return notebook, problems


def test_a_copy_that_comes_while_the_article_is_open_is_merged_and_reported_once(
    tmp_path: Path,
) -> None:
    saved(tmp_path, "海东港集团")
    ours = sidecar(tmp_path)
    screen = ours.load(article()).notebook
    assert looked(ours, screen) == (screen, ())
    conflict(tmp_path, "海东港集团", "周明岚")
    screen, problems = looked(ours, screen)
    assert set(screen.highlights) == {"海东港集团", "周明岚"}
    assert [COPY in sentence and "1" in sentence for sentence in problems] == [True]
    assert looked(ours, screen) == (screen, ())


def test_what_came_with_a_copy_is_saved_with_the_next_change_and_stays_merged(
    tmp_path: Path,
) -> None:
    saved(tmp_path, "海东港集团")
    ours = sidecar(tmp_path)
    first = ours.load(article())
    path = conflict(tmp_path, "周明岚")
    screen, _problems = looked(ours, first.notebook)
    # The screen may make its change before it knows of the merge.
    ours.sidecar.save(first.changed(first.notebook.with_highlights([mark("小客户")])))
    again = sidecar(tmp_path).load(article())
    assert set(again.notebook.highlights) == {"海东港集团", "周明岚", "小客户"}
    assert not again.problems
    assert path.exists()
    assert looked(ours, screen) == (screen, ())


def test_a_copy_that_is_still_being_written_is_waited_for(tmp_path: Path) -> None:
    saved(tmp_path, "海东港集团")
    ours = sidecar(tmp_path)
    ours.load(article())
    path = conflict(tmp_path, "周明岚")
    whole = path.read_bytes()
    for size in (100, 300, 500):
        path.write_bytes(whole[:size])
        assert not ours.changed()
    path.write_bytes(whole)
    assert not ours.changed()
    assert ours.changed()


def test_it_is_waited_for_also_when_the_notes_themselves_have_changed(tmp_path: Path) -> None:
    path = saved(tmp_path, "海东港集团")
    ours = sidecar(tmp_path)
    screen = ours.load(article()).notebook
    saved(tmp_path, "小客户")
    copy = conflict(tmp_path, "周明岚")
    whole = copy.read_bytes()
    copy.write_bytes(whole[:-400])
    assert ours.changed()
    loaded = ours.refresh(screen)
    assert set(loaded.notebook.highlights) == {"海东港集团", "小客户"}
    assert len(loaded.problems) == 1
    copy.write_bytes(whole)
    screen, problems = looked(ours, loaded.notebook)
    assert set(screen.highlights) == {"海东港集团", "小客户", "周明岚"}
    assert len(problems) == 1
    assert path.exists()


def test_a_copy_that_is_written_again_is_merged_again(tmp_path: Path) -> None:
    saved(tmp_path, "海东港集团")
    path = conflict(tmp_path, "周明岚")
    ours = sidecar(tmp_path)
    screen = ours.load(article()).notebook
    assert set(screen.highlights) == {"海东港集团", "周明岚"}
    conflict(tmp_path, "周明岚", "小客户")
    screen, problems = looked(ours, screen)
    assert set(screen.highlights) == {"海东港集团", "周明岚", "小客户"}
    assert len(problems) == 1
    path.unlink()
    assert looked(ours, screen) == (screen, ())


def test_a_copy_of_a_later_version_is_not_merged(tmp_path: Path) -> None:
    saved(tmp_path, "海东港集团")
    ours = sidecar(tmp_path)
    screen = ours.load(article()).notebook
    path = conflict(tmp_path, "周明岚")
    path.write_text(path.read_text("utf-8").replace("schema = 2", "schema = 3"), "utf-8")
    after, problems = looked(ours, screen)
    assert after.highlights == screen.highlights
    assert "later version" in problems[0]
    assert after.source is not None
    assert not after.source.merged


def no_file(path: Path) -> None:
    path.mkdir()


def nowhere(path: Path) -> None:
    path.symlink_to(path)


@pytest.mark.parametrize("make", [no_file, nowhere, os.mkfifo])
def test_what_only_has_the_name_of_a_copy_is_left_alone(
    tmp_path: Path, make: Callable[[Path], None]
) -> None:
    saved(tmp_path, "海东港集团")
    ours = sidecar(tmp_path)
    screen = ours.load(article()).notebook
    make(tmp_path / COPY)
    after, problems = looked(ours, screen)
    assert after.highlights == screen.highlights
    assert not problems
    assert not ours.changed()


def test_the_names_are_read_only_when_something_comes_or_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = saved(tmp_path, "海东港集团")
    read = 0

    def counted(beside: Path) -> list[Path]:
        nonlocal read
        read += 1
        return [beside.with_name(COPY)] if beside.with_name(COPY).exists() else []

    monkeypatch.setattr(conflict_watcher, "conflict_copies", counted)
    watched = ConflictWatcher(path)
    assert watched.all() == []
    for _look in range(5):
        assert not watched.has_new_copies()
    assert read == 2
    (tmp_path / COPY).write_text("")
    assert [watched.has_new_copies() for _look in range(3)] == [False, True, True]
    assert read == 4
    assert watched.take() == [tmp_path / COPY]
    assert not watched.has_new_copies()


def test_the_work_that_lost_a_race_stays_when_the_winner_comes_behind_it(tmp_path: Path) -> None:
    path = saved(tmp_path, "海东港集团")
    winner = conflict(tmp_path, "海东港集团", "小客户", name="winner").read_bytes()
    ours = sidecar(tmp_path)
    screen = ours.save(ours.load(article()).notebook.with_highlights([mark("周明岚")]))
    path.rename(tmp_path / COPY)  # as programs for synchronising do with the file that lost
    screen, _problems = looked(ours, screen)
    path.write_bytes(winner)
    screen, _problems = looked(ours, screen)
    assert set(screen.highlights) == {"海东港集团", "周明岚", "小客户"}
    ours.save(screen)
    (tmp_path / COPY).unlink()
    assert set(sidecar(tmp_path).load(article()).notebook.highlights) == set(screen.highlights)


def test_a_damaged_copy_is_reported_as_one(tmp_path: Path) -> None:
    saved(tmp_path, "海东港集团")
    ours = sidecar(tmp_path)
    screen = ours.load(article()).notebook
    path = conflict(tmp_path, "周明岚", "小客户")
    path.write_bytes(path.read_bytes()[:-200])
    after, problems = looked(ours, screen)
    assert "周明岚" in after.highlights
    assert len(problems) == 1
    assert "damaged" in problems[0]


def test_a_copy_that_brings_nothing_is_not_worth_a_word_or_a_write(tmp_path: Path) -> None:
    path = saved(tmp_path, "海东港集团")
    (tmp_path / COPY).write_bytes(path.read_bytes())
    for _start in range(2):
        loaded = sidecar(tmp_path).load(article())
        assert not loaded.problems
        assert not loaded.joined
