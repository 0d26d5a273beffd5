"""An article is added by pasting it, or kept from standard input."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest
from textual import events
from textual.widgets import Static

from newsreader.article.article import Article
from newsreader.article.loader import read_article
from newsreader.errors import SourceError
from newsreader.library.new_article import pasted_article
from newsreader.locale import use_language
from newsreader.session import Environment, open_session
from newsreader.settings.settings import Settings
from newsreader.sidecar.sidecar import Sidecar
from newsreader.state import State
from newsreader.tui import clipboard
from newsreader.tui.app import NewsreaderApp
from newsreader.tui.dialogs import paste_dialog
from newsreader.tui.dialogs.choice import ChoiceScreen
from newsreader.tui.dialogs.paste_dialog import PasteScreen
from newsreader.tui.screens.reading import ReadingScreen
from tests.fakes import NEWS
from tests.tui.library_pilot import Shelf, shelf_on
from tests.tui.waiting import PATIENCE, soon, until

PASTED = NEWS.replace("临江市与澜川集团签署协议", "长桥镇通了公交车")


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    use_language("en")
    monkeypatch.setattr(clipboard, "read_desktop", lambda: "")


def words(shelf: Shelf) -> str:
    return str(shelf.app.screen.query_one("#paste", Static).render())


async def test_a_key_that_follows_the_paste_at_once_is_for_the_new_article(tmp_path: Path) -> None:
    async with shelf_on(tmp_path) as shelf:
        await shelf.press("p")
        shelf.app.post_message(events.Paste(PASTED))
        await shelf.until(lambda: "长桥镇通了公交车" in words(shelf))
        for key in ("enter", "J"):
            shelf.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await shelf.until(lambda: "长桥镇通了公交车.txt" in shelf.names)
        after = shelf.names[shelf.names.index("长桥镇通了公交车.txt") + 1]
        await shelf.until(
            lambda: (
                isinstance(shelf.app.screen, ReadingScreen)
                and shelf.reading.session.article.name == after
            )
        )
        assert "open article" not in shelf.message
        await shelf.press("L")
        assert await soon(lambda: shelf.app.screen is shelf.screen and shelf.app.session is None)


async def test_a_paste_is_shown_saved_and_opened(tmp_path: Path) -> None:
    async with shelf_on(tmp_path) as shelf:
        await shelf.press("p")
        await shelf.until(lambda: "Paste the text" in words(shelf))
        await shelf.press("enter")
        assert isinstance(shelf.app.screen, PasteScreen)
        shelf.app.post_message(events.Paste(PASTED.replace("\n", "\r")))
        await shelf.until(lambda: "长桥镇通了公交车" in words(shelf))
        assert "林一" in words(shelf)
        assert "2026-03-18" in words(shelf)
        assert str(shelf.folder) in words(shelf).replace("\n", "")
        await shelf.press("enter")
        await shelf.until(lambda: isinstance(shelf.app.screen, ReadingScreen))
        path = shelf.folder / "长桥镇通了公交车.txt"
        assert path.read_text("utf-8") == PASTED
        assert shelf.reading.session.article.title == "长桥镇通了公交车"
        await shelf.press("L")
        await shelf.until(lambda: shelf.app.screen is shelf.screen)
        assert path.name in shelf.names


async def test_the_clipboard_is_taken_and_a_paste_replaces_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clipboard, "read_desktop", lambda: NEWS)
    async with shelf_on(tmp_path) as shelf:
        await shelf.press("p")
        await shelf.until(lambda: "临江市与澜川集团签署协议" in words(shelf))
        shelf.app.post_message(events.Paste(PASTED))
        await shelf.until(lambda: "长桥镇通了公交车" in words(shelf))
        await shelf.press("escape")
        assert shelf.app.screen is shelf.screen
        assert len(list(shelf.folder.iterdir())) == 3


async def test_what_is_replaced_by_another_paste_is_not_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = Event(), Event()

    def slowly(text: str) -> Article:
        begun.set()
        assert go_on.wait(PATIENCE)
        return pasted_article(text)

    async with shelf_on(tmp_path) as shelf:
        await shelf.press("p")
        shelf.app.post_message(events.Paste(NEWS))
        await shelf.until(lambda: "临江市与澜川集团签署协议" in words(shelf))
        monkeypatch.setattr(paste_dialog, "pasted_article", slowly)
        shelf.app.post_message(events.Paste(PASTED))
        await until(begun.is_set)
        await shelf.press("enter")
        assert isinstance(shelf.app.screen, PasteScreen)
        go_on.set()
        await shelf.until(lambda: "长桥镇通了公交车" in words(shelf))


async def test_a_paste_without_text_is_explained(tmp_path: Path) -> None:
    async with shelf_on(tmp_path) as shelf:
        await shelf.press("p")
        shelf.app.post_message(events.Paste("\x1b[2J\n \n"))
        await shelf.until(lambda: "no text" in words(shelf))
        shelf.app.post_message(events.Paste("\x1b]0;x\x07[@click=app.quit]题\u202e目[/]\n\n正文。"))
        await shelf.until(lambda: "[@click=app.quit]" in words(shelf))
        assert "\u202e" not in words(shelf)


def keep_in(path: Path) -> Environment:
    def keep(_article: object) -> Path:
        if path.exists():
            raise SourceError("There is no room.")
        path.write_text("", "utf-8")
        return path

    state = State.open(path.parent / "state.json")
    return Environment(Sidecar(None, path.parent / "data"), state, "key", keep=keep)


async def test_a_text_from_standard_input_is_kept_on_request(tmp_path: Path) -> None:
    session = open_session(read_article(NEWS.encode(), "-"), keep_in(tmp_path / "kept.txt"))
    app = NewsreaderApp(session, Settings())
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.press("ctrl+s")
        await until(lambda: session.kept)
        assert (tmp_path / "kept.txt").exists()
        await pilot.press("}", "s", "1", "q")
        assert await soon(lambda: not app.is_running or app.return_code is not None)


async def test_notes_on_a_text_without_a_file_offer_to_keep_it(tmp_path: Path) -> None:
    session = open_session(read_article(NEWS.encode(), "-"), keep_in(tmp_path / "kept.txt"))
    app = NewsreaderApp(session, Settings())
    async with app.run_test(size=(100, 24)) as pilot:
        await until(lambda: session.ready)
        await pilot.press("}", "s", "1", "q")
        await until(lambda: isinstance(app.screen, ChoiceScreen))
        await pilot.press("s")
        await pilot.pause()
        assert isinstance(app.screen, ReadingScreen)
        await pilot.press("2", "q")
        await until(lambda: isinstance(app.screen, ChoiceScreen))
        await pilot.press("k")
        await until(lambda: session.kept)
    assert (tmp_path / "kept.txt").exists()
