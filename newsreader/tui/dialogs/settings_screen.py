"""The settings screen: every setting with its value and what it does, searched by typing."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from newsreader.formats.registry import FORMATS
from newsreader.keys.display import key_name
from newsreader.locale import _
from newsreader.settings.entries import KEYS, Entry, entries, text_of
from newsreader.settings.settings import Settings
from newsreader.text.list_filter import ListFilter
from newsreader.text.sanitize import clean, clean_line
from newsreader.tui.background import run_in_background
from newsreader.tui.dialogs.dialog import SEARCHED_LIST_KEYS, Dialog, KeyHints
from newsreader.tui.dialogs.picker import PickerItem, PickerList, PickerScreen, SearchedList
from newsreader.tui.dialogs.value_dialog import ValueDialog
from newsreader.tui.messages import SettingChanged
from newsreader.tui.preferences import Preferences
from newsreader.tui.theme.themes import Palette
from newsreader.tui.widgets.item_list import Line, StyledText
from newsreader.tui.widgets.prompt_bar import CleanInput
from newsreader.tui.widgets.typeset import filled, fitted, rows_of

_GROUP = "group:"
_NAME_WIDTH = 18
"""Cells for the name of a setting."""

_MOST_CHOICES = 6
"""Choices through which enter goes one by one; of more it shows a list."""


class SettingsList(SearchedList):
    """The settings below the headings of their groups. The chosen one has its default, too."""

    def __init__(self, preferences: Preferences, title: str) -> None:
        super().__init__()
        self._preferences = preferences
        self._title = title
        self._entries = {entry.id: entry for entry in entries(FORMATS)}
        self._clicked = ""
        self.in_file: frozenset[str] = frozenset()
        """The ids of the entries with a line in the settings file."""

    @property
    def entry(self) -> Entry | None:
        """The chosen setting; None where nothing is listed."""
        return self._entries.get(self.chosen_id)

    def heading(self) -> str:
        return self._title

    def empty(self) -> str:
        return _("There is no such setting.")

    def counted(self) -> list[str]:
        return [item for item in self.items if item in self._entries]

    def search(self, words: str) -> None:
        """List the settings with `words` in their name, their explanation or their value."""
        query = ListFilter(words.removeprefix("/"))
        found = [each for each in self._entries.values() if self._matches(each, query)]
        items: list[str] = []
        group = ""
        for entry in found:
            items += [_GROUP + entry.group] if entry.group != group else []
            items.append(entry.id)
            group = entry.group
        self.show(items)
        self.choose(0)

    def _matches(self, entry: Entry, query: ListFilter) -> bool:
        texts = (entry.id, entry.words, entry.group, self._value(entry))
        return query.holds("\n".join(texts))  # one text is searched faster than four

    def choose(self, index: int) -> None:
        """Choose the setting at `index`; a heading is passed over."""
        index = max(0, min(index, len(self.items) - 1))
        if self.items and self.items[index] not in self._entries:
            index += 1 if index >= self.chosen or not index else -1
        super().choose(index)

    def _value(self, entry: Entry) -> str:
        """The value of `entry` as it is shown."""
        value = entry.value(self._preferences.settings)
        if entry.section == KEYS and isinstance(value, tuple):
            return "  ".join(map(key_name, value)) or _("no key")
        return clean_line(text_of(value)) or "–"

    def lines_of(self, item: str, width: int, *, chosen: bool) -> list[Line]:
        entry = self._entries.get(item)
        if entry is None:
            name = item.removeprefix(_GROUP)
            return [
                [StyledText("")],
                [StyledText(fitted(name, width), self.palette.heading, bold=True)],
            ]
        rows = [self._first_row(entry, width, chosen=chosen)]
        room = width - 3
        hints: list[str] = []
        if chosen:
            words = [] if entry.section == KEYS else [entry.words]
            hints = [row for hint in (*words, *self._details(entry)) for row in rows_of(hint, room)]
        elif entry.section != KEYS:
            hints = [fitted(entry.words, room)]
        return rows + [[StyledText("   " + hint, self.palette.quiet)] for hint in hints]

    def _first_row(self, entry: Entry, width: int, *, chosen: bool) -> Line:
        origin = fitted(self._origin(entry), width // 3)
        room = width - cell_len(origin) - 2
        name, name_width = entry.name, min(_NAME_WIDTH, room // 2)
        if entry.section == KEYS:
            name, name_width = entry.words, room * 3 // 5
        default = entry.default(self._preferences.settings)
        own = entry.value(self._preferences.settings) != default
        return [
            StyledText(" " + filled(name, name_width), bold=chosen),
            StyledText(
                filled(self._value(entry), room - name_width),
                self.palette.accent if own else "",
                bold=own,
            ),
            StyledText(" " + origin, self.palette.quiet),
        ]

    def _details(self, entry: Entry) -> list[str]:
        """More about the chosen setting: its default, its valid values, when it takes effect."""
        default = entry.default(self._preferences.settings)
        if entry.section == KEYS and isinstance(default, tuple):
            shown = "  ".join(map(key_name, default)) or _("no key")
        else:
            shown = text_of(default) or "–"
        facts = [_("Default: {value}").format(value=shown)]
        if entry.section == KEYS:
            facts.insert(0, entry.name)
        elif expected := entry.expected():
            facts.append(expected)
        if entry.at_next_start:
            facts.append(_("takes effect at the next start"))
        details = [" · ".join(facts)]
        if cause := self._preferences.overridden.get(entry.id):
            overridden = _("{cause} has priority over this value.")
            details.append(overridden.format(cause=cause))
        return details

    def _origin(self, entry: Entry) -> str:
        """Where the value comes from; "" for the default."""
        if cause := self._preferences.overridden.get(entry.id):
            return cause
        if entry.id in self.in_file:
            return "--config" if self._preferences.named else _("your file")
        default = entry.default(self._preferences.settings)
        return "" if entry.value(self._preferences.settings) == default else _("until you quit")

    def redraw(self) -> None:
        """Show the values as they are now."""
        self._draw()
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Choose a setting with one click, and change the chosen one."""
        self._clicked = self.chosen_id
        super().on_click(event)

    def opened(self) -> None:
        if self._clicked == self.chosen_id and isinstance(self.screen, SettingsScreen):
            self.screen.change_chosen()


class SettingsScreen(Dialog[None]):
    """Lists the settings and changes them; what is changed takes effect and is kept at once."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *SEARCHED_LIST_KEYS,
        Binding("delete,ctrl+r", "reset", show=False, priority=True),
    ]
    OPENED_BY = ("view.settings",)

    def __init__(self, palette: Palette, preferences: Preferences) -> None:
        super().__init__()
        self._palette = palette
        self._preferences = preferences

    def compose(self) -> ComposeResult:
        path = self._preferences.path
        place = f" · {clean_line(str(path))}" if path is not None else ""
        with Vertical(classes="box tall"):
            yield CleanInput(placeholder=_("search the settings"))
            yield SettingsList(self._preferences, _("Settings") + place)
            yield Static(id="settings-notice")

    @property
    def _list(self) -> SettingsList:
        return self.query_one(SettingsList)

    def on_mount(self) -> None:
        self._list.palette = self._palette
        self._list.can_focus = False
        self._list.search("")
        run_in_background(self, self._look_into_file, "file")

    def key_hints(self) -> KeyHints:
        return (("enter", _("change")), ("delete", _("default")), ("escape", _("close")))

    def set_palette(self, palette: Palette) -> None:
        """Draw in the colours of `palette` from now on."""
        self._palette = palette
        self._list.palette = palette

    def set_settings(self, _settings: Settings) -> None:
        """Show the values as they are now."""
        self._list.redraw()
        self._show_hints()

    def settings_written(self) -> None:
        """Show which values are in the file now."""
        run_in_background(self, self._look_into_file, "file")

    async def _look_into_file(self) -> None:
        self._list.in_file = await asyncio.to_thread(self._preferences.in_file)
        self._list.redraw()

    def say(self, words: str, *, warning: bool = False) -> None:
        """Show a message below the list."""
        notice = self.query_one("#settings-notice", Static)
        notice.update(Content(clean(words)))
        notice.set_class(bool(words), "-shown")
        notice.set_class(warning, "-warning")

    @on(Input.Changed)
    def _search(self, event: Input.Changed) -> None:
        self.say("")
        self._list.search(event.value)

    @on(Input.Submitted)
    def change_chosen(self) -> None:
        """Change the chosen setting: to its next value, to one of a list, or to what is typed."""
        entry = self._list.entry
        if entry is None:
            return
        self.say("")
        choices = entry.choices
        if 0 < len(choices) <= _MOST_CHOICES:
            self._change(entry, entry.following(self._preferences.settings))
            return
        if choices:
            items = PickerList(entry.name, [PickerItem(str(each), str(each)) for each in choices])
            dialog: Dialog[str] = PickerScreen(self._palette, items)
        else:
            dialog = ValueDialog(entry, entry.value(self._preferences.settings))

        def answered(text: str | None) -> None:
            if text is not None:
                self._change(entry, entry.parsed(text))

        self.app.push_screen(dialog, answered)

    def action_reset(self) -> None:
        """Give the chosen setting its default again."""
        if (entry := self._list.entry) is not None:
            self.say("")
            self._change(entry, None)

    def _change(self, entry: Entry, value: object) -> None:
        self.post_message(SettingChanged(entry, value))
        if entry.at_next_start:
            words = _("{name} takes effect at the next start.")
            self.say(words.format(name=entry.name))

    def on_click(self, event: events.Click) -> None:
        if event.widget is self:
            self.dismiss(None)
