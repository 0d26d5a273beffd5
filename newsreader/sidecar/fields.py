"""Read the keys of one table of a sidecar, each with its type."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import TypeVar

from newsreader.locale import _

T = TypeVar("T")

_MAX_OFFSET = 2**53  # the largest integer that every JSON reader can hold


@dataclass(slots=True)
class Fields:
    """One table being read. Each key is taken once; the keys that are left become `extra`."""

    left: dict[str, object]
    problems: list[str] = field(default_factory=list)

    def text(self, name: str, default: str = "") -> str:
        found = self.left.get(name)
        return str(self.left.pop(name)) if isinstance(found, str) else self._wrong(name, default)

    def number(self, name: str, default: int = 0) -> int:
        found = self.left.get(name)
        if isinstance(found, int) and not isinstance(found, bool) and 0 <= found < _MAX_OFFSET:
            del self.left[name]
            return found
        return self._wrong(name, default)

    def texts(self, name: str) -> tuple[str, ...]:
        found = self.left.get(name)
        if isinstance(found, list) and all(isinstance(each, str) for each in found):
            del self.left[name]
            return tuple(dict.fromkeys(found))
        return self._wrong(name, ())

    def time(self, name: str) -> datetime | None:
        found = self.left.get(name)
        if isinstance(found, date):
            del self.left[name]
            if not isinstance(found, datetime):
                return datetime(found.year, found.month, found.day, tzinfo=UTC)
            return found if found.tzinfo else found.replace(tzinfo=UTC)
        return self._wrong(name, None)

    def day(self, name: str) -> date | None:
        found = self.left.get(name)
        if isinstance(found, date):
            del self.left[name]
            return found.date() if isinstance(found, datetime) else found
        return self._wrong(name, None)

    def table(self, name: str) -> dict[str, object]:
        found = self.left.get(name)
        if isinstance(found, dict):
            del self.left[name]
            return found
        return self._wrong(name, {})

    def tables(self, name: str) -> list[dict[str, object]]:
        found = self.left.get(name)
        if isinstance(found, dict):  # a single entry, written by hand as a plain table
            found = [found]
        if isinstance(found, list) and all(isinstance(each, dict) for each in found):
            self.left.pop(name)
            return found
        return self._wrong(name, [])

    def _wrong(self, name: str, default: T) -> T:
        """`default`. A value of another type is kept under the unknown keys and reported."""
        if name in self.left:
            self.left[f"{name}_unreadable"] = self.left.pop(name)
            self.problems.append(_("“{key}” has a value of the wrong type.").format(key=name))
        return default
