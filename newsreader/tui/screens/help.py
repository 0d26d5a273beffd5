"""Help: every key and what it does, those of the pane that listens first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input

from newsreader.keys import BY_ID, PLACES, Key, of_place
from newsreader.locale import _
from newsreader.tui.lists.typeset import filled, fitted
from newsreader.tui.looks.themes import Palette
from newsreader.tui.screens.dialog import Dialog, Ways
from newsreader.tui.screens.picker import SearchedList
from newsreader.tui.widgets.item_list import Line, Piece
from newsreader.tui.widgets.search_bar import CleanInput

_PLACE = "place:"
_KEYS_WIDTH = 18
_NARROW = 46
"""Cells of the list below which what a key does needs some of the keys' room."""


class KeyList(SearchedList):
    """The keys under the parts of the screen that listen to them."""

    def __init__(self, keys: Mapping[str, tuple[str, ...]], listening: str) -> None:
        super().__init__()
        self._keys = keys
        self._places = sorted(PLACES, key=lambda place: place.name != listening)

    def heading(self) -> str:
        return _("Keys")

    def empty(self) -> str:
        return _("No key does that.")

    def lines_of(self, item: str, width: int, *, chosen: bool) -> list[Line]:  # noqa: ARG002
        if item.startswith(_PLACE):
            words = next(p.words for p in self._places if p.name == item.removeprefix(_PLACE))
            return [[Piece("")], [Piece(fitted(words, width), self.palette.heading, bold=True)]]
        key = BY_ID[item]
        room = _KEYS_WIDTH if width >= _NARROW else _KEYS_WIDTH * 2 // 3
        keys = filled("  ".join(self._keys[key.id]), room - 2) + "  "
        words = fitted(key.words, width - room)
        return [[Piece(keys, self.palette.accent), Piece(words, bold=key.main)]]

    def search(self, words: str) -> None:
        """List what has `words` in its keys, its id or what it does."""
        items: list[str] = []
        for place in self._places:
            found = [key.id for key in of_place(place.name) if self._matches(key, words.casefold())]
            items += [_PLACE + place.name, *found] if found else []
        self.show(items)
        self.choose(1)

    def opened(self) -> None:
        if not self.chosen_id.startswith(_PLACE):
            super().opened()

    def _matches(self, key: Key, words: str) -> bool:
        texts = (key.id, key.en, key.zh, *self._keys[key.id])
        return any(words in text.casefold() for text in texts)


class HelpScreen(Dialog[str]):
    """Answers with the id of a key whose function is to be done, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,ctrl+n", "choose(1)", show=False, priority=True),
        Binding("up,ctrl+p", "choose(-1)", show=False, priority=True),
        Binding("pagedown", "choose(10)", show=False, priority=True),
        Binding("pageup", "choose(-10)", show=False, priority=True),
        Binding("f1", "cancel", show=False),
    ]

    def __init__(
        self, palette: Palette, keys: Mapping[str, tuple[str, ...]], listening: str
    ) -> None:
        """`keys` are those that apply, `listening` the pane that listened to them."""
        super().__init__()
        self._palette = palette
        self._keys = keys
        self._listening = listening

    def compose(self) -> ComposeResult:
        with Vertical(classes="box tall"):
            yield CleanInput(placeholder=_("search the keys"))
            yield KeyList(self._keys, self._listening)

    def on_mount(self) -> None:
        keys = self.query_one(KeyList)
        keys.palette = self._palette
        keys.can_focus = False
        keys.search("")

    def ways(self) -> Ways:
        return (("enter", _("do it")), ("escape", _("close")))

    def action_choose(self, by: int) -> None:
        keys = self.query_one(KeyList)
        keys.choose(keys.chosen + by)

    @on(Input.Changed)
    def _search(self, event: Input.Changed) -> None:
        self.query_one(KeyList).search(event.value)

    @on(Input.Submitted)
    def _do(self) -> None:
        chosen = self.query_one(KeyList).chosen_id
        if chosen and not chosen.startswith(_PLACE):
            self.dismiss(chosen)
