"""LibraryScreen: many articles as a list to choose from, to sort, to filter and to search."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar, TypeVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen

from newsreader.errors import NewsreaderError
from newsreader.keys.display import key_for
from newsreader.keys.key_table import BY_ID
from newsreader.keys.keymap import keymap
from newsreader.library.library import Library
from newsreader.locale import _
from newsreader.settings.settings import Settings
from newsreader.text.sanitize import clean, clean_line
from newsreader.tui.actions.library import ACTIONS
from newsreader.tui.bindings import bindings
from newsreader.tui.library.key_hints import keys_in_short
from newsreader.tui.library.library_foot import LibraryFoot
from newsreader.tui.library.library_head import LibraryHead
from newsreader.tui.library.library_list import LibraryList
from newsreader.tui.library.list_layout import ListLayout
from newsreader.tui.library.scanner import Scanner, ScanProgress
from newsreader.tui.library.view_state import LibraryView, ViewState
from newsreader.tui.messages import Requested
from newsreader.tui.theme.themes import Palette
from newsreader.tui.widgets.search_bar import SearchBar
from newsreader.tui.widgets.terminal_cursor import put_back

Answer = TypeVar("Answer")


class LibraryScreen(Screen[None]):
    """Lists what the library knows at once, and looks at the files meanwhile."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("everywhere")

    def __init__(
        self, library: Library, settings: Settings, palette: Palette, problems: Sequence[str] = ()
    ) -> None:
        """`problems` are sentences about the settings."""
        super().__init__()
        self._problems = problems
        self.library = library
        self.keys = keymap(settings.keys, settings.preset).keys
        self.arrangement = ViewState.opening(settings.watch)
        self._palette = palette
        self._looking: Scanner | None = None
        self._doing = ""

    def compose(self) -> ComposeResult:
        yield LibraryHead(id="library-head")
        yield LibraryList(id="library")
        yield SearchBar(id="bar")
        yield LibraryFoot(id="library-foot")

    @property
    def shelf(self) -> LibraryList:
        return self.query_one(LibraryList)

    @property
    def bar(self) -> SearchBar:
        return self.query_one(SearchBar)

    @property
    def foot(self) -> LibraryFoot:
        return self.query_one(LibraryFoot)

    def on_mount(self) -> None:
        self.set_palette(self._palette)
        self.shelf.focus()
        self.show_list()
        for problem in self._problems:
            self.say(problem, warning=True)
        self.look()

    def set_palette(self, palette: Palette) -> None:
        """Draw in the colours of `palette` from now on."""
        self.shelf.palette = palette
        self.foot.palette = palette
        self.query_one(LibraryHead).palette = palette

    def on_screen_resume(self) -> None:
        put_back(self)

    def on_unmount(self) -> None:
        self.stop_looking()

    def look(self) -> None:
        """Look at the files, on a thread; one look at a time."""
        if self._looking is None:
            self._looking = Scanner(self.library, self.post_message)
            self._looking.start()

    def stop_looking(self) -> bool:
        """Leave the files alone; whether they were being looked at."""
        if self._looking is not None:
            self._looking.stop()
        return self._looking is not None

    async def come_back(self, path: Path) -> None:
        """The reader comes back from the article at `path`."""
        await asyncio.to_thread(self.library.update, path)
        self.show_list()

    def offers(self, key: str) -> bool:
        """Whether the function with this id can be done here."""
        return key.startswith("library.") or key in ACTIONS

    def do(self, key: str) -> None:
        """Do what the key with this id does."""
        if key in ACTIONS:
            ACTIONS[key](self)
        elif key.startswith("library."):
            self.shelf.action_do(key)
        elif key != "app.library":
            told = _("“{action}” is for an open article; {open} opens the chosen one.")
            self.say(told.format(action=BY_ID[key].words, open=key_for("library.open")))

    def action_do(self, key: str) -> None:
        self.do(key)

    @on(Requested)
    def _do_as_requested(self, request: Requested) -> None:
        if request.id in ACTIONS:
            ACTIONS[request.id](self)

    @on(ScanProgress)
    def _looked(self, event: ScanProgress) -> None:
        self._doing = "" if event.ended else event.words
        if event.ended:
            self._looking = None
        if event.reprinted is not None:
            self.shelf.reprinted = event.reprinted
        if event.problem:
            self.say(event.problem, warning=True)
        if self.is_current:
            self.show_list()

    def rearrange(self, arrangement: ViewState, *, from_top: bool = False) -> None:
        """List what is wanted now, and choose the first of it if `from_top`."""
        self.arrangement = arrangement
        self.show_list()
        if from_top:
            self.shelf.choose(0)

    def show_list(self) -> None:
        """List what is wanted, from what the library knows now."""
        arrangement, shelf = self.arrangement, self.shelf
        shelf.nothing = arrangement.nothing(exports=self.library.has_exports)
        try:
            match arrangement.view:
                case LibraryView.ARTICLES:
                    shelf.show_articles(arrangement.articles(self.library.entries))
                case LibraryView.NOTES:
                    known = {entry.path: entry for entry in self.library.entries}
                    shelf.show_notes(self.library.search(arrangement.words), known)
                case LibraryView.NAMES:
                    shelf.met = self.library.analysed()
                    shelf.show_names(arrangement.names(self.library.appearances()))
        except NewsreaderError as error:
            self.bar.tell(clean_line(str(error)))
        self._report()

    def on_resize(self) -> None:
        sheet, styles = ListLayout(*self.size), self.shelf.styles
        styles.width, styles.margin = sheet.room, (sheet.top, 0, 0, sheet.left)
        self._report()

    def _report(self) -> None:
        """Say above the list what it is, and below what is being done."""
        arrangement, library = self.arrangement, self.library
        listed = len(self.shelf.items) if arrangement.view is LibraryView.ARTICLES else None
        head = arrangement.head(len(library.entries), library.roots, listed)
        self.query_one(LibraryHead).head = head
        self.foot.words = self._doing or keys_in_short(arrangement, ListLayout(*self.size).words)

    def say(self, words: str, *, warning: bool = False) -> None:
        self.foot.tell(clean(words), warning=warning)

    def ask(self, dialog: Screen[Answer], then: Callable[[Answer | None], None]) -> None:
        self.app.push_screen(dialog, then)

    @on(SearchBar.Typed)
    def _typed(self, event: SearchBar.Typed) -> None:
        self.bar.tell("")
        self.rearrange(self.arrangement.filtered(event.words), from_top=True)

    @on(SearchBar.Entered)
    def _entered(self) -> None:
        self.shelf.focus()

    @on(SearchBar.Cancelled)
    def _cancelled(self) -> None:
        self.rearrange(self.arrangement.filtered(""))
        self.shelf.focus()

    @work(exclusive=True, group="carry")
    async def carry_over(self, origin: Path, target: Path) -> None:
        """Take the notes on `origin` over to its reprint, and say how that went."""
        try:
            carried = await asyncio.to_thread(self.library.carry, origin, target)
        except NewsreaderError as error:
            self.say(str(error), warning=True)
            return
        self.say(
            _("{placed} placed, {review} to be reviewed, {orphans} orphans").format(
                placed=len(carried.placed),
                review=len(carried.review),
                orphans=len(carried.orphans),
            )
        )
        self.show_list()
