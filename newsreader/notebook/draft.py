"""Draft: a note while it is being typed, on disk at every pause, so that a kill cannot take it."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path


class Draft:
    """One text in one file of its own. An empty draft is no draft."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def write(self, text: str) -> None:
        """Keep `text`, whole: a kill at any moment leaves the old draft or the new. Raises OSError.

        Not synced to the platter: a draft outlives the program, not a power cut, and costs no wait.
        """
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        temporary = self.path.with_name(f".{self.path.name}.{os.getpid()}")
        try:
            handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(text.encode("utf-8", "surrogatepass"))
            temporary.replace(self.path)
        except OSError:
            with contextlib.suppress(OSError):
                temporary.unlink()
            raise

    def read(self) -> str:
        """The text of the draft, or "" where there is none."""
        try:
            return self.path.read_bytes().decode("utf-8", "replace")
        except OSError:
            return ""

    def clear(self) -> None:
        """The note is saved or thrown away: forget the draft."""
        with contextlib.suppress(OSError):
            self.path.unlink()
