"""Undo and redo of one sitting, entry by entry, so that another writer's change is never undone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from newsreader.notebook.highlight import Highlight
from newsreader.notebook.notebook import Bookmark, Notebook

Name = tuple[str, str]
Entry = Highlight | Bookmark | str | tuple[Mapping[str, object], ...]

_NOTE = "note", ""
_ENTITIES = "entity", ""


class Step(NamedTuple):
    """The entries that one deed changed, before and after; None where there was none."""

    before: Mapping[Name, Entry | None]
    after: Mapping[Name, Entry | None]


@dataclass(slots=True)
class History:
    """The steps of a sitting. A new step forgets those that were undone."""

    done: list[Step] = field(default_factory=list)
    undone: list[Step] = field(default_factory=list)

    def record(self, before: Notebook, after: Notebook) -> None:
        """Remember the change from `before` to `after`; nothing when they hold the same."""
        names = _changed(before, after)
        if names:
            old, new = ({n: _entry(each, n) for n in names} for each in (before, after))
            self.done.append(Step(old, new))
            self.undone.clear()

    def undo(self, notebook: Notebook) -> Notebook | None:
        """`notebook` without the last step, or None when there is nothing left to undo."""
        return self._step(notebook, self.done, self.undone, back=True)

    def redo(self, notebook: Notebook) -> Notebook | None:
        """`notebook` with the step that was undone last, or None when there is none."""
        return self._step(notebook, self.undone, self.done, back=False)

    def moved(self, move: Callable[[Notebook], Notebook]) -> History:
        """The same steps as if they had happened in another text, into which `move` takes."""
        done, undone = (
            [Step(_moved(s.before, move), _moved(s.after, move)) for s in steps]
            for steps in (self.done, self.undone)
        )
        return History(done, undone)

    def copy(self) -> History:
        """The steps as they are now: a step never changes."""
        return History(list(self.done), list(self.undone))

    def _step(
        self, notebook: Notebook, source: list[Step], sink: list[Step], *, back: bool
    ) -> Notebook | None:
        """Take back what is still as this sitting left it; pass a step of which nothing is."""
        while source:
            step = source.pop()
            wanted, expected = (step.before, step.after) if back else (step.after, step.before)
            mine = {
                name: item
                for name, item in wanted.items()
                if _entry(notebook, name) == expected[name]
            }
            if mine:
                sink.append(step)
                return _with(notebook, mine)
        return None


def _moved(
    entries: Mapping[Name, Entry | None], move: Callable[[Notebook], Notebook]
) -> dict[Name, Entry | None]:
    there = move(_with(Notebook(), entries))
    return {
        name: _entry(there, name) if item is not None else None for name, item in entries.items()
    }


def _changed(before: Notebook, after: Notebook) -> list[Name]:
    """What is not the same in both. Of thousands of highlights nearly all are the very same."""
    names = [("highlight", id_) for id_ in _differing(before.highlights, after.highlights)]
    names += [("bookmark", letter) for letter in _differing(before.bookmarks, after.bookmarks)]
    names += [_NOTE] if before.note != after.note else []
    return [*names, _ENTITIES] if before.entities != after.entities else names


def _differing(old: Mapping[str, object], new: Mapping[str, object]) -> list[str]:
    """The keys under which not the same stands in both, those of `old` first."""
    gone = [name for name in old if name not in new]
    return gone + [
        name for name, item in new.items() if (known := old.get(name)) is not item and known != item
    ]


def _entry(notebook: Notebook, name: Name) -> Entry | None:
    """What stands under `name`; None for nothing."""
    room, key = name
    if room == "highlight":
        return notebook.highlights.get(key)
    if room == "bookmark":
        return notebook.bookmarks.get(key)
    return notebook.note if name == _NOTE else notebook.entities


def _with(notebook: Notebook, changes: Mapping[Name, Entry | None]) -> Notebook:
    """`notebook` with each entry of `changes` as it says; None takes the entry away."""
    highlights: list[Highlight] = []
    gone: list[str] = []
    bookmarks = dict(notebook.bookmarks)
    note, entities = notebook.note, notebook.entities
    for (room, name), entry in changes.items():
        match entry:
            case Highlight():
                highlights.append(entry)
            case Bookmark():
                bookmarks[name] = entry
            case str():
                note = entry
            case tuple():
                entities = entry
            case None if room == "highlight":
                gone.append(name)
            case None:
                bookmarks.pop(name, None)
    changed = notebook.with_highlights(highlights) if highlights else notebook
    changed = changed.without(gone) if gone else changed
    if all(room == "highlight" for room, _name in changes):
        return changed
    return changed.with_fields(bookmarks=bookmarks, note=note, entities=entities)
