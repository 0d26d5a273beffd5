"""The app: themes, keys, the first screen, and the ways to end."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events, on, work
from textual.app import App

from newsreader.keys.display import use_keys
from newsreader.keys.key_table import use_commands
from newsreader.keys.keymap import keymap
from newsreader.locale import _
from newsreader.session.reading_session import ReadingSession
from newsreader.settings.settings import Settings
from newsreader.tui import clipboard, compat, external_editor
from newsreader.tui.bindings import everywhere, rebound
from newsreader.tui.dialogs.choice import ChoiceScreen
from newsreader.tui.dialogs.dialog import WritingScreen
from newsreader.tui.dialogs.palette import Commands, HasCommands, PaletteScreen
from newsreader.tui.key_queue import KeyQueue
from newsreader.tui.messages import (
    ArticleChosen,
    ArticleList,
    FollowsSettings,
    SettingChanged,
    SettingsWritten,
    Speaking,
)
from newsreader.tui.open_articles import OpenArticles, OpenedLibrary
from newsreader.tui.preferences import Preferences
from newsreader.tui.screens.reading import ReadingScreen
from newsreader.tui.signals import EndSignals
from newsreader.tui.startup import garbage
from newsreader.tui.startup.driver import ReaderDriver
from newsreader.tui.startup.first_screen import FirstScreen
from newsreader.tui.theme.stylesheet import Themed, theme_of
from newsreader.tui.theme.themes import PALETTES, Palette
from newsreader.tui.visit import Visit
from newsreader.tui.widgets.scrollbar_renderer import ScrollbarRenderer
from newsreader.tui.widgets.status_line import StatusLine, in_short

if TYPE_CHECKING:
    from newsreader.tui.actions.context import ScreenContext
    from newsreader.tui.widgets.keys_question import KeysQuestion


SETTLE_SECONDS = 5.0
"""How long the program waits at its end for the last changes to be on disk."""


class NewsreaderApp(App[None]):
    """One reading session; or a library, and one session after the other."""

    CSS_PATH = "newsreader.tcss"
    COMMANDS: ClassVar = {Commands}
    BINDINGS: ClassVar = [everywhere("app.redraw", "redraw")]

    def __init__(  # noqa: PLR0913 (what a start has made before there is an app)
        self,
        opened: ReadingSession | OpenedLibrary,
        settings: Settings,
        problems: Sequence[str] = (),
        *,
        first_screen: FirstScreen | None = None,
        palette: Palette | None = None,
        palettes: Mapping[str, Palette] = PALETTES,
        preferences: Preferences | None = None,
        open_linked: Callable[[Path], ReadingSession] | None = None,
    ) -> None:
        """`problems` are sentences about the settings, to be shown.

        `open_linked` opens what a link leads to from an article opened alone, or raises
        NewsreaderError.

        With `preferences`, which have the same settings, a change of them is kept.

        `palette` replaces the theme of the settings if the terminal cannot show that. `palettes`
        are the themes by name.
        """
        self.first_screen = first_screen
        super().__init__(driver_class=ReaderDriver)
        self.animation_level = "none"
        compat.use_scrollbars(ScrollbarRenderer)
        compat.keep_wide_characters_whole()
        compat.silence_crash_report(self)
        self._ending = False
        self.is_told_to_end = False
        """Whether a signal has asked the program to end."""
        self._signals = EndSignals(self._end_soon)
        self._question: KeysQuestion | None = None
        alone = opened if isinstance(opened, ReadingSession) else None
        self._library = None if isinstance(opened, ReadingSession) else opened
        opener = open_linked if self._library is None else self._library.open_session
        self.articles = OpenArticles(alone, opener, self._show_article, self)
        self.preferences = preferences or Preferences(settings)
        use_commands((command.id, command.title) for command in settings.commands)
        self._key_queue = KeyQueue(self, super().on_event)
        self._use_keys()
        self._problems = in_short(
            [*dict.fromkeys((*problems, *self.keys.problems))], "newsreader config"
        )
        self._palettes = palettes
        for each in palettes.values():
            self.register_theme(theme_of(each))
        self._palette = palette or palettes.get(settings.theme, palettes["dark"])
        self.theme = self._palette.name

    def _use_keys(self) -> None:
        """Use the keys of the settings."""
        settings = self.preferences.settings
        self.keys = keymap(settings.keys, settings.preset)
        self.set_keymap(rebound(self.keys.keys))
        use_keys(self.keys.keys, settings.colours)
        self._key_queue.use({name for names in self.keys.keys.values() for name in names})

    async def on_event(self, event: events.Event) -> None:
        """Queue keys and pasted text; handle everything else at once."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            for screen in self.screen_stack:  # a dialog has no status line of its own
                for line in screen.query_children(StatusLine):
                    line.clear_notice_soon()
            if isinstance(event, events.Key) and self._only_answers(event):
                return
            self._key_queue.put(event)
        else:
            await super().on_event(event)

    def means_alt(self, character: str) -> bool:
        """Whether an escape right before `character` is Alt with it, and not a key of its own.

        Alt is also meant where a text is written: an escape, and then a key, could drop it.
        """
        focused = self.focused if self.screen_stack else None
        writing = focused is not None and focused.check_consume_key(character, character)
        return writing or self._key_queue.means_alt(character)

    def holding_keys(self) -> AbstractContextManager[None]:
        """Keys that arrive meanwhile wait for the end."""
        return self._key_queue.holding()

    def on_mount(self) -> None:
        about = (self.preferences.settings, self._palette, self._problems)
        if self.session is not None:
            reached = self.first_screen.reached() if self.first_screen is not None else None
            screen = ReadingScreen(self.session, *about, reached)
            self.push_screen(screen)
            self._follow_links(screen)
        elif self._library is not None:
            from newsreader.tui.screens.library import LibraryScreen  # noqa: PLC0415 (few need it)

            opened = self._library
            library = LibraryScreen(opened.library, opened.name_reader, *about, opened.first)
            self.push_screen(library)
        if not self.is_headless:
            self._signals.handle()

    def on_ready(self) -> None:
        """The screen is complete: from now on there may be garbage."""
        garbage.resume()
        if self.preferences.asked is not None and isinstance(self.screen, FollowsSettings):
            from newsreader.tui.widgets.keys_question import KeysQuestion  # noqa: PLC0415 (once)

            self._question = KeysQuestion()
            self.screen.mount(self._question, before=self.screen.query_one(StatusLine))

    def _only_answers(self, event: events.Key) -> bool:
        """Whether the key answers the question of the first start, and does nothing else."""
        question = self._question
        if question is None or not question.is_attached or question.screen is not self.screen:
            return False
        return question.takes(event)

    def watch_theme(self, name: str) -> None:
        """Set the theme of every screen, also of those below the current one."""
        self._palette = self._palettes.get(name, self._palette)
        for screen in self.screen_stack if self.is_running else ():
            if isinstance(screen, Themed):
                screen.set_palette(self._palette)

    @on(SettingChanged)
    def _change_setting(self, event: SettingChanged) -> None:
        """Let a change take effect, and write it to the file."""
        before = self.preferences.settings
        self.preferences.change(event.entry, event.value)
        now = self.preferences.settings
        if now.theme != before.theme and event.entry.id not in self.preferences.overridden:
            self.theme = now.theme
        known = self.keys.problems
        if (now.preset, now.keys, now.colours) != (before.preset, before.keys, before.colours):
            self._use_keys()
            self._report(problem for problem in self.keys.problems if problem not in known)
        for screen in self.screen_stack:
            if isinstance(screen, FollowsSettings) and screen.children:  # without, it is closing
                screen.set_settings(now)
        self._write_settings()

    async def on_keys_question_answered(self, event: KeysQuestion.Answered) -> None:
        """Use the preset that the reader chose at the first start, and never ask again."""
        self._question, asked = None, self.preferences.asked
        if event.is_explicit:
            from newsreader.tui.actions.settings import use_preset  # noqa: PLC0415 (once)

            use_preset(cast("ScreenContext", self.screen), event.preset)
        if asked is not None:
            await asyncio.to_thread(asked)

    @work(group="settings")
    async def _write_settings(self) -> None:
        problems = await self.preferences.write()
        for screen in self.screen_stack:
            if isinstance(screen, SettingsWritten):
                screen.settings_written()
        self._report(problems)

    def _report(self, problems: Iterable[str]) -> None:
        if isinstance(screen := self.screen, Speaking) and (said := "\n".join(problems)):
            screen.say(said, warning=True)

    def refresh_css(self, animate: bool = True) -> None:
        """Apply the theme, when Textual asks for it.

        Without a screen only set the variables: the first screen parses the style sheet anyway.
        """
        if self.screen_stack:
            super().refresh_css(animate)
        else:
            self.stylesheet.set_variables(self.get_css_variables())

    def action_command_palette(self) -> None:
        """Open the palette in the reader's language; Textual's own is in English.

        Textual binds a key to this in dialogs too, for which the palette has nothing.
        """
        if isinstance(self.screen, HasCommands):
            self.push_screen(PaletteScreen())

    def action_redraw(self) -> None:
        """Draw the screen again, also under a dialog."""
        self.screen.refresh(layout=True)

    async def action_quit(self) -> None:
        """Leave as the reader's own key does. Textual binds ctrl+q to this, also in dialogs."""
        screen = self.screen
        if isinstance(screen, WritingScreen):
            screen.action_do("editor.cancel")
        elif isinstance(screen, HasCommands):
            screen.do("app.quit")

    def _end_soon(self, return_code: int) -> None:
        self.is_told_to_end = True
        self.call_later(self.end, return_code)

    async def end(self, return_code: int = 128 + signal.SIGHUP) -> None:
        """End without a question. A note that is being written is saved."""
        if self._ending:
            return
        self._ending = True
        for screen in self.screen_stack:
            if isinstance(screen, WritingScreen):
                screen.keep()
            if isinstance(screen, ReadingScreen):
                screen.stop()
        if self.session is not None:
            await asyncio.to_thread(self.session.finish, SETTLE_SECONDS)
        self.exit(return_code=return_code)

    @property
    def session(self) -> ReadingSession | None:
        """The article that is open; None in a library."""
        return self.articles.session

    @on(ArticleChosen)
    @work(group="open")
    async def _read(self, event: ArticleChosen) -> None:
        """Open an article of the library until the reader goes back."""
        if self._library is not None and isinstance(self.screen, ArticleList):
            await self.articles.read(self.screen, event)
        else:
            self.articles.release_keys()

    @work(group="open")
    async def _follow_links(self, screen: ReadingScreen) -> None:
        """Open what links lead to from an article that was opened alone."""
        if not await self.articles.follow_links(screen):
            self.exit()

    async def _show_article(self, session: ReadingSession, visit: Visit) -> ReadingScreen:
        """Put an article on the screen."""
        settings = self.preferences.settings
        screen = ReadingScreen(session, settings, self._palette, visit=visit)
        await self.push_screen(screen)
        return screen

    def copy_to_clipboard(self, text: str) -> None:
        """Copy to the terminal's clipboard and the desktop's; Textual asks the terminal only."""
        compat.set_clipboard(self, text)
        if not self.is_headless:
            compat.write_to_terminal(self, clipboard.request(text, os.environ))
            clipboard.copy_to_desktop(text, os.environ)

    @contextmanager
    def _lent_terminal(self) -> Iterator[None]:
        """Leave the terminal to another program."""
        with self.suspend(), self._signals.ignoring_interrupts():
            yield

    def edit_elsewhere(self, text: str) -> str:
        """Edit `text` in the reader's own editor; returns the result, or `text` if that fails."""
        edited, problem = external_editor.edit(text, self._lent_terminal)
        if problem:
            self.push_screen(ChoiceScreen(problem, [("k", _("Close"))]))
        return edited
