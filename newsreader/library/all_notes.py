"""The notes on all articles of a library: listed, changed, marked and renamed as one."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from newsreader.library import note_edits
from newsreader.library.article_entry import ArticleEntry, NoteExcerpt
from newsreader.library.full_text import places_with
from newsreader.library.library import Library
from newsreader.library.list_order import ListOrder, arranged
from newsreader.library.note_changes import Change, NoteChanges, Outcome, Progress, Undoable
from newsreader.library.search import excerpt_item
from newsreader.locale import _
from newsreader.notebook.colour import Colour
from newsreader.notebook.highlight import HighlightState
from newsreader.notebook.query_item import note_readings
from newsreader.text.query_expression import EVERYTHING, Expression, Item
from newsreader.text.span import Span

Step = Callable[[int, int], bool]
"""Called with the number of articles that are done, and of all; False stops the work."""


_FEW = 50
"""Articles up to which each is read by itself when its notes have changed."""


class MarkingPlan(NamedTuple):
    """What marking all hits of a query would do.

    `spans` are the hits by the hash of the text that they are in, `speakers` who says the words of
    some of them, `hits` the number of those in an article that are no highlights yet. With
    `sentences` they are the sentences around the hits.
    """

    query: str
    expression: Expression
    spans: dict[str, Sequence[Span]]
    speakers: dict[str, Mapping[Span, str]]
    hits: dict[Path, int]
    sentences: bool = False

    @property
    def articles(self) -> list[Path]:
        """Those with a hit to mark."""
        return [path for path, count in self.hits.items() if count]


class KnownNotes(NamedTuple):
    """All highlights and notes, those of the newest article first, as they are known in `version`.

    `items` are what a query compares them with, `entries` their articles.
    """

    excerpts: Sequence[NoteExcerpt] = ()
    items: Sequence[Item] = ()
    entries: Mapping[Path, ArticleEntry] = MappingProxyType({})
    version: int = -1

    def matching(
        self, query: str, only: Colour | None, meanings: Mapping[Colour, str]
    ) -> list[NoteExcerpt]:
        """Those that match `query`, all if it is blank; those in colour `only`, or in all.

        Raises SearchError.
        """
        for expression in note_readings(query, meanings):
            found = [
                excerpt
                for excerpt, item in zip(self.excerpts, self.items, strict=True)
                if (only is None or (excerpt.id and excerpt.colour is only))
                and expression.matches(item)
            ]
            if found:
                return found
        return []


class AllNotes:
    """The notes of one library. All methods may be called from any thread."""

    def __init__(self, library: Library) -> None:
        self.library = library
        state = library.state
        self.changes = NoteChanges(library.data, state.folder / "note-changes", state.encoding)
        self._reading = threading.Lock()
        self._known = KnownNotes()
        self._by_article: Mapping[Path, Sequence[tuple[NoteExcerpt, Item]]] = {}

    def known(self) -> KnownNotes:
        """All highlights and notes. Only articles that have changed are read again."""
        with self._reading:
            if self._known.version != self.library.version:
                self._known = self._read()
            return self._known

    def _read(self) -> KnownNotes:
        library, version = self.library, self.library.version
        entries = {e.path: e for e in arranged(library.entries, ListOrder.DATE)}
        before, kept = self._known.entries, self._by_article
        new = [path for path, entry in entries.items() if before.get(path) is not entry]
        found: dict[Path, list[NoteExcerpt]] = {path: [] for path in new}
        for excerpt in library.index.excerpts(new if len(new) <= _FEW else library.roots):
            if excerpt.path in found:
                found[excerpt.path].append(excerpt)
        read = {
            path: [(each, excerpt_item(each, entries[path], library.meanings)) for each in excerpts]
            for path, excerpts in found.items()
        }
        self._by_article = {
            path: read[path] if path in read else kept.get(path, []) for path in entries
        }
        pairs = [pair for article in self._by_article.values() for pair in article]
        excerpts, items = zip(*pairs, strict=True) if pairs else ((), ())
        return KnownNotes(excerpts, items, entries, version)

    def excerpts(self) -> Sequence[NoteExcerpt]:
        """All highlights and notes, by article."""
        return self.known().excerpts

    def tags(self) -> dict[str, int]:
        """How many highlights have each tag, the most used first."""
        counts = Counter(tag for excerpt in self.excerpts() for tag in excerpt.tags)
        return {tag: counts[tag] for tag in sorted(counts, key=lambda tag: (-counts[tag], tag))}

    def plan(
        self,
        query: str,
        entries: Sequence[ArticleEntry],
        step: Step,
        *,
        sentences: bool = False,
    ) -> MarkingPlan | None:
        """What marking every hit of `query` in `entries` would do; None if this was stopped.

        With `sentences`, it is the whole sentence of each hit that is marked. Raises SearchError.
        """
        taken: dict[Path, set[Span]] = {}
        for each in self.excerpts():
            if each.state is not HighlightState.ORPHAN:
                place = Span(each.start, each.start + len(each.quote))
                taken.setdefault(each.path, set()).add(place)
        plan = MarkingPlan(query, EVERYTHING, {}, {}, {}, sentences)
        matches = places_with(self.library, query, entries, sentences=sentences)
        for done, (expression, entry, found, speakers) in enumerate(matches):
            if not step(done, len(entries)):
                return None
            if entry.is_lost:
                continue
            plan = plan._replace(expression=expression)
            plan.spans[entry.sha256_text] = found
            plan.speakers[entry.sha256_text] = speakers
            plan.hits[entry.path] = len(set(found) - taken.get(entry.path, set()))
        return plan

    def mark(self, plan: MarkingPlan, colour: Colour, tags: tuple[str, ...], step: Step) -> Outcome:
        """Highlight what `plan` says. Raises UnsavedError."""
        words = _("highlight every hit of “{query}”").format(query=plan.query.strip())
        change = note_edits.marking(
            plan.expression, plan.spans, colour, tags, plan.speakers, sentences=plan.sentences
        )
        return self._make(words, plan.articles, change, step)

    def rename_tag(self, old: str, new: str, step: Step) -> Outcome:
        """Rename a tag in all articles; an empty `new` removes it. Raises UnsavedError."""
        tagged = {excerpt.path for excerpt in self.excerpts() if old in excerpt.tags}
        articles = [
            entry.path
            for entry in self.library.entries
            if entry.path in tagged or self.library.scan.is_outdated(entry.path)
        ]
        words = _("rename the tag #{old}") if new else _("remove the tag #{old}")
        return self._make(words.format(old=old), articles, note_edits.renaming(old, new), step)

    def change(self, words: str, path: Path, change: Change) -> Outcome:
        """Change the notes on one article; `words` say how."""
        return self._make(words, [path], change)

    def last(self) -> Undoable | None:
        """The last change in this library that was not undone."""
        roots = self.library.roots
        return self.changes.last(lambda path: any(path.is_relative_to(root) for root in roots))

    def undo(self, undoable: Undoable, step: Step = lambda _done, _all: True) -> Outcome:
        """Undo a change. Raises UnsavedError."""
        return self.changes.undo(undoable, Progress(step, self._update))

    def _make(
        self,
        words: str,
        articles: Sequence[Path],
        change: Change,
        step: Step = lambda _done, _all: True,
    ) -> Outcome:
        return self.changes.make(words, articles, change, Progress(step, self._update))

    def _update(self, path: Path) -> None:
        """Read an article again; an undo may reach one that is not listed here."""
        if self.library.entry(path) is not None:
            self.library.update(path)
