"""Import the standard library without the optional parts that the screen never needs."""

from __future__ import annotations

import sys

_OPTIONAL = ("ssl", "bz2", "lzma")


def import_without_optional() -> None:
    """Import asyncio and shutil, which Textual needs, as on a machine without OpenSSL, bzip2, xz.

    Both handle an ImportError of these, which None in `sys.modules` causes (documented in Python's
    reference). Afterwards all three can be imported again.
    """
    missing = [name for name in _OPTIONAL if name not in sys.modules]
    sys.modules.update(dict.fromkeys(missing))  # type: ignore[arg-type]
    try:
        import asyncio  # noqa: F401, PLC0415
        import shutil  # noqa: F401, PLC0415
    finally:
        for name in missing:
            del sys.modules[name]
