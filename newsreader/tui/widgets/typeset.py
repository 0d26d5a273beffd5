"""Typesetting for the side panes: text from outside as rows of a given width."""

from __future__ import annotations

from rich.cells import cell_len

from newsreader.text.graphemes import clusters
from newsreader.text.linebreak import Setting, cells, wrap
from newsreader.text.sanitize import clean, clean_line, shown
from newsreader.text.span import Span
from newsreader.tui.page.runs import measure

ELLIPSIS = "…"
_LONGEST = 4000
"""Code points of one text that a side pane sets at the most."""


def rows_of(text: str, width: int, most: int = 0) -> list[str]:
    """`text` in rows of at most `width` cells, its own line breaks kept; `most` rows, if not 0.

    What is left out is shown by an ellipsis.
    """
    setting = Setting(max(4, width))
    rows: list[str] = []
    for line in clean(text[:_LONGEST]).split("\n"):
        span = Span(0, len(line))
        rows += [
            cells(line, row, setting, measure).painted(line)
            for row in wrap(line, span, setting, measure)
        ]
        if most and len(rows) > most:
            break
    if most and len(rows) > most:
        rows = [*rows[: most - 1], fitted(rows[most - 1] + ELLIPSIS * 2, width, always=True)]
    return [row.rstrip() for row in rows]


def fitted(text: str, width: int, *, always: bool = False) -> str:
    """`text` on one line of at most `width` cells; what does not fit gives way to an ellipsis."""
    bare = clean_line(text[:_LONGEST])
    line = "".join(shown(bare[start:end]) for start, end in clusters(bare))
    if not always and cell_len(line) <= width:
        return line
    room, kept = width - 1, ""
    line = line.rstrip(ELLIPSIS)
    for start, end in clusters(line):
        room -= measure(line[start:end])
        if room < 0:
            break
        kept += line[start:end]
    return kept + ELLIPSIS if width > 0 else ""


def filled(text: str, width: int) -> str:
    """`text` on one line of exactly `width` cells."""
    line = fitted(text, width)
    return line + " " * (width - cell_len(line))
