"""The articles in some files and folders, their notes, names and reprints."""

from __future__ import annotations

import contextlib
import os
import threading
import time
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from newsreader.article.article import Article
from newsreader.article.loader import open_article
from newsreader.entities.corrections import from_table
from newsreader.errors import FormatError, NewsreaderError
from newsreader.files.signature import signature
from newsreader.library import new_article, reprints, search
from newsreader.library.article_entry import (
    Appearance,
    ArticleEntry,
    NameCount,
    Record,
    StoredQuotation,
)
from newsreader.library.carry import ArticleVersion, Carried, carry
from newsreader.library.names import FolderNames
from newsreader.library.new_article import Saved
from newsreader.library.search import EntryFilter, Found, Match
from newsreader.library.survey import articles_in, stamp, survey
from newsreader.library.text_index import StoredText
from newsreader.notebook.colour import Colour
from newsreader.notebook.query_item import colour_words, note_readings
from newsreader.sidecar.codebook_file import codebook_path, read_codebook
from newsreader.sidecar.names_file import NameNotes, NamesFile
from newsreader.sidecar.sidecar import Sidecar
from newsreader.state import Mark, State
from newsreader.text.query_days import DAY_WORDS
from newsreader.text.query_language import (
    OF_DAYS,
    STATES,
    Expression,
    Field,
    Item,
    has_field,
    places,
    values_of,
)
from newsreader.text.span import Span

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
    the reader's watch list, `meanings` are their own words for colours. `recent` if `roots` are the
    articles that were read last.
    """

    def __init__(
        self,
        roots: Sequence[Path],
        index: Index,
        state: State,
        data: Path,
        watch: Sequence[str] = (),
        meanings: Mapping[Colour, str] = MappingProxyType({}),
        *,
        recent: bool = False,
    ) -> None:
        # Not resolve(), which would follow the user's symlinks.
        self.roots = tuple(Path(os.path.abspath(root)) for root in roots)  # noqa: PTH100
        self.index = index
        self.state = state
        self._data = data
        self.watch = tuple(watch)
        self.recent = recent
        self.meanings = meanings
        self._scanning = threading.Lock()
        self.version = 0
        """Grows with every change of what is known about the articles."""
        self._storing = threading.Lock()
        self._stamps: dict[Path, str] = {}
        self._entries: dict[Path, ArticleEntry] = {}
        self._listed: tuple[object, tuple[ArticleEntry, ...]] = (None, ())
        """The articles as `entries` has them, and what they were made from."""
        self._seen: Mapping[str, float] = {}
        """When each text was first seen, by its hash, as it was known before the scan."""
        self._is_first = False
        """Whether the scan is the first one of these folders."""
        self._generation = index.generation
        """Of the index, when all that is known was stored in it."""
        self.names_file = NamesFile(self.folder, data)
        self._name_notes: NameNotes | None = None
        self._names_signature: tuple[int, ...] = ()
        self.refresh()

    @property
    def entries(self) -> tuple[ArticleEntry, ...]:
        """The known articles, sorted by path.

        An export of this program is not an article, unless it is one of `roots`.
        """
        known, listed = self._listed
        if known is not self._entries:
            known = self._entries
            found = (e for e in known.values() if not e.exported or e.path in self.roots)
            listed = tuple(sorted(found, key=lambda entry: str(entry.path)))
            self._listed = known, listed
        return listed

    @property
    def data(self) -> Path:
        """The user's data directory."""
        return self._data

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
            yield from self._scan_all(progress)
        finally:
            self._scanning.release()

    @property
    def is_scanning(self) -> bool:
        """Whether the files are being scanned."""
        return self._scanning.locked()

    @property
    def is_lost(self) -> bool:
        """Whether the index was lost since the last scan began, so that all is to be read again."""
        return self.index.generation != self._generation

    def _scan_all(self, progress: Progress) -> Iterator[None]:
        self.index.look()
        if self.is_lost:
            self._generation, self._stamps = self.index.generation, {}
        paths = list(dict.fromkeys(self._paths()))
        self._seen = {e.sha256_text: e.seen for e in self._entries.values() if e.sha256_text}
        self._is_first = not self._entries
        self._forget(set(self._entries) - set(paths))
        yield from self._scan(paths, progress)

    def _restore(self) -> None:
        """Read all articles again if the index was lost. Raises SourceError."""
        with self._scanning:
            if self.is_lost:
                for _step in self._scan_all(lambda _done, _all: None):
                    pass

    def _scan(self, paths: Sequence[Path], progress: Progress) -> Iterator[None]:
        found: list[Record] = []
        try:
            for done, path in enumerate(paths):
                if self.is_outdated(path):
                    found.append(self._read(path))
                    progress(done, len(paths))
                if len(found) >= _BATCH:
                    self._store(found)
                    found = []
                yield
            progress(len(paths), len(paths))
        finally:
            self._store(found)

    def is_outdated(self, path: Path) -> bool:
        """Whether the article at `path` or the notes on it have changed since they were read."""
        known = self._entries.get(path)
        sha256_text = known.sha256_text if known else ""
        return self._stamps.get(path) != stamp(path, self._data, sha256_text, self.watch)

    def toggle(self, path: Path, mark: Mark) -> bool:
        """Put `mark` on the article at `path`, or take it away; returns whether it has it now."""
        marks = self._entries[path].marks ^ {mark}
        self.state.mark(str(path), marks)
        self._entries = {**self._entries, path: replace(self._entries[path], marks=marks)}
        return mark in marks

    @property
    def home(self) -> Path:
        """The folder for new articles: the first one of `roots`, or one in the data directory."""
        folders = (root for root in self.roots if root.is_dir())
        return next(folders, self._data / new_article.ARTICLES)

    def add(self, article: Article) -> Saved:
        """Save a new article in a file. Raises SourceError."""
        saved = new_article.save(article, self.home, self._data)
        self.update(saved.path)
        return saved

    def update(self, path: Path) -> None:
        """Read one article again."""
        self._store([self._read(path)])

    def _read(self, path: Path) -> Record:
        record = survey(path, self._data, self.state.encoding(str(path)), self.watch)
        seen = self._first_seen(record.entry)
        return replace(record, entry=replace(record.entry, seen=seen))

    def _first_seen(self, entry: ArticleEntry) -> float:
        """When the article was first seen, also with another name, in seconds since 1970.

        In a folder that the index does not know yet it is when the file was written.
        """
        known = self._entries.get(entry.path)
        seen = known.seen if known else self._seen.get(entry.sha256_text, 0)
        if seen:
            return seen
        seen = time.time()
        if self._is_first:
            with contextlib.suppress(OSError):
                return min(seen, entry.path.stat().st_mtime)
        return seen

    def query_values(self) -> Mapping[Field, Sequence[str]]:
        """What the fields of a query may hold here, the most frequent values first."""
        entries = self.entries
        tags = (tag for excerpt in self.index.excerpts(self.roots) for tag in excerpt.tags)
        return {
            Field.TAG: list(dict.fromkeys([*_frequent(tags), *self._codes()])),
            Field.COLOUR: [
                words for colour in Colour for words in colour_words(colour, self.meanings)
            ],
            Field.BY: _frequent(entry.author for entry in entries),
            Field.SOURCE: _frequent(entry.source for entry in entries),
            Field.NAME: (names := [each.name for each in self.appearances()[:_MOST_VALUES]]),
            Field.SAID: names,
            Field.IS: [*STATES, *STATES.values()],
            **dict.fromkeys(OF_DAYS, DAY_WORDS),
        }

    def _codes(self) -> Iterator[str]:
        """The tags of the codebooks of the roots; a damaged one has none."""
        for root in self.roots:
            with contextlib.suppress(FormatError):
                folder = root if root.is_dir() else root.parent
                yield from read_codebook(codebook_path(folder)).codes

    def search(
        self,
        query: str,
        entries: Sequence[ArticleEntry],
        report_reading: Callable[[Expression], object] = lambda _expression: None,
    ) -> Iterator[Found]:
        """Those of `entries` that match `query`, in the same order, with the places in them.

        A generator, so that the first are shown while the others are looked at. `report_reading`
        is called with what the query was taken for, when something is found. Raises SearchError
        for a query that is invalid, or a regular expression that takes too long.
        """
        found = False
        for expression in note_readings(query, self.meanings):
            for match in self._matching(expression, entries):
                if not found:
                    report_reading(expression)
                found = True
                yield Found(match.entry, tuple(match.hits(expression, self.meanings)))
            if found:
                return

    def places(
        self, query: str, entries: Sequence[ArticleEntry], *, sentences: bool = False
    ) -> Iterator[tuple[Expression, ArticleEntry, list[Span]]]:
        """All places of the words of `query` in the texts of `entries`, also where `search` stops.

        With `sentences`, the sentences around them. With each article comes what the query was
        taken for. Raises SearchError.
        """
        found = False
        for expression in note_readings(query, self.meanings):
            for match in self._matching(expression, entries):
                found = True
                spans = places(expression, match.stored.text)
                if sentences:
                    spans = search.sentences_around(match.stored, spans)
                yield expression, match.entry, spans
            if found:
                return

    def _matching(self, expression: Expression, entries: Iterable[ArticleEntry]) -> Iterator[Match]:
        """Those of `entries` that match `expression`."""
        numbers = self.index.candidates(expression)
        if self.is_lost:
            self._restore()
            numbers = self.index.candidates(expression)
        # All names of the library: read only for a query that asks for one.
        speaking = list(values_of(expression, Field.SAID))
        names = self.index.names() if speaking or has_field(expression, Field.NAME) else {}
        wanted = EntryFilter(expression)
        for entry in entries:
            if not wanted.may_match(entry) or (number := numbers.get(entry.path)) is None:
                continue
            stored = self.index.text(number) or self._text_at(entry.path)
            if stored is None:
                continue
            notes = self.index.excerpts_on(entry.path)
            known = [
                each
                for name in names.get(entry.sha256_text, ())
                for each in (name.name, *name.aliases)
            ]
            may_speak = any(part.matches(Item(speakers=known)) for part in speaking)
            said = self.quotations(entry, names) if may_speak else ()
            speakers = {name for quotation in said for name in quotation.names}
            item = search.article_item(entry, stored, notes, known, self.meanings, [*speakers])
            if expression.matches(item):
                yield Match(entry, stored, notes, said)

    def _text_at(self, path: Path) -> StoredText | None:
        """The present text of an article whose text was replaced, by a scan or with the index."""
        if self.is_lost:
            self._restore()
        return self.index.text_at(path)

    def quotations(
        self, entry: ArticleEntry, names: Mapping[str, Sequence[NameCount]]
    ) -> Sequence[StoredQuotation]:
        """The quotations in one article, with its `names`; none if these were not read yet.

        They are found once for each text, and kept in the index.
        """
        if entry.sha256_text not in names:
            return ()
        known = self.index.quotations(entry.sha256_text)
        if known is not None:
            return known
        from newsreader.library.quotations import quotations_in  # noqa: PLC0415 (rarely needed)

        try:
            article = open_article(entry.path, self.state.encoding(str(entry.path)))
        except NewsreaderError:
            return ()  # the next scan reports it
        if article.sha256_text != entry.sha256_text:
            return ()
        found = quotations_in(article, names[entry.sha256_text])
        self.index.keep_quotations(entry.sha256_text, found)
        return found

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
        entries = [entry for entry in self.entries if not entry.is_lost]
        corrections = [each for each in found if each is not None]
        return FolderNames(entries, self.index.names(), corrections)

    def appearances(self) -> list[Appearance]:
        """The names in all analysed articles, those in most articles first."""
        return self.names().appearances()

    def names_of(self, paths: Iterable[Path]) -> frozenset[str]:
        """The names that are known to be in the articles at `paths`."""
        names, known = self.index.names(), self._entries
        hashes = [known[path].sha256_text for path in paths if path in known]
        found = (each for sha256_text in hashes for each in names.get(sha256_text, ()))
        return frozenset(name for each in found for name in (each.name, *each.aliases))

    def analysed(self) -> tuple[int, int]:
        """The number of analysed articles, and of all articles."""
        known = self.index.analysed()
        entries = [entry for entry in self.entries if not entry.is_lost]
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
        return ArticleVersion(str(path), article, self.sidecar(path))

    def sidecar(self, path: Path) -> Sidecar:
        """The store of the notes on the article at `path`, which is not read yet."""
        return Sidecar(path, self._data)

    def reprint_counts(self) -> dict[Path, int]:
        """The number of reprints of each article that has any."""
        samples = self.index.shingles(self.roots)
        return reprints.reprint_counts(
            {path: s for path, s in samples.items() if path in self._entries}
        )

    def _paths(self) -> Iterator[Path]:
        for root in self.roots:
            if root.is_dir():
                yield from articles_in(root, lost=True)
            else:
                yield root

    def _forget(self, paths: set[Path]) -> None:
        self.index.drop(paths)
        with self._storing:
            for path in paths:
                self._stamps.pop(path, None)
            self._entries = {path: e for path, e in self._entries.items() if path not in paths}
            self.version += 1

    def _store(self, records: Sequence[Record]) -> None:
        """Store `records`. The mapping of entries is replaced, because another thread reads it."""
        self.index.put(records)
        entries = list(self._with_progress(record.entry for record in records))
        with self._storing:  # a scan and a change of notes may be on two threads
            self._stamps |= {record.entry.path: record.stamp for record in records}
            self._entries = {**self._entries, **{entry.path: entry for entry in entries}}
            self.version += 1

    def _with_progress(self, entries: Iterable[ArticleEntry]) -> Iterator[ArticleEntry]:
        places, marks, opened = self.state.places(), self.state.marks(), self.state.opened()
        for entry in entries:
            source = str(entry.path)
            if source not in opened and source not in marks:  # most are not read yet
                yield entry
                continue
            yield replace(
                entry.with_position(places.get(source)),
                opened=opened.get(source, 0),
                marks=marks.get(source, frozenset()),
            )


def _frequent(values: Iterable[str]) -> list[str]:
    return [value for value, _count in Counter(filter(None, values)).most_common(_MOST_VALUES)]
