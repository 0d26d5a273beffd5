"""The directories for all files that are not beside an article."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NamedTuple

HOME = "NEWSREADER_HOME"
"""An environment variable with a directory for all four, for tests and portable use."""


class Directories(NamedTuple):
    """The four directories of the platform; each is created when something is written to it."""

    config: Path
    state: Path
    cache: Path
    data: Path

    @property
    def settings(self) -> Path:
        """The default settings file."""
        return self.config / "config.toml"

    @property
    def lexicon(self) -> Path:
        """The lexicon of the reader, in the format of a jieba user dictionary."""
        return self.config / "lexicon.txt"

    @property
    def known_words(self) -> Path:
        """The words that the reader knows, unless the settings name another file."""
        return self.config / "known_words.txt"

    @property
    def log(self) -> Path:
        """The log of unexpected failures."""
        return self.state / "newsreader.log"


def directories() -> Directories:
    """The directories of the user: under NEWSREADER_HOME if it is set, else the platform's.

    On Linux and macOS the XDG variables are followed (XDG Base Directory Specification 0.8).
    """
    home = os.environ.get(HOME)
    if home:
        root = Path(os.path.expanduser(home)).absolute()  # noqa: PTH111 (never raises)
        return Directories(root / "config", root / "state", root / "cache", root / "data")
    if sys.platform == "linux":
        return Directories(
            _xdg("XDG_CONFIG_HOME", ".config"),
            _xdg("XDG_STATE_HOME", ".local/state"),
            _xdg("XDG_CACHE_HOME", ".cache"),
            _xdg("XDG_DATA_HOME", ".local/share"),
        )
    from platformdirs import PlatformDirs  # noqa: PLC0415 (see below)

    dirs = PlatformDirs("newsreader", appauthor=False)
    return Directories(
        dirs.user_config_path, dirs.user_state_path, dirs.user_cache_path, dirs.user_data_path
    )


def _xdg(variable: str, usual: str) -> Path:
    """The directory that `platformdirs` returns on Linux; loading it is slow at the start.

    A relative path in the variable is ignored, as the specification requires. The home of a user
    who has none is /, as for the shell, and never a folder named ~ in the present one.
    """
    value = os.environ.get(variable, "").strip()
    if value.startswith("/"):
        return Path(value, "newsreader")
    home = os.path.expanduser("~")  # noqa: PTH111 (never raises)
    return Path(home if home.startswith("/") else "/", usual, "newsreader")
