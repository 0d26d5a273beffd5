"""Questions that one key answers: a choice between a few answers, or any letter."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from time import monotonic
from types import MappingProxyType
from typing import ClassVar

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Static

from newsreader.keys.display import keys_for
from newsreader.locale import _
from newsreader.text.sanitize import clean
from newsreader.tui.dialogs.dialog import Dialog
from newsreader.tui.widgets.typeset import rows_of

_IN_A_ROW = 3
"""Answers that fit beside each other; more are stacked."""

_WIDEST, _FRAME = 66, 6
"""Cells of the question at the most, and of the frame and the padding of its box."""

_PADDING = 5
"""Cells around the words of an answer: its own padding and the gap to the next one."""


class ChoiceScreen(Dialog[str]):
    """Asks `question`; `answers` are (letter, words), and the result is the letter."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,down", "app.focus_next", show=False),
        Binding("left,up", "app.focus_previous", show=False),
    ]

    def __init__(
        self,
        question: str,
        answers: Sequence[tuple[str, str]],
        raised_by: str = "",
        deaf_seconds: float = 0.0,
        shortcuts: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """The keys of the function `raised_by`, which may be pressed twice, are no answers.

        Nor is what is pressed in the first `deaf_seconds` of a question that no key has raised.
        `shortcuts` are further keys that answer, each with its letter.
        """
        super().__init__()
        self._shortcuts = shortcuts
        self._hears = monotonic() + deaf_seconds
        self._raised_by = raised_by
        self._question = clean(question)
        self._answers = answers

    def compose(self) -> ComposeResult:
        with Vertical(classes="box narrow"):
            yield Static(id="question")
            with Horizontal(classes="buttons"):
                for letter, words in self._answers:
                    yield Button(
                        Content(f"{words} ({letter})"), id=f"answer-{letter}", compact=True
                    )

    def on_resize(self) -> None:
        room = min(_WIDEST, self.size.width * 92 // 100 - _FRAME)
        rows = rows_of(self._question, room)
        for question in self.query("#question").results(Static):  # none yet before it is composed
            question.update(Content("\n".join(rows)))
        self.call_after_refresh(self._stack)

    def _stack(self) -> None:
        """Stack the answers where there is no room for them beside each other."""
        needed = sum(cell_len(f"{words} ({letter})") + _PADDING for letter, words in self._answers)
        room = self.size.width * 9 // 10 - 2 * _PADDING
        stacked = len(self._answers) > _IN_A_ROW or needed > room
        self.query(".buttons").set_class(stacked, "-stacked")

    def on_key(self, event: events.Key) -> None:
        if monotonic() < self._hears:
            event.stop()
            event.prevent_default()
        elif self._raised_by and {event.key, event.character} & {*keys_for(self._raised_by)}:
            event.stop()
        elif event.character in [letter for letter, _words in self._answers]:
            event.stop()
            self.dismiss(event.character)
        elif letter := self._shortcuts.get(event.key):
            event.stop()
            self.dismiss(letter)

    @on(Button.Pressed)
    def _answer(self, event: Button.Pressed) -> None:
        self.dismiss((event.button.id or "").removeprefix("answer-"))


def unsaved_question(question: str, save_keys: Collection[str]) -> ChoiceScreen:
    """Asks what becomes of changes: "s" saves, "d" discards, all else keeps writing.

    `save_keys`, which save the text without a question, save it here too.
    """
    answers = [("s", _("Save")), ("d", _("Discard")), ("k", _("Keep writing"))]
    return ChoiceScreen(question, answers, shortcuts=dict.fromkeys(save_keys, "s"))


class LetterScreen(Dialog[str]):
    """Shows `prompt` at the foot of the screen; the result is the letter that is typed."""

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
