"""Desk: what a deed may use of the reading screen."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from textual.screen import Screen

from newsreader.notebook.notebook import Notebook
from newsreader.session.reading_session import ReadingSession
from newsreader.settings.settings import Settings
from newsreader.text.script import Script
from newsreader.text.span import Span
from newsreader.tui.page.caret import Jumps
from newsreader.tui.widgets.article_pane import ArticlePane
from newsreader.tui.widgets.entity_sidebar import EntitySidebar
from newsreader.tui.widgets.notes_panel import NotesPanel
from newsreader.tui.widgets.search_bar import SearchBar

Answer = TypeVar("Answer")


@dataclass
class InteractionState:
    """What the reader is in the middle of, across several keys."""

    jumps: Jumps = field(default_factory=Jumps)
    entity: str = ""
    """The entity chosen last, by id."""
    ranging: str = ""
    """The highlight that is being given new ends, by id."""
    tags: tuple[str, ...] = ()
    """The tags that stood where they are being written anew."""
    made: Notebook | None = None
    """What stands since a highlight was made to be tagged, until it is."""
    origin: int = 0
    """Where the caret was when the search began, in code points."""
    words: str = ""
    """What was searched for last."""
    since: float = 0.0
    """When the article became another one, by the clock of messages; offsets from before miss."""


class ReadingContext(Protocol):
    """The reading screen as the deeds see it: its session, its panes, and ways to speak and ask."""

    session: ReadingSession
    settings: Settings
    keys: Mapping[str, tuple[str, ...]]
    """The keys that apply, by id."""
    interaction: InteractionState
    script: Script
    """The characters that words of the article are shown in."""
    from_library: bool
    """Whether there is a list of articles to go back to."""
    following: asyncio.Lock
    """Held by what takes in a change from outside: one after the other."""

    @property
    def pane(self) -> ArticlePane: ...
    @property
    def sidebar(self) -> EntitySidebar: ...
    @property
    def panel(self) -> NotesPanel: ...
    @property
    def bar(self) -> SearchBar: ...

    def show_notebook(self) -> None:
        """Show the notebook as it is now."""

    def show_entities(self) -> None:
        """Show who and what the article is about, as far as that is known now."""

    def show_hits(self, hits: tuple[Span, ...]) -> None:
        """Mark these search hits in the article."""

    def jump(self, offset: int, *, lead: bool = False) -> None:
        """Go to a code point, remembering where one was; with `lead`, to read on from there."""

    def say(self, words: str, *, warning: bool = False) -> None:
        """Tell the reader something that needs no answer."""

    def busy(self, doing: str) -> None:
        """Say on the status line what is going on, until it is said to be nothing."""

    def undertake(self, work: Coroutine[None, None, None]) -> None:
        """Do what takes its time, while the reader goes on."""

    def shown(self, words: str) -> str:
        """Words of the article on one line, safe to show, in the characters that are shown."""

    def ask(self, dialog: Screen[Answer], then: Callable[[Answer | None], None]) -> None:
        """Show a dialog over the screen and go on with its answer."""

    def rearrange(self, request: str) -> None:
        """Change which panes are shown, or which one listens to the keys."""

    def do(self, key: str) -> None:
        """Do what the key with this id does, wherever the reader is."""

    def leave(self, *, to_library: bool = False) -> None:
        """Quit, or go back to the list of articles, when everything is saved."""
