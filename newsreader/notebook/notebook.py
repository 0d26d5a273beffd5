"""Notebook: everything a reader wrote about one article, as one immutable value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from newsreader.notebook.highlight import CONTEXT, NOTHING, Highlight, State
from newsreader.notebook.source import Source


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A letter set on a place: `m a` sets it, `' a` jumps to it.

    `context` is the text after the place and `before` the text before it, up to CONTEXT code
    points each, so that the place is found again when the text has changed.
    """

    letter: str
    offset: int
    context: str = ""
    extra: Mapping[str, object] = field(default_factory=lambda: NOTHING, hash=False)
    before: str = ""

    @classmethod
    def on(cls, text: str, letter: str, offset: int) -> Bookmark:
        """The bookmark `letter` on the place `offset` of `text`."""
        after = text[offset : offset + CONTEXT]
        return cls(letter, offset, after, before=text[max(0, offset - CONTEXT) : offset])


@dataclass(frozen=True, slots=True)
class Notebook:
    """The reader's entries. `highlights` holds tombstones and orphans too, keyed by id.

    `entities` holds the reader's corrections as the tables that stand in the sidecar, in order.
    `source` is the text that the anchors stand in; it is None until the notebook meets an article.
    A change makes a new notebook; the mappings are never written to.
    """

    highlights: Mapping[str, Highlight] = field(default_factory=dict)
    bookmarks: Mapping[str, Bookmark] = field(default_factory=dict)
    note: str = ""
    extra: Mapping[str, object] = field(default_factory=lambda: NOTHING)
    entities: tuple[Mapping[str, object], ...] = ()
    source: Source | None = None
    # Asked for at every key, and the same as long as the notebook is: found once.
    _ordered: tuple[Highlight, ...] | None = field(
        default=None, init=False, repr=False, compare=False
    )
    _shown: tuple[Highlight, ...] | None = field(
        default=None, init=False, repr=False, compare=False
    )

    def in_order(self) -> tuple[Highlight, ...]:
        """All that is not deleted, by start, then id."""
        if self._ordered is None:
            kept = [h for h in self.highlights.values() if h.state is not State.DELETED]
            kept.sort(key=lambda h: (h.anchor.start, h.id))
            object.__setattr__(self, "_ordered", tuple(kept))
        return self._ordered or ()

    def shown(self) -> tuple[Highlight, ...]:
        """Those that stand in the text, in text order."""
        if self._shown is None:
            shown = tuple(h for h in self.in_order() if h.shown)
            object.__setattr__(self, "_shown", shown)
        return self._shown or ()

    def orphans(self) -> tuple[Highlight, ...]:
        """Those whose place was not found, in the order in which they stood."""
        return tuple(h for h in self.in_order() if h.state is State.ORPHAN)

    def reviews(self) -> tuple[Highlight, ...]:
        """Those whose place was found again with doubt, in text order."""
        return tuple(h for h in self.in_order() if h.state is State.REVIEW)

    def trash(self) -> tuple[Highlight, ...]:
        """The deleted ones, the last deleted first."""
        gone = [h for h in self.highlights.values() if h.state is State.DELETED]
        return tuple(sorted(gone, key=lambda h: (h.modified, h.id), reverse=True))

    def at(self, offset: int) -> Highlight | None:
        """The shortest highlight over the code point at `offset`."""
        over = [h for h in self.shown() if h.anchor.start <= offset < h.anchor.end]
        return min(over, key=lambda h: (len(h.span), h.anchor.start, h.id), default=None)

    def with_highlights(self, highlights: Iterable[Highlight]) -> Notebook:
        """A copy in which each of `highlights` stands under its id."""
        return replace(self, highlights={**self.highlights, **{h.id: h for h in highlights}})

    def without(self, ids: Iterable[str]) -> Notebook:
        """A copy that holds none of the highlights `ids`, not even as tombstones."""
        gone = set(ids)
        kept = {id_: h for id_, h in self.highlights.items() if id_ not in gone}
        return replace(self, highlights=kept)

    def emptied(self) -> Notebook:
        """A copy whose trash is empty."""
        return self.without(h.id for h in self.trash())

    def with_note(self, note: str) -> Notebook:
        """A copy with another note on the whole article."""
        return replace(self, note=note)

    def with_entities(self, entities: Iterable[Mapping[str, object]]) -> Notebook:
        """A copy with other corrections of entities."""
        return replace(self, entities=tuple(entities))

    def with_bookmark(self, bookmark: Bookmark) -> Notebook:
        return replace(self, bookmarks={**self.bookmarks, bookmark.letter: bookmark})

    def without_bookmark(self, letter: str) -> Notebook:
        kept = {other: b for other, b in self.bookmarks.items() if other != letter}
        return replace(self, bookmarks=kept)
