"""Where the index of the library is. Who only asks whether there is one loads no SQLite."""

from __future__ import annotations

from pathlib import Path

from newsreader.directories import directories


def index_path() -> Path:
    """The file of the reader's own index."""
    return directories().cache / "library.db"
