"""The reading screen under a pilot, for tests that press keys."""

from __future__ import annotations

import tomllib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from textual import events
from textual.pilot import Pilot

from newsreader.article.loader import open_article
from newsreader.entities.kind import Kind
from newsreader.session import Environment, open_session
from newsreader.session.environment import SourceFile
from newsreader.settings.settings import Settings
from newsreader.sidecar.sidecar import Sidecar, sidecar_path
from newsreader.sidecar.undo_file import UndoFile
from newsreader.state import State
from newsreader.tui.app import NewsreaderApp
from newsreader.tui.screens.reading import ReadingScreen
from newsreader.tui.widgets.status_line import StatusLine
from tests.fakes import NEWS, Clock, FixedService, MemoryStore, session_on
from tests.tui.waiting import until

NAMES = [("陆知行", Kind.PER), ("闻一舟", Kind.PER), ("澜川集团", Kind.ORG), ("临江市", Kind.LOC)]


@dataclass
class ReadingPilot:
    """An app under a pilot, with the article's folder."""

    app: NewsreaderApp
    pilot: Pilot[None]
    source: Path

    @property
    def screen(self) -> ReadingScreen:
        found = next(s for s in self.app.screen_stack if isinstance(s, ReadingScreen))
        assert isinstance(found, ReadingScreen)
        return found

    @property
    def opened(self) -> bool:
        """Whether the notes are there, and every name is shown."""
        screens = [s for s in self.app.screen_stack if isinstance(s, ReadingScreen)]
        session = screens[0].session if screens else None
        return (
            session is not None
            and session.ready
            and session.analysis.progress >= 1
            and screens[0].entities is session.analysis.index
        )

    @property
    def at(self) -> str:
        """The text from the caret on."""
        return self.screen.session.article.text[self.screen.pane.caret.offset :]

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def no_message(self) -> None:
        """Wait until the status line says nothing but the status; the welcome goes at a key."""
        line = self.screen.query_one(StatusLine)
        await until(lambda: not line.notice.words)
        await self.pilot.pause()

    async def leave(self) -> None:
        """Press q, and wait for the end."""
        await self.pilot.press("q")
        await until(lambda: self.app.return_code is not None)

    async def write(self, words: str) -> None:
        """Send whole words at once, as an input method does."""
        self.app.post_message(events.Paste(words))
        await self.pilot.pause()

    async def sidecar(self) -> dict[str, list[dict[str, object]]]:
        """The notes on disk, once the session calls them saved."""
        await until(lambda: self.screen.session.saved)
        return tomllib.loads(sidecar_path(self.source).read_text("utf-8"))

    def rows(self) -> str:
        pane = self.screen.pane
        return "\n".join(pane.render_line(y).text for y in range(pane.size.height))


@asynccontextmanager
async def open_reader(
    folder: Path,
    text: str = NEWS,
    size: tuple[int, int] = (100, 30),
    settings: Settings | None = None,
    *,
    followed: bool = False,
) -> AsyncIterator[ReadingPilot]:
    """With `followed`, the session knows the file of the article and its folder."""
    source = folder / "article.txt"
    if not source.exists():
        source.write_text(text, "utf-8")
    state = State.open(folder / "state.json")
    environment = Environment(
        Sidecar(source, folder / "data"),
        state,
        str(source),
        FixedService(NAMES),
        Clock(),
        drafts=folder / "drafts",
        source=SourceFile.at(source, None, state, str(source)) if followed else None,
        lexicon=folder / "lexicon.txt",
        undo_file=UndoFile(folder / "undo"),
    )
    session = open_session(open_article(source), environment)
    app = NewsreaderApp(session, settings or Settings())
    async with app.run_test(size=size) as pilot:
        reader = ReadingPilot(app, pilot, source)
        await until(lambda: reader.opened)
        await pilot.pause()
        yield reader
    session.settle(5)
    session.close()


@asynccontextmanager
async def reading(
    folder: Path,
    settings: Settings | None = None,
    size: tuple[int, int] = (100, 30),
    store: MemoryStore | None = None,
) -> AsyncIterator[tuple[NewsreaderApp, ReadingScreen, Pilot[None]]]:
    session = session_on(NEWS, folder=folder, store=store)
    app = NewsreaderApp(session, settings or Settings())
    async with app.run_test(size=size) as pilot:
        await until(lambda: isinstance(app.screen, ReadingScreen) and session.ready)
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, ReadingScreen)
        yield app, screen, pilot
    session.settle(5)


def panel_rows(reader: ReadingPilot) -> str:
    panel = reader.screen.panel
    return "\n".join(panel.render_line(y).text for y in range(panel.size.height))
