"""The app: what it does when it is ready, and when it ends."""

from __future__ import annotations

import gc
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual import events

from newsreader.locale import use_language
from newsreader.tui.dialogs.note_editor import NoteArea, NoteEditor
from newsreader.tui.startup import garbage
from tests.tui.reading_pilot import reading
from tests.tui.waiting import until


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


@pytest.fixture
def _collector() -> Iterator[None]:
    yield
    gc.enable()
    gc.unfreeze()


async def test_no_empty_palette_is_opened_over_a_dialog(tmp_path: Path) -> None:
    async with reading(tmp_path) as (app, _screen, pilot):
        await pilot.press("a")
        await until(lambda: isinstance(app.screen, NoteEditor))
        await pilot.press("ctrl+p")
        await pilot.pause()
        assert isinstance(app.screen, NoteEditor)


@pytest.mark.usefixtures("_collector")
async def test_garbage_is_collected_again_once_the_screen_is_complete(tmp_path: Path) -> None:
    garbage.pause()
    assert not gc.isenabled()
    async with reading(tmp_path):
        assert gc.isenabled()


async def test_a_note_that_is_being_written_is_saved_when_the_program_ends(tmp_path: Path) -> None:
    async with reading(tmp_path) as (app, screen, pilot):
        await pilot.press("}", "s", "1", "a")
        assert isinstance(app.screen, NoteEditor)
        app.post_message(events.Paste("还没有保存"))
        await pilot.pause()
        assert app.screen.query_one(NoteArea).text == "还没有保存"
        await app.end()
        assert [h.note for h in screen.session.notebook.in_order()] == ["还没有保存"]
        assert screen.session.saved
    assert app.return_code == 128 + signal.SIGHUP
