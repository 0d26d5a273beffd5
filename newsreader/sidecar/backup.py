"""Backups of a sidecar, and what is kept before it is written for the first time."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from newsreader.files import atomic, guarded
from newsreader.sidecar import schema
from newsreader.sidecar.paths import SUFFIX
from newsreader.text.lazy_regex import lazy_regex

_LAST = f"last-good{SUFFIX}"
_DAY = lazy_regex(r"\d{4}-\d\d-\d\d" + re.escape(SUFFIX))
_MAX_DAYS = 7


class Backups:
    """The backups of one sidecar, in a folder of their own.

    A backup that cannot be written does not prevent a save, except before a migration.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, data: bytes) -> None:
        """Keep `data`, a complete sidecar, as the last good one."""
        with contextlib.suppress(OSError):
            if data != self.last():
                self._write(_LAST, data)

    def keep_day(self, data: bytes, day: date) -> None:
        """Keep `data`, a complete sidecar, as the first of `day`, and the last 7 days in all."""
        with contextlib.suppress(OSError):
            name = f"{day.isoformat()}{SUFFIX}"
            if not (self.folder / name).exists():
                self._write(name, data)
                for old in sorted(self._days())[:-_MAX_DAYS]:
                    old.unlink()

    def keep_before_removal(self, data: bytes) -> None:
        """Keep `data`, from which another program has removed highlights."""
        with contextlib.suppress(OSError):
            self._write(f"before-removal{SUFFIX}", data)

    def keep_before_migration(self, data: bytes) -> None:
        """Keep `data`, of an earlier schema, permanently; only the first. Raises OSError."""
        name = f"before-schema-{schema.VERSION}{SUFFIX}"
        if not (self.folder / name).exists():
            self._write(name, data)

    def _write(self, name: str, data: bytes) -> None:
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        atomic.replace(self.folder / name, data)

    def _days(self) -> Iterator[Path]:
        return (path for path in self.folder.iterdir() if _DAY.fullmatch(path.name))

    def last(self) -> bytes | None:
        """The last good sidecar, or None."""
        try:
            return guarded.read(self.folder / _LAST)
        except OSError:
            return None

    def kept_at(self) -> datetime | None:
        """When the last good sidecar was kept, in local time, or None."""
        try:
            return datetime.fromtimestamp((self.folder / _LAST).stat().st_mtime).astimezone()
        except (OSError, ValueError, OverflowError):
            return None
