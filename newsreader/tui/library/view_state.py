"""Arrangement: what the library lists, in which order, and how it says so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from newsreader.keys.display import key_for
from newsreader.library.article_entry import Appearance, ArticleEntry
from newsreader.library.listing import ListOrder, arranged, filtered
from newsreader.locale import _, ngettext
from newsreader.text.list_filter import ListFilter

_MOST_ROOTS = 3
"""Files and folders that are named above the list."""


class LibraryView(StrEnum):
    """What the library lists."""

    ARTICLES = "articles"
    NOTES = "notes"
    NAMES = "names"


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the list: its title, what is listed and how, and where that lies."""

    title: str = ""
    facts: str = ""
    places: str = ""


@dataclass(frozen=True, slots=True)
class ViewState:
    """What the reader asked to be listed, and how. `words` filter whatever is listed.

    `only` are the articles that alone are listed, or None for all; `label` says what they share.
    """

    view: LibraryView = LibraryView.ARTICLES
    order: ListOrder = ListOrder.DATE
    backwards: bool = False
    words: str = ""
    only: frozenset[Path] | None = None
    label: str = ""

    @classmethod
    def opening(cls, watch: Sequence[str]) -> ViewState:
        """What is listed at first: what names those of the watch list stands on top."""
        return cls(order=ListOrder.WATCH if watch else ListOrder.DATE)

    def viewing(self, view: LibraryView) -> ViewState:
        """Another list, or from that list back to all articles."""
        return ViewState(
            LibraryView.ARTICLES if view is self.view else view, self.order, self.backwards
        )

    def sorted_next(self) -> ViewState:
        return replace(self, order=self.order.after, backwards=False)

    def turned(self) -> ViewState:
        return replace(self, backwards=not self.backwards)

    def filtered(self, words: str) -> ViewState:
        return replace(self, words=words)

    def narrowed(self, paths: frozenset[Path], label: str) -> ViewState:
        """The articles at `paths` alone."""
        return ViewState(order=self.order, backwards=self.backwards, only=paths, label=label)

    def widened(self) -> ViewState:
        """One step back towards all articles: without the filter, or without anything else."""
        if self.words:
            return self.filtered("")
        return ViewState(order=self.order, backwards=self.backwards)

    def articles(self, entries: Sequence[ArticleEntry]) -> list[ArticleEntry]:
        """Those of `entries` that are listed, in their order. Raises SearchError."""
        only = self.only
        found = [e for e in filtered(entries, self.words) if only is None or e.path in only]
        return arranged(found, self.order, backwards=self.backwards)

    def names(self, names: Iterable[Appearance]) -> list[Appearance]:
        """Those of `names` that are listed."""
        wanted = ListFilter(self.words)
        return [name for name in names if wanted.holds(name.name)]

    @property
    def narrow(self) -> bool:
        """Whether it is another list than that of all articles."""
        return self.view is not LibraryView.ARTICLES or self.only is not None or bool(self.words)

    def head(self, count: int, roots: Sequence[Path], listed: int | None = None) -> Head:
        """What the list is, said above it; `count` is that of all articles at `roots`.

        `listed` are those that are listed of them.
        """
        if listed is None or listed == count:
            every = ngettext("{count} article", "{count} articles", count).format(count=count)
        else:
            every = _("{listed} of {count} articles").format(listed=listed, count=count)
        parts = [every]
        if self.view is LibraryView.ARTICLES:
            by = _("the other way round") if self.backwards else ""
            parts.append(_("by {order}").format(order=self.order.words) + (" " + by if by else ""))
        parts += [self.label] if self.only is not None else []
        parts += [f"/{self.words}"] if self.words else []
        places = "  ".join(str(root) for root in roots[:_MOST_ROOTS])
        return Head(_("Library"), " · ".join(parts), places)

    def nothing(self, *, exports: bool = False) -> str:
        """What stands in the place of an empty list; `exports` are there, which are no articles."""
        if self.words:
            told = _("Nothing matches; {key} drops the filter.")
            return told.format(key=key_for("library.clear"))
        match self.view:
            case LibraryView.NOTES:
                return _("Nothing is marked yet in these articles.")
            case LibraryView.NAMES:
                return _("Nobody is known yet: open an article, and who is in it is kept.")
        if exports:
            return _("Here is only what newsreader exported; name such a file to read it.")
        return _("There is no article yet.")

    def prompt(self) -> str:
        """What asks for the words of the filter."""
        return _("Search notes:") if self.view is LibraryView.NOTES else _("Filter:")
