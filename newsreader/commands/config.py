"""`config`: the settings in force, and where the files of the program are."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from newsreader.commands.output import complain, say, write
from newsreader.directories import directories
from newsreader.formats.registry import FORMATS
from newsreader.locale import _
from newsreader.settings.config_file import settings_path
from newsreader.settings.template import default_settings, settings_in_force


def print_settings(arguments: Namespace) -> int:
    """Print paths and settings, or with --default a template; 1 if the settings have mistakes."""
    if arguments.default:
        write(default_settings(FORMATS))
        return 0
    path = Path(arguments.config) if arguments.config else settings_path()
    places = directories()
    missing = "" if path.exists() else _(" (not there; the defaults apply)")
    say(_("Settings: {path}").format(path=path) + missing)
    say(_("Reading places: {path}").format(path=places.state))
    say(_("Notes without a file beside the article: {path}").format(path=places.data))
    say(_("Cache: {path}").format(path=places.cache))
    say()
    for line in settings_in_force(arguments.settings, FORMATS).splitlines():
        say(line)
    for problem in arguments.problems:
        complain(problem)
    return int(bool(arguments.problems))
