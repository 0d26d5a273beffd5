"""Settings: `config`, where the settings are and what they are."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path

from newsreader.commands.output import complain, say, write
from newsreader.config import default_settings, settings_path
from newsreader.directories import directories
from newsreader.formats.registry import FORMATS
from newsreader.locale import _


def show(arguments: Namespace) -> int:
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
    for field in fields(arguments.settings):
        say(f"{field.name} = {_shown(getattr(arguments.settings, field.name))}")
    for problem in arguments.problems:
        complain(problem)
    return int(bool(arguments.problems))


def _shown(value: object) -> str:
    """A value as TOML writes it, nearly enough for a person to read."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, tuple):
        return "[" + ", ".join(_shown(item) for item in value) + "]"
    if isinstance(value, Mapping):
        rows = (f'"{key}" = {_shown(item)}' for key, item in value.items())
        return "{ " + ", ".join(rows) + " }" if value else "{}"
    return str(value)
