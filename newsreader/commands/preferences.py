"""What a screen gets of the settings: those in force, their file, and what overrides them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from newsreader.directories import directories
from newsreader.locale import LANGUAGES
from newsreader.state import State
from newsreader.tui.preferences import Preferences
from newsreader.tui.theme.themes import palette_of

if TYPE_CHECKING:
    from argparse import Namespace


def preferences_of(arguments: Namespace, state: State) -> Preferences:
    """The preferences of a start with these arguments.

    At the very first start the reader is asked for a preset; not in the tutorial, which names keys.
    """
    settings, named = arguments.settings, arguments.config
    overridden = {}
    if arguments.lang in LANGUAGES:
        overridden[".language"] = f"--lang {arguments.lang}"
    if palette_of(settings.theme, os.environ).name != settings.theme:
        overridden[".theme"] = "NO_COLOR" if os.environ.get("NO_COLOR") else "TERM"
    path = Path(named) if named else directories().settings
    first = state.new and not (named or arguments.tutorial or path.exists())
    return Preferences(
        settings,
        path,
        named=bool(named),
        overridden=overridden,
        asked=state.remember_start if first else None,
    )
