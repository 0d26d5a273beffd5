"""Palette: every function by its name, in the reader's language."""

from __future__ import annotations

from textual import on
from textual.command import CommandPalette
from textual.widgets import Input

from newsreader.locale import _
from newsreader.tui.compat import set_no_matches
from newsreader.tui.widgets import terminal_cursor


class PaletteScreen(CommandPalette):
    """Textual's own palette, with the terminal's cursor where one writes."""

    def __init__(self) -> None:
        super().__init__(placeholder=_("Search the commands…"))
        set_no_matches(self, _("Nothing matches."))

    @on(Input.Changed)
    def _follow(self) -> None:
        self.call_after_refresh(self._place_terminal_cursor)

    def on_screen_resume(self) -> None:
        self.call_after_refresh(self._place_terminal_cursor)

    def _place_terminal_cursor(self) -> None:
        """Textual puts it a cell further where the words end."""
        if isinstance(field := self.focused, Input):
            past = int(field.cursor_at_end)
            terminal_cursor.put(field, field.cursor_screen_offset - (past, 0))
