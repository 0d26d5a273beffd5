"""The screen of all notes: those on every article of the library, to read, change and export."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import ClassVar, NamedTuple

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen

from newsreader.entities.entity import Entity
from newsreader.errors import NewsreaderError
from newsreader.keys.display import key_for
from newsreader.keys.key_table import BY_ID
from newsreader.keys.keymap import keymap
from newsreader.library.all_notes import AllNotes, KnownNotes
from newsreader.library.library import Library
from newsreader.library.note_groups import NoteGroup, NoteGrouping, grouped, groupings
from newsreader.locale import _
from newsreader.notebook.colour import colour_name
from newsreader.notebook.note_links import LinkedFrom
from newsreader.settings.settings import Settings
from newsreader.text.sanitize import clean, clean_line
from newsreader.tui.actions.library_notes import say_lost
from newsreader.tui.actions.registry import ALL_NOTES
from newsreader.tui.bindings import bindings
from newsreader.tui.dialogs.dialog import Answer
from newsreader.tui.library.all_notes_list import AllNotesList
from newsreader.tui.library.job import JobScreen
from newsreader.tui.library.library_list import LibraryFoot, LibraryHead
from newsreader.tui.library.list_layout import ListLayout
from newsreader.tui.library.notes_view import NotesView
from newsreader.tui.library.view_state import Head, hints_within
from newsreader.tui.messages import ArticleChosen, NextArticle, Requested
from newsreader.tui.theme.themes import Palette
from newsreader.tui.widgets.prompt_bar import PromptBar
from newsreader.tui.widgets.terminal_cursor import put_back

_FEW = 1000
"""Notes that are listed at once; more are read and searched on a thread."""

_FOLLOW_SECONDS = 1.0
"""Seconds between two looks at what the library knows, which a scan changes."""


class Listed(NamedTuple):
    """What `view` lists of the `known` notes, or the `problem` with its query."""

    view: NotesView
    known: KnownNotes
    groups: Sequence[NoteGroup] = ()
    problem: str = ""


class AllNotesScreen(JobScreen):
    """Lists the notes of all articles in groups; what is changed here is in the sidecars at once.

    Notes are read and written on threads.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings("everywhere")

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
        super().__init__()
        self.notes = notes
        self.keys = keys
        self.settings = settings
        self.view = view
        self._palette = palette
        self._known = KnownNotes()
        self.show_dossier = show_dossier
        self._near = near
        self._first = ""
        """The item that was chosen first."""

    def compose(self) -> ComposeResult:
        yield LibraryHead(id="library-head")
        yield AllNotesList(self.library.meanings, id="library")
        yield PromptBar(id="bar")
        yield LibraryFoot(id="library-foot")

    @property
    def library(self) -> Library:
        return self.notes.library

    @property
    def palette(self) -> Palette:
        return self._palette

    @property
    def on_top(self) -> bool:
        """Whether no article or dialog is over this screen."""
        return self.app.screen is self

    @property
    def shelf(self) -> AllNotesList:
        return self.query_one(AllNotesList)

    @property
    def bar(self) -> PromptBar:
        return self.query_one(PromptBar)

    @property
    def foot(self) -> LibraryFoot:
        return self.query_one(LibraryFoot)

    def on_mount(self) -> None:
        self.set_palette(self._palette)
        self.shelf.focus()
        self._list(from_top=True)
        self.set_interval(_FOLLOW_SECONDS, self._follow)

    def set_palette(self, palette: Palette) -> None:
        """Draw in the colours of `palette` from now on."""
        self._palette = palette
        self.shelf.palette = palette
        self.foot.palette = palette
        self.query_one(LibraryHead).palette = palette

    def set_settings(self, settings: Settings) -> None:
        """Follow `settings` from now on."""
        self.settings = settings
        self.keys = keymap(settings.keys, settings.preset).keys
        self._update_texts()

    def on_screen_resume(self) -> None:
        put_back(self)

    def on_resize(self) -> None:
        layout, styles = ListLayout(*self.size), self.shelf.styles
        styles.width, styles.margin = layout.room, (layout.top, 0, 0, layout.left)
        self._update_texts()

    def _follow(self) -> None:
        """List again what a scan or another window has changed."""
        if self._known.version != self.library.version and self.on_top:
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
        if count <= _FEW or (known and not self.view.words.strip()):
            self._show(self._found(self.view), from_top=from_top)
        else:
            self._list_later(from_top=from_top)

    @work(exclusive=True, group="list")
    async def _list_later(self, *, from_top: bool) -> None:
        self._show(await asyncio.to_thread(self._found, self.view), from_top=from_top)

    def _found(self, view: NotesView) -> Listed:
        """The groups of the notes that `view` lists, or what is wrong with its query."""
        known = self.notes.known()
        try:
            found = known.matching(view.words, view.only, self.library.meanings)
        except NewsreaderError as error:
            return Listed(view, known, problem=str(error))
        found = [each for each in found if view.article in (None, each.path)]
        if view.linked is not None:
            found = [each for each in found if view.linked.holds(each.note)]
        return Listed(view, known, grouped(found, view.grouping))

    def _show(self, listed: Listed, *, from_top: bool) -> None:
        self._known, shelf = listed.known, self.shelf
        if listed.problem:
            self.bar.show_hint(clean_line(listed.problem))
            return
        shelf.nothing = self._nothing()
        shelf.every = len(listed.known.excerpts)
        shelf.show_groups(listed.groups, listed.view.grouping, listed.known.entries)
        if from_top:
            shelf.choose(1)
        if self._near is not None and shelf.items:
            shelf.choose_article(self._near)
            self._near, self._first = None, shelf.chosen_id
        self._update_texts()
        entry = listed.known.entries.get(self.view.article) if self.view.article else None
        if from_top and entry is not None and entry.is_lost:
            say_lost(self, entry)

    @property
    def chosen_article(self) -> Path | None:
        """The article of the chosen note, if the reader has chosen another than the first one."""
        return self.shelf.path if self.shelf.chosen_id != self._first else None

    def next_grouping(self) -> NoteGrouping:
        """The grouping after the present one."""
        offered = groupings(self._known.excerpts)
        at = offered.index(self.view.grouping) if self.view.grouping in offered else -1
        return offered[(at + 1) % len(offered)]

    def _nothing(self) -> str:
        if self.view.linked is not None and not self.view.words.strip():
            words = _("No note has a link to it; {key} shows all notes.")
            return words.format(key=key_for("allnotes.clear"))
        if self.view.narrow:
            words = _("Nothing is found; {key} drops the search.")
            return words.format(key=key_for("allnotes.clear"))
        if self.library.is_scanning:
            return _("The articles are being read …")
        template = _("Nothing is marked yet in these articles; {open} in their list opens one.")
        return template.format(open=key_for("library.open"))

    def _update_texts(self) -> None:
        """Show above the list what it lists, and below it the keys."""
        view = self.view
        names = {
            NoteGrouping.ARTICLE: _("by article"),
            NoteGrouping.TAG: _("by tag"),
            NoteGrouping.COLOUR: _("by colour"),
            NoteGrouping.SPEAKER: _("by speaker"),
            NoteGrouping.DATE: _("by date"),
        }
        parts = [names[view.grouping]]
        entry = self._known.entries.get(view.article) if view.article else None
        parts += [clean_line(entry.name)] if entry else []
        if view.linked is not None:
            parts.append(_("with links to {name}").format(name=clean_line(view.linked.name)))
        parts += [colour_name(view.only)] if view.only else []
        parts += [f"/{clean_line(view.words)}"] if view.words.strip() else []
        places = "  ".join(str(root) for root in self.library.roots[:3])
        self.query_one(LibraryHead).head = Head(_("All notes"), " · ".join(parts), places)
        hints = [
            words.format(key=key_for(key))
            for key, words in (
                ("allnotes.open", _("{key} goes there")),
                ("allnotes.clear", _("{key} shows all") if view.narrow else _("{key} back")),
                ("allnotes.edit", _("{key} edits")),
                ("allnotes.search", _("{key} searches")),
                ("allnotes.group", _("{key} groups")),
                ("allnotes.tags", _("{key} tags")),
                ("allnotes.delete", _("{key} deletes")),
                ("app.export", _("{key} exports")),
            )
        ]
        self.foot.words = self.job_words or hints_within(ListLayout(*self.size).words, hints)

    def show_progress(self) -> None:
        self._update_texts()

    def offers(self, key: str) -> bool:
        """Whether the function with this id is available here."""
        return key.startswith("allnotes.") or key in ALL_NOTES

    def do(self, key: str) -> None:
        """Do what the key with this id does."""
        if key in ALL_NOTES:
            ALL_NOTES[key].load()(self, Requested(key, subject=self.shelf.chosen_id))
        elif key.startswith("allnotes."):
            self.shelf.action_do(key)
        else:
            message = _("“{action}” is for an open article; {open} opens the chosen one.")
            self.say(message.format(action=BY_ID[key].words, open=key_for("allnotes.open")))

    def action_do(self, key: str) -> None:
        self.do(key)

    @on(Requested)
    def _perform(self, request: Requested) -> None:
        if request.id in ALL_NOTES:
            ALL_NOTES[request.id].load()(self, request)

    def say(self, words: str, *, warning: bool = False) -> None:
        self.foot.show_notice(clean(words), warning=warning)

    def ask(self, dialog: Screen[Answer], then: Callable[[Answer | None], None]) -> None:
        self.app.push_screen(dialog, then)

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
        paths = list(dict.fromkeys(excerpt.path for excerpt in self.shelf.listed))
        index = paths.index(path) + wanted.way if path in paths else -1
        return ArticleChosen(paths[index]) if 0 <= index < len(paths) else None

    def open_at(self, chosen: ArticleChosen) -> None:
        """Open an article."""
        self.post_message(chosen)
