"""The timeline of a library: the times that its articles name, in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from newsreader.article.periods import Period
from newsreader.article.times import find_times
from newsreader.formats.spreadsheet import table_file
from newsreader.library.article_entry import ArticleEntry
from newsreader.library.dossier import shortened
from newsreader.library.report_file import ReportFile
from newsreader.library.text_index import StoredText
from newsreader.text.query_expression import SEPARATOR
from newsreader.text.sentences import sentence_at
from newsreader.text.span import Span

if TYPE_CHECKING:
    from newsreader.library.library import Library

_COLUMNS = ("from", "to", "certain", "words", "sentence", "published", "source", "title", "file")


class Event(NamedTuple):
    """A time in its sentence. `mark` is the time within `sentence`, `start` its place in the text.

    Both are in code points.
    """

    entry: ArticleEntry
    period: Period
    certain: bool
    start: int
    sentence: str
    mark: Span

    @property
    def words(self) -> str:
        """The time as the article has it."""
        return self.mark.of(self.sentence)


class Timeline:
    """The times in some articles of a library; see `steps`."""

    def __init__(self, library: Library, entries: Sequence[ArticleEntry]) -> None:
        self._library = library
        self._entries = entries
        self.events: list[Event] = []
        self._ordered: list[Event] = []

    def steps(self) -> Iterator[tuple[int, int]]:
        """Read the articles: how many are read, and how many there are."""
        for done, entry in enumerate(self._entries, 1):
            stored = self._library.index.text_at(entry.path)
            if stored is not None:
                self.events += events_in(entry, stored)
            yield done, len(self._entries)
        self._ordered = sorted(self.events, key=_order)

    def in_order(self) -> list[Event]:
        """The events by the first and the last day that they may be on."""
        if len(self._ordered) == len(self.events):
            return list(self._ordered)
        return sorted(self.events, key=_order)

    def files(self) -> Sequence[ReportFile]:
        """The files that it can be exported as."""
        return (
            ReportFile("csv", ".csv", lambda: table_file([_COLUMNS, *map(_row, self.in_order())])),
        )


def _order(event: Event) -> tuple[Period, str, str, int]:
    return event.period, event.entry.day, str(event.entry.path), event.start


def events_in(entry: ArticleEntry, stored: StoredText) -> Iterator[Event]:
    """The times in one article, in text order, without the line that has its date."""
    published = date.fromisoformat(entry.day) if entry.day else None
    for mention in find_times(stored.text, _paragraphs(entry, stored), published):
        span = mention.span
        sentence = sentence_at(stored.text, stored.paragraph_at(span.start), span.start).union(span)
        shown, _first = shortened(sentence, [span])
        mark = Span(span.start - shown.start, span.end - shown.start)
        words = shown.of(stored.text)
        yield Event(entry, mention.period, mention.certain, span.start, words, mark)


def _paragraphs(entry: ArticleEntry, stored: StoredText) -> Iterator[Span]:
    at = 0
    for piece in stored.text.split(SEPARATOR):
        is_byline = bool(entry.published) and entry.published in piece
        if piece.strip() and not is_byline:
            yield Span(at, at + len(piece))
        at += len(piece) + len(SEPARATOR)


def _row(event: Event) -> Sequence[object]:
    entry, period = event.entry, event.period
    return (
        period.start.isoformat(), period.end.isoformat(), "yes" if event.certain else "no",
        event.words, event.sentence, entry.day, entry.source, entry.title, str(entry.path),
    )  # fmt: skip
