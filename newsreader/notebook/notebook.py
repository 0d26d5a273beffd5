"""The notebook: everything a reader wrote about one article, as an immutable value."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import accumulate
from typing import TYPE_CHECKING

from newsreader.notebook.highlight import CONTEXT, NOTHING, Highlight, HighlightState
from newsreader.text.span import Span

if TYPE_CHECKING:
    from newsreader.article.article import Article

_MAX_INSERTS = 64
"""Up to this many changes, inserting each is faster than sorting all highlights."""


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A letter for a place: `m a` sets it, `' a` jumps to it.

    `context` is the text after the place and `before` the text before it, up to CONTEXT code
    points each, to find the place again when the text has changed.
    """

    letter: str
    offset: int
    context: str = ""
    extra: Mapping[str, object] = field(default_factory=lambda: NOTHING, hash=False)
    before: str = ""

    @classmethod
    def on(cls, text: str, letter: str, offset: int) -> Bookmark:
        """The bookmark `letter` at the code point `offset` of `text`."""
        after = text[offset : offset + CONTEXT]
        return cls(letter, offset, after, before=text[max(0, offset - CONTEXT) : offset])


@dataclass(frozen=True, slots=True)
class Source:
    """The article's file and text that the anchors of a notebook refer to.

    `length` is in code points of the canonical text. `sketch` is a fingerprint of that text for
    finding highlights again when it changes; it is empty until the first highlight is saved.
    `url` is where the article was published, `captured` the day when its page was saved.
    `merged` has the digests of the copies of the sidecar that are already in this notebook.
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
    url: str = ""
    captured: date | None = None
    extra: Mapping[str, object] = field(default_factory=lambda: NOTHING, hash=False)

    @classmethod
    def of(cls, article: Article, sketch: str = "") -> Source:
        """The source for `article`."""
        return cls(
            file=article.name,
            sha256_text=article.sha256_text,
            sha256_raw=article.sha256_raw,
            encoding=article.encoding,
            newline=article.newline,
            length=article.length,
            title=article.title or "",
            sketch=sketch,
            url=article.url or "",
            captured=article.captured,
        )


@dataclass(frozen=True, slots=True)
class Notebook:
    """The reader's entries. `highlights` is by id and includes tombstones and orphans.

    `bookmarks` is by letter. `entities` has the corrections as tables of the sidecar, in order.
    `source` is the text of the anchors; None until the notebook is used with an article. A change
    makes a new notebook; the mappings are never changed.
    """

    highlights: Mapping[str, Highlight] = field(default_factory=dict)
    bookmarks: Mapping[str, Bookmark] = field(default_factory=dict)
    note: str = ""
    extra: Mapping[str, object] = field(default_factory=lambda: NOTHING)
    entities: tuple[Mapping[str, object], ...] = ()
    source: Source | None = None
    # Needed at every key press, so computed once.
    _ordered: tuple[Highlight, ...] | None = field(
        default=None, init=False, repr=False, compare=False
    )
    _shown: tuple[Highlight, ...] | None = field(
        default=None, init=False, repr=False, compare=False
    )
    _reach: tuple[int, ...] | None = field(default=None, init=False, repr=False, compare=False)

    def in_order(self) -> tuple[Highlight, ...]:
        """All highlights that are not deleted, by start, then id."""
        if self._ordered is None:
            kept = [h for h in self.highlights.values() if h.state is not HighlightState.DELETED]
            kept.sort(key=_rank)
            object.__setattr__(self, "_ordered", tuple(kept))
        return self._ordered or ()

    def shown(self) -> tuple[Highlight, ...]:
        """The highlights that have a place in the text, in text order."""
        if self._shown is None:
            orphan = HighlightState.ORPHAN  # faster than Highlight.is_shown for each
            shown = tuple(h for h in self.in_order() if h.state is not orphan)
            object.__setattr__(self, "_shown", shown)
        return self._shown or ()

    def orphans(self) -> tuple[Highlight, ...]:
        """The highlights without a place, by their last start."""
        return tuple(h for h in self.in_order() if h.state is HighlightState.ORPHAN)

    def reviews(self) -> tuple[Highlight, ...]:
        """The highlights whose place is uncertain, in text order."""
        return tuple(h for h in self.in_order() if h.state is HighlightState.REVIEW)

    def trash(self) -> tuple[Highlight, ...]:
        """The deleted highlights, the last deleted first."""
        gone = [h for h in self.highlights.values() if h.state is HighlightState.DELETED]
        return tuple(sorted(gone, key=lambda h: (h.latest, h.id), reverse=True))

    def over(self, span: Span) -> tuple[Highlight, ...]:
        """The shown highlights that share a code point with `span`, in text order."""
        shown = self.shown()
        if self._reach is None:
            ends = accumulate((h.anchor.end for h in shown), max)
            object.__setattr__(self, "_reach", tuple(ends))
        first = bisect_left(self._reach or (), span.start + 1)
        last = bisect_left(shown, span.end, key=lambda h: h.anchor.start)
        return tuple(h for h in shown[first:last] if h.anchor.end > span.start)

    def at(self, offset: int) -> Highlight | None:
        """The shortest shown highlight over the code point at `offset`, or None."""
        over = self.over(Span(offset, offset + 1))
        return min(over, key=lambda h: (len(h.span), *_rank(h)), default=None)

    def with_highlights(self, highlights: Iterable[Highlight]) -> Notebook:
        """A copy with `highlights`, which replace those with the same ids."""
        changed = {h.id: h for h in highlights}
        copy = replace(self, highlights={**self.highlights, **changed})
        if self._ordered is not None and len(changed) <= _MAX_INSERTS:
            ordered = list(self._ordered)
            for id_, highlight in changed.items():
                _update_order(ordered, self.highlights.get(id_), highlight)
            object.__setattr__(copy, "_ordered", tuple(ordered))
        return copy

    def without(self, ids: Iterable[str]) -> Notebook:
        """A copy without the highlights `ids`, not even as tombstones."""
        gone = set(ids)
        kept = {id_: h for id_, h in self.highlights.items() if id_ not in gone}
        copy = replace(self, highlights=kept)
        if self._ordered is not None:
            ordered = tuple(h for h in self._ordered if h.id not in gone)
            object.__setattr__(copy, "_ordered", ordered)
        return copy

    def emptied(self) -> Notebook:
        """A copy with an empty trash."""
        return self.without(h.id for h in self.trash())

    def with_fields(self, **fields: object) -> Notebook:
        """A copy with other `fields`, except highlights."""
        copy = replace(self, **fields)  # type: ignore[arg-type]
        for found in ("_ordered", "_shown", "_reach"):
            object.__setattr__(copy, found, getattr(self, found))
        return copy

    def with_note(self, note: str) -> Notebook:
        """A copy with another note on the whole article."""
        return self.with_fields(note=note)

    def with_entities(self, entities: Iterable[Mapping[str, object]]) -> Notebook:
        """A copy with other corrections of entities, as tables of the sidecar."""
        return self.with_fields(entities=tuple(entities))

    def with_bookmark(self, bookmark: Bookmark) -> Notebook:
        """A copy with `bookmark`, which replaces one with the same letter."""
        return self.with_fields(bookmarks={**self.bookmarks, bookmark.letter: bookmark})


def _rank(highlight: Highlight) -> tuple[int, str]:
    """The sort key of highlights: start, then id."""
    return highlight.anchor.start, highlight.id


def _update_order(ordered: list[Highlight], old: Highlight | None, new: Highlight) -> None:
    """Replace `old` with `new` in a sorted list without deleted highlights; they share an id."""
    if old is not None and old.state is not HighlightState.DELETED:
        del ordered[bisect_left(ordered, _rank(old), key=_rank)]
    if new.state is not HighlightState.DELETED:
        insort(ordered, new, key=_rank)
