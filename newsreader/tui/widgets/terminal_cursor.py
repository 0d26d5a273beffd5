"""Cursor: the terminal's own, which input methods and screen readers follow."""

from __future__ import annotations

from typing import Protocol, TypeVar, runtime_checkable

from textual.geometry import Offset, Region
from textual.screen import Screen
from textual.widget import Widget

Answer = TypeVar("Answer")


def put(widget: Widget, offset: Offset) -> None:
    """Put it at `offset` on the screen, where `widget` is; with nothing drawn it would not move."""
    if widget.size:
        widget.app.cursor_position = offset
        widget.refresh(Region(0, 0, 1, 1))


@runtime_checkable
class Marked(Protocol):
    """A widget that knows where on the screen its reader is."""

    def place_terminal_cursor(self) -> None:
        """Put the terminal's own cursor there, if the keys come here."""


def put_back(screen: Screen[Answer]) -> None:
    """Put the cursor where the reader is on `screen`, once it is drawn: a dialog had it."""
    screen.call_after_refresh(_put, screen)


def _put(screen: Screen[Answer]) -> None:
    if screen.is_current and screen.focused is not None and isinstance(screen.focused, Marked):
        screen.focused.place_terminal_cursor()
        put(screen.focused, screen.app.cursor_position)
