"""Notebook: everything a reader wrote about one article, as one immutable value."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import TYPE_CHECKING

from newsreader.notebook.highlight import CONTEXT, NOTHING, Highlight, HighlightState
from newsreader.text.span import Span

if TYPE_CHECKING:
    from newsreader.article.article import Article

_FEW = 64
"""Changes up to which it is cheaper to put each in its place than to sort everything anew."""


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
class Source:
    """The article's file as it was when the notebook was last saved.

    `length` counts code points of the canonical text. `sketch` is a fingerprint of that text by
    which highlights are found again when it has changed; empty until it is first needed.
    `merged` names the other copies of the sidecar that are in this notebook already, by digest.
    `revision` counts the merges with other writers in this sitting, so that a notebook that was
    made before one of them can be told; it is not written.
    """

    file: str
    sha256_text: str
    sha256_raw: str = ""
    encoding: str = "utf-8"
    newline: str = "lf"
    length: int = 0
    title: str = ""
    sketch: str = ""
    merged: tuple[str, ...] = ()
    extra: Mapping[str, object] = field(default_factory=lambda: NOTHING, hash=False)
    revision: int = field(default=0, compare=False)

    @classmethod
    def of(cls, article: Article, sketch: str = "") -> Source:
        """What is known about the file of `article`."""
        return cls(
            file=article.name,
            sha256_text=article.sha256_text,
            sha256_raw=article.sha256_raw,
            encoding=article.encoding,
            newline=article.newline,
            length=article.length,
            title=article.title or "",
            sketch=sketch,
        )


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
    _reach: tuple[int, ...] | None = field(default=None, init=False, repr=False, compare=False)

    def in_order(self) -> tuple[Highlight, ...]:
        """All that is not deleted, by start, then id."""
        if self._ordered is None:
            kept = [h for h in self.highlights.values() if h.state is not HighlightState.DELETED]
            kept.sort(key=_rank)
            object.__setattr__(self, "_ordered", tuple(kept))
        return self._ordered or ()

    def shown(self) -> tuple[Highlight, ...]:
        """Those that stand in the text, in text order."""
        if self._shown is None:
            unseen = (
                HighlightState.ORPHAN
            )  # the deleted are not in order; a property each costs too much
            shown = tuple(h for h in self.in_order() if h.state is not unseen)
            object.__setattr__(self, "_shown", shown)
        return self._shown or ()

    def orphans(self) -> tuple[Highlight, ...]:
        """Those whose place was not found, in the order in which they stood."""
        return tuple(h for h in self.in_order() if h.state is HighlightState.ORPHAN)

    def reviews(self) -> tuple[Highlight, ...]:
        """Those whose place was found again with doubt, in text order."""
        return tuple(h for h in self.in_order() if h.state is HighlightState.REVIEW)

    def trash(self) -> tuple[Highlight, ...]:
        """The deleted ones, the last deleted first."""
        gone = [h for h in self.highlights.values() if h.state is HighlightState.DELETED]
        return tuple(sorted(gone, key=lambda h: (h.modified, h.id), reverse=True))

    def over(self, span: Span) -> tuple[Highlight, ...]:
        """Those that share a code point with `span`, in text order."""
        shown = self.shown()
        if self._reach is None:
            ends = accumulate((h.anchor.end for h in shown), max)
            object.__setattr__(self, "_reach", tuple(ends))
        first = bisect_left(self._reach or (), span.start + 1)
        last = bisect_left(shown, span.end, key=lambda h: h.anchor.start)
        return tuple(h for h in shown[first:last] if h.anchor.end > span.start)

    def at(self, offset: int) -> Highlight | None:
        """The shortest highlight over the code point at `offset`."""
        over = self.over(Span(offset, offset + 1))
        return min(over, key=lambda h: (len(h.span), *_rank(h)), default=None)

    def with_highlights(self, highlights: Iterable[Highlight]) -> Notebook:
        """A copy in which each of `highlights` stands under its id."""
        changed = {h.id: h for h in highlights}
        copy = replace(self, highlights={**self.highlights, **changed})
        if self._ordered is not None and len(changed) <= _FEW:
            ordered = list(self._ordered)
            for id_, highlight in changed.items():
                _exchange(ordered, self.highlights.get(id_), highlight)
            object.__setattr__(copy, "_ordered", tuple(ordered))
        return copy

    def without(self, ids: Iterable[str]) -> Notebook:
        """A copy that holds none of the highlights `ids`, not even as tombstones."""
        gone = set(ids)
        kept = {id_: h for id_, h in self.highlights.items() if id_ not in gone}
        copy = replace(self, highlights=kept)
        if self._ordered is not None:
            ordered = tuple(h for h in self._ordered if h.id not in gone)
            object.__setattr__(copy, "_ordered", ordered)
        return copy

    def emptied(self) -> Notebook:
        """A copy whose trash is empty."""
        return self.without(h.id for h in self.trash())

    def otherwise(self, **fields: object) -> Notebook:
        """A copy with other `fields`, the highlights the same."""
        copy = replace(self, **fields)  # type: ignore[arg-type]
        for found in ("_ordered", "_shown", "_reach"):
            object.__setattr__(copy, found, getattr(self, found))
        return copy

    def with_note(self, note: str) -> Notebook:
        """A copy with another note on the whole article."""
        return self.otherwise(note=note)

    def with_entities(self, entities: Iterable[Mapping[str, object]]) -> Notebook:
        """A copy with other corrections of entities."""
        return self.otherwise(entities=tuple(entities))

    def with_bookmark(self, bookmark: Bookmark) -> Notebook:
        return self.otherwise(bookmarks={**self.bookmarks, bookmark.letter: bookmark})


def _rank(highlight: Highlight) -> tuple[int, str]:
    """What highlights are sorted by: start, then id."""
    return highlight.anchor.start, highlight.id


def _exchange(ordered: list[Highlight], old: Highlight | None, new: Highlight) -> None:
    """Put `new` in its place, and take out `old`, which has the same id; the deleted are not in."""
    if old is not None and old.state is not HighlightState.DELETED:
        del ordered[bisect_left(ordered, _rank(old), key=_rank)]
    if new.state is not HighlightState.DELETED:
        insort(ordered, new, key=_rank)
