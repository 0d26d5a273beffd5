"""Dialog: a framed box over the reading screen, closed by escape."""

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
from newsreader.tui.widgets.item_list import ItemList

Answer = TypeVar("Answer")

Ways = Sequence[tuple[str, str]]
"""Keys, and what each of them does."""

_HIGH = 20
"""Rows from which a box leaves some of the screen free around it."""

_FRAME_ROWS = 4
"""Rows of a box that are its border and the blank rows within."""


_FAR = 1_000_000
"""Items, more than any list has."""

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
"""The keys that move in a list."""

LIST_KEYS: tuple[BindingType, ...] = (
    *MOVING_KEYS,
    Binding("enter", "open", show=False),
    Binding("q", "cancel", show=False),
)
"""The keys of a list that is chosen from."""

SEARCHED_LIST_KEYS: tuple[BindingType, ...] = (
    Binding("down,ctrl+n", "choose(1)", show=False, priority=True),
    Binding("up,ctrl+p", "choose(-1)", show=False, priority=True),
    Binding("pagedown", "turn(1)", show=False, priority=True),
    Binding("pageup", "turn(-1)", show=False, priority=True),
)
"""The keys of a list over which words are written: no letter is one of them."""


class Dialog(ModalScreen[Answer]):
    """A modal screen whose answer is None when the reader leaves it with escape.

    What it is about stands in the upper edge of its box, the keys that answer it in the lower one.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "cancel", show=False)]
    OPENED_BY: ClassVar[Sequence[str]] = ()
    """The ids of the keys that open it."""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (64, "-roomy")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-low"), (_HIGH, "-high")]  # noqa: RUF012

    def on_mount(self) -> None:
        self._say_ways()

    @on(ItemList.PositionChanged)
    def _position_changed(self, event: ItemList.PositionChanged) -> None:
        self._say_ways(event.position)

    def _say_ways(self, *before: str) -> None:
        """Say below how it is answered, and `before` that where one is in a list that goes on."""
        ways = (f"{key_name(key)} {does}" for key, does in self.ways())
        if words := " · ".join((*filter(None, before), *ways)):
            self.query_one(".box", Vertical).border_subtitle = Content(words)

    def on_key(self, event: events.Key) -> None:
        """The key that opened it closes it too, where no text is written with it."""
        opened = {name for key in self.OPENED_BY for name in keys_for(key)}
        if opened & {event.key, event.character}:
            event.stop()
            self.action_cancel()

    def ways(self) -> Ways:
        """The keys that lead on from here, each with what it does."""
        return ()

    def rows(self) -> int:
        """Rows that a list in the box may have at the most."""
        low = self.size.height < _HIGH
        return max(1, self.size.height - 2 if low else self.size.height * 9 // 10 - _FRAME_ROWS)

    def action_choose(self, by: int) -> None:
        """Choose the item that is so many further on in the dialog's list, or further back."""
        found = self.query_one(ItemList)
        found.choose(found.chosen + by)

    def action_turn(self, way: int) -> None:
        self.query_one(ItemList).choose_page(way)

    def action_cancel(self) -> None:
        self.dismiss(None)


class WritingScreen(Dialog[str]):
    """A dialog in which something is written that shall not be lost."""

    @abstractmethod
    def keep(self) -> None:
        """Save what is written as it stands."""

    @abstractmethod
    def action_do(self, key: str) -> None:
        """Do what the key with this id does."""
