"""Palette: every function by its name, in the reader's language."""

from __future__ import annotations

from textual import on
from textual.command import CommandList, CommandPalette
from textual.content import Content
from textual.widgets import Input
from textual.widgets.option_list import Option

from newsreader.locale import _
from newsreader.tui.widgets import terminal_cursor


class PaletteScreen(CommandPalette):
    """Textual's own palette, with the terminal's cursor where one writes."""

    def __init__(self) -> None:
        super().__init__(placeholder=_("Search the commands…"))

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

    def _start_no_matches_countdown(self, search_value: str) -> None:
        """Say after a moment that nothing is called so: Textual's own sentence is in English."""

        def say() -> None:
            if not (found := self.query(CommandList)):
                return  # it was closed meanwhile
            if search_value:
                nothing = Content(_("Nothing matches."))
                found.first().add_option(Option(nothing, disabled=True, id=self._NO_MATCHES))
            self._list_visible = bool(search_value)

        self._stop_no_matches_countdown()
        self._no_matches_timer = self.set_timer(self._NO_MATCHES_COUNTDOWN, say)
