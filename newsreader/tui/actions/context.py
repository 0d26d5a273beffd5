"""What actions may use of the screen that they act on."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from textual.app import App
from textual.geometry import Region
from textual.message import Message
from textual.screen import Screen
from textual.worker import Worker

from newsreader.entities.entity import Entity
from newsreader.locale import _
from newsreader.session.reading_session import ReadingSession
from newsreader.settings.settings import Settings
from newsreader.text.script import Script
from newsreader.text.span import Span
from newsreader.tui.background import BackgroundWork
from newsreader.tui.dialogs.dialog import Answer
from newsreader.tui.page.caret import Jumps
from newsreader.tui.visit import Visit
from newsreader.tui.widgets.article_pane import ArticlePane
from newsreader.tui.widgets.entity_sidebar import EntitySidebar
from newsreader.tui.widgets.notes_panel import NotesPanel
from newsreader.tui.widgets.panes import Panes
from newsreader.tui.widgets.prompt_bar import PromptBar

if TYPE_CHECKING:
    from newsreader.library.all_notes import AllNotes
    from newsreader.library.library import Library
    from newsreader.library.note_groups import NoteGrouping
    from newsreader.lookup.glossaries import Glossaries
    from newsreader.lookup.glossary import Glossary, Term
    from newsreader.notebook.history import Step
    from newsreader.notebook.note_links import LinkedFrom
    from newsreader.session.versions import Version
    from newsreader.tui.library.all_notes_list import AllNotesList
    from newsreader.tui.library.job import Job
    from newsreader.tui.library.library_list import LibraryFoot, LibraryList
    from newsreader.tui.library.notes_view import NotesView
    from newsreader.tui.library.report import Report
    from newsreader.tui.library.view_state import ViewState
    from newsreader.tui.theme.themes import Palette
    from newsreader.tui.widgets.keyed_list import KeyedList

Result = TypeVar("Result")


class WrittenTerm(NamedTuple):
    """A term of the glossary, the entry `before`, and the change of the notes that it followed.

    `before` and `after` are None where there was none.
    """

    term: Term
    before: Term | None
    after: Step | None


@dataclass
class InteractionState:
    """What the reader is in the middle of, across several keys; reset when the text changes."""

    jumps: Jumps = field(default_factory=Jumps)
    entity: str = ""
    """The id of the entity chosen last."""
    resizing: str = ""
    """The id of the highlight whose ends are being moved."""
    searched: str = ""
    """The words searched for last."""
    found_by_query: bool = False
    """Whether these are a query of the library, which opened the article."""
    at_last_hit: bool = False
    """Whether the last key would have gone past the last hit of such a query."""
    imported_from: str = ""
    """The path typed last for an import that was not done."""
    terms: list[WrittenTerm] = field(default_factory=list)
    """The terms that were written to the glossary and not taken back, the last one at the end."""
    stop: Callable[[], None] | None = None
    """Stops the reader's own command that is running."""
    since: float = 0.0
    """When the text was replaced, by `time.monotonic`; offsets in older messages are invalid."""


class ScreenContext(Protocol):
    """What both screens offer to actions."""

    keys: Mapping[str, tuple[str, ...]]
    """The keys that apply, by the id of their function."""

    @property
    def app(self) -> App[object]: ...
    @property
    def bar(self) -> PromptBar: ...
    @property
    def palette(self) -> Palette: ...
    def post_message(self, message: Message) -> bool: ...

    def say(self, words: str, *, warning: bool = False) -> None:
        """Show a message on the last row."""

    def ask(self, dialog: Screen[Answer], then: Callable[[Answer | None], None]) -> None:
        """Show a dialog over the screen and call `then` with its answer."""

    def do(self, key: str) -> None:
        """Do what the key with this id does, wherever the focus is."""

    def run_in_background(self, work: BackgroundWork, group: str = "") -> Worker[None]:
        """Run `work` while the reader goes on; a newer one of the same `group` cancels it."""


class ReadingContext(ScreenContext, Protocol):
    """The reading screen as actions see it: its session, its panes, and ways to show and ask."""

    session: ReadingSession
    settings: Settings
    interaction: InteractionState
    script: Script
    """The characters that the article is shown in."""
    former: Version | None
    """An earlier version of the text: as it was last read, or before its file changed."""
    panes: Panes
    """Shows and hides the panes, and moves the focus among them."""
    visit: Visit
    """Where the reader came from, and where they go next."""
    glossary: Glossary
    """The terms of the reader's glossary that are shown."""
    glossaries: Glossaries | None
    """The files that they come from, once they were looked for."""
    hits: tuple[Span, ...]
    """The search hits that are marked in the article."""
    following: asyncio.Lock
    """Held while a change from outside is applied, so that they are applied one by one."""

    @property
    def is_active(self) -> bool: ...
    @property
    def pane(self) -> ArticlePane: ...
    @property
    def sidebar(self) -> EntitySidebar: ...
    @property
    def panel(self) -> NotesPanel: ...

    def show_notebook(self) -> None:
        """Show the session's notebook as it is now."""

    def show_entities(self) -> None:
        """Show the session's entities as they are known now."""

    def jump(self, offset: int, *, lead: bool = False) -> None:
        """Go to a code point and remember the place left; `lead` shows the text that follows."""

    def busy(self, doing: str) -> None:
        """Show on the status line what is going on, or nothing more with ""."""

    def shown(self, words: str) -> str:
        """Words of the article, sanitized, on one line, in the characters that are shown."""

    def editor_place(self) -> Region | None:
        """The region of the screen where a note is written; None for a box over the page."""

    def end(self, *, to_library: bool) -> None:
        """Remember where the reader is, then quit or go back to the list of articles."""


class JobContext(ScreenContext, Protocol):
    """A screen that has work on many articles done, as actions see it."""

    def start_job(self, job: Job[Result]) -> None:
        """Have a job done on a thread, when those before it are."""

    def stop_jobs(self) -> bool:
        """Stop the present job after the current article; returns whether there was one."""


class ListContext(JobContext, Protocol):
    """A screen with a list, as actions see it."""

    @property
    def item_list(self) -> KeyedList: ...
    def offers(self, key: str) -> bool:
        """Whether the function with this id is available here."""


class NotesContext(ListContext, Protocol):
    """A screen that changes the notes on many articles, as actions see it."""

    notes: AllNotes
    settings: Settings

    @property
    def is_active(self) -> bool:
        """Whether no article or dialog is over this screen."""

    def refresh_list(self) -> None:
        """Show the list again, because notes have changed."""

    def show_notes(
        self, words: str = "", article: Path | None = None, linked: LinkedFrom | None = None
    ) -> None:
        """List all notes, or those that the query `words` finds, on `article`, or that link."""


class AllNotesContext(NotesContext, Protocol):
    """The screen of all notes as actions see it."""

    view: NotesView

    show_dossier: Callable[[Entity], None]
    """Shows the dossier of an entity."""

    @property
    def item_list(self) -> AllNotesList: ...
    def show_view(self, view: NotesView) -> None:
        """List what `view` says, from the first note on."""

    async def until_found(self) -> None:
        """Wait until what the query finds is listed."""

    def next_grouping(self) -> NoteGrouping:
        """The grouping after the present one."""

    def dismiss(self, result: None = None) -> object:
        """Close the screen."""


class LibraryContext(NotesContext, Protocol):
    """The library screen as actions see it: the list, and ways to change what it lists."""

    library: Library
    view_state: ViewState

    @property
    def item_list(self) -> LibraryList: ...
    @property
    def foot(self) -> LibraryFoot: ...

    def show_view(self, view_state: ViewState, *, from_top: bool = False) -> None:
        """Show the list as `view_state` says, and choose its first item if `from_top`."""

    async def until_found(self) -> None:
        """Wait until the list shows what the query has found, or has found first."""

    def scan(self) -> None:
        """Scan the files on a thread, unless they are being scanned."""

    def stop_scan(self) -> bool:
        """Stop the scan; returns whether there was one."""

    def show_report(self, report: Report) -> None:
        """Show a report over the list."""


def ask_about_text(
    context: ReadingContext, dialog: Screen[Answer], then: Callable[[Answer | None], None]
) -> None:
    """Show a dialog about places in the text; its answer is refused if the text was replaced."""
    article = context.session.article

    def answered(answer: Answer | None) -> None:
        if answer is not None and context.session.article is not article:
            context.say(_("The article has changed meanwhile; ask again."), warning=True)
        else:
            then(answer)

    context.ask(dialog, answered)
