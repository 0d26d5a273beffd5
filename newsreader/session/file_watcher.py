"""Watches the files of an open article, so that nothing has to look at them again and again."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from newsreader import log
from newsreader.files.signature import signature
from newsreader.text.fold import caseless

if TYPE_CHECKING:
    from watchdog.observers.api import BaseObserver

_BURST = 0.2
"""Seconds in which several events are one change: a program that saves a file causes some."""

_SETTLING = 0.5
"""Seconds after which a changed file is reported again: a copy counts once it is complete."""

_RARELY = 15.0
"""Seconds between two reports that no change has caused, in case one went unnoticed."""

_OFTEN = 2.0
"""Seconds between two comparisons of the files where no events come. Each is a few stat()."""


class FileWatcher(threading.Thread):
    """Calls `report`, on this thread, soon after one of some files may have changed.

    The system announces changes in the folders of the files. Where it cannot, or does not (on a
    network, on a folder of another machine), the files are compared every two seconds instead.
    The first report comes as soon as the folders are watched.
    """

    def __init__(self, paths: Callable[[], Iterable[Path]], report: Callable[[], object]) -> None:
        """`paths` returns the files, which may not exist yet; it is called on this thread."""
        super().__init__(name="file-watcher", daemon=True)
        self._paths = paths
        self._report = report
        self._announced = threading.Event()
        self._folder_gone = threading.Event()
        self._stopped = threading.Event()
        self._names: tuple[str, ...] = ()
        """The names of the files without suffix, caseless; those of copies begin with one."""
        self._seen: list[tuple[int, ...]] = []
        """The signatures of the files at the last comparison."""
        self._folders: Mapping[str, tuple[int, ...]] = {}
        """The folders of the files, with device and inode; () where there is none."""
        self._observer: BaseObserver | None = None

    def look(self) -> None:
        """Report soon, and watch what `paths` returns now. Does not wait."""
        self._announced.set()

    def stop(self) -> None:
        """Report nothing more. Does not wait for the thread."""
        self._stopped.set()
        self._announced.set()

    def run(self) -> None:
        try:
            self._watch()
        finally:
            self._end_events()

    def _watch(self) -> None:
        self._compare()
        silent, waited = False, _RARELY
        while not self._stopped.is_set():  # also if that came before the comparison
            if waited >= _RARELY:
                self._report()
                waited = 0.0
            has_events = self._observer is not None and all(self._folders.values()) and not silent
            pause = _RARELY if has_events else _OFTEN
            announced = self._announced.wait(pause)
            if announced:
                self._stopped.wait(_BURST)
            waited += pause
            if self._compare() or announced:
                silent = silent or not announced  # then the next change will not be either
                self._report_changes()
                waited = _RARELY

    def _report_changes(self) -> None:
        """Report a change, and what is announced soon after it."""
        while not self._stopped.is_set():
            self._report()
            if self._stopped.wait(_SETTLING) or not self._announced.is_set():
                return
            self._compare()

    def _compare(self) -> bool:
        """Whether the files have changed since the last time; has their folders watched."""
        self._announced.clear()
        paths = [Path(os.path.abspath(path)) for path in self._paths()]  # noqa: PTH100 (keep links)
        paths += [Path(os.path.realpath(path)) for path in paths]  # both ends of a link
        self._names = tuple({caseless(path.stem) for path in paths})
        folders = {os.path.realpath(path.parent) for path in paths}
        gone = self._folder_gone.is_set()  # another may be in its place, even with its inode
        self._folder_gone.clear()
        now = {folder: _identity(folder) for folder in folders}
        if gone or now != self._folders:
            self._folders = now
            self._end_events()
            self._begin_events()
        before, self._seen = self._seen, [signature(path) for path in paths]
        return self._seen != before

    def _begin_events(self) -> None:
        try:
            from newsreader.session.folder_events import observe  # noqa: PLC0415 (on this thread)

            there = [folder for folder, identity in self._folders.items() if identity]
            self._observer = observe(there, self._take_change)
        except (ImportError, MemoryError, OSError, RuntimeError) as error:  # limits of a system
            log.fault(error)

    def _end_events(self) -> None:
        if self._observer is not None:
            self._observer.stop()
            self._observer.join()
        self._observer = None

    def _take_change(self, path: str) -> None:
        """On a thread of the observer: something has happened to `path`.

        Some systems compose its name in another way than who wrote it, or ignore its case.
        """
        if path in self._folders:
            self._folder_gone.set()
            self._announced.set()
        elif caseless(os.path.basename(path)).startswith(self._names):  # noqa: PTH119 (a str)
            self._announced.set()


def _identity(folder: str) -> tuple[int, ...]:
    """Device and inode of a folder, or () if there is none."""
    try:
        status = os.stat(folder)  # noqa: PTH116 (a str)
    except OSError:
        return ()
    return status.st_dev, status.st_ino
