"""Opening an article that was renamed: its notes are offered, and taken when the reader says so."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from newsreader.article.loader import open_article
from newsreader.errors import IndexAccessError
from newsreader.locale import use_language
from newsreader.session import Environment, open_session
from newsreader.session.environment import SourceFile
from newsreader.settings.settings import Settings
from newsreader.sidecar.paths import sidecar_path
from newsreader.sidecar.sidecar import Sidecar
from newsreader.state import State
from newsreader.tui.actions import former_notes
from newsreader.tui.app import NewsreaderApp
from newsreader.tui.dialogs.choice import ChoiceScreen
from newsreader.tui.widgets.status_line import StatusLine
from tests.fakes import NEWS, Clock
from tests.notebooks import highlight_file
from tests.tui.reading_pilot import ReadingPilot
from tests.tui.waiting import until


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("NEWSREADER_HOME", str(tmp_path / "home"))
    use_language("en")
    monkeypatch.setattr(former_notes, "_DEAF_SECONDS", 0.0)
    monkeypatch.setattr(former_notes, "_PAUSE_SECONDS", 0.0)


@asynccontextmanager
async def _renamed(folder: Path) -> AsyncIterator[ReadingPilot]:
    old, new = folder / "old.txt", folder / "new.txt"
    old.write_text(NEWS, "utf-8")
    highlight_file(old, "澜川集团")
    highlight_file(old, "陆知行")
    old.rename(new)
    state, key = State.open(folder / "state.json"), str(new)
    environment = Environment(
        Sidecar(new, folder / "data"),
        state,
        key,
        None,
        Clock(),
        source=SourceFile.at(new, None, state, key),
    )
    app = NewsreaderApp(open_session(open_article(new), environment), Settings())
    async with app.run_test(size=(100, 30)) as pilot:
        await until(lambda: isinstance(app.screen, ChoiceScreen))
        await pilot.pause()
        yield ReadingPilot(app, pilot, new)


async def test_the_notes_move_when_the_reader_says_so(tmp_path: Path) -> None:
    async with _renamed(tmp_path) as reader:
        assert not sidecar_path(reader.source).exists()
        await reader.press("m")
        await until(lambda: len(reader.screen.session.notebook.shown()) == 2)
        assert not sidecar_path(tmp_path / "old.txt").exists()
        assert len((await reader.sidecar())["highlight"]) == 2


async def test_the_old_notes_stay_with_a_copy(tmp_path: Path) -> None:
    async with _renamed(tmp_path) as reader:
        await reader.press("c")
        await until(lambda: len(reader.screen.session.notebook.shown()) == 2)
        assert sidecar_path(tmp_path / "old.txt").exists()


@pytest.mark.parametrize("key", ["n", "escape"])
async def test_nothing_happens_without_a_yes(tmp_path: Path, key: str) -> None:
    async with _renamed(tmp_path) as reader:
        await reader.press(key)
        assert not reader.screen.session.notebook.highlights
        assert not sidecar_path(reader.source).exists()
        assert sidecar_path(tmp_path / "old.txt").exists()


async def test_a_reader_who_writes_already_is_not_interrupted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(former_notes, "_PAUSE_SECONDS", 60.0)
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    old.write_text(NEWS, "utf-8")
    highlight_file(old, "澜川集团")
    old.rename(new)
    state, key = State.open(tmp_path / "state.json"), str(new)
    source = SourceFile.at(new, None, state, key)
    store = Sidecar(new, tmp_path / "data")
    environment = Environment(store, state, key, None, Clock(), source=source)
    app = NewsreaderApp(open_session(open_article(new), environment), Settings())
    async with app.run_test(size=(100, 30)) as pilot:
        reader = ReadingPilot(app, pilot, new)
        await reader.press("/")
        monkeypatch.setattr(former_notes, "_PAUSE_SECONDS", 0.0)
        await former_notes.offer(reader.screen)
        assert app.screen is reader.screen
        assert "Open the article again" in reader.screen.query_one(StatusLine).notice.words


async def test_an_index_that_is_busy_is_said_and_reading_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_about: object) -> None:
        raise IndexAccessError("Another newsreader is busy.")

    async with _renamed(tmp_path) as reader:
        await reader.press("n")
        monkeypatch.setattr(former_notes, "_find", busy)
        await former_notes.offer(reader.screen)
        assert "busy" in reader.screen.query_one(StatusLine).notice.words
