"""Reading a file that may be anything: it never waits for a pipe and never reads without end."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

_READING = os.O_RDONLY | sum(
    getattr(os, name, 0) for name in ("O_NONBLOCK", "O_CLOEXEC", "O_BINARY")
)
"""A pipe does not make us wait, and a child does not inherit the file; Windows reads bytes."""

LARGEST = 64 * 1024 * 1024
"""Bytes; this program writes no larger file."""

_CHUNK = 4 * 1024 * 1024


class RefusedFileError(OSError):
    """Not a regular file (errno EINVAL), or too large (errno EFBIG)."""


def read(
    path: Path, largest: int = LARGEST, progress: Callable[[float], object] = lambda _share: None
) -> bytes | None:
    """The bytes of the regular file at `path`; None where there is no file.

    `progress` is called with the share that is read, 0 to 1, every few megabytes. Raises
    RefusedFileError for a directory, device, pipe or socket and for more than `largest` bytes,
    OSError where the file cannot be read, and ValueError for a name with a NUL in it.
    """
    try:
        handle = os.open(path, _READING)
    except FileNotFoundError:
        return None
    except OSError as error:
        if error.errno in (errno.ENXIO, errno.EISDIR):
            raise _irregular(path) from error
        raise
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise _irregular(path)
        size = status.st_size
        data = b"" if size > largest else read_all(handle, size, largest, progress)
        if size > largest or len(data) > largest:  # the file may grow while it is read
            raise RefusedFileError(errno.EFBIG, "too large", str(path))
        return data
    finally:
        os.close(handle)


def read_all(
    handle: int,
    size: int,
    largest: int = LARGEST,
    progress: Callable[[float], object] = lambda _share: None,
) -> bytes:
    """The rest of an open file of about `size` bytes; at most `largest` + 1 bytes."""
    pieces: list[bytes] = []
    done = 0
    while done <= largest and (
        piece := os.read(handle, min(_CHUNK, max(size - done, 0) + 4096, largest + 1 - done))
    ):
        pieces.append(piece)
        done += len(piece)
        progress(done / max(size, done))
    return pieces[0] if len(pieces) == 1 else b"".join(pieces)


def _irregular(path: Path) -> RefusedFileError:
    return RefusedFileError(errno.EINVAL, "not an ordinary file", str(path))
