"""A file that a report of the library is exported as."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from newsreader.formats.spreadsheet import table


class ReportFile(NamedTuple):
    """A format by its name (markdown, csv, json), the suffix of the file, and what makes its text.

    `text` may take long.
    """

    format: str
    suffix: str
    text: Callable[[], str]


def csv_text(rows: Sequence[Sequence[object]]) -> str:
    """A CSV file; Excel recognizes UTF-8 by the byte order mark."""
    return "\ufeff" + table(rows)
