"""The concordance of a word in the articles of a library."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from newsreader.formats.spreadsheet import table_file
from newsreader.library.article_entry import ArticleEntry
from newsreader.library.report_file import ReportFile
from newsreader.text import kwic
from newsreader.text.query_expression import Expression, places
from newsreader.text.query_language import readings
from newsreader.text.words import Words

if TYPE_CHECKING:
    from newsreader.library.library import Library
    from newsreader.library.text_index import StoredText

_COLUMNS = ("published", "source", "title", "left", "word", "right", "start", "file")


class Occurrence(NamedTuple):
    """An occurrence of the word, and its article; `near` is None if its words are not known."""

    entry: ArticleEntry
    line: kwic.Line
    near: kwic.Near | None = None


class Concordance:
    """The occurrences of what `query` asks for, by date; see `steps`."""

    def __init__(self, library: Library, query: str) -> None:
        self._library = library
        self.query = query
        self.occurrences: list[Occurrence] = []

    def steps(self) -> Iterator[tuple[int, int]]:
        """Search the articles: how many are searched, of how many. Raises SearchError."""
        library = self._library
        entries = sorted(library.entries, key=lambda e: (e.day or "9999", str(e.path)))
        for expression in readings(self.query):
            numbers = library.index.candidates(expression)
            wanted = [entry for entry in entries if entry.path in numbers]
            for done, entry in enumerate(wanted, 1):
                stored = library.index.text(numbers[entry.path])
                if stored is not None:
                    self.occurrences += self._occurrences(entry, stored, expression)
                yield done, len(wanted)
            if self.occurrences:
                return

    def _occurrences(
        self, entry: ArticleEntry, stored: StoredText, expression: Expression
    ) -> Iterator[Occurrence]:
        text, marks = stored.text, self._library.index.words(entry.sha256_text)
        words = Words.restored(text, marks) if marks is not None else None
        for place in places(expression, text):
            paragraph = stored.paragraph_at(place.start)
            near = kwic.words_near(text, words, paragraph, place) if words is not None else None
            yield Occurrence(entry, kwic.line_at(text, paragraph, place), near)

    def sources(self) -> list[tuple[str, int]]:
        """How often each source has the word, the most frequent first."""
        return Counter(o.entry.source for o in self.occurrences if o.entry.source).most_common()

    def files(self) -> Sequence[ReportFile]:
        """The files that it can be exported as."""
        return (ReportFile("csv", ".csv", lambda: table_file([_COLUMNS, *self.rows()])),)

    def rows(self) -> Iterator[Sequence[object]]:
        """The rows of a CSV file."""
        for entry, line, _near in self.occurrences:
            yield (
                entry.day, entry.source, entry.title,
                line.left, line.word, line.right, line.start, str(entry.path),
            )  # fmt: skip
