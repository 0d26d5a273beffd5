"""The menu: a few things to do, each with a key, some of them for all articles too."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Offset
from textual.widgets import Static

from newsreader.keys.display import key_name
from newsreader.locale import _
from newsreader.tui.dialogs.dialog import FRAME_ROWS, LIST_KEYS, Dialog, KeyHints
from newsreader.tui.theme.themes import Palette
from newsreader.tui.widgets.item_list import ItemList, Line, StyledText
from newsreader.tui.widgets.typeset import filled, fitted, width_for

_WIDTH_AT_POINTER = 56
"""Least cells of a menu that is opened by the mouse, if the screen has them."""
_FRAME_COLUMNS = 6


class MenuItem(NamedTuple):
    """Something to do: its id, the key that does it ("" for none), and its words.

    With `global_option` it may be chosen for all articles.
    """

    id: str
    key: str
    words: str
    global_option: bool = False


class Chosen(NamedTuple):
    """The id of the chosen item, and whether it was chosen for all articles."""

    id: str
    everywhere: bool = False


class MenuList(ItemList):
    """The items, one per line."""

    FRAMED = True

    def __init__(self, title: str, items: Sequence[MenuItem]) -> None:
        super().__init__()
        self._title = title
        self._by_id = {item.id: item for item in items}
        self._key_width = max((cell_len(key_name(i.key)) for i in items if i.key), default=0) + 2

    def heading(self) -> str:
        return self._title

    @property
    def widest(self) -> int:
        """Cells of the list in which every item is shown whole."""
        words = max((cell_len(item.words) for item in self._by_id.values()), default=0)
        return width_for(self._key_width + 1 + words)

    def lines_of(self, item: str, width: int, *, chosen: bool) -> list[Line]:
        menu_item = self._by_id[item]
        key = key_name(menu_item.key) if menu_item.key else ""
        return [
            [
                StyledText(" " + filled(key, self._key_width), self.palette.accent, bold=True),
                StyledText(fitted(menu_item.words, width - self._key_width - 1), bold=chosen),
            ]
        ]

    @property
    def chosen_item(self) -> MenuItem:
        return self._by_id[self.chosen_id]

    def opened(self) -> None:
        if isinstance(self.screen, MenuScreen):
            self.screen.action_open()


class EverywhereSwitch(Static):
    """Shows whether the choice is for all articles; a click changes that."""

    def on_click(self) -> None:
        if isinstance(self.screen, MenuScreen):
            self.screen.toggle_everywhere()


class MenuScreen(Dialog[Chosen]):
    """Asks which item to do; the result is None if the reader leaves the menu."""

    BINDINGS: ClassVar[list[BindingType]] = [*LIST_KEYS]
    OPENED_BY = (
        "selection.menu",
        "entities.menu",
        "notes.menu",
        "library.menu",
        "allnotes.menu",
        "report.menu",
    )

    def __init__(
        self,
        palette: Palette,
        title: str,
        items: Sequence[MenuItem],
        pointer: Offset | None = None,
    ) -> None:
        """`pointer` is the cell of the screen that was clicked; the menu opens beside it."""
        super().__init__(classes="-at-pointer" if pointer is not None else None)
        self._pointer = pointer
        self._palette = palette
        self._title = title
        self._items = items
        self._everywhere = False

    def compose(self) -> ComposeResult:
        with Vertical(classes="box"):
            yield MenuList(self._title, self._items)
            if any(item.global_option for item in self._items):
                yield EverywhereSwitch()

    def on_mount(self) -> None:
        menu = self.query_one(MenuList)
        menu.palette = self._palette
        menu.show([item.id for item in self._items])
        menu.focus()

    def on_resize(self) -> None:
        """Make the list as high as its items, up to the height of the screen."""
        switches = len(self.query(EverywhereSwitch))
        self.query_one(MenuList).fit(self.rows() - 2 * switches)
        if self._pointer is not None:
            self._move_to(self._pointer)
        self.call_after_refresh(self._show_switch)

    def _move_to(self, pointer: Offset) -> None:
        """Move the box beside the cell at `pointer`, as far as the screen has room for it."""
        box = self.query_one(".box")
        menu = self.query_one(MenuList)
        width = min(self.size.width, max(_WIDTH_AT_POINTER, menu.widest + _FRAME_COLUMNS))
        height = menu.styles.height
        rows = int(height.value if height is not None else 0) + 2 * len(
            self.query(EverywhereSwitch)
        )
        x = min(pointer.x + 1, self.size.width - width)
        y = min(pointer.y, self.size.height - rows - FRAME_ROWS)
        box.styles.width = width
        box.styles.offset = max(0, x), max(0, y)

    def key_hints(self) -> KeyHints:
        return (("enter", _("do it")), ("escape", _("close")))

    def _show_switch(self) -> None:
        sign = "[x]" if self._everywhere else "[ ]"
        words = _("{key}: in all articles")
        for switch in self.query(EverywhereSwitch):
            words = words.format(key=key_name("space"))
            switch.update(Content(fitted(f" {sign} {words}", switch.size.width)))

    def toggle_everywhere(self) -> None:
        self._everywhere = not self._everywhere
        self._show_switch()

    def action_open(self) -> None:
        self._answer(self.query_one(MenuList).chosen_item)

    def on_key(self, event: events.Key) -> None:
        pressed = (event.character, event.key)
        item = next((each for each in self._items if each.key and each.key in pressed), None)
        if item is None and event.key != "space":
            return
        event.stop()
        event.prevent_default()
        # Both are handled here, so that keys that are typed fast keep their order.
        if item is not None:
            self._answer(item)
        else:
            self.toggle_everywhere()

    def _answer(self, item: MenuItem) -> None:
        self.dismiss(Chosen(item.id, self._everywhere and item.global_option))

    def on_click(self, event: events.Click) -> None:
        if event.widget is self:
            self.dismiss(None)
