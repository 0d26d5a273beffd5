"""Messages that several parts of the screen send."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol, runtime_checkable

from textual.geometry import Offset
from textual.message import Message

from newsreader.entities.entity import Entity
from newsreader.session.events import Event
from newsreader.text.span import Span

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from newsreader.settings.entries import Entry
    from newsreader.settings.settings import Settings


@dataclass
class Requested(Message):
    """The reader requested the function with this `id`.

    `offset` is the caret in the article and `selection` the selection, both in code points;
    `subject` is the id of the highlight or entity that is chosen in a side pane, `link` the target
    of the link that was clicked there. `pointer` is the cell of the screen that was clicked, None
    after a key.
    """

    id: str
    offset: int = -1
    selection: Span | None = None
    subject: str = ""
    link: str = ""
    pointer: Offset | None = None


@dataclass
class SettingChanged(Message):
    """The reader gave the setting `entry` another `value`, or with None its default."""

    entry: Entry
    value: object


class FilesChanged(Message):
    """A file of the open article may have changed."""


@runtime_checkable
class FollowsSettings(Protocol):
    """A screen that follows the settings."""

    def set_settings(self, settings: Settings) -> None:
        """Follow `settings` from now on."""


@runtime_checkable
class SettingsWritten(Protocol):
    """A screen that shows which settings are in the file."""

    def settings_written(self) -> None:
        """Show it again, because the file was written."""


@runtime_checkable
class Speaking(Protocol):
    """A screen that can show a message."""

    def say(self, words: str, *, warning: bool = False) -> None:
        """Show a message on the last row."""


@dataclass
class ArticleChosen(Message):
    """The reader opened the article at `path`, at the code point `offset` if it is not negative.

    `query` is the search that found it; the words of it are marked. `came_from` is the place of
    the link that led there.
    """

    path: Path
    offset: int = -1
    query: str = ""
    came_from: ArticleChosen | None = None


class NextArticle(NamedTuple):
    """The article to open after another: the next of the library's list, or with `way` -1 the one
    before; with `among_found` of those that the search found.
    """

    way: int
    among_found: bool = False


@runtime_checkable
class ArticleList(Protocol):
    """A screen with a list from which articles are opened."""

    async def come_back(self, path: Path) -> None:
        """Update the list after the reader was in the article at `path`."""

    def article_after(self, path: Path, wanted: NextArticle) -> ArticleChosen | None:
        """The article that is `wanted` after the one at `path`, None if there is none."""

    def open_at(self, chosen: ArticleChosen) -> None:
        """Open an article, and choose it in the list."""

    def show_dossier(self, entity: Entity) -> None:
        """Show the dossier of an entity of an article."""

    def show_list(self) -> None:
        """Show the list from what the library knows now."""

    def say(self, words: str, *, warning: bool = False) -> None:
        """Show a message on the last row."""


class HoldsKeys(Protocol):
    """The app, which can keep keys until something else is on the screen."""

    def holding_keys(self) -> AbstractContextManager[None]:
        """Keys that arrive meanwhile wait for the end."""


@dataclass
class SessionEvent(Message):
    """An event of one of the session's threads, brought to the screen's thread."""

    event: Event
