"""Backups: the notebook as it was last read whole, and at the first change of each day."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from newsreader.files import atomic, guarded
from newsreader.sidecar.paths import SUFFIX
from newsreader.text.lazy_regex import lazy_regex

_LAST = f"last-good{SUFFIX}"
_DAY = lazy_regex(r"\d{4}-\d\d-\d\d" + re.escape(SUFFIX))
_DAYS = 7


class Backups:
    """The backups of one sidecar in a folder of their own.

    They serve when the sidecar is lost or damaged; failing to make one is no reason not to save.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, data: bytes) -> None:
        """Keep `data`, a whole sidecar, as the last good one."""
        with contextlib.suppress(OSError):
            if data != self.last():
                self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
                atomic.replace(self.folder / _LAST, data)

    def keep_day(self, data: bytes, day: date) -> None:
        """Keep `data`, a whole sidecar, as the first of `day`."""
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            today = self.folder / f"{day.isoformat()}{SUFFIX}"
            if not today.exists():
                atomic.replace(today, data)
                for old in sorted(self._days())[:-_DAYS]:
                    old.unlink()

    def keep_before_removal(self, data: bytes) -> None:
        """Keep `data`, as it was before another program took highlights out of it."""
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            atomic.replace(self.folder / f"before-removal{SUFFIX}", data)

    def _days(self) -> Iterator[Path]:
        return (path for path in self.folder.iterdir() if _DAY.fullmatch(path.name))

    def last(self) -> bytes | None:
        """The last good sidecar, or None."""
        try:
            return guarded.read(self.folder / _LAST)
        except OSError:
            return None

    def kept_at(self) -> datetime | None:
        """When the last good sidecar was kept, in local time; None where there is none."""
        try:
            return datetime.fromtimestamp((self.folder / _LAST).stat().st_mtime).astimezone()
        except (OSError, ValueError, OverflowError):
            return None

    def keep_as(self, name: str, data: bytes) -> None:
        """Keep `data` under `name` for good, once. Raises OSError."""
        path = self.folder / f"{name}{SUFFIX}"
        if not path.exists():
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            atomic.replace(path, data)
