"""The library's list, and the rows above and below it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import ClassVar

from rich.cells import cell_len
from textual.binding import BindingType
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from newsreader.keys.display import key_for
from newsreader.library.article_entry import Appearance, ArticleEntry
from newsreader.library.search import Found, Hit
from newsreader.locale import _
from newsreader.tui.bindings import bindings
from newsreader.tui.library.list_layout import ListLayout
from newsreader.tui.library.rows import (
    article_heading,
    article_lines,
    hit_lines,
    list_title,
    name_lines,
    names_read,
)
from newsreader.tui.library.view_state import Head, LibraryView
from newsreader.tui.theme.themes import DARK, Palette
from newsreader.tui.widgets.item_list import strip_of
from newsreader.tui.widgets.keyed_list import KeyedList
from newsreader.tui.widgets.status_line import StatusLine
from newsreader.tui.widgets.typeset import Line, StyledText, text_width

_MOST_HITS = 3
"""Hits of a search that are listed below one article; the others are reached in the article."""


class LibraryHead(Widget):
    """One row above the list, aligned with its text."""

    DEFAULT_CSS = "LibraryHead { height: 1; width: 100%; }"

    head: reactive[Head] = reactive(Head)
    palette: reactive[Palette] = reactive(DARK)

    def render_line(self, y: int) -> Strip:  # noqa: ARG002
        layout = ListLayout(self.size.width, self.screen.size.height)
        return strip_of(layout.head(self.head, self.palette), self.size.width)


class LibraryFoot(StatusLine):
    """One row of words below the list; notices replace them for a while."""

    DEFAULT_CSS = "LibraryFoot { height: 1; width: 100%; }"

    words: reactive[str] = reactive("")

    @property
    def _layout(self) -> ListLayout:
        return ListLayout(self.size.width, self.screen.size.height)

    @property
    def _lead(self) -> int:
        return max(super()._lead, self._layout.left + 1)  # as the words of the list

    def _status_row(self) -> Strip:
        return strip_of(self._layout.foot(self.words, self.palette), self.size.width)


class LibraryList(KeyedList):
    """One of two lists: articles, or names."""

    key_group = "library"

    BINDINGS: ClassVar[list[BindingType]] = bindings("library")
    MENU = "library.menu"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.view = LibraryView.ARTICLES
        self.nothing = ""
        self.analysed = (0, 0)
        """The number of articles whose names are known, and of all articles."""
        self.failure = ""
        """Why the others cannot be read for names, "" if they can."""
        self.stopped = False
        """Whether the reader stopped the reading of the others."""
        self.more_to_come = False
        """Whether articles are being looked for or read."""
        self.reprinted: Mapping[Path, int] = {}
        self._entries: dict[str, ArticleEntry] = {}
        self._found: dict[str, Found] = {}
        self._hits: dict[str, Hit] = {}
        """What a search found, by article, and the hits that are listed."""
        self._names: dict[str, Appearance] = {}
        self._last_article: Path | None = None
        self._last_name = ""
        """The last chosen article and name of the lists that are not shown."""
        self._first_chosen = ""
        """The item that was chosen first when the present list was opened."""

    def show_articles(self, entries: Sequence[ArticleEntry]) -> None:
        other = self._switch_to(LibraryView.ARTICLES)
        self._entries = {str(entry.path): entry for entry in entries}
        self._found, self._hits = {}, {}
        self._show(tuple(self._entries), other=other)

    def show_found(self, found: Sequence[Found]) -> None:
        """The articles that a search found, each with its first hits below it."""
        other = self._switch_to(LibraryView.ARTICLES)
        self._entries = {str(each.entry.path): each.entry for each in found}
        self._found = {str(each.entry.path): each for each in found}
        self._hits = {
            f"{each.entry.path}\n{number}": hit
            for each in found
            for number, hit in enumerate(each.hits[:_MOST_HITS])
        }
        items = [
            item
            for path, each in self._found.items()
            for item in (path, *(f"{path}\n{n}" for n in range(min(_MOST_HITS, len(each.hits)))))
        ]
        self._show(items, other=other)

    def show_names(self, names: Sequence[Appearance]) -> None:
        other = self._switch_to(LibraryView.NAMES)
        self._names = {f"{name.kind} {name.name}": name for name in names}
        self._show(tuple(self._names), other=other)

    def _switch_to(self, view: LibraryView) -> bool:
        """Switch to `view`, and remember the chosen item. Returns whether it is another list."""
        if view is self.view:
            return False
        if self.view is LibraryView.NAMES:
            self._last_name = self.chosen_id
        elif self.chosen_id != self._first_chosen:
            self._last_article = self.path or self._last_article
        self.view = view
        return True

    def _show(self, items: Sequence[str], *, other: bool) -> None:
        """List `items`; in another list, choose the last chosen article or name.

        In the same one the chosen item stays chosen, also where others come above it: a key that
        is typed meanwhile is for what the reader has seen.
        """
        self.show(items)
        if not other:
            return
        wanted = str(self._last_article or "")
        found = (
            at
            for at, item in enumerate(self.items)
            if (
                item == self._last_name
                if self.view is LibraryView.NAMES
                else item.split("\n")[0] == wanted
            )
        )
        self.choose(next(found, 0))
        self._first_chosen = self.chosen_id

    @property
    def articles(self) -> int:
        """The number of articles that are listed."""
        return len(self._entries)

    @property
    def listed_paths(self) -> list[Path]:
        """The articles that are listed, or that the listed hits are in."""
        if self.view is LibraryView.NAMES:
            return []
        return [Path(item.partition("\n")[0]) for item in self.items]

    @property
    def path(self) -> Path | None:
        """The chosen article, or that of the chosen hit."""
        if not self.chosen_id or self.view is LibraryView.NAMES:
            return None
        return Path(self.chosen_id.partition("\n")[0])

    @property
    def place(self) -> int:
        """Where to open the article: at the chosen hit, at the first hit, or -1."""
        if (hit := self._hits.get(self.chosen_id)) is not None:
            return hit.start
        found = self._found.get(self.chosen_id)
        return found.hits[0].start if found and found.hits else -1

    @property
    def appearance(self) -> Appearance | None:
        return self._names.get(self.chosen_id) if self.view is LibraryView.NAMES else None

    def heading(self) -> str:
        match self.view:
            case LibraryView.ARTICLES:
                return article_heading(self.grid.room)
            case LibraryView.NAMES:
                return self._names_heading()

    def _names_heading(self) -> str:
        """The number of names, and what of the articles is not in it yet; short if it must be."""
        count, rest = len(self.items), [names_read(*self.analysed, self.failure)]
        if self.stopped:
            rest.append(_("{key} reads on").format(key=key_for("library.look")))
        elif self.more_to_come:
            rest.append(_("still reading"))
        titles = (_("People, organisations and places {count}"), _("Names {count}"))
        headings = [
            " · ".join(filter(None, (title.format(count=count), *rest))) for title in titles
        ]
        return next((each for each in headings if cell_len(each) <= self.grid.room), headings[-1])

    def _titled(self, width: int) -> StyledText:
        """In a quiet colour, because there is no other list on the screen."""
        return list_title(self.heading(), text_width(width), self.palette)

    def empty(self) -> str:
        return self.nothing

    def lines_of(self, item: str, width: int, *, chosen: bool) -> list[Line]:
        palette = self.palette
        match self.view:
            case LibraryView.ARTICLES:
                if (hit := self._hits.get(item)) is not None:
                    return hit_lines(hit, width, palette, chosen=chosen)
                entry, found = self._entries[item], self._found.get(item)
                same = self.reprinted.get(entry.path, 0)
                places = found.places if found else 0
                return article_lines(entry, same, width, palette, chosen=chosen, places=places)
            case LibraryView.NAMES:
                return name_lines(self._names[item], width, palette, chosen=chosen)
