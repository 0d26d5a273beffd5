"""The one owner of changes to a session's notes, from inside and outside.

A change from outside (the article's file, the notes' file, a copy beside it, another program) is
brought in by two steps. `Sync.prepare` makes a new snapshot on any thread and changes nothing.
`Sync.commit`, on the screen's thread, puts it in the place of the one that it was made from.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from newsreader.anchoring.reanchoring import reanchored_snapshot
from newsreader.article.article import Article
from newsreader.errors import NewsreaderError, SidecarError
from newsreader.notebook.snapshot import Snapshot
from newsreader.session.environment import SourceFile, Store
from newsreader.session.writer import Saved, SaveFailed, Writer
from newsreader.sidecar.loaded import Loaded
from newsreader.sidecar.undo_file import UndoFile


class DiskChanges(NamedTuple):
    """What a look at the disk found: new notes, another text, or why that cannot be read."""

    notes: bool = False
    article: Article | None = None
    problem: str = ""


class Prepared(NamedTuple):
    """A change from outside, ready for `Sync.commit`: what `before` becomes.

    `loaded` is the stored notes that were merged in, None if only the article changed.
    """

    before: Snapshot
    after: Snapshot
    loaded: Loaded | None = None


class Sync:
    """The current snapshot of a session, and its exchange with the disk.

    `paths`, `look`, `refresh` and `prepare` may be called on any thread, everything else on the
    screen's.
    """

    def __init__(
        self,
        loaded: Loaded,
        store: Store,
        source: SourceFile | None,
        report: Callable[[Saved | SaveFailed], None],
        undo_file: UndoFile | None = None,
    ) -> None:
        """`report` is called on the writer's thread after each save.

        `undo_file` has the steps of earlier sessions; without one, undo ends with the session.
        """
        self.snapshot = loaded.changed(loaded.notebook)
        self.source = source
        """The article's file, where there is one that can be read again."""
        self.read_only = loaded.read_only
        self.unsaved_reason = ""
        """Why the last change is not on disk, as a sentence; "" if it is or will be."""
        self._gone = ""
        self._rescued: Snapshot | None = None
        """What was kept in the data directory because it could not be saved."""
        self._store = store
        self._undo_file = undo_file
        self._writer = Writer(self._save, report)

    @property
    def saved(self) -> bool:
        """Whether every change is on disk."""
        return self._writer.settled and not self.unsaved_reason

    def start(self, loaded: Loaded) -> None:
        """Begin with the notes as they were found. Nothing was changed before that."""
        self.snapshot = loaded.changed(loaded.notebook)
        self.read_only = loaded.read_only
        self._save_joined(loaded)

    def keep(self, snapshot: Snapshot) -> None:
        """Replace the snapshot by one with a change of the reader's, and have it saved."""
        self.snapshot = snapshot
        self._writer.put(snapshot)

    def undone(self) -> Snapshot | None:
        """As `Snapshot.undone`; after the steps of this session come those of earlier ones."""
        return self._with_earlier(self.snapshot).undone()

    def redone(self) -> Snapshot | None:
        """As `Snapshot.redone`; before the first change, also what earlier sessions have undone."""
        return self._with_earlier(self.snapshot).redone()

    def _with_earlier(self, snapshot: Snapshot) -> Snapshot:
        """`snapshot` with the steps of earlier sessions, if this one has none left to undo."""
        kept, history = self._undo_file, snapshot.history
        if kept is None or history.done or history.whole:
            return snapshot
        earlier = kept.earlier(snapshot.article.sha256_text)
        return replace(snapshot, history=history.after(earlier))

    @property
    def undo_problem(self) -> str:
        """Why steps of earlier sessions cannot be used, or later ones kept; "" if they can."""
        return self._undo_file.problem if self._undo_file is not None else ""

    def _save(self, snapshot: Snapshot) -> Loaded:
        """On the writer's thread: save the notes, then the steps that led to them."""
        loaded = self._store.save(snapshot)
        if self._undo_file is not None:
            self._undo_file.write(snapshot.article.sha256_text, snapshot.history)
        return loaded

    def after_save(self, outcome: Saved | SaveFailed) -> None:
        """Show what a save has brought. Cheap: what is on another text comes with the next look."""
        if isinstance(outcome, SaveFailed):
            self.unsaved_reason = outcome.reason
            return
        self.unsaved_reason = self._gone = ""
        if outcome.loaded.article.sha256_text == self.snapshot.article.sha256_text:
            self.snapshot = outcome.loaded.merged_into(self.snapshot)

    @property
    def folder(self) -> Path | None:
        """The folder of the article; None for a text that is in no file."""
        return self.source.path.absolute().parent if self.source is not None else None

    @property
    def paths(self) -> list[Path]:
        """The files that `look` looks at."""
        article = self.source.path if self.source is not None else None
        return [path for path in (article, self._store.path) if path is not None]

    def look(self) -> DiskChanges:
        """See whether the notes or the article have changed; reads only a file that has."""
        stored = self._store.revision > self.snapshot.revision
        notes = stored or self._store.changed()
        if self.source is None or not self.source.changed():
            return DiskChanges(notes)
        try:
            article = self.source.read()
        except NewsreaderError as error:
            return DiskChanges(notes, problem=str(error))
        if article.sha256_text == self.snapshot.article.sha256_text:
            return DiskChanges(notes)
        return DiskChanges(notes, article)

    def refresh(self) -> Loaded:
        """Read what other programs wrote to the notes, for `prepare`."""
        return self._store.refresh(self.snapshot.article)

    def prepare(self, article: Article | None = None, loaded: Loaded | None = None) -> Prepared:
        """The snapshot on another text, with other stored notes merged in, or both.

        Every highlight is found again or becomes an orphan, which takes a second for thousands.
        """
        before = after = self.snapshot
        if article is not None:
            after = reanchored_snapshot(after, article)
        if loaded is not None:
            after = loaded.merged_into(after)
        return Prepared(before, after, loaded)

    def commit(self, prepared: Prepared) -> bool:
        """Take what was prepared; False if the snapshot has changed since: prepare it again."""
        before, after, loaded = prepared
        if self.snapshot is not before:
            return False
        self.snapshot = after
        if loaded is not None:
            self.read_only = loaded.read_only
            self._follow_file(loaded.gone)
            self._save_joined(loaded)
        if after.article is not before.article and not self._writer.settled:
            self._writer.put(after)  # what is still to be saved is saved on the new text
        return True

    def settle(self, timeout: float | None = None) -> bool:
        """Wait until all is on disk, or could not be saved; `timeout` in seconds."""
        if self._gone and not self.read_only:
            self._writer.put(self.snapshot)
        return self._writer.close(timeout)

    def finish(self, timeout: float) -> bool:
        """As `settle`; what cannot be saved is kept in the data directory for the next start.

        The program ends then: a later save would not know of it. False if that fails, too.
        """
        if self._rescued is self.snapshot or self.settle(timeout):
            return True
        try:
            self._store.rescue(self.snapshot)
        except SidecarError:
            return False
        self._rescued = self.snapshot
        return True

    def reopen(self) -> None:
        """Go on after `settle`."""
        self._writer.reopen()

    def _save_joined(self, loaded: Loaded) -> None:
        """Save before the reader learns that a copy is merged in, and may delete it."""
        if loaded.joined and not loaded.read_only:
            self._writer.put(self.snapshot)

    def _follow_file(self, gone: str) -> None:
        """Notes whose file is missing are not saved, until it is back or written again."""
        if gone or self.unsaved_reason == self._gone:
            self.unsaved_reason = gone
        self._gone = gone
