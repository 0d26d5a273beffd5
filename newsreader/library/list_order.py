"""The order of a list of articles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum

from newsreader.library.article_entry import ArticleEntry
from newsreader.locale import _


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
    OPENED = "opened"
    """The article that was opened last first."""
    STARRED = "starred"
    """Starred articles first, each part by date."""
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
            ListOrder.OPENED: _("last opened"),
            ListOrder.STARRED: _("starred"),
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
    ListOrder.OPENED,
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
    ListOrder.OPENED: lambda entry: entry.opened,
}

_FIRST: dict[ListOrder, Callable[[ArticleEntry], object]] = {
    ListOrder.WATCH: lambda entry: entry.watched,
    ListOrder.STARRED: lambda entry: entry.is_starred,
}


def arranged(
    entries: Sequence[ArticleEntry], order: ListOrder, *, backwards: bool = False
) -> list[ArticleEntry]:
    """`entries` by `order`: numbers and dates descending, strings ascending, or `backwards`.

    Entries without a value come last in both directions, and archived ones after all others. The
    sort is stable.
    """
    return sorted(_arranged(entries, order, backwards), key=lambda entry: entry.is_archived)


def _arranged(
    entries: Sequence[ArticleEntry], order: ListOrder, backwards: bool
) -> list[ArticleEntry]:
    if (is_first := _FIRST.get(order)) is not None:
        dated = _arranged(entries, ListOrder.DATE, backwards)
        return sorted(dated, key=lambda entry: not is_first(entry))
    value = _VALUES[order]
    known = [entry for entry in entries if value(entry)]
    unknown = [entry for entry in entries if not value(entry)]
    known.sort(key=value, reverse=(order in _LARGEST_FIRST) != backwards)
    return [*known, *unknown]
