"""Why lists made of an article's names may be incomplete."""

from __future__ import annotations

from newsreader.locale import _
from newsreader.session.reading_session import ReadingSession


def names_missing(session: ReadingSession) -> str:
    """Why names of the article may be missing, and what to do; "" when all are found."""
    if session.analysis.progress >= 1:
        return ""
    if session.failure:
        return _("names missing; restart newsreader")
    return _("names are still being found")
