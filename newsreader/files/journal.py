"""A journal: a file of entries that are written before what they announce is done."""

from __future__ import annotations

import contextlib
import json
import os
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from newsreader.files import guarded
from newsreader.files.atomic import sync_directory
from newsreader.files.draft import try_lock

SUFFIX = ".jsonl"
_MOST_BYTES = 256 << 20

Entry = dict[str, object]


class Journal:
    """JSON objects, one on a line, in a file that is only appended to.

    Its owner holds a lock on the file, which ends with the program.
    """

    def __init__(self, path: Path, handle: int) -> None:
        """`handle` is the descriptor of the file, open to append to, and locked."""
        self.path = path
        self._handle = handle

    @classmethod
    def create(cls, folder: Path) -> Journal:
        """A new journal in `folder`, whose name sorts after those of earlier ones.

        Raises OSError.
        """
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = folder / f"{time.time_ns():020}-{os.getpid()}{SUFFIX}"
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW
        handle = os.open(path, flags, 0o600)
        try_lock(handle)
        return cls(path, handle)

    @classmethod
    def claim(cls, path: Path) -> Journal | None:
        """The journal at `path`; None if it is gone, or another program is at work on it."""
        try:
            handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CLOEXEC | os.O_NOFOLLOW)
        except OSError:
            return None
        if not try_lock(handle) or not path.exists():
            os.close(handle)
            return None
        return cls(path, handle)

    def append(self, entry: Mapping[str, object]) -> None:
        """Write `entry`; it is on disk when this returns. Raises OSError."""
        line = json.dumps(entry, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n"
        rest = memoryview(line)
        while rest:
            rest = rest[os.write(self._handle, rest) :]
        os.fsync(self._handle)
        with contextlib.suppress(OSError):
            sync_directory(self.path.parent)

    def remove(self) -> None:
        """Delete the file, and close it."""
        with contextlib.suppress(OSError):
            self.path.unlink()
        self.close()

    def close(self) -> None:
        """Release the lock; the file stays."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1


def entries(path: Path) -> Iterator[Entry]:
    """The entries of the journal at `path`, without lines that are damaged or cut short."""
    try:
        data = guarded.read(path, _MOST_BYTES) or b""
    except OSError:
        return
    for line in data.split(b"\n"):
        try:
            entry = json.loads(line.decode("utf-8", "surrogatepass"))
        except (ValueError, RecursionError):
            continue
        if isinstance(entry, dict):
            yield entry


def journals(folder: Path) -> list[Path]:
    """The journals in `folder`, the newest first."""
    try:
        return sorted(folder.glob(f"*{SUFFIX}"), reverse=True)
    except OSError:
        return []
