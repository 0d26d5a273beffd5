"""The signature of a file: numbers that change when it is written."""

from __future__ import annotations

from pathlib import Path


def signature(path: Path) -> tuple[int, ...]:
    """The inode, size (bytes) and modification time (ns) of `path`; () where it cannot be seen."""
    try:
        status = path.stat()
    except (OSError, ValueError):  # no system has a name with NUL in it
        return ()
    return status.st_ino, status.st_size, status.st_mtime_ns
