"""The articles in some files and folders, their notes, names and reprints."""

from __future__ import annotations

import os
import threading
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from newsreader.article.loader import open_article
from newsreader.entities.corrections import from_table
from newsreader.files.signature import signature
from newsreader.library import reprints, search
from newsreader.library.article_entry import Appearance, ArticleEntry, NoteExcerpt, Record
from newsreader.library.carry import ArticleVersion, Carried, carry
from newsreader.library.names import FolderNames
from newsreader.library.search import Found
from newsreader.library.survey import articles_in, stamp, survey
from newsreader.notebook.colour import Colour
from newsreader.notebook.query_item import colour_words
from newsreader.sidecar.names_file import NameNotes, NamesFile
from newsreader.sidecar.sidecar import Sidecar
from newsreader.state import Mark, State
from newsreader.text.query_language import Expression, Field, has_field, readings

if TYPE_CHECKING:
    from newsreader.library.index import Index  # not loaded here, because it loads SQLite

Progress = Callable[[int, int], None]
"""Called with the number of articles checked so far, and of all articles."""

_MOST_VALUES = 1000
"""Values of a field that are offered to complete a query."""

_BATCH = 64
"""Articles that are stored in the index at a time."""


class Library:
    """The articles at and below `roots`: first as the index knows them, then as they are on disk.

    `scan` may run in a thread of its own while other methods are called in another. `data` is the
    user's data directory, which has the notebooks that cannot be beside their articles. `watch` is
    the reader's watch list, `meanings` are their own words for colours.
    """

    def __init__(
        self,
        roots: Sequence[Path],
        index: Index,
        state: State,
        data: Path,
        watch: Sequence[str] = (),
        meanings: Mapping[Colour, str] = MappingProxyType({}),
    ) -> None:
        # Not resolve(), which would follow the user's symlinks.
        self.roots = tuple(Path(os.path.abspath(root)) for root in roots)  # noqa: PTH100
        self.index = index
        self.state = state
        self._data = data
        self.watch = tuple(watch)
        self._meanings = meanings
        self._scanning = threading.Lock()
        self._stamps: dict[Path, str] = {}
        self._entries: dict[Path, ArticleEntry] = {}
        self.names_file = NamesFile(self.folder, data)
        self._name_notes: NameNotes | None = None
        self._names_signature: tuple[int, ...] = ()
        self.refresh()

    @property
    def entries(self) -> tuple[ArticleEntry, ...]:
        """The known articles, sorted by path.

        An export of this program is not an article, unless it is one of `roots`.
        """
        found = (e for e in self._entries.values() if not e.exported or e.path in self.roots)
        return tuple(sorted(found, key=lambda entry: str(entry.path)))

    @property
    def has_exports(self) -> bool:
        """Whether there are exports of this program."""
        return any(entry.exported for entry in self._entries.values())

    def entry(self, path: Path) -> ArticleEntry | None:
        """The entry of the article at `path`, or None."""
        return self._entries.get(path)

    def refresh(self) -> None:
        """Load the entries from the index, and the progress from the state; reads no article."""
        found = self.index.entries(self.roots)
        self._stamps = {entry.path: value for entry, value in found}
        entries = self._with_progress(entry for entry, _stamp in found)
        self._entries = {entry.path: entry for entry in entries}

    def scan(self, progress: Progress = lambda _done, _all: None) -> Generator[None, None, None]:
        """Check all files, and read those that are new or have changed.

        A generator, so that the caller can stop between two articles and keep what was read. While
        a scan runs, another one ends at once. Raises SourceError if a folder cannot be read.
        """
        if not self._scanning.acquire(blocking=False):
            return
        try:
            paths = list(dict.fromkeys(self._paths()))
            self._forget(set(self._entries) - set(paths))
            yield from self._scan(paths, progress)
        finally:
            self._scanning.release()

    def _scan(self, paths: Sequence[Path], progress: Progress) -> Iterator[None]:
        found: list[Record] = []
        try:
            for done, path in enumerate(paths):
                known = self._entries.get(path)
                sha256_text = known.sha256_text if known else ""
                if self._stamps.get(path) != stamp(path, self._data, sha256_text, self.watch):
                    found.append(self._read(path))
                    progress(done, len(paths))
                if len(found) >= _BATCH:
                    self._store(found)
                    found = []
                yield
            progress(len(paths), len(paths))
        finally:
            self._store(found)

    def toggle(self, path: Path, mark: Mark) -> bool:
        """Put `mark` on the article at `path`, or take it away; returns whether it has it now."""
        marks = self._entries[path].marks ^ {mark}
        self.state.mark(str(path), marks)
        self._entries = {**self._entries, path: replace(self._entries[path], marks=marks)}
        return mark in marks

    def update(self, path: Path) -> None:
        """Read one article again."""
        self._store([self._read(path)])

    def _read(self, path: Path) -> Record:
        return survey(path, self._data, self.state.encoding(str(path)), self.watch)

    def notes(self, query: str) -> list[NoteExcerpt]:
        """The highlights that match `query`, by article; all if it is blank. Raises SearchError."""
        known = self._entries
        items = {
            excerpt: search.excerpt_item(excerpt, known[excerpt.path], self._meanings)
            for excerpt in self.index.excerpts(self.roots)
            if excerpt.path in known
        }
        for expression in readings(query):
            found = [excerpt for excerpt, item in items.items() if expression.matches(item)]
            if found:
                return found
        return []

    def query_values(self) -> Mapping[Field, Sequence[str]]:
        """What the fields of a query may hold here, the most frequent values first."""
        entries = self.entries
        tags = (tag for excerpt in self.index.excerpts(self.roots) for tag in excerpt.tags)
        return {
            Field.TAG: _frequent(tags),
            Field.COLOUR: [
                words for colour in Colour for words in colour_words(colour, self._meanings)
            ],
            Field.BY: _frequent(entry.author for entry in entries),
            Field.SOURCE: _frequent(entry.source for entry in entries),
            Field.NAME: [each.name for each in self.appearances()[:_MOST_VALUES]],
        }

    def search(self, query: str, entries: Sequence[ArticleEntry]) -> Iterator[Found]:
        """Those of `entries` that match `query`, in the same order, with the places in them.

        A generator, so that the first are shown while the others are looked at. Raises SearchError
        for a query that is invalid, or a regular expression that takes too long.
        """
        excerpts: dict[Path, list[NoteExcerpt]] = {}
        for excerpt in self.index.excerpts(self.roots):
            excerpts.setdefault(excerpt.path, []).append(excerpt)
        found = False
        for expression in readings(query):
            for each in self._search(expression, entries, excerpts):
                found = True
                yield each
            if found:
                return

    def _search(
        self,
        expression: Expression,
        entries: Iterable[ArticleEntry],
        excerpts: Mapping[Path, Sequence[NoteExcerpt]],
    ) -> Iterator[Found]:
        numbers = self.index.candidates(expression)
        # All names of the library: read only for a query that asks for one.
        names = self.index.names() if has_field(expression, Field.NAME) else {}
        for entry in entries:
            number = numbers.get(entry.path)
            stored = self.index.text(number) if number is not None else None
            if stored is None:
                continue
            notes = excerpts.get(entry.path, ())
            known = [
                each
                for name in names.get(entry.sha256_text, ())
                for each in (name.name, *name.aliases)
            ]
            item = search.article_item(entry, stored, notes, known, self._meanings)
            if expression.matches(item):
                yield Found(entry, tuple(search.hits(expression, stored, notes, self._meanings)))

    @property
    def drafts(self) -> Path:
        """The folder for notes that are being written."""
        return self._data / "drafts"

    @property
    def folder(self) -> Path:
        """The folder of the first article or folder that was named."""
        root = self.roots[0] if self.roots else Path.cwd()
        return root if root.is_dir() else root.parent

    def name_notes(self) -> NameNotes:
        """The reader's notes on names and corrections of them; read again when the file changes."""
        now = signature(self.names_file.path)
        if self._name_notes is None or now != self._names_signature:
            self._names_signature, self._name_notes = now, self.names_file.load()
        return self._name_notes

    def names(self) -> FolderNames:
        """The names in all analysed articles, with the reader's corrections."""
        found = map(from_table, self.name_notes().corrections)
        return FolderNames(
            self.entries, self.index.names(), [each for each in found if each is not None]
        )

    def appearances(self) -> list[Appearance]:
        """The names in all analysed articles, those in most articles first."""
        return self.names().appearances()

    def analysed(self) -> tuple[int, int]:
        """The number of analysed articles, and of all articles."""
        known, entries = self.index.analysed(), self.entries
        return sum(1 for entry in entries if entry.sha256_text in known), len(entries)

    def reprints(self, path: Path) -> list[tuple[ArticleEntry, float]]:
        """The reprints of the article at `path`, with their containment, 0 to 1, best first."""
        samples = self.index.shingles(self.roots)
        own = samples.pop(path, b"")
        known = self._entries
        others = [(known[other], sample) for other, sample in samples.items() if other in known]
        return reprints.reprints(own, others)

    def carry(self, origin: Path, target: Path) -> Carried:
        """Carry the notes on `origin` over to its reprint. Raises SourceError, SidecarError."""
        carried = carry(self._version(origin), self._version(target))
        self.update(target)
        return carried

    def _version(self, path: Path) -> ArticleVersion:
        article = open_article(path, self.state.encoding(str(path)))
        return ArticleVersion(str(path), article, Sidecar(path, self._data))

    def reprint_counts(self) -> dict[Path, int]:
        """The number of reprints of each article that has any."""
        samples = self.index.shingles(self.roots)
        return reprints.reprint_counts(
            {path: s for path, s in samples.items() if path in self._entries}
        )

    def _paths(self) -> Iterator[Path]:
        for root in self.roots:
            if root.is_dir():
                yield from articles_in(root)
            else:
                yield root

    def _forget(self, paths: set[Path]) -> None:
        self.index.drop(paths)
        for path in paths:
            self._stamps.pop(path, None)
        self._entries = {path: e for path, e in self._entries.items() if path not in paths}

    def _store(self, records: Sequence[Record]) -> None:
        """Store `records`. The mapping of entries is replaced, because another thread reads it."""
        self.index.put(records)
        self._stamps |= {record.entry.path: record.stamp for record in records}
        entries = self._with_progress(record.entry for record in records)
        self._entries = {**self._entries, **{entry.path: entry for entry in entries}}

    def _with_progress(self, entries: Iterable[ArticleEntry]) -> Iterator[ArticleEntry]:
        places, marks = self.state.places(), self.state.marks()
        opened = {source: number for number, source in enumerate(places, 1)}
        for entry in entries:
            source = str(entry.path)
            yield replace(
                entry.with_position(places.get(source)),
                opened=opened.get(source, 0),
                marks=marks.get(source, frozenset()),
            )


def _frequent(values: Iterable[str]) -> list[str]:
    return [value for value, _count in Counter(filter(None, values)).most_common(_MOST_VALUES)]
