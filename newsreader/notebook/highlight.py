"""A highlight: a marked passage with its place in the text, colour, tags and note."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum

from newsreader.notebook.colour import Colour
from newsreader.text.span import Span

CONTEXT = 32
"""Code points of context before and after a quote."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
"""What version 0.1 wrote where no time was known. In a file, it is not a time."""

_BEFORE_ALL = datetime.min.replace(tzinfo=UTC)


NOTHING: Mapping[str, object] = {}
"""No unknown keys: a plain dict, as where there are some, so that it can be pickled."""


def time_read(time: datetime | None) -> datetime | None:
    """`time`, which a file has; None for EPOCH."""
    return None if time == EPOCH else time


def known_time(time: datetime | None) -> str | None:
    """`time` in ISO 8601, for programs; None if it is unknown."""
    return None if time is None else time.isoformat()


class HighlightState(StrEnum):
    """Whether a highlight has a place in the text."""

    PLACED = "placed"
    REVIEW = "review"
    ORPHAN = "orphan"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Anchor:
    """The place of a highlight, with enough of the text to find it again.

    `start` and `end` are code points into the canonical text. `prefix` and `suffix` are CONTEXT
    code points before and after the quote, fewer at the ends of the text.
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
    """One highlight. `extra` holds unknown keys of its table in the sidecar.

    `created` and `modified` have a time zone; None if unknown, as where it was written by hand.
    `reason` is a sentence on why a highlight is for review or an orphan. `was` is the reader's own
    anchor, if the text has changed and the quote is now different or the place is uncertain.
    `speaker` is who says the words, "" if they are no quotation or that is not known.
    """

    id: str
    anchor: Anchor
    colour: Colour
    created: datetime | None
    modified: datetime | None
    tags: tuple[str, ...] = ()
    note: str = ""
    state: HighlightState = HighlightState.PLACED
    reason: str = ""
    extra: Mapping[str, object] = field(default_factory=lambda: NOTHING, hash=False)
    was: Anchor | None = None
    speaker: str = ""

    @classmethod
    def new(
        cls, text: str, span: Span, colour: Colour, now: datetime, speaker: str = ""
    ) -> Highlight:
        """A new highlight of `span` in `text`; `now` has a time zone."""
        import uuid  # noqa: PLC0415 (slow to import at the start)

        second = now.replace(microsecond=0)
        anchor = Anchor.on(text, span)
        return cls(str(uuid.uuid4()), anchor, colour, second, second, speaker=speaker)

    @property
    def span(self) -> Span:
        return self.anchor.span

    @property
    def quote(self) -> str:
        return self.anchor.quote

    @property
    def is_shown(self) -> bool:
        """Whether it is painted over the text."""
        return self.state in (HighlightState.PLACED, HighlightState.REVIEW)

    @property
    def latest(self) -> datetime:
        """When it was modified, to compare; before all others if that is unknown."""
        return self.modified or _BEFORE_ALL

    @property
    def is_reworded(self) -> bool:
        """Whether the text has changed and its own words are others now.

        Differences of script, width and punctuation do not count.
        """
        if self.was is None or self.state is not HighlightState.PLACED:
            return False
        from newsreader.text.fold import fold_characters  # noqa: PLC0415 (rarely needed)

        one, other = (fold_characters(quote) for quote in (self.was.quote, self.quote))
        return [*filter(str.isalnum, one)] != [*filter(str.isalnum, other)]

    def attached(self, text: str, span: Span, now: datetime) -> Highlight:
        """A copy placed on `span` of `text`, as the reader chose; the earlier anchor is dropped."""
        anchor = Anchor.on(text, span)
        return self.changed(now, anchor=anchor, state=HighlightState.PLACED, reason="", was=None)

    def detached(self, now: datetime) -> Highlight:
        """A copy without a place: an orphan with its original anchor."""
        own = self.was or self.anchor
        return self.changed(now, anchor=own, state=HighlightState.ORPHAN, was=None)

    def deleted(self, now: datetime) -> Highlight:
        """A copy in the trash, kept as a tombstone until the trash is emptied."""
        return self.changed(now, state=HighlightState.DELETED)

    def restored(self, text: str, now: datetime) -> Highlight:
        """A copy out of the trash: an orphan if `text` no longer has the quote in its place.

        A highlight with a `reason` is for review again.
        """
        if not self.quote or self.span.of(text) != self.quote:
            return self.changed(now, state=HighlightState.ORPHAN)
        return self.changed(
            now, state=HighlightState.REVIEW if self.reason else HighlightState.PLACED
        )

    def with_id(self, id_: str) -> Highlight:
        """A copy with another id."""
        return replace(self, id=id_)

    def changed(self, now: datetime, **fields: object) -> Highlight:
        """A copy with other `fields`, modified `now`.

        An unknown value in `extra` for a changed field (a colour of a later version) is dropped.
        """
        extra = {name: item for name, item in self.extra.items() if name not in fields}
        second = now.replace(microsecond=0)
        return replace(self, modified=second, extra=extra, **fields)  # type: ignore[arg-type]


def tags_renamed(tags: Iterable[str], old: str, new: str) -> tuple[str, ...]:
    """`tags` with `new` in the place of `old`, each once; an empty `new` removes it."""
    renamed = (new if tag == old else tag for tag in tags)
    return tuple(dict.fromkeys(tag for tag in renamed if tag))
