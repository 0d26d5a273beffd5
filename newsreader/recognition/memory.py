"""Memory of the recognizer: files are mapped, not read, and what is not in use is given back."""

from __future__ import annotations

import ctypes
import mmap
import sys
from contextlib import suppress
from pathlib import Path
from weakref import WeakSet

_MAPPED: WeakSet[mmap.mmap] = WeakSet()


def map_file(path: Path) -> mmap.mmap:
    """The bytes of a file, of which only the pages that are looked at take memory.

    Several processes share them. Raises OSError, and ValueError for an empty file.
    """
    with path.open("rb") as file:
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    _MAPPED.add(mapped)
    return mapped


def release_memory() -> None:
    """Give back the mapped pages, which come again when they are used, and what was freed.

    Does what the system can do; it takes some milliseconds.
    """
    if sys.platform == "linux":
        for mapped in _MAPPED:
            mapped.madvise(mmap.MADV_DONTNEED)
        with suppress(OSError, AttributeError):  # another C library than glibc has no malloc_trim
            ctypes.CDLL(None).malloc_trim(0)
