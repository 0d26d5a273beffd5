"""Sidecar: the file beside an article that keeps its notebook, and the promises that it makes.

The format and the promises are described in docs/sidecar.md.
"""

from __future__ import annotations

import errno
import hashlib
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from newsreader.article.article import Article
from newsreader.errors import ReadOnlyError, UnsavedError
from newsreader.locale import _
from newsreader.notebook import disk, salvage, sketch
from newsreader.notebook.anchor import resolve
from newsreader.notebook.compose import Composer
from newsreader.notebook.merge import merge
from newsreader.notebook.notebook import Notebook
from newsreader.notebook.schema import read_notebook
from newsreader.notebook.source import Source
from newsreader.text.fold import fold

SUFFIX = ".notes.toml"

_ELSEWHERE = (
    errno.EACCES,
    errno.EPERM,
    errno.EROFS,
    errno.ENOENT,
    errno.ENAMETOOLONG,
    errno.EINVAL,
)
"""Failures of a place, not of the moment: the data directory may still take the notebook."""


def sidecar_path(source: Path) -> Path:
    """Where the notes on `source` lie: beside it, the suffix appended and never replaced."""
    return source.with_name(source.name + SUFFIX)


@dataclass(frozen=True, slots=True)
class Loaded:
    """A notebook as it was found. `problems` are sentences for the reader."""

    notebook: Notebook
    problems: tuple[str, ...] = ()
    read_only: bool = False


class Sidecar:
    """The notebook's file of one article; of standard input when `source` is None.

    `data` is the user's data directory, for backups and for notebooks that can lie nowhere else.
    All methods may be called from any thread; a save is meant for one that may wait for the disk.
    """

    def __init__(
        self,
        source: Path | None,
        data: Path,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.source = source
        self.data = data
        self._now = now
        self._lock = threading.RLock()
        self._composer = Composer()
        self._article: Article | None = None
        self._path: Path | None = sidecar_path(source) if source else None
        self._seen: bytes | None = None
        self._base: Notebook | None = None
        self._quarantine: bytes | None = None
        self._read_only = False

    @property
    def path(self) -> Path | None:
        """Where the notebook lies, or will lie; None for standard input that is not read yet."""
        return self._path

    @property
    def read_only(self) -> bool:
        return self._read_only

    def load(self, article: Article) -> Loaded:
        """The notebook on `article`, every highlight found again in its text. Writes nothing.

        Never fails: what cannot be read is told in `problems`.
        """
        with self._lock:
            self._article = article
            if self._path is None:
                self._path = self._spare(article)
            return self._load(article)

    def _spare(self, article: Article) -> Path:
        return self.data / "notebooks" / (article.sha256_text + SUFFIX)

    def _load(self, article: Article) -> Loaded:
        path = self._path
        if path is None:
            raise ValueError("no place for the notebook")
        try:
            data = disk.read(path)
        except OSError as error:
            self._path = self._spare(article)
            told = _("The notes file {file} cannot be read ({why}); notes are kept in {other}.")
            problem = told.format(file=path, why=error.strerror, other=self._path)
            return Loaded(Notebook(source=Source.of(article)), (problem,))
        notebook, problems = self._understand(data, article)
        self._seen, self._base = data, notebook
        return Loaded(notebook, problems, self._read_only)

    def _understand(self, data: bytes | None, article: Article) -> tuple[Notebook, tuple[str, ...]]:
        if data is None:
            return Notebook(source=Source.of(article)), ()
        parsed = salvage.parse(data)
        notebook, problems = read_notebook(parsed.tables)
        if parsed.newer:
            self._read_only = True
            problems.append(_("A later version wrote these notes: they can be read, not changed."))
        if not parsed.whole or problems:
            self._quarantine = data
        notebook = resolve(notebook, article)
        return notebook, (*parsed.problems, *problems)

    def save(self, notebook: Notebook) -> Notebook:
        """Put `notebook` on disk, and give what stands there now, another writer's work included.

        Raises ReadOnlyError when that can never be, UnsavedError when it may go better later; then
        the old file is whole.
        """
        with self._lock:
            if self._read_only:
                raise ReadOnlyError(
                    _("These notes were written by a later version; update to change them.")
                )
            path, article = self._path, self._article
            if path is None or article is None:
                raise ValueError("load comes before save")
            try:
                return self._save(path, notebook, article)
            except OSError as error:
                told = _("The notes are not saved: {why} ({file}). It will be tried again.")
                raise UnsavedError(told.format(why=error.strerror, file=path)) from error

    def _save(self, path: Path, notebook: Notebook, article: Article) -> Notebook:
        with disk.locked(path.parent):
            found = disk.read(path)
            if found is not None and found != self._seen:
                theirs, _problems = self._understand(found, article)
                notebook = merge(self._base, notebook, theirs)
            notebook = _with_sketch(resolve(notebook, article), article)
            data = self._composer.compose(notebook).encode("utf-8", "replace")
            if data != found:
                self._keep_damaged(path)
                disk.replace(path, data)
        self._seen, self._base = data, notebook
        return notebook

    def _keep_damaged(self, path: Path) -> None:
        if self._quarantine is None:
            return
        stamp = f"{self._now():%Y%m%d-%H%M%S}-{hashlib.sha256(self._quarantine).hexdigest()[:8]}"
        disk.replace(path.with_name(f"{path.name}.corrupt-{stamp}"), self._quarantine)
        self._quarantine = None

    def changed(self) -> bool:
        """Whether another program wrote the file since it was last read or saved here."""
        with self._lock:
            try:
                return self._path is not None and disk.read(self._path) != self._seen
            except OSError:
                return False


def _with_sketch(notebook: Notebook, article: Article) -> Notebook:
    """`notebook`, able to find its entries again when the text has changed."""
    source = notebook.source or Source.of(article)
    if not source.sketch and (notebook.highlights or notebook.bookmarks):
        chunks = sketch.sketch(fold(article.text), article.length)
        source = replace(source, sketch=sketch.write(chunks))
    return replace(notebook, source=source)
