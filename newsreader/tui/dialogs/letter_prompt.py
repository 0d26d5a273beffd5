"""Letter: waits for one key, for bookmarks."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from newsreader.tui.dialogs.dialog import Dialog


class LetterScreen(Dialog[str]):
    """Shows `prompt` at the foot of the screen; the answer is the letter that is typed."""

    def __init__(self, prompt: str) -> None:
        super().__init__()
        self._prompt = prompt

    def compose(self) -> ComposeResult:
        yield Static(Content(self._prompt), classes="foot")

    def on_key(self, event: events.Key) -> None:
        if event.key == "escape":
            return
        event.stop()
        event.prevent_default()
        letter = event.character or ""
        self.dismiss(letter if letter.isprintable() and not letter.isspace() else None)
