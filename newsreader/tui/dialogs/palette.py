"""The command palette: every function of the program by its name, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from textual import on
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.screen import Screen
from textual.style import Style
from textual.widgets import Input

from newsreader.keys.display import key_name, words_of
from newsreader.keys.key_table import BY_ID, Key
from newsreader.locale import _
from newsreader.text.list_filter import ListFilter, initials
from newsreader.tui.compat import set_no_matches
from newsreader.tui.messages import Requested
from newsreader.tui.widgets import terminal_cursor

if TYPE_CHECKING:
    from newsreader.settings.settings import Settings

_EXPORT = "app.export"

_INITIALS_SCORE = 0.5
"""The score of a command whose pinyin initials were typed."""


@runtime_checkable
class HasCommands(Protocol):
    """A screen whose functions can be called by name."""

    keys: Mapping[str, tuple[str, ...]]

    def offers(self, key: str) -> bool:
        """Whether the function with this id is available here."""

    def do(self, key: str) -> None:
        """Do what the key with this id does."""


class KeyCommands(Provider):
    """Offers the functions of the key table, each with its key."""

    async def discover(self) -> Hits:
        for key in self._offered():
            yield DiscoveryHit(self._label(key), partial(self._do, key.id), key.words)

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        by_initials = ListFilter(initials(query))
        for key in self._offered():
            score = matcher.match(f"{words_of(key)} {key.en} {key.zh} {key.id}")
            if not score and by_initials and by_initials.holds(key.words):
                score = _INITIALS_SCORE
            if score > 0:
                yield Hit(score, self._label(key), partial(self._do, key.id), key.words)

    def _offered(self) -> list[Key]:
        """The functions that are available on the screen, without the palette itself; quit last.

        The first one is done by two presses of enter.
        """
        screen = self.screen
        if not isinstance(screen, HasCommands):
            return []
        offered = [
            key for key in BY_ID.values() if screen.offers(key.id) and key.id != "app.palette"
        ]
        return sorted(offered, key=lambda key: key.id == "app.quit")

    def _do(self, key: str) -> None:
        if isinstance(self.screen, HasCommands):
            self.screen.do(key)

    def _label(self, key: Key) -> Content:
        keys = self.screen.keys[key.id] if isinstance(self.screen, HasCommands) else key.keys
        return Content("   ".join((words_of(key), *map(key_name, keys[:1]))))


@runtime_checkable
class HasSettings(Protocol):
    """A screen that knows the settings."""

    @property
    def settings(self) -> Settings: ...


class TemplateCommands(Provider):
    """Offers an export by each template, where notes can be exported."""

    async def discover(self) -> Hits:
        for name, words in self._templates():
            yield DiscoveryHit(words, partial(self._export, name), words)

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for name, words in self._templates():
            if (score := matcher.match(f"{words} {words_of(BY_ID[_EXPORT])}")) > 0:
                yield Hit(score, words, partial(self._export, name), words)

    def _templates(self) -> list[tuple[str, str]]:
        """(name, label) of the templates."""
        from newsreader.formats.template_files import templates  # noqa: PLC0415 (rarely needed)
        from newsreader.session.exports import template_folders  # noqa: PLC0415

        screen = self.screen
        if not (isinstance(screen, HasCommands) and isinstance(screen, HasSettings)):
            return []
        if not screen.offers(_EXPORT):
            return []
        found = templates(template_folders(screen.settings)).values()
        label = _("export: {format}")
        return [(each.name, label.format(format=each.label)) for each in found]

    def _export(self, name: str) -> None:
        self.screen.post_message(Requested(_EXPORT, subject=name))


class Commands(Provider):
    """Offers the functions, then the templates; Textual asks several providers in any order."""

    def __init__(self, screen: Screen[Any], match_style: Style | None = None) -> None:
        super().__init__(screen, match_style)
        self._keys = KeyCommands(screen, match_style)
        self._templates = TemplateCommands(screen, match_style)

    async def discover(self) -> Hits:
        async for hit in self._keys.discover():
            yield hit
        async for hit in self._templates.discover():
            yield hit

    async def search(self, query: str) -> Hits:
        async for hit in self._keys.search(query):
            yield hit
        async for hit in self._templates.search(query):
            yield hit


class PaletteScreen(CommandPalette):
    """Textual's own palette in the reader's language, with the terminal's cursor in its input."""

    def __init__(self) -> None:
        super().__init__(placeholder=_("Search the commands …"))
        set_no_matches(self, _("Nothing matches."))

    @on(Input.Changed)
    def _follow_cursor(self) -> None:
        self.call_after_refresh(self._place_terminal_cursor)

    def on_screen_resume(self) -> None:
        self.call_after_refresh(self._place_terminal_cursor)

    def _place_terminal_cursor(self) -> None:
        """Move the terminal's cursor; at the end of the text Textual is one cell too far."""
        if isinstance(field := self.focused, Input):
            past = int(field.cursor_at_end)
            terminal_cursor.put(field, field.cursor_screen_offset - (past, 0))
