"""NewsreaderApp: theme, keymap, first screen."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from typing import ClassVar

from textual.app import App
from textual.theme import Theme


from newsreader.session.reading_session import ReadingSession
from newsreader.settings import Settings
from newsreader.text.control import clean
from newsreader.tui.commands import KeyCommands
from newsreader.tui.screens.reading import ReadingScreen
from newsreader.tui.terminal import QuietDriver
from newsreader.tui.themes import DARK, PALETTES, Palette


def theme_of(palette: Palette) -> Theme:
    """A palette as Textual's theme; the style sheet knows colours by these variables."""
    return Theme(
        name=palette.name,
        dark=palette.dark,
        primary=palette.accent,
        foreground=palette.text,
        background=palette.page,
        surface=palette.panel,
        panel=palette.panel,
        warning=palette.warning,
        accent=palette.accent,
        variables={
            "page": palette.page,
            "panel-colour": palette.panel,
            "text-colour": palette.text,
            "quiet-colour": palette.quiet,
            "accent-colour": palette.accent,
            "line-colour": palette.line,
            "lit-colour": palette.lit,
            "input-selection-background": palette.selection,
        },
    )


class NewsreaderApp(App[None]):
    """One session on one screen."""

    CSS_PATH = "newsreader.tcss"
    COMMANDS: ClassVar = {KeyCommands}
    BINDINGS: ClassVar = []
    ENABLE_COMMAND_PALETTE = True
    animation_level = "none"

    def __init__(
        self, session: ReadingSession, settings: Settings, problems: Sequence[str] = ()
    ) -> None:
        """`problems` are sentences about the settings, shown once the screen stands."""
        super().__init__(driver_class=QuietDriver)
        self.animation_level = "none"
        self.session = session
        self.settings = settings
        self.problems = problems
        for palette in PALETTES.values():
            self.register_theme(theme_of(palette))
        self.reading_theme = PALETTES.get(settings.theme, DARK)
        self.theme = self.reading_theme.name

    def on_mount(self) -> None:
        screen = ReadingScreen(self.session, self.settings, self.reading_theme)
        self.push_screen(screen)
        for problem in self.problems:
            self.notify(clean(problem), severity="warning", timeout=12, markup=False)

    def edit_elsewhere(self, text: str) -> str | None:
        """`text` as it comes back from the reader's own editor, or None when it has not changed."""
        editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
        path = self.session.draft_file(text)
        with self.suspend():
            subprocess.run([*editor.split(), str(path)], check=False)
        written = self.session.take_draft(path)
        return written if written != text else None


def run(session: ReadingSession, settings: Settings, problems: Sequence[str] = ()) -> int:
    """Read on the terminal until the reader leaves; returns the exit status."""
    app = NewsreaderApp(session, settings, problems)
    app.run()
    return app.return_code or 0


