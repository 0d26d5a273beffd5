"""Changes to the notes on many articles, each of which one undo takes back.

Before the notes on an article are saved, a journal in the state directory says what will be
different in them: the ids, and the fields before and after. So a change can be undone after a
restart, and also when it was cut off.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from newsreader.article.article import Article
from newsreader.article.loader import open_article
from newsreader.errors import NewsreaderError, SourceError, UnsavedError
from newsreader.files.journal import Journal, entries, journals
from newsreader.library.note_differences import Fields, differences, without
from newsreader.locale import _, reason_of, with_label
from newsreader.notebook.notebook import Notebook
from newsreader.sidecar.paths import article_path, is_lost
from newsreader.sidecar.sidecar import Sidecar

MOST_KEPT = 50
"""Journals that are kept; the oldest are deleted."""

Change = Callable[[Article, Notebook], Notebook]
"""Returns the notebook with a change of the reader's. Raises NewsreaderError."""


class Progress(NamedTuple):
    """`saved` is called with the path of each article whose notes were changed.

    `step` is called with the number of articles that are done, and of all; if it returns False, the
    work stops.
    """

    step: Callable[[int, int], bool] = lambda _done, _all: True
    saved: Callable[[Path], object] = lambda _path: None


SILENT = Progress()
"""For work that is short, and is not stopped."""


@dataclass(slots=True)
class Outcome:
    """What a change or an undo did. `changed` and `kept` are numbers of highlights and notes.

    `kept` were changed by the reader since, and are left as they are. `problems` are sentences, one
    for each article with one. `words` say what was done or undone.
    """

    words: str = ""
    changed: int = 0
    articles: int = 0
    kept: int = 0
    problems: tuple[str, ...] = ()
    stopped: bool = False


class Undoable(NamedTuple):
    """A change that can be undone: its journal, what it was, when, and whether it was made here."""

    path: Path
    words: str
    made: datetime
    here: bool


class NoteChanges:
    """Changes notes, and undoes that. All methods may be called from any thread."""

    def __init__(
        self,
        data: Path,
        folder: Path,
        encoding: Callable[[str], str | None] = lambda _source: None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """`data` is the user's data directory, `folder` has the journals.

        `encoding` returns the encoding that the reader chose for an article, if any.
        """
        self._data = data
        self._folder = folder
        self._encoding = encoding
        self._now = now
        self._made: set[Path] = set()
        self._failed: set[Path] = set()
        """Journals of which something could not be undone."""

    def make(
        self,
        words: str,
        articles: Sequence[Path],
        change: Change,
        progress: Progress = SILENT,
    ) -> Outcome:
        """Apply `change` to the notes on each of `articles`; `words` say what it is.

        An article whose notes cannot be changed is left out and reported. Raises UnsavedError,
        before anything is changed, if several articles are to be changed and no journal can be
        written.
        """
        journal = self._journal(words, required=len(articles) > 1)
        outcome = Outcome(words)

        def apply(path: Path) -> int:
            article, sidecar = self._opened(path)
            loaded = sidecar.load(article)
            _report(outcome, path, loaded.problems)
            changed = change(article, loaded.notebook)
            different = list(differences(loaded.notebook, changed))
            if different and journal is not None:
                journal.append({"article": str(path), "changes": different})
            if different:
                sidecar.save(loaded.changed(changed))
            return len(different)

        self._each(list(dict.fromkeys(articles)), apply, outcome, progress)
        if journal is not None:
            journal.close() if outcome.changed or outcome.problems else journal.remove()
        return outcome

    def _journal(self, words: str, *, required: bool) -> Journal | None:
        try:
            journal = Journal.create(self._folder)
            journal.append({"words": words, "made": self._now().isoformat()})
        except OSError as error:
            if not required:
                return None
            message = _("Nothing is changed, because no journal to undo it can be written: {why}.")
            raise UnsavedError(message.format(why=reason_of(error))) from error
        self._made.add(journal.path)
        for old in journals(self._folder)[MOST_KEPT:]:
            if (outdated := Journal.claim(old)) is not None:
                outdated.remove()
        return journal

    def last(self, holds: Callable[[Path], bool]) -> Undoable | None:
        """The last change that was not undone and has an article that `holds` is true for."""
        for path in journals(self._folder):
            head: Fields = {}
            for entry in entries(path):
                head = head or entry
                if isinstance(article := entry.get("article"), str) and holds(Path(article)):
                    return _undoable(path, head, here=path in self._made)
        return None

    def undo(self, undoable: Undoable, progress: Progress = SILENT) -> Outcome:
        """Undo a change, where the reader has not changed the same since.

        Undoing again does only what is left to do. What fails altogether can be tried once more;
        then it is given up, so that earlier changes can be undone. Raises UnsavedError if another
        program makes or undoes this change now.
        """
        outcome = Outcome(undoable.words)
        journal = Journal.claim(undoable.path)
        if journal is None:
            raise UnsavedError(
                _("This change is being made or undone just now; try again in a moment.")
            )
        changes = dict(_changes(undoable.path))

        def revert(path: Path) -> int:
            article, sidecar = self._opened(path)
            loaded = sidecar.load(article)
            _report(outcome, path, loaded.problems)
            reverted, count, kept = without(loaded.notebook, changes[path], article, self._now())
            outcome.kept += kept
            if count:
                sidecar.save(loaded.changed(reverted))
            return count

        self._each(list(changes), revert, outcome, progress)
        failed = outcome.problems and (outcome.changed or undoable.path not in self._failed)
        if outcome.stopped or failed:
            journal.close()
            self._failed.add(undoable.path)
        else:
            journal.remove()
        return outcome

    def _opened(self, path: Path) -> tuple[Article, Sidecar]:
        if is_lost(path):  # else the notes would be opened as an article
            name = article_path(path).name
            raise SourceError(
                _("{file} is not there; its notes stay as they are.").format(file=name)
            )
        article = open_article(path, self._encoding(str(path)))
        return article, Sidecar(path, self._data, self._now)

    def _each(
        self,
        articles: Sequence[Path],
        apply: Callable[[Path], int],
        outcome: Outcome,
        progress: Progress,
    ) -> None:
        """Call `apply` for each article, and add up in `outcome` what it changed."""
        for done, path in enumerate(articles):
            if not progress.step(done, len(articles)):
                outcome.stopped = True
                return
            try:
                count = apply(path)
            except NewsreaderError as error:
                _report(outcome, path, [str(error)])
            except OSError as error:  # the journal, or a folder that is gone
                _report(outcome, path, [reason_of(error)])
            else:
                if count:
                    outcome.changed += count
                    outcome.articles += 1
                    progress.saved(path)


def _changes(path: Path) -> Iterator[tuple[Path, list[Mapping[str, object]]]]:
    """The changes in a journal, by article."""
    for entry in entries(path):
        article, changes = entry.get("article"), entry.get("changes")
        if isinstance(article, str) and isinstance(changes, list):
            yield Path(article), [change for change in changes if isinstance(change, dict)]


def _undoable(path: Path, head: Fields, *, here: bool) -> Undoable:
    try:
        made = datetime.fromisoformat(str(head.get("made")))
    except ValueError:
        made = datetime.fromtimestamp(0, UTC)
    return Undoable(path, str(head.get("words", "")), made, here)


def _report(outcome: Outcome, path: Path, problems: Sequence[str]) -> None:
    words = (with_label(path.name, problem) for problem in problems)
    outcome.problems = (*outcome.problems, *words)
