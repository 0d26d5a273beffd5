"""A draft: one text in a file that is locked while a program writes it."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from newsreader.files import atomic, guarded


class Draft:
    """One text in a file of its own.

    Its writer holds a lock on the file, which ends with the program. A draft without a lock was
    left behind, and another program may claim it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock: int | None = None

    def claim(self) -> bool:
        """Take over a draft that was left behind; False where there is none or it is locked."""
        if self._lock is not None:
            return True
        try:
            handle = os.open(self.path, os.O_RDONLY | os.O_CLOEXEC)
        except OSError:
            return False
        if not try_lock(handle) or not _is_at(handle, self.path):
            os.close(handle)
            return False
        self._lock = handle
        return True

    def write(self, text: str) -> None:
        """Replace the draft; a reader sees the old one or the new one. Raises OSError.

        It is not synced, so it never waits: a draft survives the end of the program, but not a
        power cut.
        """
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock = -1

        def claim_new(handle: int) -> None:
            nonlocal lock
            lock = os.dup(handle)  # shares the lock, which ends when both are closed
            try_lock(lock)

        data = text.encode("utf-8", "surrogatepass")
        try:
            atomic.replace(
                self.path, data, mode=0o600, durable=False, links=False, before_rename=claim_new
            )
        except OSError:
            if lock >= 0:
                os.close(lock)
            raise
        self.leave()
        self._lock = lock

    def read(self) -> str:
        """The text of the draft, or "" if there is none."""
        try:
            return (guarded.read(self.path) or b"").decode("utf-8", "replace")
        except OSError:
            return ""

    def clear(self) -> None:
        """Delete the draft: its note is saved or discarded."""
        with contextlib.suppress(OSError):
            self.path.unlink()
        self.leave()

    def leave(self) -> None:
        """Release the lock, so that another program can claim the draft."""
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None


def try_lock(handle: int) -> bool:
    """Lock the file; False where another program holds the lock, True where there are no locks."""
    try:
        return atomic.try_lock(handle) is not None
    except OSError:
        return True


def _is_at(handle: int, path: Path) -> bool:
    """Whether the open file is still the one at `path`, not a replaced one."""
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except OSError:
        return False
