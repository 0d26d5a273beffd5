"""What is known of the articles of a library: as the index has it, with the reader's progress."""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from newsreader.library.article_entry import ArticleEntry, Record
from newsreader.state import Mark, State

if TYPE_CHECKING:
    from newsreader.library.index import Index  # not loaded here, because it loads SQLite


class KnownArticles:
    """The entries of articles by path, stored in `index`; `state` has the progress and the marks.

    The mapping of entries is replaced and never changed, because another thread may read it.
    """

    def __init__(self, index: Index, state: State) -> None:
        self.entries: Mapping[Path, ArticleEntry] = {}
        self.version = 0
        """Grows with every change of what is known."""
        self._index = index
        self._state = state
        self._stamps: dict[Path, str] = {}
        self._lock = threading.Lock()

    def load(self, roots: Sequence[Path]) -> None:
        """Load the entries of the articles at and below `roots`; reads no article."""
        found = self._index.entries(roots)
        self._stamps = {entry.path: value for entry, value in found}
        entries = self._with_progress(entry for entry, _stamp in found)
        self.entries = {entry.path: entry for entry in entries}

    def stamp(self, path: Path) -> str | None:
        """The stamp of the article at `path` when it was read, or None."""
        return self._stamps.get(path)

    def forget_stamps(self) -> None:
        """Take every article as changed, because the index was lost."""
        self._stamps = {}

    def mark(self, path: Path, marks: frozenset[Mark]) -> None:
        """Put `marks` on the article at `path`, and no others."""
        self._state.mark(str(path), marks)
        self.entries = {**self.entries, path: replace(self.entries[path], marks=marks)}

    def put(
        self, records: Sequence[Record], before: Mapping[Path, str | None] | None = None
    ) -> None:
        """Store `records` of articles that were read.

        With `before`, the stamps that the articles had then, those that another thread has read
        since are left out.
        """
        with self._lock:  # a scan and a change of notes may be on two threads
            if before is not None:
                records = [r for r in records if self.stamp(r.entry.path) == before[r.entry.path]]
            self._index.put(records)
            entries = list(self._with_progress(record.entry for record in records))
            self._stamps |= {record.entry.path: record.stamp for record in records}
            self.entries = {**self.entries, **{entry.path: entry for entry in entries}}
            self.version += 1

    def drop(self, paths: Collection[Path]) -> None:
        """Forget the articles at `paths`, which are no longer there."""
        self._index.drop(paths)
        with self._lock:
            for path in paths:
                self._stamps.pop(path, None)
            self.entries = {path: e for path, e in self.entries.items() if path not in paths}
            self.version += 1

    def _with_progress(self, entries: Iterable[ArticleEntry]) -> Iterator[ArticleEntry]:
        state = self._state
        places, marks, opened = state.places(), state.marks(), state.opened()
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
