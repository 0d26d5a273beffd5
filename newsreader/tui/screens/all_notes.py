"""The screen of all notes: those on every article of the library, to read, change and export."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from time import monotonic

from newsreader.entities.entity import Entity
from newsreader.library.all_notes import AllNotes, KnownNotes
from newsreader.library.library import Library
from newsreader.library.note_groups import NoteGrouping
from newsreader.notebook.note_links import LinkedFrom
from newsreader.settings.settings import Settings
from newsreader.text.sanitize import clean_line
from newsreader.tui.actions.library_notes import say_lost
from newsreader.tui.actions.registry import ALL_NOTES
from newsreader.tui.library.all_notes_list import AllNotesList
from newsreader.tui.library.notes_view import Listed, NotesView
from newsreader.tui.messages import ArticleChosen, NextArticle
from newsreader.tui.screens.list_screen import ListScreen, beside
from newsreader.tui.theme.themes import Palette

_FEW = 1000
"""Notes that are listed at once; more are read and searched on a thread."""

_FOLLOW_SECONDS = 1.0
"""Seconds between two listings while a scan changes what the library knows."""


class AllNotesScreen(ListScreen[AllNotesList]):
    """Lists the notes of all articles in groups; what is changed here is in the sidecars at once.

    Notes are read and written on threads.
    """

    ACTIONS = ALL_NOTES

    def __init__(
        self,
        notes: AllNotes,
        view: NotesView,
        keys: Mapping[str, tuple[str, ...]],
        settings: Settings,
        palette: Palette,
        show_dossier: Callable[[Entity], None],
        near: Path | None = None,
    ) -> None:
        """`view` is shown first, with a note on the article `near` chosen.

        `show_dossier` shows the dossier of an entity.
        """
        super().__init__(AllNotesList(notes.library.meanings, id="library"), keys, palette)
        self.notes = notes
        self.settings = settings
        self.view = view
        self._known = KnownNotes()
        self._shown = asyncio.Event()
        """Set while what the view says is listed, and not still being looked for."""
        self._listed = 0.0
        """When the notes were listed last, by `time.monotonic`."""
        self.show_dossier = show_dossier
        self._near = near
        self._first = ""
        """The item that was chosen first."""

    @property
    def library(self) -> Library:
        return self.notes.library

    def on_mount(self) -> None:
        self.item_list.focus()
        self._list(from_top=True)

    def set_settings(self, settings: Settings) -> None:
        """Follow `settings` from now on."""
        self.settings = settings
        super().set_settings(settings)

    def follow_scan(self) -> None:
        """List again what a scan or another screen has changed, but for a list that is coming."""
        if not self.item_list.items:
            self._say_nothing()
            self.item_list.refresh()
        is_listed = self._known.version >= 0
        if not is_listed or self._known.version == self.library.version:
            return
        if not self.library.scan.is_running or monotonic() - self._listed > _FOLLOW_SECONDS:
            self._list()

    def show_view(self, view: NotesView) -> None:
        """List what `view` says, from the first note on."""
        self.view = view
        self._list(from_top=True)

    def _list(self, *, from_top: bool = False) -> None:
        """List the notes as they are known now: at once, or on a thread where that takes long."""
        count = sum(entry.highlights for entry in self.library.entries)
        known = self._known.version == self.library.version
        self.workers.cancel_group(self, "list")
        self._listed = monotonic()
        self._shown.clear()
        if count <= _FEW or (known and not self.view.words.strip()):
            self._show(self.view.listed(self.notes), from_top=from_top)
        else:
            self.run_in_background(partial(self._list_later, from_top=from_top), "list")

    async def _list_later(self, *, from_top: bool) -> None:
        self._show(await asyncio.to_thread(self.view.listed, self.notes), from_top=from_top)
        if self.is_active:
            self.follow_scan()

    def _show(self, listed: Listed, *, from_top: bool) -> None:
        self._known, item_list = listed.known, self.item_list
        self._shown.set()
        if listed.problem:
            self.bar.show_hint(clean_line(listed.problem))
            return
        self._say_nothing()
        item_list.every = len(listed.known.excerpts)
        item_list.show_groups(listed.groups, listed.view.grouping, listed.known.entries)
        if from_top:
            item_list.choose(1)
        if self._near is not None and item_list.items:
            item_list.choose_article(self._near)
            self._near, self._first = None, item_list.chosen_id
        self.show_progress()
        entry = listed.known.entries.get(self.view.article) if self.view.article else None
        if from_top and entry is not None and entry.is_lost:
            say_lost(self, entry)

    async def until_found(self) -> None:
        """Wait until what the query finds is listed."""
        await self._shown.wait()

    def _say_nothing(self) -> None:
        self.item_list.nothing = self.view.nothing(is_scanning=self.library.scan.is_running)

    @property
    def chosen_article(self) -> Path | None:
        """The article of the chosen note, if the reader has chosen another than the first one."""
        return self.item_list.path if self.item_list.chosen_id != self._first else None

    def next_grouping(self) -> NoteGrouping:
        """The grouping after the present one."""
        return self.view.grouping_after(self._known)

    def show_progress(self) -> None:
        """Show above the list what it lists, and below it the progress or the keys."""
        library, view = self.library, self.view
        self.head.head = view.head(self._known, library.roots)
        self.foot.words = self.job_words or view.key_hints(
            self.layout_of_list.words, is_empty=not self.item_list.items
        )

    async def come_back(self, path: Path) -> None:
        """Update the list after the reader was in the article at `path`."""
        await asyncio.to_thread(self.library.update, path)
        self._list()

    def show_list(self) -> None:
        self._list()

    def refresh_list(self) -> None:
        self._list()

    def show_notes(
        self, words: str = "", article: Path | None = None, linked: LinkedFrom | None = None
    ) -> None:
        self.show_view(replace(self.view, words=words, article=article, linked=linked))

    def article_after(self, path: Path, wanted: NextArticle) -> ArticleChosen | None:
        """The article that has notes after the one at `path`, or before it; None for none."""
        found = beside(path, (excerpt.path for excerpt in self.item_list.listed), wanted.way)
        return ArticleChosen(found) if found is not None else None
