"""The list below a note that is being written: what the link that was begun may be to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from rich.cells import cell_len
from textual.message import Message

from newsreader.keys.display import key_name
from newsreader.locale import _
from newsreader.tui.theme.themes import Palette
from newsreader.tui.widgets.item_list import ItemList, Line, StyledText
from newsreader.tui.widgets.typeset import filled, fitted

MOST_ROWS = 6


class Choice(Protocol):
    """Something to link to."""

    @property
    def words(self) -> str: ...
    @property
    def aside(self) -> str: ...
    @property
    def link(self) -> str:
        """What is written between the brackets."""
        ...


Choices = Callable[[str], Sequence[Choice]]
"""What may be linked to, by what is typed after the two brackets."""


class LinkList(ItemList):
    """The choices, one on a row. The keys are those of the text above, which has the focus."""

    can_focus = False

    @dataclass
    class Taken(Message):
        """The chosen one was clicked."""

    def __init__(self, palette: Palette, choices: Choices) -> None:
        super().__init__(id="note-links")
        self.set_reactive(ItemList.palette, palette)
        self._find = choices
        self._typed: str | None = None
        self._choices: dict[str, Choice] = {}
        self.display = False

    def heading(self) -> str:
        return _("Link to … ({key} takes it)").format(key=key_name("tab"))

    @property
    def marks(self) -> bool:
        """Always: the focus is in the text, where a key takes the chosen item."""
        return True

    def offer(self, typed: str | None) -> None:
        """Show what `typed` may become; hide the list for None, or if there is nothing."""
        if typed != self._typed:
            self._typed = typed
            self.chosen = 0
            self.look_again()

    def look_again(self) -> None:
        """Ask for the choices again: there may be more now."""
        choices = self._find(self._typed) if self._typed is not None else ()
        self._choices = {str(number): choice for number, choice in enumerate(choices)}
        self.display = bool(choices)
        self.screen.set_class(self.display, "-linking")  # the text leaves room for the list
        self.styles.height = self.grid.head + min(MOST_ROWS, len(choices))
        self.show(tuple(self._choices))

    @property
    def link(self) -> str:
        """What is written for the chosen one."""
        return self._choices[self.chosen_id].link

    def lines_of(self, item: str, width: int, *, chosen: bool) -> list[Line]:  # noqa: ARG002
        choice = self._choices[item]
        aside = fitted(choice.aside, width // 3)
        room = max(1, width - cell_len(aside) - 2)
        words = StyledText(filled(choice.words, room))
        return [[words, StyledText("  "), StyledText(aside, self.palette.quiet)]]

    def opened(self) -> None:
        """Take the one that was clicked."""
        self.post_message(self.Taken())
