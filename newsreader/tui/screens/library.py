"""The library screen: many articles as a list to choose from, sort, filter and search."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.screen import Screen
from textual.timer import Timer

from newsreader.errors import NewsreaderError
from newsreader.keys.display import key_for
from newsreader.keys.key_table import BY_ID
from newsreader.keys.keymap import keymap
from newsreader.library.article_entry import Appearance
from newsreader.library.library import Library
from newsreader.library.name_reader import NameReader
from newsreader.library.search import Found
from newsreader.locale import _
from newsreader.settings.settings import Settings
from newsreader.text.sanitize import clean, clean_line
from newsreader.tui.actions.registry import LIBRARY
from newsreader.tui.bindings import bindings
from newsreader.tui.dialogs.dialog import Answer
from newsreader.tui.library.finder import Finder, FoundSome
from newsreader.tui.library.library_list import LibraryFoot, LibraryHead, LibraryList
from newsreader.tui.library.list_layout import ListLayout
from newsreader.tui.library.scanner import Scanner, ScanProgress
from newsreader.tui.library.view_state import LibraryView, ViewState
from newsreader.tui.messages import ArticleChosen, Requested
from newsreader.tui.theme.themes import Palette
from newsreader.tui.widgets.prompt_bar import PromptBar
from newsreader.tui.widgets.terminal_cursor import put_back

if TYPE_CHECKING:
    from newsreader.entities.entity import Entity
    from newsreader.tui.library.report import Report

_NAMES_SECONDS = 0.5
"""Seconds between two lists of names while they are read."""


@dataclass
class NamesRead(Message):
    """One more article was read for names, or the reading has ended."""


class LibraryScreen(Screen[None]):
    """Lists at once what the library knows, and scans the files meanwhile."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("everywhere")

    def __init__(
        self,
        library: Library,
        name_reader: NameReader,
        settings: Settings,
        palette: Palette,
        problems: Sequence[str] = (),
    ) -> None:
        """`problems` are messages about the settings."""
        super().__init__()
        self._problems = problems
        self.library = library
        self._names = name_reader
        self.keys = keymap(settings.keys, settings.preset).keys
        self.view_state = ViewState.opening(settings.watch)
        self._palette = palette
        self._scanner: Scanner | None = None
        self._progress = ""
        self._names_timer: Timer | None = None
        self._finder: Finder | None = None
        self._searched: ViewState | None = None
        """What was searched last."""
        self._outdated: ViewState | None = None
        """What was searched last, before the articles changed."""
        self._wanted = ""
        """The item to choose when a repeated search finds it."""
        self._found: list[Found] = []
        self._fresh = False
        """Whether nothing of the present search was found yet; what the last one found stays."""

    def compose(self) -> ComposeResult:
        yield LibraryHead(id="library-head")
        yield LibraryList(id="library")
        yield PromptBar(id="bar")
        yield LibraryFoot(id="library-foot")

    @property
    def shelf(self) -> LibraryList:
        return self.query_one(LibraryList)

    @property
    def on_top(self) -> bool:
        """Whether no article or dialog is over this screen; Textual's `is_current` says less."""
        return self.app.screen is self

    @property
    def bar(self) -> PromptBar:
        return self.query_one(PromptBar)

    @property
    def foot(self) -> LibraryFoot:
        return self.query_one(LibraryFoot)

    def on_mount(self) -> None:
        self.set_palette(self._palette)
        self.shelf.focus()
        self.show_list()
        for problem in self._problems:
            self.say(problem, warning=True)
        self.scan()

    def set_palette(self, palette: Palette) -> None:
        """Draw in the colours of `palette` from now on."""
        self._palette = palette
        self.shelf.palette = palette
        self.foot.palette = palette
        self.query_one(LibraryHead).palette = palette

    def on_screen_resume(self) -> None:
        put_back(self)

    def on_unmount(self) -> None:
        self.stop_scan()
        self._names.stop()
        self._stop_search()

    def scan(self) -> None:
        """Scan the files on a thread, unless they are being scanned."""
        if self._scanner is None:
            self._scanner = Scanner(self.library, self.post_message)
            self._scanner.start()

    def stop_scan(self) -> bool:
        """Stop the scan, or the reading of names where they are shown; returns whether it ran."""
        if self._scanner is not None:
            self._scanner.stop()
            return True
        if self._names.reading and self.view_state.view is LibraryView.NAMES:
            self._names.stop()
            return True
        return False

    def _read_names(self) -> None:
        """Read the listed articles for names, then the others."""
        listed = self.view_state.articles(self.library.entries)

        def report() -> None:
            self.post_message(NamesRead())

        threading.Thread(
            target=self._names.start, args=(listed, report), name="names", daemon=True
        ).start()

    @on(NamesRead)
    def _show_new_names(self) -> None:
        """Show the names that were found, at once and then every now and then."""
        if self.view_state.view is not LibraryView.NAMES or not self.on_top:
            return
        if self._names_timer is None:
            self._names_timer = self.set_timer(_NAMES_SECONDS, self._show_names_now)

    def _show_names_now(self) -> None:
        self._names_timer = None
        if self.on_top:
            self.show_list()

    async def come_back(self, path: Path) -> None:
        """Update the list after the reader was in the article at `path`."""
        await asyncio.to_thread(self.library.update, path)
        self._outdated, self._searched = self._searched, None
        self.show_list()
        self._read_names()

    def found_after(self, path: Path, way: int) -> ArticleChosen | None:
        """The article that the search found after the one at `path`, or with -1 before it."""
        if not way:
            return None
        paths = [each.entry.path for each in self._found]
        index = paths.index(path) + way if path in paths else -1
        if not 0 <= index < len(paths):
            return None
        hits = self._found[index].hits
        start = hits[0 if way > 0 else -1].start if hits else -1
        return ArticleChosen(paths[index], start, self.view_state.words)

    def listed_after(self, path: Path, way: int) -> ArticleChosen | None:
        """The article that is listed after the one at `path`, or with -1 before it."""
        paths = list(dict.fromkeys(self.shelf.listed_paths))
        index = paths.index(path) + way if path in paths else -1
        return ArticleChosen(paths[index]) if 0 <= index < len(paths) else None

    def open_at(self, chosen: ArticleChosen) -> None:
        """Open an article, and choose it in the list."""
        item = str(chosen.path)
        if item in self.shelf.items:
            self.shelf.choose(self.shelf.items.index(item))
        self.post_message(chosen)

    def offers(self, key: str) -> bool:
        """Whether the function with this id is available here."""
        return key.startswith("library.") or key in LIBRARY

    def do(self, key: str) -> None:
        """Do what the key with this id does."""
        if key in LIBRARY:
            LIBRARY[key].load()(self, Requested(key))
        elif key.startswith("library."):
            self.shelf.action_do(key)
        elif key != "app.library":
            message = _("“{action}” is for an open article; {open} opens the chosen one.")
            self.say(message.format(action=BY_ID[key].words, open=key_for("library.open")))

    def action_do(self, key: str) -> None:
        self.do(key)

    @on(Requested)
    def _perform(self, request: Requested) -> None:
        if request.id in LIBRARY:
            LIBRARY[request.id].load()(self, request)

    @on(ScanProgress)
    def _show_progress(self, event: ScanProgress) -> None:
        self._progress = "" if event.ended else event.words
        if event.ended:
            self._scanner = None
            if self.on_top:  # else the helper reads the open article
                self._read_names()
            self._outdated, self._searched = self._searched, None
        if event.reprinted is not None:
            self.shelf.reprinted = event.reprinted
        if event.problem:
            self.say(event.problem, warning=True)
        if self.on_top:
            self.show_list()

    def show_view(self, view_state: ViewState, *, from_top: bool = False) -> None:
        """Show the list as `view_state` says, and choose its first item if `from_top`."""
        self.view_state = view_state
        self.show_list()
        if from_top:
            self.shelf.choose(0)

    def show_list(self) -> None:
        """Show the list from what the library knows now."""
        view_state, shelf = self.view_state, self.shelf
        shelf.nothing = view_state.nothing(exports=self.library.has_exports)
        try:
            match view_state.view:
                case LibraryView.ARTICLES if view_state.words.strip():
                    self._search()
                case LibraryView.ARTICLES:
                    self._stop_search()
                    shelf.show_articles(view_state.articles(self.library.entries))
                case LibraryView.NOTES:
                    known = {entry.path: entry for entry in self.library.entries}
                    shelf.show_notes(self.library.notes(view_state.words), known)
                case LibraryView.NAMES:
                    shelf.met = self.library.analysed()
                    shelf.show_names(
                        view_state.names(self.library.appearances(), self.library.name_notes())
                    )
        except NewsreaderError as error:
            self.bar.show_hint(clean_line(str(error)))
        self._update_texts()

    def _search(self) -> None:
        """Search the texts on a thread, unless that was done already."""
        view_state = self.view_state
        if view_state == self._searched:
            return
        self._stop_search()
        self._searched, self._fresh = view_state, True
        entries = view_state.articles(self.library.entries)
        self._finder = Finder(self.library, view_state.words, entries, self.post_message)
        self._finder.start()

    def _stop_search(self) -> None:
        self._searched = None
        if self._finder is not None:
            self._finder.stop()
            self._finder = None

    @on(FoundSome)
    def _show_found(self, event: FoundSome) -> None:
        if event.finder is not self._finder:
            return  # something else is searched for by now
        first = self._fresh
        if first:
            self._wanted = self.shelf.chosen_id if self._outdated == self.view_state else ""
        self._found = [*([] if first else self._found), *event.found]
        self._fresh = False
        if event.problem:
            self.bar.show_hint(clean_line(event.problem))
        self.shelf.show_found(self._found)
        if self._wanted in self.shelf.items:
            self.shelf.choose(self.shelf.items.index(self._wanted))
            self._outdated, self._wanted = None, ""
        elif first:
            self.shelf.choose(0)
        self._update_texts()

    def on_resize(self) -> None:
        layout, styles = ListLayout(*self.size), self.shelf.styles
        styles.width, styles.margin = layout.room, (layout.top, 0, 0, layout.left)
        self._update_texts()

    def _update_texts(self) -> None:
        """Show above the list what it lists, and below it the progress or the keys."""
        view_state, library = self.view_state, self.library
        listed = self.shelf.articles if view_state.view is LibraryView.ARTICLES else None
        head = view_state.head(len(library.entries), library.roots, listed)
        self.query_one(LibraryHead).head = head
        self.foot.words = (
            self._progress or self._reading() or view_state.key_hints(ListLayout(*self.size).words)
        )

    def _reading(self) -> str:
        """The progress of the reading for names, where they are shown."""
        if not self._names.reading or self.view_state.view is not LibraryView.NAMES:
            return ""
        done, every = self.library.analysed()
        words = _("Reading the articles for names: {done} of {every} ({key} stops)")
        return words.format(done=done, every=every, key=key_for("library.clear"))

    def say(self, words: str, *, warning: bool = False) -> None:
        self.foot.show_notice(clean(words), warning=warning)

    def ask(self, dialog: Screen[Answer], then: Callable[[Answer | None], None]) -> None:
        self.app.push_screen(dialog, then)

    def show_dossier(self, entity: Entity) -> None:
        """Show the dossier of an entity of an article."""
        from newsreader.tui.library.dossier_report import DossierReport  # noqa: PLC0415 (as below)

        name = Appearance(entity.name, entity.kind, {}, entity.subkind, entity.aliases)
        self.show_report(DossierReport(self.library, name))

    def show_report(self, report: Report) -> None:
        """Show a report over the list."""
        from newsreader.tui.screens.report import ReportScreen  # noqa: PLC0415 (few need it)

        def left(_result: None) -> None:
            self.show_list()

        self.app.push_screen(ReportScreen(report, self, self._palette), left)

    @work(exclusive=True, group="carry")
    async def carry_over(self, origin: Path, target: Path) -> None:
        """Transfer the notes on `origin` to its reprint `target`, and report the result."""
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
