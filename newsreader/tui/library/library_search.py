"""The search of the library screen: what is searched, and what was found so far."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path

from textual.message import Message

from newsreader.library.library import Library
from newsreader.library.search import Found
from newsreader.tui.library.finder import Finder, FoundSome
from newsreader.tui.library.library_list import LibraryList
from newsreader.tui.library.view_state import ViewState
from newsreader.tui.messages import ArticleChosen


class LibrarySearch:
    """One search after the other, each on a thread that posts FoundSome with `report`."""

    def __init__(self, library: Library, report: Callable[[Message], object]) -> None:
        self._library = library
        self._report = report
        self._finder: Finder | None = None
        self._searched: ViewState | None = None
        """What was searched last."""
        self._outdated: ViewState | None = None
        """What was searched last, before the articles changed."""
        self._wanted = ""
        """The item to choose when a repeated search finds it."""
        self.shown = asyncio.Event()
        """Set once the last search has reported; what the one before found stays until then."""
        self.found: Sequence[Found] = ()
        self.names: Sequence[str] = ()
        """The names whose notes have the words too."""
        self.problem = ""
        """What is wrong with the query."""
        self.as_initials = False
        """Whether the query was taken as initials."""

    def start(self, view_state: ViewState) -> None:
        """Search as `view_state` says, unless that was done already."""
        if view_state == self._searched:
            return
        self.stop()
        self._searched, self.names = view_state, ()
        self.problem, self.as_initials = "", False
        self.shown.clear()
        self._finder = Finder(
            self._library,
            view_state.words,
            lambda: view_state.articles(self._library.entries),
            self._report,
        )
        self._finder.start()

    def stop(self) -> None:
        """Stop the search."""
        self._searched = None
        self.shown.set()
        if self._finder is not None:
            self._finder.stop()
            self._finder = None

    def repeat(self) -> None:
        """Search once more at the next `start`, because the articles have changed."""
        self._outdated, self._searched = self._searched, None

    def show(self, event: FoundSome, view_state: ViewState, item_list: LibraryList) -> bool:
        """List what was found; returns False for what a search found that was stopped.

        The item that was chosen before a repeated search stays chosen, else the first one is.
        """
        if event.finder is not self._finder:
            return False
        first, self.names = not self.shown.is_set(), event.names
        self.shown.set()
        self.problem, self.as_initials = event.problem, event.as_initials
        if first:
            self._wanted = item_list.chosen_id if self._outdated == view_state else ""
        self.found = [*([] if first else self.found), *event.found]
        item_list.show_found(self.found)
        if self._wanted in item_list.items:
            item_list.choose(item_list.items.index(self._wanted))
            self._outdated, self._wanted = None, ""
        elif first:
            item_list.choose(0)
        return True

    def article_after(self, path: Path, way: int, query: str) -> ArticleChosen | None:
        """The article found after the one at `path`, or with `way` -1 before it, at its hit."""
        found = [each for each in self.found if not each.entry.is_lost]
        paths = [each.entry.path for each in found]
        index = paths.index(path) + way if path in paths else -1
        if not 0 <= index < len(paths):
            return None
        hits = found[index].hits
        start = hits[0 if way > 0 else -1].start if hits else -1
        return ArticleChosen(paths[index], start, query)
