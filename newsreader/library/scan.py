"""The scan of the files of a library: those that are new or have changed are read."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from newsreader.library.article_entry import ArticleEntry, Record
from newsreader.library.article_files import articles_in
from newsreader.library.known_articles import KnownArticles
from newsreader.library.record_reader import read_record, stamp
from newsreader.state import State
from newsreader.user_paths import is_folder

if TYPE_CHECKING:
    from newsreader.library.index import Index  # not loaded here, because it loads SQLite

Progress = Callable[[int, int], None]
"""Called with the number of articles checked so far, and of all articles."""

_BATCH = 64
"""Articles that are stored in the index at a time."""


class Scan:
    """Reads the articles at and below `roots` into `known`, one scan at a time.

    `data` and `watch` are those of the library.
    """

    def __init__(
        self,
        roots: Sequence[Path],
        known: KnownArticles,
        index: Index,
        state: State,
        data: Path,
        watch: Sequence[str],
    ) -> None:
        self._roots = roots
        self._known = known
        self._index = index
        self._state = state
        self._data = data
        self._watch = watch
        self._running = threading.Lock()
        self._seen: Mapping[str, float] = {}
        """When each text was first seen, by its hash, as it was known before the scan."""
        self._is_first = False
        """Whether the scan is the first one of these folders."""
        self._generation = index.generation
        """Of the index, when all that is known was stored in it."""

    def run(self, progress: Progress = lambda _done, _all: None) -> Generator[None, None, None]:
        """Check all files, and read those that are new or have changed.

        A generator, so that the caller can stop between two articles and keep what was read. While
        a scan runs, another one ends at once. Raises SourceError if a folder cannot be read.
        """
        if not self._running.acquire(blocking=False):
            return
        try:
            yield from self._scan_all(progress)
        finally:
            self._running.release()

    @property
    def is_running(self) -> bool:
        """Whether the files are being scanned."""
        return self._running.locked()

    @property
    def is_lost(self) -> bool:
        """Whether the index was lost since the last scan began, so that all is to be read again."""
        return self._index.generation != self._generation

    def is_outdated(self, path: Path) -> bool:
        """Whether the article at `path` or the notes on it have changed since they were read."""
        known = self._known.entries.get(path)
        sha256_text = known.sha256_text if known else ""
        return self._known.stamp(path) != stamp(path, self._data, sha256_text, self._watch)

    def read(self, path: Path) -> Record:
        record = read_record(path, self._data, self._state.encoding(str(path)), self._watch)
        seen = self._first_seen(record.entry)
        return replace(record, entry=replace(record.entry, seen=seen))

    def restore(self) -> None:
        """Read all articles again if the index was lost. Raises SourceError."""
        with self._running:
            if self.is_lost:
                for _step in self._scan_all(lambda _done, _all: None):
                    pass

    def _scan_all(self, progress: Progress) -> Iterator[None]:
        self._index.look()
        if self.is_lost:
            self._generation = self._index.generation
            self._known.forget_stamps()
        paths = list(dict.fromkeys(self._paths()))
        self._seen = {e.sha256_text: e.seen for e in self._known.entries.values() if e.sha256_text}
        self._is_first = not self._known.entries
        self._known.drop(set(self._known.entries) - set(paths))
        yield from self._scan(paths, progress)

    def _scan(self, paths: Sequence[Path], progress: Progress) -> Iterator[None]:
        found: list[Record] = []
        before: dict[Path, str | None] = {}
        try:
            for done, path in enumerate(paths):
                if self.is_outdated(path):
                    before[path] = self._known.stamp(path)
                    found.append(self.read(path))
                    progress(done, len(paths))
                if len(found) >= _BATCH:
                    self._known.put(found, before)
                    found = []
                yield
            progress(len(paths), len(paths))
        finally:
            self._known.put(found, before)

    def _first_seen(self, entry: ArticleEntry) -> float:
        """When the article was first seen, also with another name, in seconds since 1970.

        In a folder that the index does not know yet it is when the file was written.
        """
        known = self._known.entries.get(entry.path)
        seen = known.seen if known else self._seen.get(entry.sha256_text, 0)
        if seen:
            return seen
        seen = time.time()
        if self._is_first:
            with contextlib.suppress(OSError):
                return min(seen, entry.path.stat().st_mtime)
        return seen

    def _paths(self) -> Iterator[Path]:
        for root in self._roots:
            if is_folder(root):
                yield from articles_in(root, lost=True)
            else:
                yield root
