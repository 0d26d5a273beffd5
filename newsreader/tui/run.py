"""Runs the app from its start to its exit status."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from newsreader import log
from newsreader.session.reading_session import ReadingSession
from newsreader.tui import compat
from newsreader.tui.app import SETTLE_SECONDS, NewsreaderApp
from newsreader.tui.open_articles import OpenedLibrary
from newsreader.tui.preferences import Preferences
from newsreader.tui.startup.first_screen import FirstScreen
from newsreader.tui.theme.palette256 import palettes_of
from newsreader.tui.theme.themes import palette_of


def _log_fault(arguments: threading.ExceptHookArgs) -> None:
    """Write the fault of a thread to the log; Textual paints where Python would print it."""
    if arguments.exc_value is not None:
        log.fault(arguments.exc_value)


def run(
    opened: ReadingSession | OpenedLibrary,
    preferences: Preferences,
    problems: Sequence[str] = (),
    first_screen: FirstScreen | None = None,
    open_linked: Callable[[Path], ReadingSession] | None = None,
) -> int:
    """Run the app until the reader leaves; returns the exit status.

    `open_linked` opens the articles that links lead to from one that was opened alone.

    Raises the exception that ended the app, when everything is saved.
    """
    threading.excepthook = _log_fault
    settings, palettes = preferences.settings, palettes_of(os.environ)
    palette = palettes[palette_of(settings.theme, os.environ).name]
    os.environ.pop("NO_COLOR", None)  # the palette follows it; Textual would turn colours to grey
    app = NewsreaderApp(
        opened,
        settings,
        problems,
        first_screen=first_screen,
        palette=palette,
        palettes=palettes,
        preferences=preferences,
        open_linked=open_linked,
    )
    try:
        # With the mouse on, GNU screen holds back an escape until another key follows.
        app.run(mouse="STY" not in os.environ)
    finally:
        app.preferences.finish()
        if app.session is not None:
            app.session.finish(SETTLE_SECONDS)
            app.session.close()
    if (error := app.articles.unopened or compat.crash_of(app)) is not None:
        raise error
    return app.return_code or 0
