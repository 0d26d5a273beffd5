"""The settings in force while the program runs, and how their changes get into the file."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from newsreader.errors import NewsreaderError
from newsreader.settings.settings import Settings

if TYPE_CHECKING:
    from newsreader.settings.entries import Entry
    from newsreader.settings.settings_file import SettingsFile


class Preferences:
    """The settings, which the reader may change. They are kept in the file at `path`, if any."""

    def __init__(
        self,
        settings: Settings,
        path: Path | None = None,
        *,
        named: bool = False,
        overridden: Mapping[str, str] | None = None,
        asked: Callable[[], object] | None = None,
    ) -> None:
        """`named` if `--config` names the file.

        With `asked` the reader is asked for a preset, and it is called when there is an answer.

        `overridden` are the ids of entries that something else decides, such as NO_COLOR.
        """
        self.settings = settings
        self.path = path
        self.named = named
        self.overridden = overridden or {}
        self.asked = asked
        self._known: dict[str, object] = {}
        """The value in the file of each setting that was changed, by the id of its entry."""
        self._unwritten: dict[str, tuple[Entry, object]] = {}
        self._refused: set[str] = set()
        """The ids of the entries whose value in the file is not the one in force."""
        self._writing = asyncio.Lock()

    def change(self, entry: Entry, value: object) -> None:
        """Give `entry` another value, to be written soon; None is the default."""
        self._known.setdefault(entry.id, entry.value(self.settings))
        if value is None and entry.option is not None:
            value = entry.option.default
        self.settings = entry.changed(self.settings, self._in_force(entry, value))
        if self.path is not None:
            self._unwritten[entry.id] = entry, value

    def _in_force(self, entry: Entry, value: object) -> object:
        """What `value` means in the file."""
        if entry.option is None or not entry.option.path or self.path is None:
            return value
        from newsreader.settings.config_file import value_in_force  # noqa: PLC0415 (a path is rare)

        return value_in_force(entry.option, value, self.path)

    def in_file(self) -> frozenset[str]:
        """The ids of the entries whose value is from a line of the file."""
        found = self._file(self.path).names() if self.path is not None else frozenset()
        return found - self._refused

    @staticmethod
    def _file(path: Path) -> SettingsFile:
        """The settings file. Its module takes time to load, and few starts need it."""
        from newsreader.settings.settings_file import SettingsFile  # noqa: PLC0415

        return SettingsFile(path)

    async def write(self) -> list[str]:
        """Write what has been changed, on a thread; returns a sentence for each failure.

        Of several values of one setting only the last is written.
        """
        problems: list[str] = []
        async with self._writing:
            while self._unwritten:
                problems += await asyncio.to_thread(lambda: list(self._write_one()))
        return problems

    def finish(self) -> None:
        """Write what is left at the end of the program."""
        while self._unwritten:
            list(self._write_one())

    def _write_one(self) -> Iterator[str]:
        from newsreader.formats.registry import FORMATS  # noqa: PLC0415 (few change a setting)
        from newsreader.settings.settings_file import ChangedMeanwhileError  # noqa: PLC0415

        entry, value = self._unwritten.pop(next(iter(self._unwritten)))
        if self.path is None:
            return
        self._refused.add(entry.id)
        try:
            self._file(self.path).write(entry, value, self._known[entry.id], FORMATS)
        except ChangedMeanwhileError as error:
            self._known[entry.id] = error.found
            yield str(error)
        except NewsreaderError as error:
            yield str(error)
        else:
            self._refused.discard(entry.id)
            in_force = self._in_force(entry, value)
            self._known[entry.id] = entry.value(entry.changed(self.settings, in_force))


@runtime_checkable
class HasPreferences(Protocol):
    """The app, for those that need the settings in force and their file."""

    preferences: Preferences
