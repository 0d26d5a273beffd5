"""The articles in some files and folders, their notes, names and reprints."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Self

from newsreader.article.article import Article
from newsreader.article.loader import open_article
from newsreader.entities.corrections import from_tables
from newsreader.errors import FormatError
from newsreader.library import new_article, reprints
from newsreader.library.article_entry import (
    ArticleEntry,
)
from newsreader.library.carry import ArticleVersion, Carried, carry
from newsreader.library.known_articles import KnownArticles
from newsreader.library.names import FolderNames
from newsreader.library.new_article import Saved
from newsreader.library.scan import Scan
from newsreader.library.text_index import Candidates, StoredText
from newsreader.notebook.colour import Colour
from newsreader.sidecar.codebook_file import codebook_path, read_codebook
from newsreader.sidecar.names_file import NameNotes, NamesFile
from newsreader.sidecar.sidecar import Sidecar
from newsreader.state import Mark, State
from newsreader.text.query_expression import Expression
from newsreader.user_paths import is_folder

if TYPE_CHECKING:
    from newsreader.library.index import Index  # not loaded here, because it loads SQLite


class Library:
    """The articles at and below `roots`: first as the index knows them, then as they are on disk.

    `scan` may run in a thread of its own while methods are called in another. `data` is the user's
    data directory, which has the notebooks that cannot be beside their articles. `watch` is the
    reader's watch list, `meanings` are their own words for colours. `recent` if `roots` are the
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
        self._known = KnownArticles(index, state)
        self.scan = Scan(self.roots, self._known, index, state, data, self.watch)
        self._listed: tuple[object, tuple[ArticleEntry, ...]] = (None, ())
        """The articles as `entries` has them, and what they were made from."""
        self.names_file = NamesFile(self.folder, data)
        self._name_notes: NameNotes | None = None
        self._names_signature: tuple[tuple[int, ...], ...] = ()
        self.failure = ""
        """Why no more articles can be read for names, "" while they can."""

    @property
    def entries(self) -> tuple[ArticleEntry, ...]:
        """The known articles, sorted by path.

        An export of this program is not an article, unless it is one of `roots`.
        """
        known, listed = self._listed
        if known is not self._known.entries:
            known = self._known.entries
            found = (e for e in known.values() if not e.exported or e.path in self.roots)
            listed = tuple(sorted(found, key=lambda entry: str(entry.path)))
            self._listed = known, listed
        return listed

    @property
    def version(self) -> int:
        """Grows with every change of what is known about the articles."""
        return self._known.version

    @property
    def data(self) -> Path:
        """The user's data directory."""
        return self._data

    @property
    def has_exports(self) -> bool:
        """Whether there are exports of this program."""
        return any(entry.exported for entry in self._known.entries.values())

    def entry(self, path: Path) -> ArticleEntry | None:
        """The entry of the article at `path`, or None."""
        return self._known.entries.get(path)

    def refresh(self) -> Self:
        """Load the entries from the index, and the progress from the state; reads no article."""
        self._known.load(self.roots)
        return self

    def toggle(self, path: Path, mark: Mark) -> bool:
        """Put `mark` on the article at `path`, or take it away; returns whether it has it now."""
        marks = self._known.entries[path].marks ^ {mark}
        self._known.mark(path, marks)
        return mark in marks

    @property
    def home(self) -> Path:
        """The folder for new articles: the first one of `roots`, or one in the data directory."""
        folders = filter(is_folder, self.roots)
        return next(folders, self._data / new_article.ARTICLES)

    def add(self, article: Article) -> Saved:
        """Save a new article in a file. Raises SourceError."""
        saved = new_article.save(article, self.home, self._data)
        self.update(saved.path)
        return saved

    def update(self, path: Path) -> None:
        """Read one article again."""
        self._known.put([self.scan.read(path)])

    def candidates(self, expression: Expression) -> Candidates:
        """The texts that may match `expression`. Raises IndexAccessError."""
        numbers = self.index.candidates(expression)
        if self.scan.is_lost:
            self.scan.restore()
            numbers = self.index.candidates(expression)
        return numbers

    def text(self, number: int, path: Path) -> StoredText | None:
        """The text with a number from `candidates`, or the present one at `path`, or None.

        A scan may have replaced the text meanwhile. Raises IndexAccessError.
        """
        if (stored := self.index.text(number)) is not None:
            return stored
        if self.scan.is_lost:
            self.scan.restore()
        return self.index.text_at(path)

    def codes(self) -> Iterator[str]:
        """The tags of the codebooks of the roots; a damaged one has none."""
        for root in self.roots:
            with contextlib.suppress(FormatError):
                folder = root if is_folder(root) else root.parent
                yield from read_codebook(codebook_path(folder)).codes

    @property
    def drafts(self) -> Path:
        """The folder for notes that are being written."""
        return self._data / "drafts"

    @property
    def folder(self) -> Path:
        """The folder of the first article or folder that was named."""
        root = self.roots[0] if self.roots else Path.cwd()
        return root if is_folder(root) else root.parent

    @property
    def export_name(self) -> str:
        """What exports of all its articles are called."""
        return self.folder.name or "library"

    def name_notes(self) -> NameNotes:
        """The reader's notes on names and corrections of them; read again when a file changes."""
        now = self.names_file.signature()
        if self._name_notes is None or now != self._names_signature:
            self._names_signature, self._name_notes = now, self.names_file.load()
        return self._name_notes

    def names(self) -> FolderNames:
        """The names in all analysed articles, with the reader's corrections."""
        entries = [entry for entry in self.entries if not entry.is_lost]
        corrections = from_tables(self.name_notes().corrections)
        return FolderNames(entries, self.index.names(), corrections)

    def names_of(self, paths: Iterable[Path]) -> frozenset[str]:
        """The names that are known to be in the articles at `paths`."""
        names, known = self.index.names(), self._known.entries
        hashes = [known[path].sha256_text for path in paths if path in known]
        found = (each for sha256_text in hashes for each in names.get(sha256_text, ()))
        return frozenset(name for each in found for name in each.names)

    def analysed(self) -> tuple[int, int]:
        """The number of analysed articles, and of all articles that can be read."""
        known = self.index.analysed()
        entries = [entry for entry in self.entries if entry.sha256_text and not entry.is_lost]
        return sum(1 for entry in entries if entry.sha256_text in known), len(entries)

    def reprints(self, path: Path) -> list[tuple[ArticleEntry, float]]:
        """The reprints of the article at `path`, with their containment, 0 to 1, best first."""
        samples = self.index.shingles(self.roots)
        own = samples.pop(path, b"")
        known = self._known.entries
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
            {path: s for path, s in samples.items() if path in self._known.entries}
        )
