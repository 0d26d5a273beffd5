"""The terminal's own cursor, which input methods and screen readers follow."""

from __future__ import annotations

from typing import Any, Protocol, runtime_checkable

from textual.geometry import Offset, Region
from textual.screen import Screen
from textual.widget import Widget


def put(widget: Widget, offset: Offset) -> None:
    """Put it at `offset` on the screen. It only moves when something of `widget` is drawn."""
    if widget.size:
        widget.app.cursor_position = offset
        widget.refresh(Region(0, 0, 1, 1))


@runtime_checkable
class HasCursor(Protocol):
    """A widget that knows where on the screen the cursor belongs."""

    def place_terminal_cursor(self) -> None:
        """Put the terminal's cursor there, if the widget has the focus."""


def put_back(screen: Screen[Any]) -> None:
    """Put the cursor back to the focused widget of `screen`, once that is drawn."""
    screen.call_after_refresh(put_at_focus, screen)


def put_at_focus(screen: Screen[Any]) -> None:
    """Put the cursor to the focus of `screen`, or to the words of a dialog without one."""
    if not screen.is_active:  # it is below a dialog; `is_current` does not say that
        return
    focused = screen.focused
    if focused is None:
        for box in screen.query(".box, .foot"):
            put(box, box.content_region.offset)
    elif isinstance(focused, HasCursor):
        focused.place_terminal_cursor()
        put(focused, screen.app.cursor_position)
    else:  # such as a button, or a text that scrolls
        put(focused, focused.content_region.offset)
