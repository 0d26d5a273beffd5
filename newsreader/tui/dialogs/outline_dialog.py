"""The outline dialog: the headings of the article, to jump to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical

from newsreader.locale import _
from newsreader.tui.dialogs.dialog import LIST_KEYS, Dialog, KeyHints
from newsreader.tui.theme.themes import Palette
from newsreader.tui.widgets.item_list import ItemList, Line, StyledText
from newsreader.tui.widgets.typeset import fitted


class Heading(NamedTuple):
    """A heading: its start in code points, its level from 1, and its words."""

    start: int
    level: int
    words: str


class OutlineList(ItemList):
    """The headings, indented by level."""

    FRAMED = True

    def __init__(self, headings: Sequence[Heading]) -> None:
        super().__init__()
        self._by_id = {str(heading.start): heading for heading in headings}

    def heading(self) -> str:
        return _("Contents")

    def lines_of(self, item: str, width: int, *, chosen: bool) -> list[Line]:
        heading = self._by_id[item]
        words = "  " * (heading.level - 1) + heading.words
        return [[StyledText(fitted(words, width), bold=chosen)]]

    def opened(self) -> None:
        self.screen.dismiss(int(self.chosen_id))


class OutlineScreen(Dialog[int]):
    """Asks for a heading; the result is its start in code points, or None.

    At first the heading above `offset` is chosen.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*LIST_KEYS]
    OPENED_BY = ("article.contents",)

    def __init__(self, palette: Palette, headings: Sequence[Heading], offset: int) -> None:
        super().__init__()
        self._palette = palette
        self._headings = headings
        self._offset = offset

    def compose(self) -> ComposeResult:
        with Vertical(classes="box"):
            yield OutlineList(self._headings)

    def on_mount(self) -> None:
        outline = self.query_one(OutlineList)
        outline.palette = self._palette
        outline.show([str(heading.start) for heading in self._headings])
        outline.choose(sum(heading.start <= self._offset for heading in self._headings) - 1)
        outline.focus()

    def key_hints(self) -> KeyHints:
        return (("enter", _("go there")), ("escape", _("close")))

    def on_resize(self) -> None:
        self.query_one(OutlineList).fit(self.rows())

    def action_open(self) -> None:
        self.query_one(OutlineList).opened()

    def on_click(self, event: events.Click) -> None:
        if event.widget is self:
            self.dismiss(None)
