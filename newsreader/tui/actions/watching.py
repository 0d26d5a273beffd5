"""Watching: what other programs do to the article and its notes while they are on the screen."""

from __future__ import annotations

from typing import NamedTuple

from newsreader.article.article import Article
from newsreader.errors import NewsreaderError
from newsreader.session.reading_session import ReadingSession

EVERY_SECONDS = 2.0


class DiskChanges(NamedTuple):
    """What a look at the disk found: other notes, another text, or why that cannot be read."""

    notes: bool = False
    article: Article | None = None
    problem: str = ""


def look(session: ReadingSession) -> DiskChanges:
    """Two looks at the disk, and a reading only where the file is another than before."""
    notes = session.notebook_changed()
    origin = session.origin
    if origin is None or not origin.changed():
        return DiskChanges(notes)
    try:
        article = origin.read()
    except NewsreaderError as error:
        return DiskChanges(notes, problem=str(error))
    if article.sha256_text == session.article.sha256_text:
        return DiskChanges(notes)
    return DiskChanges(notes, article)
