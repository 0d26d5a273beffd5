"""The article that is open, and those that follow it: from a library, or by links."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from newsreader.errors import NewsreaderError
from newsreader.session.reading_session import ReadingSession
from newsreader.tui.messages import ArticleChosen, ArticleList, HoldsKeys, NextArticle
from newsreader.tui.screens.reading import ReadingScreen
from newsreader.tui.visit import Visit

if TYPE_CHECKING:
    from newsreader.library.library import Library
    from newsreader.library.name_reader import NameReader


class OpenedLibrary(NamedTuple):
    """A library, and what opens its articles (or raises NewsreaderError) and reads their names."""

    library: Library
    open_session: Callable[[Path], ReadingSession]
    name_reader: NameReader
    first: str = ""
    """The key of what is done first."""


class OpenArticles:
    """Opens one article after the other, each until the reader has left it."""

    def __init__(
        self,
        session: ReadingSession | None,
        open_session: Callable[[Path], ReadingSession] | None,
        show: Callable[[ReadingSession, Visit], Awaitable[ReadingScreen]],
        app: HoldsKeys,
    ) -> None:
        """`open_session` opens an article or raises NewsreaderError; `show` puts it on the screen.

        Without `open_session` the article stays alone. Keys that are pressed while an article is
        opened or left wait for what is shown next.
        """
        self.session = session
        """The article that is open; None in a library."""
        self.open_session = open_session
        self.unopened: NewsreaderError | None = None
        """Why neither the article of a link nor the one with the link could be opened."""
        self._show = show
        self._app = app
        self._is_reading = False
        """Whether an article of the library is being opened, or is open."""
        self._held = ExitStack()
        """Holds the keys between an article that is left and the one that is opened instead."""

    async def read(self, library: ArticleList, chosen: ArticleChosen) -> None:
        """Open an article of the library until the reader goes back.

        One that is chosen with the mouse meanwhile is not opened as well.
        """
        if self.open_session is None or self._is_reading:
            return
        self._is_reading = True
        with self._app.holding_keys():
            self._held.close()
            try:
                session = await asyncio.to_thread(self.open_session, chosen.path)
            except NewsreaderError as error:
                self._is_reading = False
                library.say(str(error), warning=True)
                library.show_list()
                return
            after = partial(library.article_after, chosen.path)
            screen = await self._open(session, chosen, after)
        await screen.visit.left.wait()
        with self._app.holding_keys():
            session.close()
            self.session, self._is_reading = None, False
            await self._come_back(library, chosen, screen)

    def release_keys(self) -> None:
        """Let keys go on, because the article that they wait for is not opened."""
        self._held.close()

    async def _come_back(
        self, library: ArticleList, chosen: ArticleChosen, screen: ReadingScreen
    ) -> None:
        """Go back to the list, or on to what the reader wants instead of it."""
        wanted = screen.visit.next_article
        await library.come_back(chosen.path)
        if screen.visit.dossier is not None:
            library.show_dossier(screen.visit.dossier)
        elif wanted is not None:
            self._held.enter_context(self._app.holding_keys())
            library.open_at(wanted)

    async def follow_links(self, screen: ReadingScreen) -> bool:
        """Open what links lead to from an article that was opened alone, and come back.

        Returns True when the reader leaves, False if no article could be opened (`unopened`).
        """
        while True:
            await screen.visit.left.wait()
            left, chosen = self.session, screen.visit.next_article
            if left is None or self.open_session is None or chosen is None:
                return True
            left.close()
            self.session, problem = None, ""
            with self._app.holding_keys():
                try:
                    session = await asyncio.to_thread(self.open_session, chosen.path)
                except NewsreaderError as error:
                    problem = str(error)
                    chosen = ArticleChosen(Path(left.place_key), came_from=screen.visit.came_from)
                    try:
                        session = await asyncio.to_thread(self.open_session, chosen.path)
                    except NewsreaderError as other:
                        self.unopened = other
                        return False
                screen = await self._open(session, chosen)
            if problem:
                screen.say(problem, warning=True)

    async def _open(
        self,
        session: ReadingSession,
        chosen: ArticleChosen,
        article_after: Callable[[NextArticle], ArticleChosen | None] | None = None,
    ) -> ReadingScreen:
        """Show an article at the place that was chosen."""
        self.session = session
        visit = Visit(article_after=article_after, came_from=chosen.came_from)
        screen = await self._show(session, visit)
        if not screen.is_attached:  # the app has ended meanwhile
            return screen
        if chosen.offset >= 0:
            screen.jump(chosen.offset)
        if chosen.query:
            from newsreader.tui.actions.search import mark_found  # noqa: PLC0415

            mark_found(screen, chosen.query)
        return screen
