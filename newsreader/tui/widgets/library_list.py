"""LibraryList: the articles of a library, what was written on them, or who appears in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import ClassVar

from textual.binding import BindingType

from newsreader.library.entry import Appearance, Entry, Excerpt
from newsreader.locale import _
from newsreader.tui.bindings import bindings
from newsreader.tui.lists.arrangement import View
from newsreader.tui.lists.listed import (
    article_heading,
    article_lines,
    excerpt_lines,
    list_title,
    name_lines,
)
from newsreader.tui.lists.piece import Line, Piece, room_for_words
from newsreader.tui.messages import Requested
from newsreader.tui.widgets.item_list import ItemList


class LibraryList(ItemList):
    """One of three lists; the screen says which, and hands over what it holds."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("library")

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.view = View.ARTICLES
        self.nothing = ""
        self.met = (0, 0)
        """Of how many articles it is known who appears in them, and how many there are."""
        self.reprinted: Mapping[Path, int] = {}
        self._entries: dict[str, Entry] = {}
        self._excerpts: dict[str, Excerpt] = {}
        self._names: dict[str, Appearance] = {}
        self._article: Path | None = None
        self._name = ""
        """The article and the name that one was on in the lists that are not shown."""
        self._begun = ""
        """The item that was chosen when the list that is shown was turned to."""

    def show_articles(self, entries: Sequence[Entry]) -> None:
        other = self._turn_to(View.ARTICLES)
        self._entries = {str(entry.path): entry for entry in entries}
        self._show(tuple(self._entries), other=other)

    def show_notes(self, excerpts: Sequence[Excerpt], entries: Mapping[Path, Entry]) -> None:
        """`entries` are the articles that the excerpts are of."""
        other = self._turn_to(View.NOTES)
        self._excerpts = {f"{excerpt.path}\n{excerpt.id}": excerpt for excerpt in excerpts}
        self._entries = {str(path): entry for path, entry in entries.items()}
        self._show(tuple(self._excerpts), other=other)

    def show_names(self, names: Sequence[Appearance]) -> None:
        other = self._turn_to(View.NAMES)
        self._names = {f"{name.kind} {name.name}": name for name in names}
        self._show(tuple(self._names), other=other)

    def _turn_to(self, view: View) -> bool:
        """Remember where one is in this list, if another is going to be shown; whether one is."""
        if view is self.view:
            return False
        if self.view is View.NAMES:
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
            if (item == self._name if self.view is View.NAMES else item.split("\n")[0] == wanted)
        )
        self.choose(next(found, 0))
        self._begun = self.chosen_id

    @property
    def path(self) -> Path | None:
        """The article that is chosen, or that the chosen highlight stands in."""
        if not self.chosen_id or self.view is View.NAMES:
            return None
        return Path(self.chosen_id.partition("\n")[0])

    @property
    def excerpt(self) -> Excerpt | None:
        return self._excerpts.get(self.chosen_id) if self.view is View.NOTES else None

    @property
    def appearance(self) -> Appearance | None:
        return self._names.get(self.chosen_id) if self.view is View.NAMES else None

    def heading(self) -> str:
        match self.view:
            case View.ARTICLES:
                return article_heading(self.room)
            case View.NOTES:
                return _("Highlights and notes {count}").format(count=len(self.items))
            case View.NAMES:
                words = _("People and organisations {count}").format(count=len(self.items))
                known, every = self.met
                if known < every:
                    told = _("those of {known} read so far, of {every} articles")
                    words += " · " + told.format(known=known, every=every)
                return words

    def _titled(self, width: int) -> Piece:
        """Quietly: there is no other list on the screen."""
        return list_title(self.heading(), room_for_words(width), self.palette)

    def empty(self) -> str:
        return self.nothing

    def lines_of(self, item: str, width: int, *, chosen: bool) -> list[Line]:
        palette = self.palette
        match self.view:
            case View.ARTICLES:
                entry = self._entries[item]
                same = self.reprinted.get(entry.path, 0)
                return article_lines(entry, same, width, palette, chosen=chosen)
            case View.NOTES:
                excerpt = self._excerpts[item]
                known = self._entries.get(str(excerpt.path))
                article = known.name if known else excerpt.path.name
                return excerpt_lines(excerpt, article, width, palette, chosen=chosen)
            case View.NAMES:
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
