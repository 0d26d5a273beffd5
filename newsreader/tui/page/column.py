"""Column: where the text stands in the article pane."""

from __future__ import annotations

from typing import NamedTuple

GUTTER = 4
"""Cells left of the text: a bookmark's letter, a highlight's digit, a note's mark, a blank."""

_NARROWEST = 4


class Column(NamedTuple):
    """A pane of `width` cells, with a text column of at most `most` cells in its middle.

    The last cell of the pane belongs to the overview, and one stays blank before it.
    """

    width: int
    most: int

    @property
    def text_width(self) -> int:
        """Cells of a row of text."""
        return max(_NARROWEST, min(self.most, self.width - GUTTER - 2))

    @property
    def left(self) -> int:
        """Cells left of the text, gutter included."""
        return GUTTER + max(0, (self.width - GUTTER - 1 - self.text_width) // 2)
