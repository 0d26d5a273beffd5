"""LibraryList: the articles of a library, what was written on them, or who appears in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import ClassVar

from textual.binding import BindingType

from newsreader.library.article_entry import Appearance, ArticleEntry, NoteExcerpt
from newsreader.locale import _
from newsreader.tui.bindings import bindings
from newsreader.tui.library.rows import (
    article_heading,
    article_lines,
    excerpt_lines,
    list_title,
    name_lines,
)
from newsreader.tui.library.view_state import LibraryView
from newsreader.tui.messages import Requested
from newsreader.tui.widgets.item_list import ItemList
from newsreader.tui.widgets.styled_text import Line, StyledText, room_for_words


class LibraryList(ItemList):
    """One of three lists; the screen says which, and hands over what it holds."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("library")

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.view = LibraryView.ARTICLES
        self.nothing = ""
        self.met = (0, 0)
        """Of how many articles it is known who appears in them, and how many there are."""
        self.reprinted: Mapping[Path, int] = {}
        self._entries: dict[str, ArticleEntry] = {}
        self._excerpts: dict[str, NoteExcerpt] = {}
        self._names: dict[str, Appearance] = {}
        self._article: Path | None = None
        self._name = ""
        """The article and the name that one was on in the lists that are not shown."""
        self._begun = ""
        """The item that was chosen when the list that is shown was turned to."""

    def show_articles(self, entries: Sequence[ArticleEntry]) -> None:
        other = self._turn_to(LibraryView.ARTICLES)
        self._entries = {str(entry.path): entry for entry in entries}
        self._show(tuple(self._entries), other=other)

    def show_notes(
        self, excerpts: Sequence[NoteExcerpt], entries: Mapping[Path, ArticleEntry]
    ) -> None:
        """`entries` are the articles that the excerpts are of."""
        other = self._turn_to(LibraryView.NOTES)
        self._excerpts = {f"{excerpt.path}\n{excerpt.id}": excerpt for excerpt in excerpts}
        self._entries = {str(path): entry for path, entry in entries.items()}
        self._show(tuple(self._excerpts), other=other)

    def show_names(self, names: Sequence[Appearance]) -> None:
        other = self._turn_to(LibraryView.NAMES)
        self._names = {f"{name.kind} {name.name}": name for name in names}
        self._show(tuple(self._names), other=other)

    def _turn_to(self, view: LibraryView) -> bool:
        """Remember where one is in this list, if another is going to be shown; whether one is."""
        if view is self.view:
            return False
        if self.view is LibraryView.NAMES:
            self._name = self.chosen_id
        elif self.chosen_id != self._begun:
            self._article = self.path or self._article
        self.view = view
        return True

    def _show(self, items: Sequence[str], *, other: bool) -> None:
        """List `items`; in another list, go to the article or the name that one was on."""
        self.show(items)
        if not other:
            return
        wanted = str(self._article or "")
        found = (
            at
            for at, item in enumerate(self.items)
            if (
                item == self._name
                if self.view is LibraryView.NAMES
                else item.split("\n")[0] == wanted
            )
        )
        self.choose(next(found, 0))
        self._begun = self.chosen_id

    @property
    def path(self) -> Path | None:
        """The article that is chosen, or that the chosen highlight stands in."""
        if not self.chosen_id or self.view is LibraryView.NAMES:
            return None
        return Path(self.chosen_id.partition("\n")[0])

    @property
    def excerpt(self) -> NoteExcerpt | None:
        return self._excerpts.get(self.chosen_id) if self.view is LibraryView.NOTES else None

    @property
    def appearance(self) -> Appearance | None:
        return self._names.get(self.chosen_id) if self.view is LibraryView.NAMES else None

    def heading(self) -> str:
        match self.view:
            case LibraryView.ARTICLES:
                return article_heading(self.room)
            case LibraryView.NOTES:
                return _("Highlights and notes {count}").format(count=len(self.items))
            case LibraryView.NAMES:
                words = _("People and organisations {count}").format(count=len(self.items))
                known, every = self.met
                if known < every:
                    told = _("those of {known} read so far, of {every} articles")
                    words += " · " + told.format(known=known, every=every)
                return words

    def _titled(self, width: int) -> StyledText:
        """Quietly: there is no other list on the screen."""
        return list_title(self.heading(), room_for_words(width), self.palette)

    def empty(self) -> str:
        return self.nothing

    def lines_of(self, item: str, width: int, *, chosen: bool) -> list[Line]:
        palette = self.palette
        match self.view:
            case LibraryView.ARTICLES:
                entry = self._entries[item]
                same = self.reprinted.get(entry.path, 0)
                return article_lines(entry, same, width, palette, chosen=chosen)
            case LibraryView.NOTES:
                excerpt = self._excerpts[item]
                known = self._entries.get(str(excerpt.path))
                article = known.name if known else excerpt.path.name
                return excerpt_lines(excerpt, article, width, palette, chosen=chosen)
            case LibraryView.NAMES:
                return name_lines(self._names[item], width, palette, chosen=chosen)

    def action_do(self, key: str) -> None:
        match key.partition(".")[2]:
            case "down":
                self.choose(self.chosen + 1)
            case "up":
                self.choose(self.chosen - 1)
            case "page_down":
                self.turn(1)
            case "page_up":
                self.turn(-1)
            case "top":
                self.choose(0)
            case "bottom":
                self.choose(len(self.items))
            case _:
                self.post_message(Requested(key, subject=self.chosen_id))

    def opened(self) -> None:
        self.action_do("library.open")
