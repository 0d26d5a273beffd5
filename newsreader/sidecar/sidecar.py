"""The file beside an article that keeps its notebook, and the promises that it makes.

The format and the promises are described in docs/sidecar.md.
"""

from __future__ import annotations

import contextlib
import errno
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from newsreader.anchoring.reanchoring import reanchored
from newsreader.anchoring.resolve import resolve
from newsreader.anchoring.sketch import with_sketch
from newsreader.article.article import Article
from newsreader.errors import ReadOnlyError, UnsavedError
from newsreader.files import atomic
from newsreader.files.signature import signature
from newsreader.locale import _, reason_of
from newsreader.notebook.merge import describe, merge
from newsreader.notebook.notebook import Notebook
from newsreader.notebook.snapshot import Snapshot
from newsreader.sidecar import replicas
from newsreader.sidecar.backup import Backups
from newsreader.sidecar.compose import Composer
from newsreader.sidecar.conflict_watcher import ConflictWatcher
from newsreader.sidecar.loaded import Loaded
from newsreader.sidecar.opening import Opening
from newsreader.sidecar.paths import backup_folder, is_of_place, point_to, sidecar_path
from newsreader.sidecar.replicas import Replica, keep_before_write

__all__ = ["Sidecar", "sidecar_path"]

_MOST_REVISIONS = 1000
"""What others wrote since the last snapshot is kept apart up to here, for the base of a merge."""

_RESCUE_SECONDS = 1.0
"""How long a rescue waits for a save that is under way."""


class Sidecar:
    """The notebook's files of one article; of standard input when `source` is None.

    `data` is the user's data directory, for backups and for notebooks that have no other place.
    All methods may be called from any thread; `load`, `save` and `refresh` wait for the disk.
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
        self._replicas: tuple[Replica, ...] = ()
        self._current: Replica | None = None
        self._stored: Loaded | None = None
        """What is known to be stored: what was read, merged and written so far."""
        self._revisions: list[Loaded] = []
        """What was stored since the revision of the last snapshot, oldest first."""
        self._conflicts = ConflictWatcher(sidecar_path(source)) if source else None
        self._read_only = False
        self._news: list[str] = []
        """Sentences for the reader that `refresh` returns next."""

    @property
    def path(self) -> Path | None:
        """Where the notebook was last saved or found, else where it will be."""
        if self._current is not None:
            return self._current.path
        return sidecar_path(self.source) if self.source else None

    @property
    def read_only(self) -> bool:
        return self._read_only

    @property
    def revision(self) -> int:
        """That of what is stored, as far as it is known. Does not wait."""
        return self._stored.revision if self._stored is not None else 0

    def load(self, article: Article) -> Loaded:
        """The notebook on `article`, every highlight found again in its text.

        Never fails: what cannot be read is named in `problems`. Writes nothing but the backup of
        a file that was read whole.
        """
        with self._lock:
            opening = Opening(self.source, self.data, article)
            found = opening.loaded(self._conflicts.all() if self._conflicts else [])
            self._replicas, self._read_only = opening.replicas, found.read_only
            existing = (each for each in self._replicas if each.seen is not None)
            self._current = next(existing, self._replicas[0])
            found = found._replace(revision=self.revision + 1)
            self._stored = found._replace(problems=(), moved=False, joined=False)
            self._revisions = [self._stored]
            return found

    def save(self, snapshot: Snapshot) -> Loaded:
        """Put `snapshot` on disk; the answer is what is stored then, other writers' work included.

        Raises ReadOnlyError if these notes can never be written, UnsavedError if it may work
        later; in both cases the old file is whole.
        """
        with self._lock:
            stored = self._loaded()
            included = [snapshot]
            for each in self._revisions:
                if each.revision > included[-1].revision:
                    included.append(each.merged_into(included[-1]))
            try:
                notebook = self._save_somewhere(included[-1])
            except (ValueError, TypeError, OverflowError, RecursionError) as error:
                message = _("The notes are not saved: {why} ({file}).")
                why = _("something in them cannot be written")
                file = self._replicas[0].path
                raise UnsavedError(message.format(why=why, file=file)) from error
            revision = stored.revision + 1
            self._stored = Loaded(
                snapshot.article,
                notebook,
                read_only=self._read_only,
                revision=revision,
                included=tuple(included),
                included_at=revision,
            )
            since = (each for each in self._revisions if each.revision > snapshot.revision)
            self._revisions = [*since, self._stored]
            return self._stored

    def _loaded(self) -> Loaded:
        if self._stored is None:
            raise ValueError("load comes first")
        return self._stored

    def _save_somewhere(self, snapshot: Snapshot) -> Notebook:
        """Save in the first place that accepts it. Raises UnsavedError when none does."""
        article = snapshot.article
        # Also for a notebook of this text: no offsets that miss their words reach the disk.
        notebook = resolve(snapshot.notebook, article)
        notebook = with_sketch(notebook, article)
        failure: OSError | None = None
        for replica in self._replicas:
            try:
                saved = self._save(replica, notebook, article)
            except OSError as error:
                failure = failure or error
                if not is_of_place(error):
                    break
            else:
                self._report_place(replica, failure)
                self._current = replica
                return saved
        message = _("The notes are not saved: {why} ({file}).")
        why = reason_of(failure) if failure else ""
        raise UnsavedError(message.format(why=why, file=self._replicas[0].path)) from failure

    def rescue(self, snapshot: Snapshot) -> Path:
        """Keep in the data directory what `save` cannot keep; `load` brings it back.

        The last thing that is done with it. Returns the file. Raises UnsavedError.
        """
        spare = Sidecar(None, self.data, self._now)
        there = spare.load(snapshot.article)
        known = self._lock.acquire(timeout=_RESCUE_SECONDS)  # a save may wait for the disk for ever
        try:
            base, notebook, seen = None, snapshot.notebook, []
            if known:
                notebook = self._loaded().merged_into(snapshot).notebook
                base = self._replicas[-1].base_in(snapshot.article)
                seen = [each.seen for each in self._replicas if each.seen]
        finally:
            if known:
                self._lock.release()
        notebook = replicas.acknowledged(merge(base, notebook, there.notebook), *seen)
        path = self._replicas[-1].path
        with contextlib.suppress(OSError):  # `save` says why
            point_to(path, self.data, self.source)
        spare.save(there.changed(notebook))
        return path

    def _report_place(self, replica: Replica, failure: OSError | None) -> None:
        """Say where the notes are if that is not beside the article, where a reader looks."""
        if failure is not None and replica is not self._current:
            message = _("Notes cannot be kept beside the article: {why}. They are kept in {file}.")
            self._news.append(message.format(why=reason_of(failure), file=replica.path))

    def _save(self, replica: Replica, notebook: Notebook, article: Article) -> Notebook:
        if replica is self._replicas[-1]:
            point_to(replica.path, self.data, self.source)
        with atomic.locked(replica.path) as alone:
            if alone and not replica.written:
                atomic.sweep(replica.path)
            found = atomic.recover(replica.path)
            if replica.is_foreign_link(found):
                why = _("a link to a file that holds no notes")
                raise OSError(errno.ELOOP, why, str(replica.path))
            if found is not None and found != replica.seen:
                notebook, _theirs = self._merge(replica, found, notebook, article)
            if self._read_only:
                raise ReadOnlyError(
                    _("These notes were written by a later version; update to change them.")
                )
            # Else the next start would merge in again from there what was undone since.
            others = (each.seen for each in self._replicas if each is not replica)
            notebook = replicas.acknowledged(notebook, *filter(None, others))
            data = self._composer.compose(notebook)
            if data != found:
                keep_before_write(replica, found, self.data, self._now())
                atomic.replace(replica.path, data)
                replica.written = True
            replica.signature = signature(replica.path)
        replica.remember(data, notebook, article)
        return notebook

    def _merge(
        self, replica: Replica, found: bytes, notebook: Notebook, article: Article
    ) -> tuple[Notebook, Notebook]:
        """`notebook` merged with what another program wrote, and the latter alone.

        A damaged file is merged without a base: what it lacks was not deleted.
        """
        theirs = replica.parse(found, article)
        self._read_only = self._read_only or theirs.is_newer
        self._news += theirs.problems
        base = replica.base_in(article) if theirs.whole else None
        merged = merge(base, notebook, theirs.notebook)
        if self._conflicts:
            known = self._conflicts.known()
            merged = replicas.merge_copies_again(known, merged, theirs.notebook, article)
        if replica.seen and any(h.id not in merged.highlights for h in notebook.in_order()):
            backups = Backups(backup_folder(self.data, replica.path))
            backups.keep_before_removal(replica.seen)
        return merged, theirs.notebook

    def changed(self) -> bool:
        """Whether `refresh` has something new. Cheap, and never waits.

        That is a file written by another program since it was last read or saved here, a conflict
        copy beside it, or a sentence for the reader.
        """
        if not self._lock.acquire(blocking=False):
            return False  # a save is under way, and merges by itself
        try:
            copies = self._conflicts is not None and self._conflicts.has_new_copies()
            written = self._current is not None and self._current.changed
            return copies or written or bool(self._news)
        finally:
            self._lock.release()

    def refresh(self, article: Article) -> Loaded:
        """What is stored now, in the text of `article`; `problems` says what is new.

        Nothing is written: what is merged in here is on disk after the next save.
        """
        with self._lock:
            stored, replica = self._loaded(), self._current
            before = reanchored(stored.notebook, stored.article, article)
            found = self._refreshed(replica, before, article) if replica else before
            notebook = self._with_conflict_copies(found, article)
            gone = self._gone(replica) if replica else ""
            news, self._news = self._news, []
            self._stored = stored._replace(
                article=article,
                notebook=notebook,
                read_only=self._read_only,
                revision=stored.revision + (notebook is not before),
            )
            if notebook is not before:
                self._revisions = [*self._revisions[-_MOST_REVISIONS:], self._stored]
            return self._stored._replace(
                problems=(*news, *filter(None, [gone])),
                joined=replicas.adds_entries(found, notebook),
                gone=gone,
            )

    def _refreshed(self, replica: Replica, notebook: Notebook, article: Article) -> Notebook:
        """`notebook` merged with what another program wrote to `replica`."""
        with contextlib.suppress(OSError):
            found = replica.look()
            if found is not None and found != replica.seen:
                merged, theirs = self._merge(replica, found, notebook, article)
                replica.remember(found, theirs, article)
                message = _("Another program changed these notes: {what}.")
                if what := describe(notebook, merged):
                    self._news.insert(0, message.format(what=what))
                return merged
        return notebook

    def _gone(self, replica: Replica) -> str:
        """A sentence for the reader if the file is missing: notes are not deleted by that."""
        if replica.signature or replica.seen is None:
            return ""
        message = _(
            "The notes file {file} is gone; "
            "your notes are written again with the next change, or when you leave."
        )
        return message.format(file=replica.path)

    def _with_conflict_copies(self, notebook: Notebook, article: Article) -> Notebook:
        """`notebook` merged with the conflict copies that appeared beside the file."""
        copies = self._conflicts.take() if self._conflicts else []
        return replicas.merge_copies(copies, notebook, article, self._news)
