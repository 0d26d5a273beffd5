"""A file that a report of the library is exported as."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class ReportFile(NamedTuple):
    """A format by its name (markdown, csv, json), the suffix of the file, and what makes its text.

    `text` may take long.
    """

    format: str
    suffix: str
    text: Callable[[], str]
