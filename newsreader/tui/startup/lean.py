"""Lean: the standard library without the parts of it that reading files never needs."""

from __future__ import annotations

import sys

_OPTIONAL = ("ssl", "bz2", "lzma")


def load_lean() -> None:
    """Load asyncio and shutil as on a machine without OpenSSL, bzip2 and xz.

    Both do without where they are not found, as documented for None in `sys.modules`; Textual loads
    both. Five megabytes and ten milliseconds less; afterwards all three can be imported again.
    """
    missing = [name for name in _OPTIONAL if name not in sys.modules]
    sys.modules.update(dict.fromkeys(missing))  # type: ignore[arg-type]
    try:
        import asyncio  # noqa: F401, PLC0415 (loaded for those who import them later)
        import shutil  # noqa: F401, PLC0415
    finally:
        for name in missing:
            del sys.modules[name]
