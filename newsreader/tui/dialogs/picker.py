"""The picker: a list to choose from, filtered by typing."""

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
from newsreader.tui.dialogs.dialog import SEARCHED_LIST_KEYS, Dialog, KeyHints
from newsreader.tui.theme.themes import Palette
from newsreader.tui.widgets.item_list import ItemList, Line, StyledText
from newsreader.tui.widgets.prompt_bar import CleanInput
from newsreader.tui.widgets.typeset import filled, fitted

_ABOVE = 2
"""Rows of the input and the gap below it."""

_AROUND, _INDENT = 3, 3
"""Blank cells around words and what is beside them, and before what is below them."""


class SearchedList(ItemList):
    """A list that can be filtered by words."""

    FRAMED = True

    @property
    def marks(self) -> bool:
        """Always: the focus is in the input above, where enter takes the chosen item."""
        return True

    def search(self, words: str) -> None:
        """List only what contains `words`."""
        raise NotImplementedError

    def empty(self) -> str:
        return _("Nothing matches.")

    def enter_hint(self) -> str:
        """What enter does with the chosen item, for the key hints."""
        return _("choose")

    def opened(self) -> None:
        self.screen.dismiss(self.chosen_id)


class PickerItem(NamedTuple):
    """An item: its id, its words, and the words at its right."""

    id: str
    words: str
    aside: str = ""
    colour: str = ""


class PickerList(SearchedList):
    """The items under a title, one per line; what has no room beside its words is below them."""

    def __init__(self, title: str, items: Sequence[PickerItem], enter: str = "") -> None:
        """`enter` says what enter does with the chosen item, if that is not "choose"."""
        super().__init__()
        self._title = title
        self._enter = enter
        self._by_id = {item.id: item for item in items}

    def heading(self) -> str:
        return self._title

    def enter_hint(self) -> str:
        return self._enter or super().enter_hint()

    def lines_of(self, item: str, width: int, *, chosen: bool) -> list[Line]:
        found = self._by_id[item]
        if cell_len(found.words) + cell_len(found.aside) > width - _AROUND:
            words, aside = fitted(found.words, width - 1), fitted(found.aside, width - _INDENT)
            below = [StyledText(" " * _INDENT + aside, self.palette.quiet)] if aside else []
            return [[StyledText(f" {words}", found.colour, bold=chosen)], *filter(None, [below])]
        aside = fitted(found.aside, width)
        words = filled(found.words, width - cell_len(aside) - 2)
        return [
            [
                StyledText(" " + words, found.colour, bold=chosen),
                StyledText(" " + aside, self.palette.quiet),
            ]
        ]

    def search(self, words: str) -> None:
        query = ListFilter(words)
        self.show([id_ for id_, item in self._by_id.items() if query.holds(item.words, item.aside)])


class PickerScreen(Dialog[str]):
    """Asks for an item; the result is its id, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [*SEARCHED_LIST_KEYS]

    def __init__(self, palette: Palette, items: SearchedList) -> None:
        super().__init__()
        self._palette = palette
        self._list = items

    def compose(self) -> ComposeResult:
        with Vertical(classes="box"):
            yield CleanInput(placeholder=_("type to search"))
            yield self._list

    def on_mount(self) -> None:
        self._list.palette = self._palette
        self._list.can_focus = False
        self._list.search("")

    def on_resize(self) -> None:
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        """Make the list as high as all its items; a filter does not change the height."""
        if not self.query_one(Input).value:
            self._list.fit(self.rows() - _ABOVE)

    def key_hints(self) -> KeyHints:
        return (("enter", self._list.enter_hint()), ("escape", _("close")))

    @on(Input.Changed)
    def _search(self, event: Input.Changed) -> None:
        self._list.search(event.value)

    @on(Input.Submitted)
    def _choose(self) -> None:
        if self._list.chosen_id:
            self.dismiss(self._list.chosen_id)

    def on_click(self, event: events.Click) -> None:
        if event.widget is self:
            self.dismiss(None)
