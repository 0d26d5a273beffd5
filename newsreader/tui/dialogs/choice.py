"""Choice: a question with a few answers, each by a letter or a click."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Static

from newsreader.text.sanitize import clean
from newsreader.tui.dialogs.dialog import Dialog
from newsreader.tui.widgets import terminal_cursor

_IN_A_ROW = 3
"""Answers that stand beside each other; more stand below each other."""

_ROUND = 5
"""Cells around an answer: its ground left and right of the words, and the gap to the next."""


class ChoiceScreen(Dialog[str]):
    """Asks `question`; `answers` are (letter, words), and the answer is the letter."""

    def __init__(self, question: str, answers: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._question = clean(question)
        self._answers = answers

    def compose(self) -> ComposeResult:
        with Vertical(classes="box narrow"):
            yield Static(Content(self._question))
            with Horizontal(classes="buttons"):
                for letter, words in self._answers:
                    yield Button(
                        Content(f"{words} ({letter})"), id=f"answer-{letter}", compact=True
                    )

    def on_resize(self) -> None:
        self.call_after_refresh(self._stack)

    def _stack(self) -> None:
        """Answers that have no room beside each other stand below each other."""
        needed = sum(cell_len(f"{words} ({letter})") + _ROUND for letter, words in self._answers)
        stacked = len(self._answers) > _IN_A_ROW or needed > self.size.width * 9 // 10 - _ROUND * 2
        self.query(".buttons").set_class(stacked, "-stacked")

    def on_key(self, event: events.Key) -> None:
        if event.character in [letter for letter, _words in self._answers]:
            event.stop()
            self.dismiss(event.character)

    def on_descendant_focus(self) -> None:
        self.call_after_refresh(self._place_terminal_cursor)

    def _place_terminal_cursor(self) -> None:
        """Put the terminal's own cursor on the answer that enter gives: screen readers follow."""
        if self.focused is not None:
            terminal_cursor.put(self.focused, self.focused.content_region.offset)

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        self.dismiss((event.button.id or "").removeprefix("answer-"))
