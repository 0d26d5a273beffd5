"""Notes that cannot be saved beside the article are kept in the data directory at the end."""

from __future__ import annotations

import fcntl
import os
from dataclasses import replace
from pathlib import Path

import pytest

from newsreader.errors import UnsavedError
from newsreader.files import atomic
from newsreader.notebook.highlight import HighlightState
from newsreader.notebook.notebook import Notebook
from tests.notebooks import article, later, mark, saved, sidecar


def rescued(folder: Path, value: Notebook, patch: pytest.MonkeyPatch) -> None:
    """Try to save `value` while another program keeps the folder locked, then give up."""
    ours = sidecar(folder)
    ours.load(article())
    handle = os.open(folder, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    patch.setattr(atomic, "_PATIENCE", 0.0)
    with pytest.raises(UnsavedError):
        ours.save(value)
    assert ours.sidecar.rescue(ours.changed_to(value)).is_relative_to(folder / "data")
    os.close(handle)


def test_what_was_rescued_is_there_at_the_next_start_and_saved_beside_the_article(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved(tmp_path, "周明岚")
    before = sidecar(tmp_path).load(article()).notebook
    changed = before.highlights["周明岚"].changed(later(1), note="新的想法")
    rescued(tmp_path, before.with_highlights([changed, mark("海东港")]), monkeypatch)
    again = sidecar(tmp_path)
    loaded = again.load(article())
    assert loaded.joined
    assert "here again: 1 new highlight, 1 changed" in loaded.problems[0]
    assert loaded.notebook.highlights["周明岚"].note == "新的想法"
    again.save(loaded.notebook)
    third = sidecar(tmp_path).load(article())
    assert (set(third.notebook.highlights), third.problems) == ({"周明岚", "海东港"}, ())


def test_first_notes_that_were_rescued_are_saved_beside_the_article(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rescued(
        tmp_path,
        sidecar(tmp_path).load(article()).notebook.with_highlights([mark("海东港")]),
        monkeypatch,
    )
    loaded = sidecar(tmp_path).load(article())
    assert loaded.joined
    assert set(loaded.notebook.highlights) == {"海东港"}


def test_a_rescued_note_follows_the_one_that_it_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = replace(mark("周明岚"), note="早先的话")
    ours = sidecar(tmp_path)
    ours.save(ours.load(article()).notebook.with_highlights([first]))
    value = sidecar(tmp_path).load(article()).notebook
    rescued(
        tmp_path, value.with_highlights([first.changed(later(1), note="改过的话")]), monkeypatch
    )
    assert sidecar(tmp_path).load(article()).notebook.highlights["周明岚"].note == "改过的话"


def test_what_another_program_wrote_after_a_rescue_is_kept_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved(tmp_path, "周明岚")
    value = sidecar(tmp_path).load(article()).notebook
    rescued(tmp_path, value.with_highlights([mark("海东港")]), monkeypatch)
    path = tmp_path / "article.txt.notes.toml"
    path.write_text(path.read_text("utf-8").replace('colour = "yellow"', 'colour = "red"'), "utf-8")
    loaded = sidecar(tmp_path).load(article())
    assert set(loaded.notebook.highlights) == {"周明岚", "海东港"}


def test_what_was_undone_after_a_rescue_does_not_come_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved(tmp_path, "周明岚")
    value = sidecar(tmp_path).load(article()).notebook
    rescued(tmp_path, value.with_highlights([mark("海东港")]), monkeypatch)
    again = sidecar(tmp_path)
    found = again.load(article()).notebook
    found = again.save(found)
    gone = found.highlights["海东港"].changed(later(2), state=HighlightState.DELETED)
    again.save(found.with_highlights([gone]))
    last = sidecar(tmp_path).load(article()).notebook
    assert last.highlights["海东港"].state is HighlightState.DELETED


def test_a_rescue_does_not_wait_for_a_save_that_hangs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved(tmp_path, "周明岚")
    ours = sidecar(tmp_path)
    value = ours.load(article()).notebook.with_highlights([mark("海东港")])
    monkeypatch.setattr("newsreader.sidecar.sidecar._RESCUE_SECONDS", 0.01)

    class Held:
        """A lock that another thread never releases."""

        def acquire(self, timeout: float) -> bool:
            return False

    monkeypatch.setattr(ours.sidecar, "_lock", Held())
    ours.sidecar.rescue(ours.changed_to(value))
    assert set(sidecar(tmp_path).load(article()).notebook.highlights) == {"周明岚", "海东港"}
