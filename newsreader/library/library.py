"""Library: the articles of some files and folders, and everything that was written on them."""

from __future__ import annotations

import os
import threading
from bisect import bisect_right
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from newsreader.article.loader import open_article
from newsreader.entities.entity import Kind
from newsreader.library import reprints
from newsreader.library.article_entry import Appearance, ArticleEntry, NoteExcerpt, Record
from newsreader.library.carry import Carried, Version, carry
from newsreader.library.scan import articles_in
from newsreader.library.survey import stamp, survey
from newsreader.sidecar.sidecar import Sidecar
from newsreader.state import State
from newsreader.text.list_filter import initials
from newsreader.text.search import Query

if TYPE_CHECKING:
    from newsreader.library.index import Index  # and its database, which one article does without

Progress = Callable[[int, int], None]
"""Called with the articles looked at so far, and all there are."""

_BATCH = 64
"""Articles that are put into the index at a time: what is lost where the reader leaves."""

_BETWEEN = "\0"
"""What stands between two texts that are searched as one: no query reaches over it."""


class Library:
    """What is known of the articles at `roots`, from the index first and then from the disk.

    `look` may be called from a thread of its own while everything else is asked on another.
    `data` is the user's data directory, where notebooks lie that can lie nowhere else; `watch` is
    the reader's watch list.
    """

    def __init__(
        self,
        roots: Sequence[Path],
        index: Index,
        state: State,
        data: Path,
        watch: Sequence[str] = (),
    ) -> None:
        # abspath, for resolve() would follow the reader's own links.
        self.roots = tuple(Path(os.path.abspath(root)) for root in roots)  # noqa: PTH100
        self.index = index
        self.state = state
        self._data = data
        self.watch = tuple(watch)
        self._looking = threading.Lock()
        self._stamps: dict[Path, str] = {}
        self._entries: dict[Path, ArticleEntry] = {}
        self.refresh()

    @property
    def entries(self) -> tuple[ArticleEntry, ...]:
        """The articles as far as they are known, in order of their paths.

        What the program exported is none, unless it was asked for by name.
        """
        found = (e for e in self._entries.values() if not e.exported or e.path in self.roots)
        return tuple(sorted(found, key=lambda entry: str(entry.path)))

    @property
    def exports(self) -> bool:
        """Whether there is anything that the program exported."""
        return any(entry.exported for entry in self._entries.values())

    def entry(self, path: Path) -> ArticleEntry | None:
        return self._entries.get(path)

    def refresh(self) -> None:
        """Take from the index and the state what they know now; looks at no article."""
        found = self.index.entries(self.roots)
        self._stamps = {entry.path: said for entry, said in found}
        entries = self._with_progress(entry for entry, _said in found)
        self._entries = {entry.path: entry for entry in entries}

    def look(self, progress: Progress = lambda _done, _all: None) -> Generator[None, None, None]:
        """Go over the files, and open those that are new or have changed.

        A generator, so that the caller may stop between two articles; what was found until then
        stays found. One look at a time: a second one ends at once. Raises SourceError where a
        folder cannot be read.
        """
        if not self._looking.acquire(blocking=False):
            return
        try:
            paths = list(dict.fromkeys(self._paths()))
            self._forget(set(self._entries) - set(paths))
            yield from self._survey(paths, progress)
        finally:
            self._looking.release()

    def _survey(self, paths: Sequence[Path], progress: Progress) -> Iterator[None]:
        found: list[Record] = []
        try:
            for done, path in enumerate(paths):
                known = self._entries.get(path)
                sha256_text = known.sha256_text if known else ""
                if self._stamps.get(path) != stamp(path, self._data, sha256_text, self.watch):
                    # The encoding that the reader chose is no part of any file.
                    found.append(self._surveyed(path))
                    progress(done, len(paths))
                if len(found) >= _BATCH:
                    self._take(found)
                    found = []
                yield
            progress(len(paths), len(paths))
        finally:
            self._take(found)

    def renew(self, path: Path) -> None:
        """Look at one article again: the reader comes back from it."""
        self._take([self._surveyed(path)])

    def _surveyed(self, path: Path) -> Record:
        return survey(path, self._data, self.state.encoding(str(path)), self.watch)

    def search(self, words: str) -> list[NoteExcerpt]:
        """The highlights that hold `words` in quote, note or tag, by article; all for none.

        Raises SearchError where a regular expression is not one, or takes too long.
        """
        known = self._entries
        excerpts = [e for e in self.index.excerpts(self.roots) if e.path in known]
        if not words.strip():
            return excerpts
        texts = [_BETWEEN.join((e.quote, e.note, *e.tags)) for e in excerpts]
        return [excerpts[at] for at in matching(texts, words, initials(words))]

    def appearances(self) -> list[Appearance]:
        """The people and organisations of all articles read so far, the most widespread first."""
        names = self.index.names()
        counts: dict[tuple[str, Kind], dict[Path, int]] = {}
        subkinds: dict[tuple[str, Kind], str] = {}
        for entry in self.entries:
            for name, kind, count, subkind in names.get(entry.sha256_text, ()):
                counts.setdefault((name, kind), {})[entry.path] = count
                # What one article says of it holds in the others that name it.
                subkinds[name, kind] = subkinds.get((name, kind), "") or subkind
        found = [Appearance(*who, where, subkinds[who]) for who, where in counts.items()]
        return sorted(found, key=lambda a: (-len(a.counts), -a.mentions, a.name))

    def met(self) -> tuple[int, int]:
        """Of how many articles it is known who appears in them, and how many there are."""
        known, entries = self.index.met(), self.entries
        return sum(1 for entry in entries if entry.sha256_text in known), len(entries)

    def reprints(self, path: Path) -> list[tuple[ArticleEntry, float]]:
        """Other articles that carry the text of the one at `path`, with how much of it."""
        samples = self.index.likenesses(self.roots)
        mine = samples.pop(path, b"")
        known = self._entries
        others = [(known[other], sample) for other, sample in samples.items() if other in known]
        return reprints.reprints(mine, others)

    def carry(self, origin: Path, target: Path) -> Carried:
        """Take the notes on `origin` over to its reprint. Raises SourceError, SidecarError."""
        carried = carry(self._version(origin), self._version(target))
        self.renew(target)
        return carried

    def _version(self, path: Path) -> Version:
        article = open_article(path, self.state.encoding(str(path)))
        return Version(str(path), article, Sidecar(path, self._data))

    def reprinted(self) -> dict[Path, int]:
        """How many others carry the same text, for each article that has any."""
        samples = self.index.likenesses(self.roots)
        return reprints.counted({path: s for path, s in samples.items() if path in self._entries})

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

    def _take(self, records: Sequence[Record]) -> None:
        """Keep `records`. The entries are another mapping then: the other thread reads this one."""
        self.index.put(records)
        self._stamps |= {record.entry.path: record.stamp for record in records}
        entries = self._with_progress(record.entry for record in records)
        self._entries = {**self._entries, **{entry.path: entry for entry in entries}}

    def _with_progress(self, entries: Iterable[ArticleEntry]) -> Iterator[ArticleEntry]:
        places = self.state.places()
        for entry in entries:
            yield entry.stopped_at(places.get(str(entry.path)))


def matching(texts: Sequence[str], *asked: str) -> list[int]:
    """Which of `texts` hold any words of `asked`, in order; all of them are searched as one.

    Raises SearchError where a regular expression is not one, or takes too long.
    """
    starts, at = [], 0
    for text in texts:
        starts.append(at)
        at += len(text) + len(_BETWEEN)
    together = _BETWEEN.join(texts)
    hits = (hit for words in filter(None, asked) for hit in Query(words).spans(together))
    return sorted({bisect_right(starts, hit.start) - 1 for hit in hits})
