"""Leaving while the last changes cannot be saved."""

from __future__ import annotations

import asyncio
from pathlib import Path
from threading import Event

import pytest
from textual import events

from newsreader.entities.entity import Entity
from newsreader.entities.kind import Kind
from newsreader.errors import UnsavedError
from newsreader.locale import use_language
from newsreader.notebook.snapshot import Snapshot
from newsreader.settings.settings import Settings
from newsreader.sidecar.loaded import Loaded
from newsreader.sidecar.sidecar import Sidecar
from newsreader.tui.actions.dossier import show_entity_dossier
from newsreader.tui.dialogs.choice import ChoiceScreen
from newsreader.tui.dialogs.help import HelpScreen
from newsreader.tui.screens.all_notes import AllNotesScreen
from newsreader.tui.screens.reading import ReadingScreen
from tests.fakes import MemoryStore
from tests.tui.library_pilot import shelf_on
from tests.tui.reading_pilot import reading
from tests.tui.waiting import PATIENCE, soon, until


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


def full() -> MemoryStore:
    store = MemoryStore()
    store.full = True
    return store


async def test_pressing_the_key_again_does_not_answer_the_question(tmp_path: Path) -> None:
    async with reading(tmp_path, store=full()) as (app, screen, pilot):
        await pilot.press("s", "1", "q", "q", "q")
        await until(lambda: isinstance(app.screen, ChoiceScreen))
        await pilot.press("q", "q")
        assert isinstance(app.screen, ChoiceScreen)
        assert app.return_code is None
        await pilot.press("s")
        assert await soon(lambda: app.screen is screen)


async def test_who_stays_is_not_led_to_the_dossier_at_a_later_end(tmp_path: Path) -> None:
    async with reading(tmp_path, store=full()) as (app, screen, pilot):
        screen.visit.from_library = True
        await pilot.press("s", "1")
        show_entity_dossier(screen, Entity("1", "临江市", Kind.LOC, ()))
        await until(lambda: isinstance(app.screen, ChoiceScreen))
        assert screen.visit.dossier is not None
        await pilot.press("s")
        await until(lambda: screen.visit.dossier is None)


async def test_a_quit_key_of_the_readers_own_answers_no_question(tmp_path: Path) -> None:
    settings = Settings(keys={"app.quit": ("l",)})
    async with reading(tmp_path, settings, store=full()) as (app, _screen, pilot):
        await pilot.press("s", "1", "l")
        await until(lambda: isinstance(app.screen, ChoiceScreen))
        await pilot.press("l", "l")
        assert isinstance(app.screen, ChoiceScreen)


async def test_leaving_keeps_unsaved_changes_in_the_data_directory(tmp_path: Path) -> None:
    store = full()
    async with reading(tmp_path, store=store) as (app, _screen, pilot):
        await pilot.press("s", "1", "q")
        await until(lambda: isinstance(app.screen, ChoiceScreen))
        assert store.rescued is None
        await pilot.press("l")
        await until(lambda: app.return_code is not None)
    assert store.rescued is not None
    assert len(store.rescued.highlights) == 1


async def test_losing_changes_takes_two_answers(tmp_path: Path) -> None:
    store = full()
    store.homeless = True
    async with reading(tmp_path, store=store) as (app, _screen, pilot):
        await pilot.press("s", "1", "q")
        await until(lambda: isinstance(app.screen, ChoiceScreen))
        first = app.screen
        await pilot.press("l")
        await until(lambda: isinstance(app.screen, ChoiceScreen) and app.screen is not first)
        assert app.return_code is None
        await pilot.press("l")
        assert await soon(lambda: app.return_code is not None)


async def test_the_question_ends_when_a_later_try_has_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = full()
    async with reading(tmp_path, store=store) as (app, screen, pilot):
        monkeypatch.setattr(screen.session.sync._writer, "_retry_seconds", 0.01)
        await pilot.press("s", "1", "q")
        await until(lambda: isinstance(app.screen, ChoiceScreen))
        store.full = False
        await until(lambda: app.return_code is not None)
    assert len(store.kept.highlights) == 1
    assert store.rescued is None


async def test_the_end_without_a_question_keeps_them_too(tmp_path: Path) -> None:
    store = full()
    async with reading(tmp_path, store=store) as (app, _screen, pilot):
        await pilot.press("s", "1")
        await app.end()
    assert store.rescued is not None


async def test_what_is_opened_while_the_last_changes_are_saved_stays_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, saved = Event(), Event()
    async with reading(tmp_path) as (app, screen, pilot):
        settle = screen.session.settle

        def slowly(timeout: float | None = None) -> bool:
            asked.set()
            return saved.wait(timeout) and settle(timeout)

        monkeypatch.setattr(screen.session, "settle", slowly)
        await pilot.press("s", "1", "q")
        await until(asked.is_set)
        await app.push_screen(HelpScreen(screen.palette, screen.keys, "article"))
        await until(lambda: isinstance(app.screen, HelpScreen))
        saved.set()
        await app.workers.wait_for_complete([w for w in app.workers if w.group == "leave"])
        assert isinstance(app.screen, HelpScreen)
        assert app.return_code is None
        monkeypatch.undo()
        await pilot.press("escape", "q")
        assert await soon(lambda: app.return_code == 0)


async def test_the_app_may_end_while_the_next_article_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with shelf_on(tmp_path) as shelf:
        await shelf.read()
        app, ended = shelf.app, []
        push = app.push_screen

        def end_first(screen: ReadingScreen) -> object:
            app.exit()
            ended.append(screen)
            return push(screen)

        monkeypatch.setattr(app, "push_screen", end_first)
        await shelf.press("J")
        assert await soon(lambda: ended and not app.is_running)


async def test_the_next_article_waits_until_the_notes_on_this_one_are_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = Event(), Event()
    save = Sidecar.save

    def slowly(sidecar: Sidecar, snapshot: Snapshot) -> Loaded:
        begun.set()
        assert go_on.wait(PATIENCE)
        return save(sidecar, snapshot)

    async with shelf_on(tmp_path) as shelf:
        await shelf.read()
        session = shelf.reading.session
        await shelf.press("s", "1")
        await until(lambda: session.saved)
        monkeypatch.setattr(Sidecar, "save", slowly)
        await shelf.press("u")
        await until(begun.is_set)
        for key in "JLn":
            shelf.app.post_message(events.Key(key, key))
        for _each in range(2000):
            await asyncio.sleep(0)
        assert shelf.app.session is session
        go_on.set()
        await until(lambda: isinstance(shelf.app.screen, AllNotesScreen))
        notes = shelf.app.screen
        assert isinstance(notes, AllNotesScreen)
        assert notes.item_list.listed == []


async def test_the_way_to_the_next_article_asks_when_the_notes_cannot_be_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_sidecar: Sidecar, _snapshot: Snapshot) -> Loaded:
        raise UnsavedError("No space is left.")

    monkeypatch.setattr(Sidecar, "save", fail)
    async with shelf_on(tmp_path) as shelf:
        await shelf.read()
        session = shelf.reading.session
        await shelf.press("s", "1", "J")
        await until(lambda: isinstance(shelf.app.screen, ChoiceScreen))
        await shelf.press("s")
        await until(lambda: isinstance(shelf.app.screen, ReadingScreen))
        assert shelf.app.session is session
        assert len(session.notebook.highlights) == 1
