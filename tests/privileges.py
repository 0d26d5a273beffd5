"""File permissions that bind root too, so that no test is skipped for who runs it."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Iterator
from contextlib import contextmanager

_VERSION_3 = 0x20080522
_DAC = 1 << 1 | 1 << 2
"""CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH: they let root ignore a file's mode."""


@contextmanager
def permissions_apply() -> Iterator[None]:
    """Make the modes of files bind this thread, and threads it starts, even as root (Linux)."""
    if os.geteuid() != 0:
        yield
        return
    libc = ctypes.CDLL(None, use_errno=True)
    header = (ctypes.c_uint32 * 2)(_VERSION_3, 0)
    sets = (ctypes.c_uint32 * 6)()  # effective, permitted, inheritable: low halves, then high
    _check(libc.capget(header, sets))
    effective = sets[0]
    sets[0] = effective & ~_DAC
    _check(libc.capset(header, sets))
    try:
        yield
    finally:
        sets[0] = effective
        _check(libc.capset(header, sets))


def _check(result: int) -> None:
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
