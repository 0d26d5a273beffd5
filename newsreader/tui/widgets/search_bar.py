"""SearchBar: one line to type in, at the foot of the screen: search, filters, places to go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.geometry import Offset, Region
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from newsreader.text.sanitize import clean_line
from newsreader.tui.widgets import terminal_cursor
from newsreader.tui.widgets.completion import TagCompletion

_MOST_CANDIDATES = 6


class CleanInput(Input):
    """An input whose text is safe to show, whatever is typed or pasted into it."""

    def validate_value(self, value: str) -> str:
        return clean_line(value)

    def on_mount(self) -> None:
        """Textual does not scroll to the end of the first words, taking them for a preset."""
        if not self.value:
            with self.prevent(Input.Changed):
                self.value = " "
                self.value = ""

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the next character will stand; Textual's own is a cell further at the end."""
        return super().cursor_screen_offset - (int(self.cursor_at_end), 0)

    def place_terminal_cursor(self) -> None:
        """Input methods open their window at the terminal's own cursor."""
        if self.has_focus:
            terminal_cursor.put(self, self.cursor_screen_offset)

    def on_resize(self) -> None:
        """Keep in sight where one writes: what stands beside the field may have taken room."""
        within = self.cursor_screen_offset - self.content_region.offset + self.scroll_offset
        self.scroll_to_region(Region(within.x, 0, 1, 1), force=True, animate=False)
        self.place_terminal_cursor()

    def watch_scroll_x(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_x(old_value, new_value)
        self.place_terminal_cursor()


class SearchBar(Horizontal):
    """Asks for one line. `purpose` is the id of the key that opened it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", show=False),
        Binding("tab", "complete", show=False),
    ]

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
        self.came_from: Widget | None = None
        """Who listened to the keys when the bar was opened."""
        self._completion: TagCompletion | None = None

    def compose(self) -> ComposeResult:
        yield Static(id="search-prompt")
        yield CleanInput(id="search-words", select_on_focus=True)
        yield Static(id="search-count")

    def open(
        self,
        purpose: str,
        prompt: str,
        words: str = "",
        hint: str = "",
        complete: Sequence[str] | None = None,
    ) -> None:
        """Ask with `prompt`, `words` being there already.

        With `complete` several words are asked for, each of which may be one of these.
        """
        self.purpose = purpose
        self.came_from = self.screen.focused
        self._completion = TagCompletion(complete) if complete is not None else None
        self.query_one("#search-prompt", Static).update(Content(prompt))
        field = self.query_one(CleanInput)
        field.placeholder = hint
        field.suggester = self._completion
        # One more word is the usual wish: it is written behind those there are.
        field.select_on_focus = complete is None
        with self.prevent(Input.Changed):
            field.value = f"{words} " if words and complete is not None else words
        field.cursor_position = len(field.value)
        self._tell_candidates(field.value)
        self.display = True
        field.focus()
        self.call_after_refresh(field.place_terminal_cursor)

    def close(self) -> None:
        self.display = False

    def tell(self, words: str) -> None:
        """Say something at the right, such as how many hits there are."""
        self.query_one("#search-count", Static).update(Content(words))

    def _tell_candidates(self, value: str) -> None:
        found = self._completion.candidates(value) if self._completion is not None else []
        self.tell("  ".join(clean_line(tag) for tag in found[:_MOST_CANDIDATES]))

    def action_complete(self) -> None:
        """Take what is offered for the word that is being typed."""
        field = self.query_one(CleanInput)
        if self._completion is not None and field.cursor_at_end:
            field.action_cursor_right()

    def action_cancel(self) -> None:
        self.close()
        self.post_message(self.Cancelled(self.purpose))

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if self._completion is not None:
            self._tell_candidates(event.value)
        self.post_message(self.Typed(self.purpose, event.value))

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.close()
        self.post_message(self.Entered(self.purpose, event.value))
