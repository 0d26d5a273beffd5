"""Undo and redo, entry by entry, so that another writer's change is never undone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from newsreader.notebook.highlight import Highlight
from newsreader.notebook.notebook import Bookmark, Notebook

Name = tuple[str, str]
Entry = Highlight | Bookmark | str | tuple[Mapping[str, object], ...]

_NOTE = "note", ""
_ENTITIES = "entity", ""


class Step(NamedTuple):
    """The entries that one change touched, before and after it; None where there was none."""

    before: Mapping[Name, Entry | None]
    after: Mapping[Name, Entry | None]


class History(NamedTuple):
    """The steps of a session, the last one at the end. A new step drops those that were undone.

    `whole` is whether the steps of earlier sessions are among them, or none may come before.
    """

    done: tuple[Step, ...] = ()
    undone: tuple[Step, ...] = ()
    whole: bool = False

    def after(self, earlier: History) -> History:
        """This history after the steps of `earlier`, unless it is whole already.

        What was undone earlier can be redone as long as nothing was changed since.
        """
        if self.whole:
            return self
        undone = self.undone if self.done or self.undone else earlier.undone
        return History((*earlier.done, *self.done), undone, whole=True)

    def recorded(self, before: Notebook, after: Notebook) -> History:
        """The history with the change from `before` to `after`; the same one if they are equal."""
        names = _changed(before, after)
        if not names:
            return self
        old, new = (entries_called(each, names) for each in (before, after))
        return self._replace(done=(*self.done, Step(old, new)), undone=())

    def undo(self, notebook: Notebook) -> tuple[Notebook, History] | None:
        """`notebook` without the last step, and the history then; None if nothing can be undone.

        Only entries that are still as this session left them are changed. If there is none,
        another writer has changed them all: the notebook stays, and the step is dropped.
        """
        if not self.done:
            return None
        *done, step = self.done
        undone = _exchanged(notebook, old=step.after, new=step.before)
        if undone is None:
            return notebook, self._replace(done=tuple(done))
        return undone, self._replace(done=tuple(done), undone=(*self.undone, step))

    def redo(self, notebook: Notebook) -> tuple[Notebook, History] | None:
        """`notebook` with the step that was undone last, and the history then; None if none.

        Entries that another writer has changed stay as with `undo`.
        """
        if not self.undone:
            return None
        *undone, step = self.undone
        redone = _exchanged(notebook, old=step.before, new=step.after)
        if redone is None:
            return notebook, self._replace(undone=tuple(undone))
        return redone, self._replace(done=(*self.done, step), undone=tuple(undone))

    def moved(self, move: Callable[[Notebook], Notebook]) -> History:
        """The same steps in another text; `move` takes a notebook there.

        Steps of earlier sessions are on the former text, and are not brought over.
        """
        done, undone = (
            tuple(Step(_moved(s.before, move), _moved(s.after, move)) for s in steps)
            for steps in (self.done, self.undone)
        )
        return History(done, undone, whole=True)


def _exchanged(
    notebook: Notebook, old: Mapping[Name, Entry | None], new: Mapping[Name, Entry | None]
) -> Notebook | None:
    """`notebook` with the entries of `new` where it holds those of `old`; None if nowhere."""
    mine = {name: item for name, item in new.items() if _entry(notebook, name) == old[name]}
    return _with(notebook, mine) if mine else None


def entries_in(entries: Mapping[Name, Entry | None]) -> Notebook:
    """A notebook with those of `entries` that exist, and nothing else."""
    return _with(Notebook(), {name: each for name, each in entries.items() if each is not None})


def entries_called(notebook: Notebook, names: Iterable[Name]) -> dict[Name, Entry | None]:
    """The entries of `notebook` called `names`, None for one that it does not have."""
    return {name: _entry(notebook, name) for name in names}


def _moved(
    entries: Mapping[Name, Entry | None], move: Callable[[Notebook], Notebook]
) -> dict[Name, Entry | None]:
    there = move(_with(Notebook(), entries))
    return {
        name: _entry(there, name) if item is not None else None for name, item in entries.items()
    }


def _changed(before: Notebook, after: Notebook) -> list[Name]:
    """The names of the entries that differ. Of thousands of highlights nearly all are identical."""
    names = [("highlight", id_) for id_ in _differing(before.highlights, after.highlights)]
    names += [("bookmark", letter) for letter in _differing(before.bookmarks, after.bookmarks)]
    names += [_NOTE] if before.note != after.note else []
    return [*names, _ENTITIES] if before.entities != after.entities else names


def _differing(old: Mapping[str, object], new: Mapping[str, object]) -> list[str]:
    """The keys whose items differ, those that only `old` has first."""
    gone = [name for name in old if name not in new]
    return gone + [
        name for name, item in new.items() if (known := old.get(name)) is not item and known != item
    ]


def _entry(notebook: Notebook, name: Name) -> Entry | None:
    """The entry called `name`, or None."""
    section, key = name
    if section == "highlight":
        return notebook.highlights.get(key)
    if section == "bookmark":
        return notebook.bookmarks.get(key)
    return notebook.note if name == _NOTE else notebook.entities


def _with(notebook: Notebook, changes: Mapping[Name, Entry | None]) -> Notebook:
    """`notebook` with each entry as in `changes`; None removes it."""
    highlights: list[Highlight] = []
    gone: list[str] = []
    bookmarks = dict(notebook.bookmarks)
    note, entities = notebook.note, notebook.entities
    for (section, name), entry in changes.items():
        match entry:
            case Highlight():
                highlights.append(entry)
            case Bookmark():
                bookmarks[name] = entry
            case str():
                note = entry
            case tuple():
                entities = entry
            case None if section == "highlight":
                gone.append(name)
            case None:
                bookmarks.pop(name, None)
    changed = notebook.with_highlights(highlights) if highlights else notebook
    changed = changed.without(gone) if gone else changed
    if all(section == "highlight" for section, _name in changes):
        return changed
    return changed.with_fields(bookmarks=bookmarks, note=note, entities=entities)
