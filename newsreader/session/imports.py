"""Notes from a file of another program, into the notebook of a session."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from newsreader.formats.belonging import Sorted, of_article
from newsreader.formats.imported_file import ImportedFile, read_imported
from newsreader.formats.importing import Progress, Report, import_entries
from newsreader.formats.registry import importer_named
from newsreader.notebook.notebook import Notebook
from newsreader.notebook.snapshot import Snapshot
from newsreader.session.reading_session import ReadingSession


class PreparedImport(NamedTuple):
    """What the notebook of `before` becomes, and what becomes of each entry."""

    chosen: Sorted
    report: Report
    before: Snapshot
    after: Notebook

    @property
    def adds(self) -> bool:
        """Whether the notebook is changed by it."""
        return self.after != self.before.notebook


class NotesImport:
    """An import of the file at `path`. Nothing is changed before `commit`.

    `read` and `prepare` may be called on any thread, everything else on the screen's.
    """

    def __init__(self, session: ReadingSession, path: Path) -> None:
        self.path = path
        self._session = session

    @property
    def title(self) -> str:
        """The title of the article that the notes are for, or its name."""
        article = self._session.article
        return article.title or article.name

    @staticmethod
    def label(name: str) -> str:
        """What the format called `name` is, in words."""
        return importer_named(name).label

    def read(self, progress: Progress, name: str | None = None) -> ImportedFile:
        """As `read_imported`; the reading itself is short and is not stopped."""
        return read_imported(self.path, name, progress=progress)

    def prepare(
        self, file: ImportedFile, progress: Progress, *, everything: bool = False
    ) -> PreparedImport:
        """What the notes become with the entries of the article, or with `everything`.

        Every entry is looked for in the text, which takes seconds for thousands. The result is of
        no use if `progress` has said to stop.
        """
        before = self._session.sync.snapshot
        entries, article = file.entries, before.article
        chosen = Sorted(entries, []) if everything else of_article(entries, article)
        now = self._session.notes.clock()
        after, report = import_entries(
            chosen.own, before.notebook, article, now, others=chosen.others, progress=progress
        )
        return PreparedImport(chosen, report, before, after)

    def commit(self, prepared: PreparedImport) -> bool:
        """Take what was prepared, as one step that can be undone.

        False if the article or its notes have changed since: prepare it again.
        """
        now, before = self._session.sync.snapshot, prepared.before
        if now.article is not before.article or now.notebook is not before.notebook:
            return False
        self._session.notes.change(prepared.after)
        return True
