"""Picker: a list that is narrowed by typing, of which one is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Input

from newsreader.locale import _
from newsreader.text.list_filter import ListFilter
from newsreader.tui.dialogs.dialog import SEARCHED_LIST_KEYS, Dialog, Ways
from newsreader.tui.theme.themes import Palette
from newsreader.tui.widgets.item_list import ItemList, Line, StyledText
from newsreader.tui.widgets.search_bar import CleanInput
from newsreader.tui.widgets.typeset import filled, fitted

_ABOVE = 2
"""Rows of the line to type in, and the gap below it."""


class SearchedList(ItemList):
    """A list that can be narrowed to what holds some words."""

    FRAMED = True

    @property
    def marks(self) -> bool:
        """Always: the keys go to the line above, and enter there takes the chosen item."""
        return True

    def search(self, words: str) -> None:
        """List what holds `words`."""
        raise NotImplementedError

    def empty(self) -> str:
        return _("Nothing matches.")

    def enters(self) -> str:
        """What enter does with the chosen item, in words."""
        return _("choose")

    def opened(self) -> None:
        self.screen.dismiss(self.chosen_id)


class Choice(NamedTuple):
    """One of many: its id, what it is called, and what stands at the right of it."""

    id: str
    words: str
    aside: str = ""
    colour: str = ""


class ChoiceList(SearchedList):
    """Choices on a line each, under a title."""

    def __init__(self, title: str, choices: Sequence[Choice]) -> None:
        super().__init__()
        self._title = title
        self._by_id = {choice.id: choice for choice in choices}

    def heading(self) -> str:
        return self._title

    def lines_of(self, item: str, width: int, *, chosen: bool) -> list[Line]:
        choice = self._by_id[item]
        aside = fitted(choice.aside, width // 2)
        words = filled(choice.words, width - cell_len(aside) - 2)
        return [
            [
                StyledText(" " + words, choice.colour, bold=chosen),
                StyledText(" " + aside, self.palette.quiet),
            ]
        ]

    def search(self, words: str) -> None:
        wanted = ListFilter(words)
        self.show([id_ for id_, choice in self._by_id.items() if wanted.holds(choice.words)])


class PickerScreen(Dialog[str]):
    """Answers with the id of the item that was chosen, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [*SEARCHED_LIST_KEYS]

    def __init__(self, palette: Palette, found: SearchedList) -> None:
        super().__init__()
        self._palette = palette
        self._found = found

    def compose(self) -> ComposeResult:
        with Vertical(classes="box"):
            yield CleanInput(placeholder=_("type to search"))
            yield self._found

    def on_mount(self) -> None:
        self._found.palette = self._palette
        self._found.can_focus = False
        self._found.search("")

    def on_resize(self) -> None:
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        """As high as all that can be chosen, also while it is narrowed: the box stays in place."""
        if not self.query_one(Input).value:
            self._found.fit(self.rows() - _ABOVE)

    def ways(self) -> Ways:
        return (("enter", self._found.enters()), ("escape", _("close")))

    @on(Input.Changed)
    def _search(self, event: Input.Changed) -> None:
        self._found.search(event.value)

    @on(Input.Submitted)
    def _choose(self) -> None:
        if self._found.chosen_id:
            self.dismiss(self._found.chosen_id)

    def on_click(self, event: events.Click) -> None:
        if event.widget is self:
            self.dismiss(None)
