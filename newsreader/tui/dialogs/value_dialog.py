"""Asks for the value of a setting that is typed: a number, words, or keys."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from newsreader.errors import SettingsError
from newsreader.locale import _
from newsreader.settings.entries import Entry, typed_text
from newsreader.text.sanitize import clean
from newsreader.tui.dialogs.dialog import Dialog, KeyHints
from newsreader.tui.widgets.prompt_bar import CleanInput


class ValueDialog(Dialog[str]):
    """Asks for the value of `entry`, beginning with the present `value`.

    The result is what the reader typed, once it is valid; None if the value stays.
    """

    def __init__(self, entry: Entry, value: object) -> None:
        super().__init__()
        self._entry = entry
        self._value = typed_text(entry, value)

    def compose(self) -> ComposeResult:
        with Vertical(classes="box") as box:
            box.border_title = Content(self._entry.name)
            yield Static(Content(self._entry.words), id="value-words")
            yield CleanInput(self._value)
            yield Static(Content(self._entry.expected()), id="value-hint")

    def on_mount(self) -> None:
        field = self.query_one(CleanInput)
        field.cursor_position = len(field.value)
        field.focus()
        self.call_after_refresh(field.place_terminal_cursor)

    def key_hints(self) -> KeyHints:
        return (("enter", _("keep")), ("escape", _("close")))

    @on(Input.Submitted)
    def _answer(self, event: Input.Submitted) -> None:
        try:
            self._entry.parsed(event.value)
        except SettingsError as error:
            hint = self.query_one("#value-hint", Static)
            hint.update(Content(clean(str(error))))
            hint.add_class("-warning")
            return
        self.dismiss(event.value)
