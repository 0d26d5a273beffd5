"""A line of a concordance: the words before, the keyword in its column, the words after."""

from __future__ import annotations

from rich.cells import cell_len

from newsreader.text.graphemes import clusters
from newsreader.text.kwic import Line as KwicLine
from newsreader.text.sanitize import clean_line, shown
from newsreader.tui.page.runs import measure
from newsreader.tui.theme.themes import Palette
from newsreader.tui.widgets.typeset import Line, StyledText, filled, fitted

_SHARE = 2
"""The words before the keyword have one part in so many of the row."""


def kwic_row(line: KwicLine, width: int, palette: Palette, *, chosen: bool) -> list[StyledText]:
    """The line in `width` cells, with the keyword beginning in the middle."""
    room = max(4, width // _SHARE - 2)
    left = ended(line.left, room)
    word = fitted(line.word, max(2, width - room - 2))
    right = filled(line.right, max(0, width - room - 1 - cell_len(word)))
    return [
        StyledText(" " * (room - cell_len(left)) + left + " ", bold=chosen),
        StyledText(word, palette.accent, bold=True),
        StyledText(right, bold=chosen),
    ]


def ended(text: str, width: int) -> str:
    """The end of `text` on one line, of at most `width` cells."""
    line = clean_line(text)
    kept: list[str] = []
    for start, end in reversed(list(clusters(line))):
        piece = shown(line[start:end])
        width -= measure(piece)
        if width < 0:
            break
        kept.append(piece)
    return "".join(reversed(kept))


def as_row(pieces: list[StyledText]) -> Line:
    """The pieces that have text."""
    return [piece for piece in pieces if piece.text]
