"""Messages that more than one part of the screen sends."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from textual.message import Message

from newsreader.session.reading_session import Event
from newsreader.text.span import Span


@dataclass
class Requested(Message):
    """The reader asked for the function called `id`.

    `offset` is the caret in the article and `selection` what is selected there; `subject` is the
    id of the highlight or entity that is chosen in a side pane.
    """

    id: str
    offset: int = -1
    selection: Span | None = None
    subject: str = ""


@dataclass
class ArticleChosen(Message):
    """The reader wants to read the article at `path`, from the code point `offset` if >= 0."""

    path: Path
    offset: int = -1


@dataclass
class Happened(Message):
    """Something happened on one of the session's threads."""

    event: Event
