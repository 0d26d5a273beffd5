"""The base of the dialogs: a framed box over a screen, closed by escape."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import ClassVar, TypeVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen

from newsreader.keys.display import key_name, keys_for
from newsreader.tui.widgets import terminal_cursor
from newsreader.tui.widgets.item_list import ItemList
from newsreader.tui.widgets.typeset import fitting

Answer = TypeVar("Answer")

KeyHints = Sequence[tuple[str, str]]
"""Keys, each with what it does."""

_HIGH = 20
"""Rows of the screen from which a box does not fill all of it."""

FRAME_ROWS = 4
"""Rows of a box that are its border and its padding."""

_BORDER = 6
"""Cells of the lower border beside its words."""

_FAR = 1_000_000
"""More items than any list has."""

MOVING_KEYS: tuple[BindingType, ...] = tuple(
    Binding(keys, f"screen.{action}", show=False)
    for keys, action in (
        ("j,down", "choose(1)"),
        ("k,up", "choose(-1)"),
        ("pagedown", "turn(1)"),
        ("pageup", "turn(-1)"),
        ("home", f"choose({-_FAR})"),
        ("end", f"choose({_FAR})"),
    )
)
"""The keys that move through a list."""

LIST_KEYS: tuple[BindingType, ...] = (
    *MOVING_KEYS,
    Binding("enter", "open", show=False),
    Binding("q", "cancel", show=False),
)
"""The keys of a list to choose from."""

SEARCHED_LIST_KEYS: tuple[BindingType, ...] = (
    Binding("down,ctrl+n", "choose(1)", show=False, priority=True),
    Binding("up,ctrl+p", "choose(-1)", show=False, priority=True),
    Binding("pagedown", "turn(1)", show=False, priority=True),
    Binding("pageup", "turn(-1)", show=False, priority=True),
)
"""The keys of a list below an input, which gets all letters."""


class Dialog(ModalScreen[Answer]):
    """A modal screen whose result is None when the reader leaves it with escape.

    The upper border of its box has the title, the lower one the keys.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "cancel", show=False)]
    OPENED_BY: ClassVar[Sequence[str]] = ()
    """The ids of the keys that open it; they close it too."""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (64, "-roomy")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-low"), (_HIGH, "-high")]  # noqa: RUF012

    _position = ""
    """The position in its list, which is shown with the keys."""
    _hinted: Sequence[int] = ()
    """The widths of the boxes for which the keys are shown."""

    def on_mount(self) -> None:
        self._show_hints()
        # A box that gets another height moves, and with it the place of the cursor.
        arranged = self.screen_layout_refresh_signal
        arranged.subscribe(self, lambda _screen: self._arranged(), immediate=True)

    def _arranged(self) -> None:
        self._put_cursor()
        if self._hinted != self._box_widths():
            self.call_after_refresh(self._show_hints)

    @on(events.DescendantFocus)
    def _follow_focus(self) -> None:
        self._put_cursor()

    def _put_cursor(self) -> None:
        self.call_after_refresh(terminal_cursor.put_at_focus, self)

    @on(ItemList.PositionChanged)
    def _show_position(self, event: ItemList.PositionChanged) -> None:
        self._position = event.position
        self._show_hints()

    def _box_widths(self) -> list[int]:
        return [box.outer_size.width for box in self.query(".box")]

    def _show_hints(self) -> None:
        """Show the keys in the lower border, after the position in a list that scrolls."""
        self._hinted = self._box_widths()
        hints = [f"{key_name(key)} {words}" for key, words in self.key_hints()]
        parts = [self._position, *hints] if self._position else hints
        for box in self.query(".box").results(Vertical):  # a dialog of one row has none
            if words := fitting(parts, box.outer_size.width - _BORDER):
                box.border_subtitle = Content(words)

    def on_key(self, event: events.Key) -> None:
        """Close the dialog with the key that opened it, unless an input has used that key."""
        opened = {name for key in self.OPENED_BY for name in keys_for(key)}
        if opened & {event.key, event.character}:
            event.stop()
            self.action_cancel()

    def key_hints(self) -> KeyHints:
        """The keys that can be pressed here."""
        return ()

    def rows(self) -> int:
        """The greatest height of a list in the box, in rows."""
        low = self.size.height < _HIGH
        return max(1, self.size.height - 2 if low else self.size.height * 9 // 10 - FRAME_ROWS)

    def action_choose(self, by: int) -> None:
        """Choose the item that is `by` items further down in the list."""
        items = self.query_one(ItemList)
        items.choose(items.chosen + by)
        self.call_after_refresh(self._follow_chosen)

    def action_turn(self, way: int) -> None:
        self.query_one(ItemList).choose_page(way)
        self.call_after_refresh(self._follow_chosen)

    def _follow_chosen(self) -> None:
        """Put the terminal's cursor on the chosen item, until something is typed in the input."""
        items = self.query_one(ItemList)
        if self.is_active:
            terminal_cursor.put(items, items.place_of_chosen())

    def action_cancel(self) -> None:
        self.dismiss(None)


class WritingScreen(Dialog[str]):
    """A dialog with text that must not be lost when the program ends."""

    @abstractmethod
    def keep(self) -> None:
        """Save the text as it is."""

    @abstractmethod
    def action_do(self, key: str) -> None:
        """Do what the key with this id does."""
