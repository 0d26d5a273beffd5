"""The help: every key and what it does, the essential ones first, then those of the pane."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import ClassVar

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input

from newsreader.keys.display import key_name, words_of
from newsreader.keys.key_table import BY_ID, SCOPES, Key, keys_of_scope
from newsreader.locale import _
from newsreader.text.list_filter import ListFilter
from newsreader.tui.dialogs.dialog import SEARCHED_LIST_KEYS, Dialog, KeyHints
from newsreader.tui.dialogs.picker import SearchedList
from newsreader.tui.theme.themes import Palette
from newsreader.tui.widgets.item_list import Line, StyledText
from newsreader.tui.widgets.list_grid import ListGrid
from newsreader.tui.widgets.prompt_bar import CleanInput
from newsreader.tui.widgets.typeset import filled, fitted, rows_of

_PLACE = "place:"
_ESSENTIALS = "essentials"
_TWO_COLUMNS = 100
"""Columns of the screen from which the keys are in two columns."""

_IDS_KEY = "f2"
_KEYS_WIDTH = 22
"""Cells for the keys, at most; more keys go on in the next row."""

_READING = ("everywhere", "article", "entities", "notes", "compare", "editor")
_PLACES_OF = {place: (place, "everywhere") for place in ("library", "allnotes", "report")}
"""The groups of keys that are shown in the library; elsewhere those of `_READING`."""


class KeyList(SearchedList):
    """The keys, grouped by the part of the screen that they work in, after the essential ones."""

    def __init__(self, keys: Mapping[str, tuple[str, ...]], focused: str) -> None:
        super().__init__()
        self._keys = keys
        places = [place for place in SCOPES if place.name in _PLACES_OF.get(focused, _READING)]
        self._places = sorted(places, key=lambda place: place.name != focused)
        self._here = (focused, "everywhere")
        self._ids = False

    def heading(self) -> str:
        return _("Keys")

    def empty(self) -> str:
        return _("No key does that.")

    def counted(self) -> list[str]:
        return [item for item in self.items if not item.startswith(_PLACE)]

    def lines_of(self, item: str, width: int, *, chosen: bool) -> list[Line]:
        if item.startswith(_PLACE):
            return [[StyledText("")], [self._place_heading(self._place_words(item), width)]]
        key = BY_ID[item]
        room = min(_KEYS_WIDTH, width // 2)
        words: list[Line] = [
            [StyledText(row, bold=key.main or chosen)]
            for row in rows_of(words_of(key), width - room)
        ]
        labels = [key_name(name) for name in self._keys[key.id]]
        colour = self.palette.accent if labels else self.palette.quiet
        keys = _rows(labels or [_("no key")], room - 2)
        lines: list[Line] = [
            [StyledText(filled(names or "", room), colour), *(row or ())]
            for names, row in zip_longest(keys, words)
        ]
        if self._ids:
            lines += [
                [StyledText("  " + row, self.palette.quiet)] for row in rows_of(key.id, width - 2)
            ]
        return lines

    @property
    def grid(self) -> ListGrid:
        """Where the rows are: below one for the heading of a group that began further up."""
        return super().grid._replace(head=1)

    def _titled(self, width: int) -> StyledText:
        """The heading of the group that goes on at the top of the list; blank above its own."""
        first = self.window.rows[0].item if self.window.rows else -1
        if first < 0 or self.items[first].startswith(_PLACE):
            return StyledText("")
        place = next(item for item in reversed(self.items[:first]) if item.startswith(_PLACE))
        words = _("{heading} (continued)").format(heading=self._place_words(place))
        return self._place_heading(words, width)

    def _place_words(self, item: str) -> str:
        names = {_ESSENTIALS: _("Essentials"), **{p.name: p.words for p in self._places}}
        return names[item.removeprefix(_PLACE)]

    def _place_heading(self, words: str, width: int) -> StyledText:
        return StyledText(fitted(words, width), self.palette.heading, bold=True)

    def search(self, words: str) -> None:
        """List the keys that have `words` in their name, their id or their description."""
        query = ListFilter(words)
        essentials = [] if words.strip() else self._essentials()
        items = [_PLACE + _ESSENTIALS, *essentials] if essentials else []
        for place in self._places:
            here = [key for key in keys_of_scope(place.name) if key.id in self._keys]
            found = [key.id for key in here if self._matches(key, query)]
            found = [key for key in found if key not in essentials]
            items += [_PLACE + place.name, *found] if found else []
        self.show(items)
        self.choose(1)

    def _essentials(self) -> list[str]:
        """The ids of the few keys to know in the focused pane."""
        shown = (key for place in self._here for key in keys_of_scope(place))
        return [key.id for key in shown if key.main and key.id in self._keys]

    def toggle_ids(self) -> None:
        """Show or hide the ids, by which the settings can give a function another key."""
        self._ids = not self._ids
        self.choose(self.chosen)

    def opened(self) -> None:
        if not self.chosen_id.startswith(_PLACE):
            super().opened()

    def _matches(self, key: Key, query: ListFilter) -> bool:
        names = self._keys[key.id]
        texts = (key.id, key.en, key.zh, words_of(key), *names, *map(key_name, names))
        return query.holds(*texts)


def _rows(names: Sequence[str], width: int) -> Iterator[str]:
    """`names` joined into rows of at most `width` cells."""
    row = ""
    for name in names:
        if row and cell_len(row) + cell_len(name) + 2 > width:
            yield row
            row = ""
        row += ("  " if row else "") + name
    yield row


class HelpScreen(Dialog[str]):
    """Shows the keys; the result is the id of the chosen one, which is then done, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *SEARCHED_LIST_KEYS,
        Binding(_IDS_KEY, "ids", show=False, priority=True),
    ]
    OPENED_BY = ("app.help",)

    def __init__(self, palette: Palette, keys: Mapping[str, tuple[str, ...]], focused: str) -> None:
        """`keys` are those that work here, `focused` the name of the focused pane."""
        super().__init__()
        self._palette = palette
        self._keys = keys
        self._focused = focused

    def compose(self) -> ComposeResult:
        with Vertical(classes="box tall"):
            yield CleanInput(placeholder=_("search the keys"))
            yield KeyList(self._keys, self._focused)

    def on_mount(self) -> None:
        keys = self.query_one(KeyList)
        keys.palette = self._palette
        keys.can_focus = False
        keys.search("")

    def on_resize(self) -> None:
        self.query_one(KeyList).columns = 2 if self.size.width >= _TWO_COLUMNS else 1

    def action_ids(self) -> None:
        self.query_one(KeyList).toggle_ids()

    def key_hints(self) -> KeyHints:
        ids = (_IDS_KEY, _("ids for the settings"))
        return (("enter", _("do it")), ids, ("escape", _("close")))

    @on(Input.Changed)
    def _search(self, event: Input.Changed) -> None:
        self.query_one(KeyList).search(event.value)

    @on(Input.Submitted)
    def _do(self) -> None:
        chosen = self.query_one(KeyList).chosen_id
        if chosen and not chosen.startswith(_PLACE):
            self.dismiss(chosen)
