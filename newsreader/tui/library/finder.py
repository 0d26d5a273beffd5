"""The search in the library's texts, on a thread that reports what it finds."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual.message import Message

from newsreader.errors import NewsreaderError
from newsreader.library.article_entry import ArticleEntry
from newsreader.library.full_text import articles_with, notes_on_names
from newsreader.library.library import Library
from newsreader.library.search import Found
from newsreader.text.query_expression import Expression, QueryWords

_REPORT_SECONDS = 0.1
"""Seconds between two reports; the first hit is reported at once."""

_MORE_SECONDS = 0.0001
"""Seconds more for each article that was found: all of them are listed with each report."""


@dataclass
class FoundSome(Message):
    """What `finder` has found since its last report; at the end also in the notes on names.

    `as_initials` if it took the letters of the query as initials, because they are found nowhere.
    """

    finder: Finder
    found: Sequence[Found]
    problem: str = ""
    ended: bool = False
    names: Sequence[str] = ()
    as_initials: bool = False


class Finder(threading.Thread):
    """One search for `query` in what `entries` returns, which can be stopped.

    `entries` and `report` are called on its thread.
    """

    def __init__(
        self,
        library: Library,
        query: str,
        entries: Callable[[], Sequence[ArticleEntry]],
        report: Callable[[Message], object],
    ) -> None:
        super().__init__(name="search", daemon=True)
        self._library = library
        self._query = query
        self._entries = entries
        self._report = report
        self._stopped = threading.Event()

    def stop(self) -> None:
        """Stop after the current article."""
        self._stopped.set()

    def run(self) -> None:
        problem, rest, names = "", [], []
        reported, count, as_initials = 0.0, 0, False

        def take(reading: Expression) -> None:
            nonlocal as_initials
            as_initials = isinstance(reading, QueryWords) and reading.are_initials_of(self._query)

        try:
            for found in articles_with(self._library, self._query, self._entries(), take):
                if self._stopped.is_set():
                    return
                rest.append(found)
                count += 1
                if time.monotonic() - reported > _REPORT_SECONDS + count * _MORE_SECONDS:
                    self._report(FoundSome(self, rest, as_initials=as_initials))
                    rest, reported = [], time.monotonic()
            names = [each.name for each in notes_on_names(self._library, self._query)]
        except NewsreaderError as error:
            problem = str(error)
        self._report(
            FoundSome(self, rest, problem, ended=True, names=names, as_initials=as_initials)
        )
