"""Events of the system for changes in folders. Only the thread that watches files loads this."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from os import fsdecode

from watchdog.events import (
    DirDeletedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver

_WANTED: list[type[FileSystemEvent]] = [
    DirDeletedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileMovedEvent,
]
"""Not each write, where there is an event for the last one: a download would cost much."""

if sys.platform != "linux":
    _WANTED.append(FileModifiedEvent)

# The handler of last resort of `logging` prints on standard error, which is the screen.
logging.getLogger("watchdog").addHandler(logging.NullHandler())


class _Handler(FileSystemEventHandler):
    def __init__(self, report: Callable[[str], object]) -> None:
        self._report = report

    def on_any_event(self, event: FileSystemEvent) -> None:
        self._report(fsdecode(event.src_path))
        self._report(fsdecode(event.dest_path))  # "" but for a move


def observe(folders: Iterable[str], report: Callable[[str], object]) -> BaseObserver:
    """Call `report`, on a thread of the observer, with each path in `folders` that has changed.

    A folder itself is such a path when it is deleted. Raises OSError or RuntimeError where the
    system allows no more watches or threads.
    """
    observer, handler = Observer(), _Handler(report)
    with ExitStack() as undo:
        undo.callback(observer.stop)
        for folder in folders:
            observer.schedule(handler, folder, event_filter=_WANTED)
        observer.start()
        undo.pop_all()
    return observer
