"""SearchBar: one line to type in, at the foot of the screen: search, filters, places to go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from newsreader.text.control import clean_line


class CleanInput(Input):
    """An input whose text is safe to show, whatever is typed or pasted into it."""

    def validate_value(self, value: str) -> str:
        return clean_line(value)


class SearchBar(Horizontal):
    """Asks for one line. `purpose` is the id of the key that opened it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "cancel", show=False)]

    @dataclass
    class Typed(Message):
        """The words have changed."""

        purpose: str
        words: str

    @dataclass
    class Entered(Message):
        """The words are meant."""

        purpose: str
        words: str

    @dataclass
    class Cancelled(Message):
        """The reader would rather not."""

        purpose: str

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.purpose = ""

    def compose(self) -> ComposeResult:
        yield Static(id="search-prompt")
        yield CleanInput(id="search-words", select_on_focus=True)
        yield Static(id="search-count")

    def open(self, purpose: str, prompt: str, words: str = "", hint: str = "") -> None:
        """Ask with `prompt`, `words` being there already."""
        self.purpose = purpose
        self.query_one("#search-prompt", Static).update(Content(prompt))
        field = self.query_one(CleanInput)
        field.placeholder = hint
        with self.prevent(Input.Changed):
            field.value = words
        self.tell("")
        self.display = True
        field.focus()

    def close(self) -> None:
        self.display = False

    def tell(self, words: str) -> None:
        """Say something at the right, such as how many hits there are."""
        self.query_one("#search-count", Static).update(Content(words))

    def action_cancel(self) -> None:
        self.close()
        self.post_message(self.Cancelled(self.purpose))

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Typed(self.purpose, event.value))

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.close()
        self.post_message(self.Entered(self.purpose, event.value))
