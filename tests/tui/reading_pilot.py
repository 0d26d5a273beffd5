"""The reading screen under a pilot, for tests that press keys."""

from __future__ import annotations

import asyncio
import tomllib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from textual import events
from textual.pilot import Pilot

from newsreader.article.loader import open_article
from newsreader.entities.entity import Kind
from newsreader.session import ReadingSession
from newsreader.settings.settings import Settings
from newsreader.sidecar.sidecar import Sidecar, sidecar_path
from newsreader.state import State
from newsreader.tui.app import NewsreaderApp
from newsreader.tui.screens.reading import ReadingScreen
from tests.fakes import NEWS, Clock, FixedService, MemoryStore, session_on

NAMES = [("陆知行", Kind.PER), ("闻一舟", Kind.PER), ("澜川集团", Kind.ORG), ("临江市", Kind.LOC)]


@dataclass
class Sitting:
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
    def at(self) -> str:
        """The text from the caret on."""
        return self.screen.session.article.text[self.screen.pane.caret.offset :]

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def write(self, words: str) -> None:
        """Send whole words at once, as an input method does."""
        self.app.post_message(events.Paste(words))
        await self.pilot.pause()

    async def sidecar(self) -> dict[str, list[dict[str, object]]]:
        """The notes on disk, once the session calls them saved."""
        for _ in range(500):
            if self.screen.session.saved:
                break
            await asyncio.sleep(0.01)
        return tomllib.loads(sidecar_path(self.source).read_text("utf-8"))

    def rows(self) -> str:
        pane = self.screen.pane
        return "\n".join(pane.render_line(y).text for y in range(pane.size.height))


@asynccontextmanager
async def sitting(
    folder: Path,
    text: str = NEWS,
    size: tuple[int, int] = (100, 30),
    settings: Settings | None = None,
) -> AsyncIterator[Sitting]:
    source = folder / "article.txt"
    if not source.exists():
        source.write_text(text, "utf-8")
    session = ReadingSession(
        open_article(source),
        Sidecar(source, folder / "data"),
        State(folder / "state.json"),
        str(source),
        FixedService(NAMES),
        Clock(),
        drafts=folder / "drafts",
    )
    app = NewsreaderApp(session, settings or Settings())
    async with app.run_test(size=size) as pilot:
        await pilot.pause(0.3)
        yield Sitting(app, pilot, source)
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
        await pilot.pause(0.1)
        screen = app.screen
        assert isinstance(screen, ReadingScreen)
        yield app, screen, pilot
    session.settle(5)


def panel_rows(reader: Sitting) -> str:
    panel = reader.screen.panel
    return "\n".join(panel.render_line(y).text for y in range(panel.size.height))
