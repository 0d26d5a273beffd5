"""Overlay: all that lies over the article, and what of it falls on one row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from newsreader.entities.entity import Mention
from newsreader.notebook.colour import Colour
from newsreader.notebook.highlight import Highlight
from newsreader.notebook.notebook import Bookmark
from newsreader.text.span import Span
from newsreader.tui.page.painter import Margin
from newsreader.tui.page.painting import Layers


class Overlay(NamedTuple):
    """What is drawn over the stretch of text that is on the screen, longest highlight first."""

    highlights: tuple[Highlight, ...] = ()
    mentions: tuple[Mention, ...] = ()
    lit: tuple[Span, ...] = ()
    hits: tuple[Span, ...] = ()
    current: Span | None = None
    selection: Span | None = None
    cursor: int = -1
    first: int = 0
    """The first code point on the screen."""

    @classmethod
    def over(
        cls,
        shown: Span,
        highlights: Iterable[Highlight],
        mentions: Sequence[Mention],
        lit: Iterable[Span],
        hits: Iterable[Span],
    ) -> Overlay:
        """What of all this falls on `shown`."""
        # Compared as numbers: of thousands of highlights a span each is too much for every key.
        start, end = shown.start, shown.end
        on_screen = [h for h in highlights if h.anchor.start < end and start < h.anchor.end]
        on_screen.sort(key=lambda h: (-len(h.span), h.span.start))
        return cls(
            tuple(on_screen),
            tuple(mentions),
            tuple(span for span in lit if span.start < end and start < span.end),
            tuple(span for span in hits if span.start < end and start < span.end),
            first=start,
        )

    def with_caret(self, offset: int, selection: Span | None) -> Overlay:
        """The same, with the caret at `offset`; the hit that it is on is the current one."""
        current = next((hit for hit in self.hits if offset in hit), None)
        return self._replace(current=current, selection=selection, cursor=offset)

    def margin(
        self, row: Span, bookmarks: Iterable[Bookmark], overview: tuple[str, Colour | str]
    ) -> Margin:
        """What stands beside a row: a bookmark set in it, the highlights that begin in it.

        One that began above the screen is told in the first row of it.
        """
        letter = next((mark.letter[:1] for mark in bookmarks if mark.offset in row), "")
        first = self.first
        here = [h for h in self.highlights if max(h.anchor.start, first) in row]
        here.sort(key=lambda h: h.anchor.start)
        noted = next((h.colour for h in here if h.note), None)
        return Margin(letter, tuple(h.colour for h in here), noted, overview)

    def on(self, row: Span, *, last: bool) -> Layers:
        """What falls on one row; the caret belongs to its `last` row also when behind its end."""
        at_end = last and self.cursor == row.end
        return Layers(
            tuple((h.span, h.colour) for h in self.highlights if h.span.overlaps(row)),
            tuple((m.span, m.kind) for m in self.mentions if m.span.overlaps(row)),
            tuple(span for span in self.lit if span.overlaps(row)),
            tuple(span for span in self.hits if span.overlaps(row)),
            self.current if self.current is not None and self.current.overlaps(row) else None,
            self.selection.intersection(row) if self.selection is not None else None,
            self.cursor if self.cursor in row or at_end else -1,
        )
