"""Directories: where everything is kept that does not lie beside an article."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NamedTuple

HOME = "NEWSREADER_HOME"
"""An environment variable that moves all four directories under one, for tests and portable use."""


class Directories(NamedTuple):
    """The four places of the platform; none is created before something is written there."""

    config: Path
    state: Path
    cache: Path
    data: Path

    @property
    def settings(self) -> Path:
        """The settings, where no other file is named."""
        return self.config / "config.toml"

    @property
    def lexicon(self) -> Path:
        """The reader's own names, as a user dictionary of jieba's."""
        return self.config / "lexicon.txt"

    @property
    def log(self) -> Path:
        """The log of unexpected failures."""
        return self.state / "newsreader.log"


def directories() -> Directories:
    """The user's directories: under NEWSREADER_HOME when it is set, else the platform's own.

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
    """What `platformdirs` says on Linux, where loading it takes a fifteenth of the time until an
    article can be read; a relative path in the variable is passed over, as the specification asks.
    """
    said = os.environ.get(variable, "").strip()
    home = said if said.startswith("/") else os.path.join(os.path.expanduser("~"), usual)  # noqa: PTH111, PTH118
    return Path(home, "newsreader")
