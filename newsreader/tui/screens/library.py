"""The library screen: many articles as a list to choose from, sort, filter and search."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on

from newsreader.errors import NewsreaderError
from newsreader.keys.display import key_for
from newsreader.keys.key_table import BY_ID
from newsreader.keys.keymap import keymap
from newsreader.library.all_notes import AllNotes
from newsreader.library.article_entry import Appearance
from newsreader.library.library import Library
from newsreader.library.name_reader import NameReader
from newsreader.locale import _
from newsreader.notebook.note_links import LinkedFrom
from newsreader.settings.settings import Settings
from newsreader.sidecar.paths import is_notes_file
from newsreader.text.sanitize import clean_line
from newsreader.tui.actions.registry import LIBRARY, OF_ARTICLES
from newsreader.tui.library.finder import FoundSome
from newsreader.tui.library.library_list import LibraryList
from newsreader.tui.library.library_search import LibrarySearch
from newsreader.tui.library.name_list import NameList, NamesListed, NamesRead
from newsreader.tui.library.notes_view import NotesView
from newsreader.tui.library.scanner import Scanner, ScanProgress
from newsreader.tui.library.view_state import LibraryView, ViewState
from newsreader.tui.messages import ArticleChosen, NextArticle, Requested
from newsreader.tui.screens.all_notes import AllNotesScreen
from newsreader.tui.screens.list_screen import ListScreen, beside
from newsreader.tui.theme.themes import Palette

if TYPE_CHECKING:
    from newsreader.entities.entity import Entity
    from newsreader.tui.library.report import Report


class LibraryScreen(ListScreen[LibraryList]):
    """Lists at once what the library knows, and scans the files meanwhile."""

    ACTIONS = LIBRARY

    def __init__(
        self,
        library: Library,
        name_reader: NameReader,
        settings: Settings,
        palette: Palette,
        problems: str = "",
        first: str = "",
    ) -> None:
        """`problems` are messages about the settings; `first` is the key of what is done first."""
        super().__init__(
            LibraryList(id="library"), keymap(settings.keys, settings.preset).keys, palette
        )
        self._problems = problems
        self._first = first
        self.library = library
        self.notes = AllNotes(library)
        self.settings = settings
        self.view_state = ViewState.opening(settings.watch, recent=library.recent)
        self._scanner: Scanner | None = None
        self._progress = ""
        self._names = NameList(library, name_reader, self.post_message)
        self._search = LibrarySearch(library, self.post_message)

    def on_mount(self) -> None:
        self.item_list.focus()
        self.show_list()
        if self._problems:
            self.say(self._problems, warning=True)
        self.scan()
        if self._first:
            self.call_after_refresh(self.do, self._first)

    def set_settings(self, settings: Settings) -> None:
        """Follow `settings` from now on."""
        self.settings = settings
        super().set_settings(settings)

    def on_unmount(self) -> None:
        self.stop_scan()
        self._names.stop()
        self._search.stop()

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
        is_asked = self.view_state.view is LibraryView.NAMES and not self.view_state.words
        if self._names.is_reading and is_asked:  # with a search, the key drops that first
            self._names.stop()
            return True
        return False

    @on(NamesRead)
    def _list_new_names(self) -> None:
        failure = self.library.failure
        if failure != self.item_list.failure:
            self.item_list.failure = failure
            self.say(_("Entities are not available: {reason}").format(reason=failure), warning=True)
        if self.view_state.view is LibraryView.NAMES and self.is_active:
            self._names.refresh()

    @on(NamesListed)
    def _show_new_names(self) -> None:
        if self.view_state.view is LibraryView.NAMES and self.is_active:
            self._show_names()
            self.show_progress()

    async def come_back(self, path: Path) -> None:
        """Update the list after the reader was in the article at `path`."""
        await asyncio.to_thread(self.library.update, path)
        self._search.repeat()
        self.show_list()
        self._names.read(self.view_state.articles(self.library.entries))

    def article_after(self, path: Path, wanted: NextArticle) -> ArticleChosen | None:
        """The article that is `wanted` after the one at `path`, None if there is none."""
        if wanted.among_found:
            return self._search.article_after(path, wanted.way, self.view_state.words)
        articles = (each for each in self.item_list.listed_paths if not is_notes_file(each))
        found = beside(path, articles, wanted.way)
        return ArticleChosen(found) if found is not None else None

    def open_at(self, chosen: ArticleChosen) -> None:
        """Open an article, and choose it in the list."""
        item = str(chosen.path)
        if item in self.item_list.items:
            self.item_list.choose(self.item_list.items.index(item))
        super().open_at(chosen)

    def do(self, key: str) -> None:
        """Do what the key with this id does; the reader is in the library already."""
        if key != "app.library":
            super().do(key)

    def perform(self, request: Requested) -> None:
        """Do what is requested, unless it is for articles and names are listed."""
        if request.id in OF_ARTICLES and self.view_state.view is LibraryView.NAMES:
            message = _("“{action}” is for the list of articles; {names} goes back there.")
            names = key_for("library.names")
            self.say(message.format(action=BY_ID[request.id].words, names=names))
        else:
            super().perform(request)

    @on(ScanProgress)
    def _show_progress(self, event: ScanProgress) -> None:
        self._progress = "" if event.ended else event.words
        if event.ended:
            self._scanner = None
            if self.is_active:  # else the helper reads the open article
                self._names.read(self.view_state.articles(self.library.entries))
            self._search.repeat()
        if event.reprinted is not None:
            self.item_list.reprinted = event.reprinted
        if event.problem:
            self.say(event.problem, warning=True)
        if self.is_active:
            self.show_list()
        elif isinstance(above := self.app.screen, ListScreen):
            above.follow_scan()

    def show_view(self, view_state: ViewState, *, from_top: bool = False) -> None:
        """Show the list as `view_state` says, and choose its first item if `from_top`."""
        self.view_state = view_state
        self.show_list()
        if from_top:
            self.item_list.choose(0)

    def show_list(self) -> None:
        """Show the list from what the library knows now."""
        view_state, item_list = self.view_state, self.item_list
        if self.library.scan.is_lost:
            self.scan()
        item_list.nothing = self._nothing()
        try:
            match view_state.view:
                case LibraryView.ARTICLES if view_state.words.strip():
                    self._search.start(view_state)
                case LibraryView.ARTICLES:
                    self._search.stop()
                    item_list.show_articles(view_state.articles(self.library.entries))
                case LibraryView.NAMES:
                    self._names.refresh()
                    self._show_names()
        except NewsreaderError as error:
            self.bar.show_hint(clean_line(str(error)))
        self.show_progress()

    async def until_found(self) -> None:
        """Wait until the list shows what the query has found, or has found first."""
        await self._search.shown.wait()

    def _nothing(self) -> str:
        """The words in an empty list."""
        if self.view_state.words and self._search.problem:
            return self._search.problem
        names = self._names
        return self.view_state.nothing(
            exports=self.library.has_exports,
            scanning=self.library.scan.is_running,
            # With articles, but none counted yet, there is no list yet.
            reading=self._is_reading or bool(self.library.entries and not names.analysed[1]),
            stopped=names.stopped,
            failure=self.library.failure,
        )

    @property
    def _is_reading(self) -> bool:
        """Whether more articles, or names in them, may be found."""
        return self.library.scan.is_running or self._names.is_reading

    def _show_names(self) -> None:
        self._names.prefer(self.view_state.words)
        self.item_list.nothing = self._nothing()
        self.item_list.analysed, self.item_list.stopped = self._names.analysed, self._names.stopped
        self.item_list.more_to_come = self._is_reading
        self.item_list.show_names(self.view_state.names(self._names.names, self._names.notes))

    @on(FoundSome)
    def _show_found(self, event: FoundSome) -> None:
        if not self._search.show(event, self.view_state, self.item_list):
            return
        self.item_list.nothing = self._nothing()
        if event.problem:
            self.bar.show_hint(clean_line(event.problem))
        self.show_progress()

    def show_progress(self) -> None:
        """Show above the list what it lists, and below it the progress or the keys."""
        view_state, library = self.view_state, self.library
        listed = self.item_list.articles if view_state.view is LibraryView.ARTICLES else None
        count, names, initials = len(library.entries), self._search.names, self._search.as_initials
        self.head.head = view_state.head(count, library.roots, listed, names, as_initials=initials)
        is_names = view_state.view is LibraryView.NAMES
        reading = self._names.progress(can_stop=not view_state.words) if is_names else ""
        hints = view_state.key_hints(self.layout_of_list.words, is_empty=not self.item_list.items)
        self.foot.words = self.job_words or self._progress or reading or hints

    def refresh_list(self) -> None:
        """Show the list again, with a search repeated, because notes have changed."""
        self._search.repeat()
        self.show_list()

    def show_notes(
        self, words: str = "", article: Path | None = None, linked: LinkedFrom | None = None
    ) -> None:
        """Open the list of all notes, or of some of them, as `NotesView` has it."""
        view = NotesView(words=words, article=article, linked=linked)
        shown = self.settings, self.palette
        near, dossier = self.item_list.path, self.show_dossier
        screen = AllNotesScreen(self.notes, view, self.keys, *shown, dossier, near)

        def left(_result: None) -> None:
            self.refresh_list()
            if (item := str(screen.chosen_article)) in self.item_list.items:
                self.item_list.choose(self.item_list.items.index(item))

        self.ask(screen, left)

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

        self.app.push_screen(ReportScreen(report, self, self.palette), left)
