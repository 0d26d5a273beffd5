"""Cursor: the terminal's own, which input methods and screen readers follow."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from textual.screen import Screen


@runtime_checkable
class Marked(Protocol):
    """A widget that knows where on the screen its reader is."""

    def place_terminal_cursor(self) -> None:
        """Put the terminal's own cursor there, if the keys come here."""


def put_back(screen: Screen[None]) -> None:
    """Put the cursor where the reader is on `screen`, once it is drawn: a dialog had it."""
    screen.call_after_refresh(_put, screen)


def _put(screen: Screen[None]) -> None:
    if isinstance(screen.focused, Marked):
        screen.focused.place_terminal_cursor()
