"""The library screen on a folder of three articles under a pilot."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Static

from newsreader.article.loader import open_article
from newsreader.entities.kind import Kind
from newsreader.library.index import Index
from newsreader.library.library import Library
from newsreader.library.name_reader import NameReader
from newsreader.notebook.colour import Colour
from newsreader.notebook.highlight import Highlight
from newsreader.session import Environment, ReadingSession, open_session
from newsreader.session.environment import SharedHelper
from newsreader.session.folder_corrections import FolderCorrections
from newsreader.settings.settings import Settings
from newsreader.sidecar.sidecar import Sidecar
from newsreader.state import State
from newsreader.text.span import Span
from newsreader.tui.app import NewsreaderApp
from newsreader.tui.library.library_list import LibraryFoot
from newsreader.tui.open_articles import OpenedLibrary
from newsreader.tui.screens.library import LibraryScreen
from newsreader.tui.screens.reading import ReadingScreen
from newsreader.tui.widgets.status_line import Notice, StatusLine
from tests.fakes import NEWS, Clock, FixedService
from tests.tui.waiting import until

REPRINT = NEWS.replace("临江市与澜川集团签署协议", "签了！").replace("林一", "周二")
ESSAY = "山里的清晨总是来得很慢。雾从谷底升起来，漫过石阶。\n\n老人坐在门前，看着远处的路。\n"
NAMES = [("陆知行", Kind.PER), ("澜川集团", Kind.ORG)]


class Shelf:
    """An app on a folder of three articles, under a pilot."""

    def __init__(self, app: NewsreaderApp, pilot: Pilot[None], folder: Path) -> None:
        self.app, self.pilot, self.folder = app, pilot, folder

    @property
    def screen(self) -> LibraryScreen:
        return next(s for s in self.app.screen_stack if isinstance(s, LibraryScreen))

    @property
    def reading(self) -> ReadingScreen:
        assert isinstance(self.app.screen, ReadingScreen)
        return self.app.screen

    @property
    def names(self) -> list[str]:
        """The files that are listed."""
        return [Path(item.partition("\n")[0]).name for item in self.screen.item_list.items]

    @property
    def message(self) -> str:
        """What the last row says."""
        return self.screen.query_one(LibraryFoot).notice.words

    @property
    def hint(self) -> str:
        """What the prompt says at its right end."""
        return str(self.screen.query_one("#prompt-hint", Static).render())

    def rows(self) -> str:
        shelf = self.screen.item_list
        return "\n".join(shelf.render_line(y).text for y in range(shelf.size.height))

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def read(self) -> None:
        """Open the selected article."""
        await self.press("enter")
        await self.until(lambda: isinstance(self.app.screen, ReadingScreen))
        await self.pilot.pause()

    async def read_and_leave(self) -> None:
        """Open the selected article, and return to the list."""
        await self.read()
        await self.press("L")
        await self.until(lambda: self.app.screen is self.screen and self.app.session is None)
        await self.pilot.pause()

    @property
    def status(self) -> str:
        """The last row of the reading screen, without a message over it."""
        line = self.reading.query_one(StatusLine)
        line.notice = Notice()
        return line.render_line(0).text

    async def until(self, holds: Callable[[], object]) -> None:
        """Wait until `holds` is true; it may depend on other threads."""
        await until(holds, self.rows)


@asynccontextmanager
async def shelf_on(
    folder: Path, settings: Settings | None = None, size: tuple[int, int] = (120, 24)
) -> AsyncIterator[Shelf]:
    news = folder / "news"
    news.mkdir(exist_ok=True)
    for name, text in (("a.txt", NEWS), ("b.txt", ESSAY), ("c.txt", REPRINT)):
        if not (news / name).exists():
            (news / name).write_text(text * 2 if text is ESSAY else text, "utf-8")
    state, index = State.open(folder / "state.json"), Index.open(folder / "cache" / "library.db")
    library = Library([news], index, state, folder / "data").refresh()
    helper = SharedHelper(FixedService(NAMES))
    names = NameReader(library, helper)

    def opened(path: Path) -> ReadingSession:
        store = Sidecar(path, folder / "data")
        environment = Environment(
            store,
            state,
            str(path),
            helper,
            Clock(),
            learned=index.learn,
            folder=FolderCorrections(library.folder, library.drafts.parent),
        )
        return open_session(open_article(path), environment)

    app = NewsreaderApp(OpenedLibrary(library, opened, names), settings or Settings())
    async with app.run_test(size=size) as pilot:
        shelf = Shelf(app, pilot, news)
        await shelf.until(lambda: shelf.screen._scanner is None)
        await pilot.pause()
        yield shelf
    index.close()


def note(path: Path, *words: str) -> None:
    """Highlight `words` in the article at `path`, on the disk."""
    article = open_article(path)
    store = Sidecar(path, path.parent.parent / "data")
    made = [
        Highlight.new(article.text, Span(at, at + len(each)), Colour.GREEN, Clock()())
        for each in words
        for at in [article.text.index(each)]
    ]
    loaded = store.load(article)
    store.save(loaded.changed(loaded.notebook.with_highlights(made)))
