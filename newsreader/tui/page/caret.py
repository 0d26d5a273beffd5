"""Caret: where the reader is in the text, and what they have selected."""

from __future__ import annotations

from typing import NamedTuple

from newsreader.text.graphemes import next_boundary
from newsreader.text.span import Span


class Caret(NamedTuple):
    """A position before a grapheme, in code points; `anchor` is the other end of a selection.

    `goal` is the cell that moving by rows keeps to, or -1. A selection runs from the lower to the
    higher of the two carets, end-exclusive; where both are one, it is the grapheme under the caret.
    """

    offset: int = 0
    anchor: int | None = None
    goal: int = -1
    grown: tuple[Caret, ...] = ()
    """The carets before each step of growing, for shrinking back."""

    @property
    def selecting(self) -> bool:
        return self.anchor is not None

    def selection(self, text: str) -> Span | None:
        """What is selected, which is exactly what is painted as selected; never empty."""
        if self.anchor is None:
            return None
        start, end = sorted((self.anchor, self.offset))
        if start == end:
            end = next_boundary(text, start)
        return Span(start, end) if end > start else None

    def to(self, offset: int, goal: int = -1) -> Caret:
        """Moved to `offset`, the selection following."""
        return Caret(offset, self.anchor, goal)

    def dropped(self, offset: int | None = None) -> Caret:
        """Without a selection, at `offset` if one is given."""
        return Caret(self.offset if offset is None else offset)

    def started(self) -> Caret:
        """A selection begun at the caret."""
        return self._replace(anchor=self.offset)

    def over(self, span: Span) -> Caret:
        """`span` selected, the caret behind its end."""
        return Caret(span.end, span.start)

    def swapped(self) -> Caret:
        """The other end of the selection under the caret."""
        return Caret(self.anchor, self.offset) if self.anchor is not None else self

    def grew(self, span: Span) -> Caret:
        """`span` selected as the next larger unit."""
        if (self.anchor, self.offset) == (span.start, span.end):
            return self
        return Caret(span.end, span.start, grown=(*self.grown, self))

    def shrunk(self) -> Caret:
        """What was selected before the last step of growing."""
        return self.grown[-1]
