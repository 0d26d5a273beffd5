"""Undo and redo of one sitting, entry by entry, so that another writer's change is never undone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from newsreader.article.article import Article
from newsreader.notebook.anchor import resolve
from newsreader.notebook.highlight import Highlight
from newsreader.notebook.notebook import Bookmark, Notebook
from newsreader.notebook.sketch import with_sketch
from newsreader.notebook.source import Source

Name = tuple[str, str]
Entry = Highlight | Bookmark | str | tuple[Mapping[str, object], ...]

_NOTE = "note", ""
_ENTITIES = "entity", ""


@dataclass(frozen=True, slots=True)
class Step:
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
        old, new = _entries(before), _entries(after)
        names = [
            name
            for name in {**old, **new}
            if old.get(name) is not new.get(name) and old.get(name) != new.get(name)
        ]
        if names:
            step = Step({n: old.get(n) for n in names}, {n: new.get(n) for n in names})
            self.done.append(step)
            self.undone.clear()

    def undo(self, notebook: Notebook) -> Notebook | None:
        """`notebook` without the last step, or None when there is nothing left to undo."""
        return self._step(notebook, self.done, self.undone, back=True)

    def redo(self, notebook: Notebook) -> Notebook | None:
        """`notebook` with the step that was undone last, or None when there is none."""
        return self._step(notebook, self.undone, self.done, back=False)

    def follow(self, old: Article, new: Article) -> None:
        """The article changed while it was open: every step happened in the `new` text."""
        source = with_sketch(Notebook(bookmarks={"": Bookmark("", 0)}), old).source
        self.done = [_moved(step, source, new) for step in self.done]
        self.undone = [_moved(step, source, new) for step in self.undone]

    def _step(
        self, notebook: Notebook, source: list[Step], sink: list[Step], *, back: bool
    ) -> Notebook | None:
        """Take back what is still as this sitting left it; pass a step of which nothing is."""
        while source:
            step = source.pop()
            wanted, expected = (step.before, step.after) if back else (step.after, step.before)
            entries = _entries(notebook)
            mine = {
                name: item for name, item in wanted.items() if entries.get(name) == expected[name]
            }
            if mine:
                sink.append(step)
                return _with(notebook, mine)
        return None


def _moved(step: Step, source: Source | None, new: Article) -> Step:
    before, after = (_resolved(entries, source, new) for entries in (step.before, step.after))
    return Step(before, after)


def _resolved(
    entries: Mapping[Name, Entry | None], source: Source | None, new: Article
) -> dict[Name, Entry | None]:
    """`entries`, whose anchors stand in the text of `source`, in the text of `new`."""
    there = _entries(resolve(_with(Notebook(source=source), entries), new))
    return {name: there.get(name) if item is not None else None for name, item in entries.items()}


def _entries(notebook: Notebook) -> dict[Name, Entry]:
    entries: dict[Name, Entry] = {("highlight", h.id): h for h in notebook.highlights.values()}
    entries |= {("bookmark", b.letter): b for b in notebook.bookmarks.values()}
    entries[_NOTE] = notebook.note
    entries[_ENTITIES] = notebook.entities
    return entries


def _with(notebook: Notebook, changes: Mapping[Name, Entry | None]) -> Notebook:
    """`notebook` with each entry of `changes` as it says; None takes the entry away."""
    highlights, bookmarks = dict(notebook.highlights), dict(notebook.bookmarks)
    note, entities = notebook.note, notebook.entities
    for (room, name), entry in changes.items():
        match entry:
            case Highlight():
                highlights[name] = entry
            case Bookmark():
                bookmarks[name] = entry
            case str():
                note = entry
            case tuple():
                entities = entry
            case None if room == "highlight":
                highlights.pop(name, None)
            case None:
                bookmarks.pop(name, None)
    return replace(
        notebook, highlights=highlights, bookmarks=bookmarks, note=note, entities=entities
    )
