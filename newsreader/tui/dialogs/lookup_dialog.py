"""A window with what was looked up: entries with headings, or the output of a program."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from newsreader.keys.display import keys_for
from newsreader.locale import _
from newsreader.tui.dialogs.dialog import MOVING_KEYS, Dialog, KeyHints
from newsreader.tui.theme.themes import Palette
from newsreader.tui.widgets.item_list import ItemList, Line, StyledText
from newsreader.tui.widgets.typeset import rows_of

_COPY = ("y", "ctrl+c")
"""The keys that copy; the first one is a letter, which the plain preset does not name."""


class Entry(NamedTuple):
    """A heading and the lines below it; either may be empty."""

    heading: str
    lines: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return "\n".join(filter(None, (self.heading, *self.lines)))


class EntryList(ItemList):
    """The entries, one below the other."""

    FRAMED = True

    def __init__(self, title: str, waiting: str) -> None:
        super().__init__()
        self._title = title
        self._empty = waiting
        self._entries: Sequence[Entry] = ()

    def heading(self) -> str:
        return self._title

    def empty(self) -> str:
        return self._empty

    @property
    def marks(self) -> bool:
        """Only where there is something to choose from."""
        return self.has_focus and len(self.items) > 1

    def show_entries(self, entries: Sequence[Entry], empty: str) -> None:
        """Show `entries` in place of what was there; without any the words `empty`."""
        self._entries, self._empty = entries, empty
        self.show([str(number) for number in range(len(entries))])

    def lines_of(self, item: str, width: int, *, chosen: bool) -> list[Line]:
        entry = self._entries[int(item)]
        rows: list[Line] = []
        if entry.heading:
            rows += [
                [StyledText(row, self.palette.heading, bold=chosen)]
                for row in rows_of(entry.heading, width)
            ]
        room = width - 2 if entry.heading else width
        lead = "  " if entry.heading else ""
        rows += [[StyledText(lead + row)] for line in entry.lines for row in rows_of(line, room)]
        return rows or [[StyledText("")]]

    @property
    def chosen_text(self) -> str:
        return self._entries[self.chosen].text if self.items else ""


class LookupScreen(Dialog[str]):
    """Shows what was looked up, or that it is being looked up.

    The result is the text to copy, or None when the reader closes it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *MOVING_KEYS,
        Binding("q,enter", "cancel", show=False),
        Binding(",".join(_COPY), "copy", show=False),
    ]
    OPENED_BY = ("lookup.dictionary",)

    def __init__(self, palette: Palette, title: str, waiting: str) -> None:
        """`waiting` are the words until `show_entries` is called."""
        super().__init__()
        self._palette = palette
        self._entries = EntryList(title, waiting)

    def compose(self) -> ComposeResult:
        with Vertical(classes="box"):
            yield self._entries

    def on_mount(self) -> None:
        self._entries.palette = self._palette
        self._entries.focus()
        self._fit()

    def on_resize(self) -> None:
        self._fit()

    def show_entries(self, entries: Sequence[Entry], empty: str = "") -> None:
        """Show `entries`; without any the words `empty`. The reader may have closed it already."""
        self._entries.show_entries(entries, empty)
        if self.is_mounted and self.is_attached:
            self._fit()
            self._show_hints()

    def _fit(self) -> None:
        self._entries.fit(self.rows())

    def key_hints(self) -> KeyHints:
        key = next((k for k in _COPY if k in keys_for("selection.copy")), _COPY[-1])
        copy = ((key, _("copy")),) if self._entries.items else ()
        return (*copy, ("escape", _("close")))

    def action_copy(self) -> None:
        if text := self._entries.chosen_text:
            self.dismiss(text)

    def on_click(self, event: events.Click) -> None:
        if event.widget is self:
            self.dismiss(None)
