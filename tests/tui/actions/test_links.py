"""Links in notes: completed while they are typed, and followed by a key and by a click."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.geometry import Offset
from textual.pilot import Pilot

from newsreader.article.loader import open_article
from newsreader.errors import IndexAccessError, SourceError
from newsreader.keys.display import key_for
from newsreader.locale import use_language
from newsreader.notebook.note_links import LinkedArticles
from newsreader.session import Environment, open_session
from newsreader.session.reading_session import ReadingSession
from newsreader.settings.settings import Settings
from newsreader.sidecar.sidecar import Sidecar, sidecar_path
from newsreader.state import State
from newsreader.tui.actions import links as actions
from newsreader.tui.app import NewsreaderApp
from newsreader.tui.dialogs.note_editor import NoteArea, NoteEditor
from newsreader.tui.dialogs.picker import PickerList, PickerScreen
from newsreader.tui.screens.reading import ReadingScreen
from newsreader.tui.widgets.link_list import LinkList
from newsreader.tui.widgets.status_line import Notice, StatusLine
from tests.fakes import NEWS, Clock, FixedService
from tests.notebooks import highlight_file
from tests.tui.library_pilot import ESSAY, shelf_on
from tests.tui.reading_pilot import NAMES, ReadingPilot, open_reader, panel_rows
from tests.tui.waiting import soon, until


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


async def _note(reader: ReadingPilot, words: str) -> None:
    """Highlight the next sentence and write a note on it."""
    await reader.press(")", "s", "1", "a")
    await reader.write(words)
    await reader.press("ctrl+s")


def _message(reader: ReadingPilot) -> str:
    return reader.screen.query_one(StatusLine).notice.words


async def test_a_name_is_completed_and_followed(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await reader.press(")", "s", "1", "a")
        await reader.write("问 [[闻")
        links = reader.app.screen.query_one(LinkList)
        await until(lambda: links.display)
        await reader.press("tab")
        assert reader.app.screen.query_one(NoteArea).text == "问 [[闻一舟]]"
        assert not links.display
        await reader.press("ctrl+s")
        await reader.press("F")
        await until(lambda: reader.at.startswith("闻一舟"))
        assert await soon(lambda: reader.screen.sidebar.chosen_id.endswith("闻一舟"))


async def test_of_several_links_those_to_a_highlight_are_shown_without_its_id(
    tmp_path: Path,
) -> None:
    async with open_reader(tmp_path) as reader:
        await _note(reader, "[[#0f3a|首句]] [[闻一舟|市长]] [[陆知行]]")
        await reader.press("F")
        assert isinstance(reader.app.screen, PickerScreen)
        items = reader.app.screen.query_one(PickerList)
        shown = [
            "".join(part.text for part in items.lines_of(item, 40, chosen=False)[0]).split()
            for item in items.items
        ]
        assert shown == [["首句", "highlight"], ["市长", "闻一舟"], ["陆知行"]]


async def test_the_keys_of_the_list_are_those_of_the_text_when_it_is_closed(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await reader.press(")", "s", "1", "a")
        await reader.write("[[")
        links = reader.app.screen.query_one(LinkList)
        await until(lambda: links.display)
        first = links.link
        await reader.press("down")
        assert links.link != first
        await reader.press("escape")
        assert not links.display
        assert isinstance(reader.app.screen, NoteEditor)
        await reader.press("enter")
        assert reader.app.screen.query_one(NoteArea).text == "[[\n"


@pytest.mark.parametrize("size", [(100, 40), (140, 40)])
async def test_a_highlight_is_linked_to_and_found_by_a_click(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with open_reader(tmp_path, size=size) as reader:
        await reader.press("}", "s", "2")
        there = reader.screen.pane.caret.offset
        await reader.press(")", "s", "1", "a")
        await reader.write("比较 [[#")
        links = reader.app.screen.query_one(LinkList)
        await until(lambda: links.display)
        await reader.press("enter", "ctrl+s", "G")
        panel = reader.screen.panel
        rows = panel_rows(reader).split("\n")
        [row] = [y for y, words in enumerate(rows) if "[[#" in words]
        column = rows[row].index("[[") + rows[row][: rows[row].index("[[")].count("比较") * 2
        # The panel has a border at its left, or above it where it is below the entities.
        await reader.pilot.click(offset=panel.content_region.offset + Offset(column, row))
        await until(lambda: reader.screen.pane.caret.offset == there)
        linked, linking = reader.screen.session.notebook.in_order()
        assert linking.note.startswith(f"比较 [[#{linked.id[:8]}|")


@pytest.mark.parametrize(
    ("note", "words"),
    [
        ("没有链接", "no link in this note"),
        ("[[#ffff]]", "No highlight of this article"),
        ("[[查无此人]]", "no such name"),
    ],
)
async def test_a_link_that_leads_nowhere_is_explained(
    tmp_path: Path, note: str, words: str
) -> None:
    async with open_reader(tmp_path) as reader:
        await _note(reader, note)
        await reader.press("F")
        place = reader.screen.pane.caret
        await until(lambda: words in _message(reader))
        assert reader.screen.pane.caret == place


async def test_a_note_can_be_written_while_the_index_of_the_library_is_busy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(_path: Path) -> LinkedArticles:
        raise IndexAccessError("Another newsreader is busy.")

    monkeypatch.setattr(actions, "linked_articles", busy)
    async with open_reader(tmp_path) as reader:
        await reader.press(")", "s", "1", "a")
        await reader.write("[[闻一")
        await until(lambda: "busy" in _message(reader))
        await reader.press("tab", "ctrl+s")
        assert reader.screen.session.notebook.in_order()[0].note == "[[闻一舟]]"


async def test_of_several_links_one_is_chosen(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await _note(reader, "[[陆知行]] 与 [[闻一舟]]")
        await reader.press("F")
        await reader.write("闻")
        await reader.press("enter")
        await until(lambda: reader.at.startswith("闻一舟"))
        assert await soon(lambda: reader.screen.sidebar.chosen_id.endswith("闻一舟"))


async def test_an_article_of_the_library_is_completed_and_opened(tmp_path: Path) -> None:
    news = tmp_path / "news"
    news.mkdir()
    (news / "a.txt").write_text(NEWS, "utf-8")
    (news / "b.txt").write_text(ESSAY, "utf-8")
    async with shelf_on(tmp_path) as shelf:
        shelf.screen.item_list.choose(shelf.screen.item_list.items.index(str(news / "a.txt")))
        await shelf.press("enter")
        await shelf.until(lambda: isinstance(shelf.app.screen, ReadingScreen))
        reading = shelf.app.screen
        assert isinstance(reading, ReadingScreen)
        await shelf.until(lambda: reading.session.ready)
        await shelf.press("M", *"[[b")
        links = shelf.app.screen.query_one(LinkList)
        await shelf.until(
            lambda: links.display and "b.txt" in links.lines_of("0", 60, chosen=True)[0][2].text
        )
        await shelf.press("tab", "ctrl+s", "F")
        assert await soon(
            lambda: (
                isinstance(shelf.app.screen, ReadingScreen)
                and shelf.app.screen.session.article.name == "b.txt"
            )
        )
        await shelf.pilot.pause()


@asynccontextmanager
async def _alone(folder: Path, note: str) -> AsyncIterator[tuple[NewsreaderApp, Pilot[None]]]:
    """An article that was opened alone, with a note on it; the folder has another one."""
    news = folder / "news"
    news.mkdir()
    (news / "a.txt").write_text(NEWS, "utf-8")
    (news / "b.txt").write_text(ESSAY * 3, "utf-8")
    state = State.open(folder / "state.json")

    def opened(path: Path) -> ReadingSession:
        store = Sidecar(path, folder / "data")
        environment = Environment(store, state, str(path), FixedService(NAMES), Clock())
        return open_session(open_article(path), environment)

    session = opened(news / "a.txt")
    session.notes.remark(note)
    app = NewsreaderApp(session, Settings(), open_linked=opened)
    async with app.run_test(size=(100, 30)) as pilot:
        await until(lambda: isinstance(app.screen, ReadingScreen) and session.ready)
        await pilot.pause()
        yield app, pilot


def _reading(app: NewsreaderApp, name: str) -> bool:
    """Whether the article is shown; its screen comes a moment before the parts of it."""
    screen = app.screen
    if not isinstance(screen, ReadingScreen) or not screen.query(StatusLine):
        return False
    return screen.session.article.name == name


@pytest.mark.parametrize("key", ["ctrl+o", "L"])
async def test_a_link_in_an_article_opened_alone_leads_to_another_and_back(
    tmp_path: Path, key: str
) -> None:
    async with _alone(tmp_path, "见 [[b.txt]]") as (app, pilot):
        first = app.screen
        assert isinstance(first, ReadingScreen)
        await pilot.press("j")
        await until(lambda: first.pane.caret.offset > 0)
        place = first.pane.caret.offset
        await pilot.press("F")
        await until(lambda: _reading(app, "b.txt"))
        await pilot.pause()
        assert sidecar_path(tmp_path / "news" / "a.txt").exists()
        line = app.screen.query_one(StatusLine)
        line.notice = Notice()  # the welcome
        assert f"{key_for('app.library')} back" in line.render_line(0).text
        await pilot.press(key)
        await until(lambda: _reading(app, "a.txt"))
        again = app.screen
        assert isinstance(again, ReadingScreen)
        assert again is not first
        await until(lambda: again.pane.caret.offset == place)
        await pilot.press(key)
        await pilot.pause()
        assert app.screen is again


async def test_an_article_that_cannot_be_opened_leaves_the_reader_where_the_link_is(
    tmp_path: Path,
) -> None:
    async with _alone(tmp_path, "见 [[b.txt]]") as (app, pilot):
        assert app.articles.open_session is not None
        opened = app.articles.open_session

        def gone(path: Path) -> ReadingSession:
            if path.name == "b.txt":
                raise SourceError("It is gone.")
            return opened(path)

        app.articles.open_session = gone
        first = app.screen
        await pilot.press("F")
        await until(lambda: app.screen is not first and _reading(app, "a.txt"))
        line = app.screen.query_one(StatusLine)
        assert await soon(lambda: line.notice.words == "It is gone.")


async def test_ctrl_o_comes_back_from_a_linked_article_of_the_library(tmp_path: Path) -> None:
    path = tmp_path / "news" / "a.txt"
    path.parent.mkdir()
    path.write_text(NEWS, "utf-8")
    highlight_file(path, "闻一舟", "[[b.txt]]")
    async with shelf_on(tmp_path) as shelf:
        shelf.screen.item_list.choose(shelf.screen.item_list.items.index(str(path)))
        await shelf.read()
        await shelf.until(lambda: shelf.reading.session.ready)
        await shelf.press("]", "F")
        await shelf.until(lambda: _reading(shelf.app, "b.txt"))
        await shelf.press("ctrl+o")
        await shelf.until(lambda: _reading(shelf.app, "a.txt"))
        await shelf.press("L")
        await shelf.until(lambda: shelf.app.screen is shelf.screen)
        assert shelf.screen.item_list.chosen_id == str(path)
