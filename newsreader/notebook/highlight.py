"""Highlight: a stretch of text that the reader marked, with what they wrote about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from newsreader.notebook.colour import Colour
from newsreader.text.span import Span

CONTEXT = 32
"""Code points of context kept before and after a quote."""

NOTHING: Mapping[str, object] = MappingProxyType({})


class HighlightState(StrEnum):
    """Whether a highlight stands in the text."""

    PLACED = "placed"
    REVIEW = "review"
    ORPHAN = "orphan"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a highlight stands, and enough of the text to find it again.

    `start` and `end` are code points into the canonical text; `prefix` and `suffix` hold up to
    CONTEXT code points around the quote, fewer at the ends of the text.
    """

    start: int
    end: int
    quote: str
    prefix: str = ""
    suffix: str = ""

    @classmethod
    def on(cls, text: str, span: Span) -> Anchor:
        """The anchor of `span` in `text`."""
        return cls(
            span.start,
            span.end,
            span.of(text),
            text[max(0, span.start - CONTEXT) : span.start],
            text[span.end : span.end + CONTEXT],
        )

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Highlight:
    """One highlight. `extra` holds the keys of a later version, which survive a round trip.

    `reason` says in words why a highlight is for review or an orphan. `was` is the anchor as the
    reader made it, where the highlight now stands on other words, or in a place that is doubted.
    """

    id: str
    anchor: Anchor
    colour: Colour
    created: datetime
    modified: datetime
    tags: tuple[str, ...] = ()
    note: str = ""
    state: HighlightState = HighlightState.PLACED
    reason: str = ""
    extra: Mapping[str, object] = field(default_factory=lambda: NOTHING, hash=False)
    was: Anchor | None = None

    @classmethod
    def new(cls, text: str, span: Span, colour: Colour, now: datetime) -> Highlight:
        """A new highlight of `span`; `now` is aware of its time zone."""
        import uuid  # noqa: PLC0415 (it looks at the platform first, and readers wait for that)

        second = now.replace(microsecond=0)
        return cls(str(uuid.uuid4()), Anchor.on(text, span), colour, second, second)

    @property
    def span(self) -> Span:
        return self.anchor.span

    @property
    def quote(self) -> str:
        return self.anchor.quote

    @property
    def shown(self) -> bool:
        """Whether it is painted over the text."""
        return self.state in (HighlightState.PLACED, HighlightState.REVIEW)

    def attached(self, text: str, span: Span, now: datetime) -> Highlight:
        """Placed by the reader's own hand on `span` of `text`.

        What the reader chose is where it stands: the words it had before are no way back.
        """
        anchor = Anchor.on(text, span)
        return self.changed(now, anchor=anchor, state=HighlightState.PLACED, reason="", was=None)

    def detached(self, now: datetime) -> Highlight:
        """Without a place: the words that were found for it are given up, its own are kept."""
        own = self.was or self.anchor
        return self.changed(now, anchor=own, state=HighlightState.ORPHAN, was=None)

    def deleted(self, now: datetime) -> Highlight:
        """In the trash: a tombstone, until the trash is emptied."""
        return self.changed(now, state=HighlightState.DELETED)

    def restored(self, text: str, now: datetime) -> Highlight:
        """Out of the trash again; an orphan when its words no longer stand where they stood.

        What was for review is so again: its `reason` still stands.
        """
        if not self.quote or self.span.of(text) != self.quote:
            return self.changed(now, state=HighlightState.ORPHAN)
        return self.changed(
            now, state=HighlightState.REVIEW if self.reason else HighlightState.PLACED
        )

    def named(self, id_: str) -> Highlight:
        """The same under another id."""
        return replace(self, id=id_)

    def changed(self, now: datetime, **fields: object) -> Highlight:
        """A copy with other `fields`, modified `now`.

        A field of a later version that `extra` keeps under the same name (a sixth colour) yields.
        """
        extra = {name: item for name, item in self.extra.items() if name not in fields}
        second = now.replace(microsecond=0)
        return replace(self, modified=second, extra=extra, **fields)  # type: ignore[arg-type]
