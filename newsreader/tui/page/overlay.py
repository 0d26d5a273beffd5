"""What is drawn over the article and beside it: highlights, mentions, hits, margin, overview."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from rich.style import Style

from newsreader.entities.entity import Mention
from newsreader.notebook.colour import Colour
from newsreader.notebook.highlight import Highlight
from newsreader.notebook.notebook import Bookmark
from newsreader.text.span import Span
from newsreader.tui.page.runs import Layers
from newsreader.tui.theme.themes import Palette

HIT = "hit"
NAME = "name"
THUMB = "thumb"

_LINE = "│┃"
_TICKS = {HIT: "╡╣", NAME: "┤┨"}
_HIGHLIGHT = "┥┫"
"""The line of the overview with a tick for each kind of mark: off the screen, and on it."""


class Margin(NamedTuple):
    """What is beside a row: a bookmark's letter, the colours of highlights, the overview.

    `marked` are the colours of the highlights that begin in the row, `noted` that of one with a
    note. `overview` is a glyph and the mark that decides its colour.
    """

    letter: str = ""
    marked: tuple[Colour, ...] = ()
    noted: Colour | None = None
    overview: tuple[str, Colour | str] = (" ", "")


class Overlay(NamedTuple):
    """What is drawn over the text on the screen; the longest highlight is first."""

    highlights: tuple[Highlight, ...] = ()
    mentions: tuple[Mention, ...] = ()
    lit: tuple[Span, ...] = ()
    hits: tuple[Span, ...] = ()
    current: Span | None = None
    selection: Span | None = None
    cursor: int = -1
    first: int = 0
    """The first code point on the screen."""
    terms: tuple[Span, ...] = ()

    @classmethod
    def over(
        cls,
        shown: Span,
        highlights: Iterable[Highlight],
        mentions: Sequence[Mention],
        lit: Iterable[Span],
        hits: Iterable[Span],
        terms: Iterable[Span] = (),
    ) -> Overlay:
        """The overlay of the text in `shown`."""
        # Numbers are compared: a Span for each of thousands of highlights is too slow for a key.
        start, end = shown.start, shown.end
        on_screen = [h for h in highlights if h.anchor.start < end and start < h.anchor.end]
        on_screen.sort(key=lambda h: (-len(h.span), h.span.start))
        return cls(
            tuple(on_screen),
            tuple(mentions),
            tuple(span for span in lit if span.start < end and start < span.end),
            tuple(span for span in hits if span.start < end and start < span.end),
            first=start,
            terms=tuple(terms),
        )

    def with_caret(self, offset: int, selection: Span | None) -> Overlay:
        """The same with the caret at `offset`. A hit under the caret is the current one."""
        current = next((hit for hit in self.hits if offset in hit), None)
        return self._replace(current=current, selection=selection, cursor=offset)

    @property
    def at_caret(self) -> list[Span]:
        """What `with_caret` has put over the text."""
        cursor = Span(self.cursor, self.cursor) if self.cursor >= 0 else None
        return [span for span in (cursor, self.selection, self.current) if span is not None]

    def margin(
        self, row: Span, bookmarks: Iterable[Bookmark], overview: tuple[str, Colour | str]
    ) -> Margin:
        """The margin of a row: its bookmark, and the highlights that begin in it.

        A highlight that begins above the screen counts for the first row on the screen.
        """
        letter = next((mark.letter[:1] for mark in bookmarks if mark.offset in row), "")
        first = self.first
        here = [h for h in self.highlights if max(h.anchor.start, first) in row]
        here.sort(key=lambda h: h.anchor.start)
        noted = next((h.colour for h in here if h.note), None)
        return Margin(letter, tuple(h.colour for h in here), noted, overview)

    def on(self, row: Span, *, last: bool) -> Layers:
        """The layers of one row. In the `last` row of a paragraph the caret may be at its end."""
        at_end = last and self.cursor == row.end
        return Layers(
            tuple((h.span, h.colour) for h in self.highlights if h.span.overlaps(row)),
            tuple((m.span, m.kind) for m in self.mentions if m.span.overlaps(row)),
            tuple(span for span in self.lit if span.overlaps(row)),
            tuple(span for span in self.hits if span.overlaps(row)),
            self.current if self.current is not None and self.current.overlaps(row) else None,
            self.selection.intersection(row) if self.selection is not None else None,
            self.cursor if self.cursor in row or at_end else -1,
            tuple(h.span for h in self.highlights if h.span.overlaps(row) and h.is_reworded),
            tuple(span for span in self.terms if span.overlaps(row)),
        )


class Overview(NamedTuple):
    """One column beside the page: `rows` rows for an article of `length` code points.

    `thumb` is the range of rows for what the screen shows. `marks` are by row.
    """

    rows: int
    length: int
    thumb: tuple[int, int] = (0, 0)
    marks: Mapping[int, Colour | str] = MappingProxyType({})

    @classmethod
    def of(
        cls,
        rows: int,
        length: int,
        shown: Span | None,
        highlights: Iterable[tuple[int, Colour]],
        hits: Iterable[int],
        names: Iterable[int] = (),
    ) -> Overview:
        """The overview of these code points. A hit hides a highlight, which hides a name."""
        blank = cls(rows, length)
        # As `row_of` does it, without a call for each of thousands of marks at every key.
        last, whole = max(0, rows - 1), max(1, length)
        marks: dict[int, Colour | str] = {min(last, at * rows // whole): NAME for at in names}
        marks |= {min(last, at * rows // whole): colour for at, colour in highlights}
        marks |= {min(last, at * rows // whole): HIT for at in hits}
        if shown is None:
            return cls(rows, length, (0, rows), marks)
        first = blank.row_of(shown.start)
        return cls(rows, length, (first, max(first + 1, blank.row_of(shown.end) + 1)), marks)

    def row_of(self, offset: int) -> int:
        """The row of a code point."""
        return min(self.rows - 1, offset * self.rows // max(1, self.length)) if self.rows else 0

    def offset_of(self, row: int) -> int:
        """The first code point of a row."""
        return row * self.length // max(1, self.rows)

    def at(self, row: int) -> tuple[str, Colour | str]:
        """The glyph in a row, and the mark that decides its colour."""
        inside = self.thumb[0] <= row < self.thumb[1]
        mark = self.marks.get(row, "")
        if mark:
            return _TICKS.get(mark, _HIGHLIGHT)[inside], mark
        return _LINE[inside], THUMB if inside else ""

    @staticmethod
    def style(mark: Colour | str, palette: Palette) -> Style:
        """The style of a glyph with this mark."""
        if isinstance(mark, Colour):
            colour = palette.marks[mark]
        else:
            of = {HIT: palette.warning, NAME: palette.accent, THUMB: palette.faint}
            colour = of.get(mark, palette.line)
        return Style(color=colour, bgcolor=palette.page)
