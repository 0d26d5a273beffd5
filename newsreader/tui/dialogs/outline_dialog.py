"""Contents: the headings of the article, to jump to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical

from newsreader.locale import _
from newsreader.tui.dialogs.dialog import LIST_KEYS, Dialog, Ways
from newsreader.tui.theme.themes import Palette
from newsreader.tui.widgets.item_list import ItemList, Line, StyledText
from newsreader.tui.widgets.typeset import fitted

Heading = tuple[int, int, str]
"""Where a heading starts, its depth from 1, its words."""


class ContentsList(ItemList):
    """The headings, the one that the reader is under being chosen at first."""

    FRAMED = True

    def __init__(self, headings: Sequence[Heading]) -> None:
        super().__init__()
        self._by_id = {str(heading[0]): heading for heading in headings}

    def heading(self) -> str:
        return _("Contents")

    def lines_of(self, item: str, width: int, *, chosen: bool) -> list[Line]:
        _start, level, words = self._by_id[item]
        return [[StyledText(fitted("  " * (level - 1) + words, width), bold=chosen)]]

    def opened(self) -> None:
        self.screen.dismiss(int(self.chosen_id))


class ContentsScreen(Dialog[int]):
    """Answers with the code point where the chosen heading starts."""

    BINDINGS: ClassVar[list[BindingType]] = [*LIST_KEYS]
    OPENED_BY = ("article.contents",)

    def __init__(self, palette: Palette, headings: Sequence[Heading], offset: int) -> None:
        super().__init__()
        self._palette = palette
        self._headings = headings
        self._offset = offset

    def compose(self) -> ComposeResult:
        with Vertical(classes="box"):
            yield ContentsList(self._headings)

    def on_mount(self) -> None:
        found = self.query_one(ContentsList)
        found.palette = self._palette
        found.show([str(heading[0]) for heading in self._headings])
        found.choose(sum(1 for heading in self._headings if heading[0] <= self._offset) - 1)
        found.focus()

    def ways(self) -> Ways:
        return (("enter", _("go there")), ("escape", _("close")))

    def on_resize(self) -> None:
        self.query_one(ContentsList).fit(self.rows())

    def action_open(self) -> None:
        self.query_one(ContentsList).opened()

    def on_click(self, event: events.Click) -> None:
        if event.widget is self:
            self.dismiss(None)
