"""Draft: a note while it is being typed, on disk at every pause, so that a kill cannot take it."""

from __future__ import annotations

import contextlib
import fcntl
import os
from pathlib import Path


class Draft:
    """One text in one file of its own. An empty draft is no draft.

    Who writes it holds a lock on it, which ends with the program: so another program can tell what
    was left behind from what is being written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock: int | None = None

    def claim(self) -> bool:
        """Whether the draft was left behind; nobody else can have it then, before it is cleared."""
        if self._lock is not None:
            return True
        try:
            handle = os.open(self.path, os.O_RDONLY | os.O_CLOEXEC)
        except OSError:
            return False
        if not _locked(handle) or not _is_at(handle, self.path):
            os.close(handle)
            return False
        self._lock = handle
        return True

    def write(self, text: str) -> None:
        """Keep `text`, whole: a kill at any moment leaves the old draft or the new. Raises OSError.

        Not synced to the platter: a draft outlives the program, not a power cut, and costs no wait.
        """
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        temporary = self.path.with_name(f".{self.path.name}.{os.getpid()}")
        handle = -1
        try:
            handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
            _locked(handle)
            with os.fdopen(handle, "wb", closefd=False) as file:
                file.write(text.encode("utf-8", "surrogatepass"))
            temporary.replace(self.path)
        except OSError:
            with contextlib.suppress(OSError):
                temporary.unlink()
            if handle >= 0:
                os.close(handle)
            raise
        self.leave()
        self._lock = handle

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
        self.leave()

    def leave(self) -> None:
        """Leave the draft to whoever claims it."""
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None


def _locked(handle: int) -> bool:
    """Lock the file; False where another program has it. Some file systems lock nothing."""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True


def _is_at(handle: int, path: Path) -> bool:
    """Whether the file is still the one at `path`, and not one that was written over."""
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except OSError:
        return False
