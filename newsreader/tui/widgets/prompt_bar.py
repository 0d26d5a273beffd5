"""The prompt bar at the foot of the screen: one line to type in, to search, filter or name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.geometry import Offset, Region
from textual.widget import Widget
from textual.widgets import Input, Static
from textual.widgets.input import Selection

from newsreader.text.sanitize import clean_line
from newsreader.tui.widgets import terminal_cursor
from newsreader.tui.widgets.typeset import fitted

if TYPE_CHECKING:
    from newsreader.tui.widgets.completion import Completion

_MOST_CANDIDATES = 6

_HINT_PADDING = 2
"""Blank cells beside the hint."""


class CleanInput(Input):
    """An input that sanitizes its text, whether typed or pasted."""

    def validate_value(self, value: str) -> str:
        return clean_line(value)

    def on_paste(self, event: events.Paste) -> None:
        """Insert all lines, as one; Textual takes the first only."""
        event.stop()
        event.prevent_default()
        self.replace(clean_line(event.text.strip("\n")), *self.selection)

    def on_mount(self) -> None:
        """Change the value once: Textual does not scroll at the first change."""
        if not self.value:
            with self.prevent(Input.Changed):
                self.value = " "
                self.value = ""

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the next character goes; at the end of the text Textual is one cell too far."""
        return super().cursor_screen_offset - (int(self.cursor_at_end), 0)

    def place_terminal_cursor(self) -> None:
        """Move the terminal's cursor here: input methods open their window beside it."""
        if self.has_focus:
            terminal_cursor.put(self, self.cursor_screen_offset)

    def on_resize(self) -> None:
        """Keep the cursor in sight when the text beside the field has taken some of its width."""
        within = self.cursor_screen_offset - self.content_region.offset + self.scroll_offset
        self.scroll_to_region(Region(within.x, 0, 1, 1), force=True, animate=False)
        self.place_terminal_cursor()

    def watch_scroll_x(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_x(old_value, new_value)
        self.place_terminal_cursor()


class PromptBar(Horizontal):
    """Asks for one line and calls back with it; hidden between two prompts."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", show=False),
        Binding("tab", "complete", show=False),
        Binding("up", "recall(-1)", show=False),
        Binding("down", "recall(1)", show=False),
    ]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.came_from: Widget | None = None
        """The widget that had the focus when the bar was opened; it gets the focus back."""
        self._completion: Completion | None = None
        self._history: Callable[[], Sequence[str]] = tuple
        self._lines: list[str] = []
        """The earlier lines, when they are asked for, and at the end the one being typed."""
        self._line = 0
        self._on_submit: Callable[[str], object] = _ignore
        self._on_cancel: Callable[[], object] = _ignore
        self._on_change: Callable[[str], object] = _ignore

    def compose(self) -> ComposeResult:
        yield Static(id="prompt-title")
        yield CleanInput(id="prompt-value", select_on_focus=False)
        yield Static(id="prompt-hint")

    def prompt(
        self,
        title: str,
        value: str = "",
        *,
        on_submit: Callable[[str], object] | None = None,
        on_cancel: Callable[[], object] | None = None,
        on_change: Callable[[str], object] | None = None,
        placeholder: str = "",
        completion: Completion | None = None,
    ) -> None:
        """Ask for a line, with `value` already in the field.

        Exactly one of `on_submit` and `on_cancel` is called, after the bar has closed and given
        the focus back. `on_change` is called with each new value before that. `completion`
        completes the word that is being typed.
        """
        if self.display:  # the prompt that was open is not answered any more
            self._on_cancel()
        self._on_submit, self._on_cancel = on_submit or _ignore, on_cancel or _ignore
        self._on_change = on_change or _ignore
        focused = self.screen.focused
        if focused is not None and self not in focused.ancestors:
            self.came_from = focused
        self._completion = completion
        self._history, self._lines = tuple, []
        adds = completion is not None and completion.several
        between = completion.between if completion is not None and value and adds else ""
        self.query_one("#prompt-title", Static).update(Content(title))
        field = self.query_one(CleanInput)
        field.placeholder = placeholder
        field.suggester = self._completion
        with self.prevent(Input.Changed):
            field.value = value + between
        # Most often one more word is added, so the words that are there stay unselected. The others
        # are selected now, not with the focus, which may come after the first key.
        field.selection = Selection(len(field.value) if adds else 0, len(field.value))
        self.show_hint("")
        self._show_candidates(field.value)
        self.display = True
        field.focus()
        self.call_after_refresh(field.place_terminal_cursor)

    def select_from(self, start: int) -> None:
        """Select what is in the field from there on: what is typed next replaces it."""
        field = self.query_one(CleanInput)
        field.selection = Selection(start, len(field.value))

    def offer(self, history: Callable[[], Sequence[str]]) -> None:
        """Let the reader bring back the lines that `history` returns, the last one at the end."""
        self._history = history

    def show_hint(self, words: str) -> None:
        """Show something at the right, such as the number of hits, in half of the row at most."""
        room = self.screen.size.width // 2 - _HINT_PADDING
        self.query_one("#prompt-hint", Static).update(Content(fitted(words, room)))

    def action_complete(self) -> None:
        """Accept the completion of the word that is being typed."""
        field = self.query_one(CleanInput)
        if self._completion is not None and field.cursor_at_end:
            field.action_cursor_right()

    def action_recall(self, way: int) -> None:
        """Put an earlier line into the field (-1), or a later one (1)."""
        field = self.query_one(CleanInput)
        if not self._lines:
            earlier = [line for line in self._history() if line != field.value]
            self._lines, self._line = [*earlier, field.value], len(earlier)
        at = max(0, min(self._line + way, len(self._lines) - 1))
        if at != self._line:
            self._line = at
            field.value = self._lines[at]
            field.cursor_position = len(field.value)

    def action_cancel(self) -> None:
        self._close()
        self._on_cancel()

    @on(Input.Changed)
    def _change(self, event: Input.Changed) -> None:
        event.stop()
        if not self.display:
            return  # it was closed while the message waited
        self._on_change(event.value)
        self._show_candidates(event.value)

    @on(Input.Submitted)
    def _submit(self, event: Input.Submitted) -> None:
        event.stop()
        self._close()
        self._on_submit(event.value)

    def _close(self) -> None:
        self.display = False
        if self.came_from is not None:
            self.came_from.focus()

    def _show_candidates(self, value: str) -> None:
        """Show what the last word may become; without a completion leave the hint as it is."""
        found = self._completion.candidates(value) if self._completion is not None else []
        if found or (self._completion is not None and self._completion.several):
            self.show_hint("  ".join(found[:_MOST_CANDIDATES]))


def _ignore(*_arguments: object) -> None:
    """The callback of a prompt that has none."""
