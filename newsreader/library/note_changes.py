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
from newsreader.errors import NewsreaderError, UnsavedError
from newsreader.files.digest import sha256
from newsreader.files.journal import Journal, entries, journals
from newsreader.locale import _
from newsreader.notebook.colour import Colour
from newsreader.notebook.highlight import Highlight, HighlightState
from newsreader.notebook.notebook import Notebook
from newsreader.sidecar.sidecar import Sidecar

MOST_KEPT = 50
"""Journals that are kept; the oldest are deleted."""

ON_ARTICLE = ""
"""The id of the note on the whole article."""

Change = Callable[[Article, Notebook], Notebook]
"""Returns the notebook with a change of the reader's. Raises NewsreaderError."""

Fields = dict[str, object]


class Progress(NamedTuple):
    """`saved` is called with the path of each article whose notes were changed.

    `step` is called with the number of articles that are done; if it returns False, the work stops.
    """

    step: Callable[[int], bool] = lambda _done: True
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
    """A change that can be undone: what it was, when, in how many articles, and whether here.

    `path` is its journal.
    """

    path: Path
    words: str
    made: datetime
    articles: int
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
            raise UnsavedError(message.format(why=error.strerror)) from error
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

        Undoing again does only what is left to do. Raises UnsavedError if another program makes or
        undoes this change now.
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
        if outcome.stopped or (outcome.problems and outcome.changed):
            journal.close()
        else:
            journal.remove()
        return outcome

    def _opened(self, path: Path) -> tuple[Article, Sidecar]:
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
            if not progress.step(done):
                outcome.stopped = True
                return
            try:
                count = apply(path)
            except NewsreaderError as error:
                _report(outcome, path, [str(error)])
            except OSError as error:  # the journal, or a folder that is gone
                _report(outcome, path, [error.strerror or str(error)])
            else:
                if count:
                    outcome.changed += count
                    outcome.articles += 1
                    progress.saved(path)


def differences(before: Notebook, after: Notebook) -> Iterator[Fields]:
    """What is different in `after`, for the journal: new highlights, and changed fields."""
    for id_, highlight in after.highlights.items():
        old = before.highlights.get(id_)
        if old is None:
            yield {"id": id_, "made": {**_written(highlight), "words": _words(highlight)}}
        elif old is not highlight:
            was, now = _written(old), _written(highlight)
            names = [name for name in was if was[name] != now[name]]
            if names:
                yield {"id": id_, "before": _only(was, names), "after": _only(now, names)}
    if before.note != after.note:
        yield {"id": ON_ARTICLE, "before": {"note": before.note}, "after": {"note": after.note}}


def without(
    notebook: Notebook, changes: Sequence[Mapping[str, object]], article: Article, now: datetime
) -> tuple[Notebook, int, int]:
    """`notebook` without `changes`, how many were undone, and how many the reader changed since.

    What has the earlier value already, or is gone, counts as neither.
    """
    restored: list[Highlight] = []
    gone: list[str] = []
    note, kept = notebook.note, 0
    for change in changes:
        id_ = str(change.get("id"))
        made, before, after = (_table(change.get(name)) for name in ("made", "before", "after"))
        if id_ == ON_ARTICLE:
            if note == after.get("note"):
                note = str(before.get("note", ""))
            else:
                kept += note != before.get("note")
            continue
        highlight = notebook.highlights.get(id_)
        if highlight is None:
            continue
        current = {**_written(highlight), "words": _words(highlight)}
        if made:
            if current == made:
                gone.append(id_)
            else:
                kept += not current["deleted"]
        elif _only(current, after) == after:
            restored.append(_restored(highlight, before, article, now))
        else:
            kept += _only(current, before) != before
    changed = notebook.with_highlights(restored) if restored else notebook
    changed = changed.without(gone) if gone else changed
    count = len(restored) + len(gone) + (note != notebook.note)
    return changed.with_note(note) if note != notebook.note else changed, count, kept


def _restored(highlight: Highlight, before: Fields, article: Article, now: datetime) -> Highlight:
    """`highlight` with the fields in `before`; a damaged value is left out."""
    fields: Fields = {}
    if isinstance(note := before.get("note"), str):
        fields["note"] = note
    if isinstance(tags := before.get("tags"), list):
        fields["tags"] = tuple(map(str, tags))
    if (colour := before.get("colour")) in list(Colour):
        fields["colour"] = Colour(str(colour))
    changed = highlight.changed(now, **fields)
    match before.get("deleted"):
        case False:
            return changed.restored(article.text, now)
        case True:
            return changed.deleted(now)
    return changed


def _written(highlight: Highlight) -> Fields:
    """What the reader decides about a highlight that has a place, as JSON values."""
    return {
        "colour": highlight.colour.value,
        "tags": list(highlight.tags),
        "note": highlight.note,
        "deleted": highlight.state is HighlightState.DELETED,
    }


def _words(highlight: Highlight) -> str:
    """A digest of the words that the reader marked, which are different after new ends."""
    return sha256((highlight.was or highlight.anchor).quote.encode("utf-8", "surrogatepass"))


def _only(fields: Fields, names: Sequence[str] | Mapping[str, object]) -> Fields:
    return {name: fields.get(name) for name in names}


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
    articles = sum(1 for _change in _changes(path))
    return Undoable(path, str(head.get("words", "")), made, articles, here)


def _report(outcome: Outcome, path: Path, problems: Sequence[str]) -> None:
    words = (f"{path.name}: {problem}" for problem in problems)
    outcome.problems = (*outcome.problems, *words)


def _table(value: object) -> Fields:
    return dict(value) if isinstance(value, dict) else {}
