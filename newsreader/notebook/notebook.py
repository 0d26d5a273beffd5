"""Notebook: everything a reader wrote about one article, as one immutable value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from newsreader.notebook.highlight import NOTHING, Highlight, State


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A letter set on a place: `m a` sets it, `' a` jumps to it."""

    letter: str
    offset: int
    context: str = ""
    extra: Mapping[str, object] = field(default=NOTHING, hash=False)


@dataclass(frozen=True, slots=True)
class Notebook:
    """The reader's entries. `highlights` holds tombstones and orphans too, keyed by id.

    A change makes a new notebook; the mappings are never written to.
    """

    highlights: Mapping[str, Highlight] = field(default_factory=dict)
    bookmarks: Mapping[str, Bookmark] = field(default_factory=dict)
    note: str = ""
    extra: Mapping[str, object] = field(default=NOTHING)

    def in_order(self) -> tuple[Highlight, ...]:
        """All that is not deleted, by start, then id."""
        return tuple(
            sorted(
                (h for h in self.highlights.values() if h.state is not State.DELETED),
                key=lambda h: (h.anchor.start, h.id),
            )
        )

    def shown(self) -> tuple[Highlight, ...]:
        """Those that stand in the text, in text order."""
        return tuple(h for h in self.in_order() if h.shown)

    def orphans(self) -> tuple[Highlight, ...]:
        """Those whose place was not found, in the order in which they stood."""
        return tuple(h for h in self.in_order() if h.state is State.ORPHAN)

    def at(self, offset: int) -> Highlight | None:
        """The shortest highlight over the code point at `offset`."""
        over = [h for h in self.highlights.values() if h.shown and offset in h.span]
        return min(over, key=lambda h: (len(h.span), h.anchor.start, h.id), default=None)

    def with_highlights(self, highlights: Iterable[Highlight]) -> Notebook:
        """A copy in which each of `highlights` stands under its id."""
        return replace(self, highlights={**self.highlights, **{h.id: h for h in highlights}})

    def with_bookmark(self, bookmark: Bookmark) -> Notebook:
        return replace(self, bookmarks={**self.bookmarks, bookmark.letter: bookmark})
