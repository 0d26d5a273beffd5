"""The order and the filter of a list of articles."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path

from newsreader.library.article_entry import ArticleEntry
from newsreader.locale import _
from newsreader.text.list_filter import initials
from newsreader.text.search import Query

SEPARATOR = "\0"
"""Put between texts that are searched as one; no query matches across it."""


class ListOrder(StrEnum):
    """What a list of articles is sorted by, in the order in which the key steps through."""

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
    """Articles with names on the watch list first, each part by date."""

    @property
    def words(self) -> str:
        """In the reader's language."""
        return {
            ListOrder.DATE: _("date"),
            ListOrder.TITLE: _("title"),
            ListOrder.SOURCE: _("source"),
            ListOrder.LENGTH: _("length"),
            ListOrder.PROGRESS: _("progress"),
            ListOrder.HIGHLIGHTS: _("highlights"),
            ListOrder.NOTES: _("notes"),
            ListOrder.ORPHANS: _("orphans"),
            ListOrder.FILE: _("file"),
            ListOrder.WATCH: _("watch list"),
        }[self]

    @property
    def after(self) -> ListOrder:
        """The next order, and the first after the last."""
        orders = list(ListOrder)
        return orders[(orders.index(self) + 1) % len(orders)]


_LARGEST_FIRST = (
    ListOrder.DATE,
    ListOrder.LENGTH,
    ListOrder.PROGRESS,
    ListOrder.HIGHLIGHTS,
    ListOrder.NOTES,
    ListOrder.ORPHANS,
)

_VALUES: dict[ListOrder, Callable[[ArticleEntry], str | int | float]] = {
    ListOrder.DATE: lambda entry: entry.day,
    ListOrder.TITLE: lambda entry: entry.name,
    ListOrder.SOURCE: lambda entry: entry.source,
    ListOrder.LENGTH: lambda entry: entry.length,
    ListOrder.PROGRESS: lambda entry: entry.progress,
    ListOrder.HIGHLIGHTS: lambda entry: entry.highlights,
    ListOrder.NOTES: lambda entry: entry.notes,
    ListOrder.ORPHANS: lambda entry: entry.orphans,
    ListOrder.FILE: lambda entry: str(entry.path),
}


def arranged(
    entries: Sequence[ArticleEntry], order: ListOrder, *, backwards: bool = False
) -> list[ArticleEntry]:
    """`entries` by `order`: numbers and dates descending, strings ascending, or `backwards`.

    Entries without a value come last in both directions. The sort is stable.
    """
    if order is ListOrder.WATCH:
        dated = arranged(entries, ListOrder.DATE, backwards=backwards)
        return sorted(dated, key=lambda entry: not entry.watched)
    value = _VALUES[order]
    known = [entry for entry in entries if value(entry)]
    unknown = [entry for entry in entries if not value(entry)]
    known.sort(key=value, reverse=(order in _LARGEST_FIRST) != backwards)
    return [*known, *unknown]


def filtered(entries: Sequence[ArticleEntry], words: str) -> list[ArticleEntry]:
    """The entries with `words` in title, author, source, date or file name.

    Raises SearchError for a regular expression that is invalid or takes too long.
    """
    if not words.strip():
        return list(entries)
    texts = [
        SEPARATOR.join((e.title, e.author, e.source, e.published, e.day, _name(e.path)))
        for e in entries
    ]
    return [entries[at] for at in matching(texts, words, initials(words))]


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def matching(texts: Sequence[str], *queries: str) -> list[int]:
    """The indexes of the texts with a match for any query in `queries`, in order.

    All texts are searched in one pass. Raises SearchError for a regular expression that is invalid
    or takes too long.
    """
    starts, at = [], 0
    for text in texts:
        starts.append(at)
        at += len(text) + len(SEPARATOR)
    together = SEPARATOR.join(texts)
    hits = (hit for words in filter(None, queries) for hit in Query(words).spans(together))
    return sorted({bisect_right(starts, hit.start) - 1 for hit in hits})
