"""The command palette: every function of the program by its name, in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, Protocol, runtime_checkable

from textual import on
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, OptionList

from newsreader.keys.display import key_name, words_of
from newsreader.keys.key_table import BY_ID
from newsreader.locale import _
from newsreader.text.list_filter import ListFilter, initials
from newsreader.tui.compat import set_no_matches
from newsreader.tui.messages import Requested
from newsreader.tui.widgets import terminal_cursor
from newsreader.tui.widgets.typeset import SEPARATOR

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

    def post_message(self, message: Message) -> bool:
        """Have the screen handle `message`."""


@runtime_checkable
class HasSettings(HasCommands, Protocol):
    """Such a screen that knows the settings."""

    @property
    def settings(self) -> Settings: ...


class Command(NamedTuple):
    """A row of the palette. A query is compared with `searched`, or with the pinyin initials."""

    label: Content | str
    words: str
    searched: str
    do: Callable[[], object]
    by_initials: str = ""


class Commands(Provider):
    """Offers functions, then exports by a template; Textual asks several providers in any order."""

    async def discover(self) -> Hits:
        for each in self._offered():
            yield DiscoveryHit(each.label, each.do, each.words)

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        by_initials = ListFilter(initials(query))
        for each in self._offered():
            score = matcher.match(each.searched)
            if not score and by_initials and by_initials.holds(each.by_initials):
                score = _INITIALS_SCORE
            if score > 0:
                yield Hit(score, each.label, each.do, each.words)

    def _offered(self) -> Iterator[Command]:
        if isinstance(screen := self.screen, HasCommands):
            yield from _functions_of(screen)
            if isinstance(screen, HasSettings) and screen.offers(_EXPORT):
                yield from _templates_of(screen)


def offered_ids(screen: HasCommands) -> list[str]:
    """The ids of the functions that are available on the screen, without the palette itself.

    Quit is last: two presses of enter do the first one.
    """
    ids = [key for key in BY_ID if screen.offers(key) and key != "app.palette"]
    return sorted(ids, key=lambda key: key == "app.quit")


def _functions_of(screen: HasCommands) -> Iterator[Command]:
    """The available functions, each with its key."""
    for id_ in offered_ids(screen):
        key, keys = BY_ID[id_], map(key_name, screen.keys[id_][:1])
        label = Content("   ".join((words_of(key), *keys)))
        searched = f"{words_of(key)} {key.en} {key.zh} {id_}"
        yield Command(label, key.words, searched, partial(screen.do, id_), key.words)


def _templates_of(screen: HasSettings) -> Iterator[Command]:
    """An export by each template."""
    from newsreader.formats.export_settings import template_folders  # noqa: PLC0415
    from newsreader.formats.template_files import templates  # noqa: PLC0415 (rarely needed)

    label = _("export: {format}")
    for each in templates(template_folders(screen.settings)).values():
        words, chosen = label.format(format=each.label), Requested(_EXPORT, subject=each.name)
        searched = f"{words} {words_of(BY_ID[_EXPORT])}"
        yield Command(words, words, searched, partial(screen.post_message, chosen))


class PaletteScreen(CommandPalette):
    """Textual's own palette in the reader's language, with the terminal's cursor in its input."""

    def __init__(self) -> None:
        super().__init__(placeholder=_("Search the commands …"))
        set_no_matches(self, _("Nothing matches."))

    def on_mount(self) -> None:
        """Show what its keys do, as other dialogs do."""
        hints = ("enter", _("do it")), ("escape", _("close"))
        words = SEPARATOR.join(f"{key_name(key)} {what}" for key, what in hints)
        self.query_one(OptionList).border_subtitle = Content(words)

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
