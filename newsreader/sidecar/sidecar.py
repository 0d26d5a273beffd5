"""Sidecar: the file beside an article that keeps its notebook, and the promises that it makes.

The format and the promises are described in docs/sidecar.md.
"""

from __future__ import annotations

import contextlib
import errno
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from newsreader.anchoring.reanchoring import Reanchoring
from newsreader.anchoring.resolve import resolve
from newsreader.anchoring.sketch import with_sketch
from newsreader.article.article import Article
from newsreader.errors import ReadOnlyError, UnsavedError
from newsreader.files import atomic
from newsreader.locale import _
from newsreader.notebook.merge import describe, merge
from newsreader.notebook.notebook import Notebook, Source
from newsreader.sidecar import replicas
from newsreader.sidecar.backup import Backups, keep_before_write
from newsreader.sidecar.compose import Composer
from newsreader.sidecar.conflict_watcher import ConflictWatcher
from newsreader.sidecar.lag import Lag
from newsreader.sidecar.loaded import Loaded
from newsreader.sidecar.paths import (
    backup_folder,
    is_of_place,
    point_to,
    pointed_to,
    sidecar_path,
    signature,
    spare_path,
)
from newsreader.sidecar.replicas import Replica

__all__ = ["Sidecar", "sidecar_path"]


class Sidecar:
    """The notebook's files of one article; of standard input when `source` is None.

    `data` is the user's data directory, for backups and for notebooks that can lie nowhere else.
    All methods may be called from any thread; `save` waits for the disk and for other programs.
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
        self._passage: Reanchoring | None = None
        self._copies: tuple[Replica, ...] = ()
        self._current: Replica | None = None
        self._arrivals = ConflictWatcher(sidecar_path(source)) if source else None
        self._read_only = False
        self._moved = False
        self._lag = Lag()
        self._untold: list[str] = []

    @property
    def path(self) -> Path | None:
        """Where the notebook was last saved or found, else where it will lie."""
        if self._current is not None:
            return self._current.path
        return sidecar_path(self.source) if self.source else None

    @property
    def read_only(self) -> bool:
        return self._read_only

    def load(self, article: Article) -> Loaded:
        """The notebook on `article`, every highlight found again in its text.

        Never fails: what cannot be read is told in `problems`. Writes nothing but the backup of a
        file that was read whole.
        """
        with self._lock:
            self._article, self._passage = article, None
            spare = Replica(spare_path(self.data, article.sha256_text))
            beside = [Replica(sidecar_path(self.source))] if self.source else []
            self._copies = (*beside, spare)
            self._read_only = self._moved = False
            self._lag.clear()
            problems: list[str] = []
            notebook = Notebook(source=Source.of(article))
            for copy in self._copies:
                notebook = self._load(copy, notebook, article, problems)
            there = (copy for copy in self._copies if copy.seen is not None)
            self._current = next(there, self._copies[0])
            come = self._arrivals.all() if self._arrivals else []
            whole = replicas.gather(come, notebook, article, problems)
            joined = replicas.brought(notebook, whole)
            whole = replicas.gather(self._earlier(), whole, article, problems)
            told = tuple(problems)
            return Loaded(whole, told, self._read_only, moved=self._moved, joined=joined)

    def _load(
        self, copy: Replica, notebook: Notebook, article: Article, problems: list[str]
    ) -> Notebook:
        """`notebook` and what stands in `copy`."""
        try:
            found = copy.open(article, Backups(backup_folder(self.data, copy.path)), problems)
        except OSError as error:
            told = _("The notes file {file} cannot be read: {why}. Notes are kept in {other}.")
            other = self._copies[-1].path
            problems.append(told.format(file=copy.path, why=error.strerror, other=other))
            return notebook
        if found is None:
            return notebook
        self._read_only = self._read_only or found.newer
        self._moved = self._moved or found.moved
        if copy is self._copies[0]:
            return found.notebook
        return replicas.join(notebook, found.notebook, copy.seen or b"")

    def _earlier(self) -> list[Path]:
        """The notes in the data directory that lie under an earlier text, if there are any."""
        earlier = pointed_to(self.data, self.source) if self.source else None
        return [earlier] if earlier is not None and earlier != self._copies[-1].path else []

    def save(self, notebook: Notebook) -> Notebook:
        """Put `notebook` on disk, and give what stands there now, another writer's work included.

        Raises ReadOnlyError when that can never be, UnsavedError when it may go better later; then
        the old file is whole.
        """
        with self._lock:
            article = self._article
            if article is None:
                raise ValueError("load comes before save")
            try:
                return self._save_somewhere(notebook, article)
            except (ValueError, TypeError, OverflowError, RecursionError) as error:
                told = _("The notes are not saved: {why} ({file}). It will be tried again.")
                why = _("something in them cannot be written")
                raise UnsavedError(told.format(why=why, file=self._copies[0].path)) from error

    def _save_somewhere(self, notebook: Notebook, article: Article) -> Notebook:
        """Save in the first place that takes it. Raises UnsavedError when none does."""
        asked = self._here(notebook, article)
        notebook = self._lag.caught_up(asked)
        failure: OSError | None = None
        for copy in self._copies:
            try:
                saved = self._save(copy, notebook, article)
            except OSError as error:
                failure = failure or error
                if not is_of_place(error):
                    break
            else:
                self._tell_of_place(copy, failure)
                self._current = copy
                self._lag.saved(asked)
                self._lag.remember(asked, saved)
                return saved
        told = _("The notes are not saved: {why} ({file}). It will be tried again.")
        why = failure.strerror if failure else ""
        raise UnsavedError(told.format(why=why, file=self._copies[0].path)) from failure

    def _tell_of_place(self, copy: Replica, failure: OSError | None) -> None:
        """Saved is saved, but a reader who looks beside the article would look in vain."""
        if failure is not None and copy is not self._current:
            told = _("Notes cannot be kept beside the article: {why}. They are kept in {file}.")
            self._untold.append(told.format(why=failure.strerror, file=copy.path))

    def _save(self, copy: Replica, notebook: Notebook, article: Article) -> Notebook:
        if copy is self._copies[-1]:
            point_to(copy.path, self.data, self.source)
        with atomic.locked(copy.path) as alone:
            if alone and not copy.written:
                atomic.sweep(copy.path)
            found = atomic.recover(copy.path)
            if copy.leads_astray(found):
                why = _("a link to a file that holds no notes")
                raise OSError(errno.ELOOP, why, str(copy.path))
            if found is not None and found != copy.seen:
                notebook, _theirs = self._merge(copy, found, notebook, article)
            if self._read_only:
                raise ReadOnlyError(
                    _("These notes were written by a later version; update to change them.")
                )
            # Else what was taken back since would come again from there at the next start.
            others = (each.seen for each in self._copies if each is not copy)
            notebook = replicas.acknowledged(notebook, *filter(None, others))
            data = self._composer.compose(notebook)
            if data != found:
                keep_before_write(copy, found, self.data, self._now())
                atomic.replace(copy.path, data)
                copy.written = True
            copy.signature = signature(copy.path)
        copy.seen, copy.base = data, notebook
        return notebook

    def _merge(
        self, copy: Replica, found: bytes, notebook: Notebook, article: Article
    ) -> tuple[Notebook, Notebook]:
        """`notebook` merged with what another program wrote, and that alone.

        What is missing from a damaged file was not deleted, so nothing is measured against it.
        """
        theirs = copy.parse(found, article)
        self._read_only = self._read_only or theirs.newer
        self._untold += theirs.problems
        merged = merge(copy.base if theirs.whole else None, notebook, theirs.notebook)
        if self._arrivals:
            known = self._arrivals.known()
            merged = replicas.once_more(known, merged, theirs.notebook, article)
        if copy.seen and any(h.id not in merged.highlights for h in notebook.in_order()):
            Backups(backup_folder(self.data, copy.path)).keep_before_removal(copy.seen)
        return self._lag.merged(merged, Source.of(article)), theirs.notebook

    def changed(self) -> bool:
        """Whether another program wrote the file since it was last read or saved here. Cheap.

        So it is when a copy was put beside it, and when there is something to tell the reader:
        `refresh` does.
        """
        if not self._lock.acquire(blocking=False):
            return False  # a save is under way, and merges by itself
        try:
            come = self._arrivals is not None and self._arrivals.waiting()
            written = self._current is not None and self._current.changed
            return come or written or bool(self._untold)
        finally:
            self._lock.release()

    def refresh(self, notebook: Notebook) -> Loaded:
        """`notebook` with what another program wrote meanwhile; `problems` says what that was.

        Nothing is written: the next save puts both on disk.
        """
        with self._lock:
            copy, article = self._current, self._article
            if copy is None or article is None:
                raise ValueError("load comes before refresh")
            asked = self._here(notebook, article)
            found = self._refreshed(copy, asked, article)
            stands = self._with_arrivals(found, article)
            self._lag.remember(asked, stands)
            gone = self._gone(copy)
            told = (*self._news(), *filter(None, [gone]))
            joined = replicas.brought(found, stands)
            return Loaded(stands, told, self._read_only, joined=joined, gone=gone)

    def _refreshed(self, copy: Replica, asked: Notebook, article: Article) -> Notebook:
        """What was `asked`, and what another program wrote to `copy`."""
        notebook = self._lag.caught_up(asked)
        with contextlib.suppress(OSError):
            found = copy.look()
            if found is not None and found != copy.seen:
                merged, theirs = self._merge(copy, found, notebook, article)
                copy.seen, copy.base = found, theirs
                told = _("Another program changed these notes: {what}.")
                if what := describe(asked, merged):
                    self._untold.insert(0, told.format(what=what))
                return merged
        return notebook

    def _gone(self, copy: Replica) -> str:
        """What to tell of a file that somebody took away: to lose it is not to delete notes."""
        if copy.signature or copy.seen is None:
            return ""
        told = _(
            "The notes file {file} is gone; "
            "your notes are written again with the next change, or when you leave."
        )
        return told.format(file=copy.path)

    def _with_arrivals(self, notebook: Notebook, article: Article) -> Notebook:
        """`notebook` and the copies that were put beside it meanwhile."""
        come = self._arrivals.take() if self._arrivals else []
        merged = replicas.gather(come, notebook, article, self._untold)
        return notebook if merged is notebook else self._lag.merged(merged, Source.of(article))

    def _news(self) -> tuple[str, ...]:
        """What is to be told, once."""
        news, self._untold = tuple(self._untold), []
        return news

    def follow(self, passage: Reanchoring) -> None:
        """The article changed while it was open: the notes stand in the new text from now on."""
        with self._lock:
            self._article, self._passage = passage.new, passage
            for copy in self._copies:
                if copy.base is not None:
                    copy.base = passage.notebook(copy.base)
            self._lag.follow(passage)

    def _here(self, notebook: Notebook, article: Article) -> Notebook:
        """`notebook` in the text as it is now; it may have been changed before that was known."""
        passage = self._passage
        if passage is not None and passage.begins_at(notebook):
            notebook = passage.notebook(notebook)
        # Not only a notebook of another text: no offsets that miss their words reach the disk.
        return with_sketch(resolve(notebook, article), article)
