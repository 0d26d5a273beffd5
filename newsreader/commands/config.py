"""Settings: `config`, where the settings are and what they are."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from newsreader.commands.output import complain, say, write
from newsreader.directories import directories
from newsreader.formats.registry import FORMATS
from newsreader.locale import _
from newsreader.settings.loader import settings_path
from newsreader.settings.template import applying, default_settings


def print_settings(arguments: Namespace) -> int:
    """Print the places and the settings, or with --default a file to begin with; 1 for mistakes."""
    if arguments.default:
        write(default_settings(FORMATS))
        return 0
    path = Path(arguments.config) if arguments.config else settings_path()
    places = directories()
    missing = "" if path.exists() else " " + _("(not there; the defaults apply)")
    say(_("Settings: {path}").format(path=path) + missing)
    say(_("Reading places: {path}").format(path=places.state))
    say(_("Notes without a file beside the article: {path}").format(path=places.data))
    say(_("Cache: {path}").format(path=places.cache))
    say()
    for line in applying(arguments.settings, FORMATS).split("\n"):
        say(line)
    for problem in arguments.problems:
        complain(problem)
    return int(bool(arguments.problems))
