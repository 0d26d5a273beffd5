"""Where the reader is in the text, what is selected, and where they jumped from."""

from __future__ import annotations

from typing import NamedTuple

from newsreader.text.graphemes import next_boundary
from newsreader.text.span import Span

_MOST_JUMPS = 100


class Caret(NamedTuple):
    """A position before a grapheme, in code points; `anchor` is the other end of a selection.

    `goal` is the cell that movements by rows keep to, or -1. A selection is from the lower to the
    higher of the two positions, end-exclusive; where they are equal, it is the grapheme there.
    With `inclusive` the grapheme at the higher one belongs to it, too, as in vim.
    """

    offset: int = 0
    anchor: int | None = None
    goal: int = -1
    grown: tuple[Caret, ...] = ()
    """The carets before each step of growing, to shrink back to."""
    inclusive: bool = False

    @property
    def selecting(self) -> bool:
        return self.anchor is not None

    def selection(self, text: str) -> Span | None:
        """What is selected, and painted as selected; never empty."""
        if self.anchor is None:
            return None
        start, end = sorted((self.anchor, self.offset))
        if self.inclusive or start == end:
            end = next_boundary(text, end)
        return Span(start, end) if end > start else None

    def to(self, offset: int, goal: int = -1) -> Caret:
        """Moved to `offset`; a selection is extended."""
        return Caret(offset, self.anchor, goal, inclusive=self.inclusive)

    def dropped(self, offset: int | None = None) -> Caret:
        """Without a selection, at `offset` if one is given."""
        return Caret(self.offset if offset is None else offset)

    def started(self, *, inclusive: bool = False) -> Caret:
        """With a selection that begins at the caret."""
        return self._replace(anchor=self.offset, inclusive=inclusive)

    def over(self, span: Span) -> Caret:
        """With `span` selected and the caret at its end."""
        return Caret(span.end, span.start)

    def swapped(self) -> Caret:
        """With the caret at the other end of the selection."""
        if self.anchor is None:
            return self
        return Caret(self.anchor, self.offset, inclusive=self.inclusive)

    def grew(self, span: Span) -> Caret:
        """With `span`, the next larger unit, selected."""
        if (self.anchor, self.offset) == (span.start, span.end):
            return self
        return Caret(span.end, span.start, grown=(*self.grown, self))

    def shrunk(self) -> Caret:
        """As before the last step of growing."""
        return self.grown[-1]


class Jumps:
    """The code points that the reader jumped from, the oldest first."""

    def __init__(self) -> None:
        self._places: list[int] = []
        self._at = 0
        """The index of the place where the reader is; the length of the list for none."""

    def leave(self, offset: int) -> None:
        """Remember a jump from `offset`, and forget the places that lie forward."""
        earlier = [place for place in self._places[: self._at] if place != offset]
        self._places = [*earlier, offset][-_MOST_JUMPS:]
        self._at = len(self._places)

    def back(self, offset: int) -> int | None:
        """The previous place, or None. `forward` returns to `offset`, where the reader is."""
        if self._at == 0:
            return None
        if self._at == len(self._places):
            self._places.append(offset)
        self._at -= 1
        return self._places[self._at]

    def forward(self) -> int | None:
        """The place that `back` came from, or None."""
        if self._at + 1 >= len(self._places):
            return None
        self._at += 1
        return self._places[self._at]
