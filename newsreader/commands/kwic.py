"""`search --kwic`: every place of a query, aligned with the words around it."""

from __future__ import annotations

from argparse import Namespace

from rich.cells import cell_len

from newsreader.commands.output import say, write, write_objects
from newsreader.library.concordance import Concordance, Occurrence
from newsreader.library.library import Library
from newsreader.text.graphemes import clusters

_CELLS = 40
"""Cells of the words on either side."""


def print_kwic(library: Library, arguments: Namespace) -> int:
    """Print the concordance of `arguments.query`; returns how many lines. Raises SearchError."""
    concordance = Concordance(library, arguments.query)
    for _step in concordance.steps():
        pass
    found = concordance.occurrences
    if arguments.csv:
        write(concordance.files()[0].text() if found else "")
    elif arguments.json:
        write_objects(map(_json_object, found), lines=True)
    else:
        for line in map(_line, found):
            say(line)
    return len(found)


def _line(occurrence: Occurrence) -> str:
    entry, line, _near = occurrence
    left = _cut(line.left[::-1])[::-1]
    blanks = " " * (_CELLS - cell_len(left))
    return f"{blanks}{left} {line.word} {_cut(line.right)}  {entry.path}"


def _cut(text: str) -> str:
    """The beginning of `text`, in as many cells as there are on one side."""
    room, kept = _CELLS, 0
    for start, end in clusters(text):
        room -= cell_len(text[start:end])
        if room < 0:
            break
        kept = end
    return text[:kept]


def _json_object(occurrence: Occurrence) -> dict[str, object]:
    entry, line, _near = occurrence
    return {
        **entry.facts,
        "start": line.start,
        "left": line.left,
        "word": line.word,
        "right": line.right,
    }
