"""Listing: which entries are listed, and in which order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path

from newsreader.library.entry import Entry
from newsreader.library.library import matching
from newsreader.locale import _
from newsreader.text.filter import initials


class Order(StrEnum):
    """What a list of articles is sorted by, in the order in which the key steps through them."""

    DATE = "date"
    TITLE = "title"
    SOURCE = "source"
    LENGTH = "length"
    PROGRESS = "progress"
    HIGHLIGHTS = "highlights"
    NOTES = "notes"
    ORPHANS = "orphans"
    FILE = "file"
    WATCH = "watch"
    """Those that name something of the watch list first, each part by date."""

    @property
    def words(self) -> str:
        """In the reader's language."""
        return {
            Order.DATE: _("date"),
            Order.TITLE: _("title"),
            Order.SOURCE: _("source"),
            Order.LENGTH: _("length"),
            Order.PROGRESS: _("progress"),
            Order.HIGHLIGHTS: _("highlights"),
            Order.NOTES: _("notes"),
            Order.ORPHANS: _("orphans"),
            Order.FILE: _("file"),
            Order.WATCH: _("watch list"),
        }[self]

    @property
    def after(self) -> Order:
        """The next one, round and round."""
        orders = list(Order)
        return orders[(orders.index(self) + 1) % len(orders)]


_LARGEST_FIRST = (
    Order.DATE, Order.LENGTH, Order.PROGRESS, Order.HIGHLIGHTS, Order.NOTES, Order.ORPHANS
)  # fmt: skip

_VALUES: dict[Order, Callable[[Entry], str | int | float]] = {
    Order.DATE: lambda entry: entry.day,
    Order.TITLE: lambda entry: entry.name,
    Order.SOURCE: lambda entry: entry.source,
    Order.LENGTH: lambda entry: entry.length,
    Order.PROGRESS: lambda entry: entry.progress,
    Order.HIGHLIGHTS: lambda entry: entry.highlights,
    Order.NOTES: lambda entry: entry.notes,
    Order.ORPHANS: lambda entry: entry.orphans,
    Order.FILE: lambda entry: str(entry.path),
}


def arranged(entries: Sequence[Entry], order: Order, *, backwards: bool = False) -> list[Entry]:
    """`entries` by `order`: numbers and dates the largest first, words as they are sorted.

    What an entry does not say comes last, either way; equals stay in the order they came in.
    """
    if order is Order.WATCH:
        dated = arranged(entries, Order.DATE, backwards=backwards)
        return sorted(dated, key=lambda entry: not entry.watched)
    value = _VALUES[order]
    known = [entry for entry in entries if value(entry)]
    unknown = [entry for entry in entries if not value(entry)]
    known.sort(key=value, reverse=(order in _LARGEST_FIRST) != backwards)
    return [*known, *unknown]


def filtered(entries: Sequence[Entry], words: str) -> list[Entry]:
    """Those that hold `words` in title, author, source, date or the file's name.

    Raises SearchError where a regular expression is not one, or takes too long.
    """
    if not words.strip():
        return list(entries)
    texts = [
        "\0".join((e.title, e.author, e.source, e.published, e.day, _name(e.path))) for e in entries
    ]
    return [entries[at] for at in matching(texts, words, initials(words))]


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"
