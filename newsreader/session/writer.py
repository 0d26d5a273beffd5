"""A thread that puts snapshots on disk in order; the newest one wins."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import NamedTuple

from newsreader.errors import ReadOnlyError, SidecarError
from newsreader.locale import _
from newsreader.notebook.snapshot import Snapshot
from newsreader.sidecar.loaded import Loaded

RETRY_SECONDS = 3.0
"""How long a change that could not be saved waits until it is tried again."""


class Saved(NamedTuple):
    """A snapshot is on disk; `loaded` is what is stored then, other writers' changes included."""

    loaded: Loaded


class SaveFailed(NamedTuple):
    """The change is only on the screen; `reason` is a sentence for the reader."""

    reason: str
    gives_up: bool = False


class Writer:
    """Saves in order and reports the outcome; nothing counts as saved before the disk has it.

    `save` and `report` are called on the writer's thread.
    """

    def __init__(
        self,
        save: Callable[[Snapshot], Loaded],
        report: Callable[[Saved | SaveFailed], None],
        retry_seconds: float = RETRY_SECONDS,
    ) -> None:
        self._save = save
        self._report = report
        self._retry_seconds = retry_seconds
        self._changed = threading.Condition()
        self._waiting: Snapshot | None = None
        self._busy = False
        self._failed = False
        self._given_up = False
        self._closing = False
        self._thread: threading.Thread | None = None

    @property
    def settled(self) -> bool:
        """Whether everything that was put is on disk."""
        with self._changed:
            return self._all_written()

    def _all_written(self) -> bool:
        return self._waiting is None and not self._busy and not self._given_up

    def put(self, snapshot: Snapshot) -> None:
        """Have `snapshot` saved, instead of one that still waits."""
        with self._changed:
            self._waiting = snapshot
            self._failed = self._given_up = False
            self._start()
            self._changed.notify_all()

    def _start(self) -> None:
        """Start a thread if something waits and none runs. The lock is held."""
        if self._waiting is not None and self._thread is None:
            self._thread = threading.Thread(target=self._run, name="notebook-writer", daemon=True)
            self._thread.start()

    def close(self, timeout: float | None = None) -> bool:
        """Wait until all is saved, or has failed once more; True when all is on disk.

        `timeout` is in seconds.
        """
        with self._changed:
            self._closing = True
            self._failed = False
            self._start()  # a fault may have ended the thread before
            self._changed.notify_all()
            self._changed.wait_for(
                lambda: not self._busy and (self._waiting is None or self._failed), timeout
            )
            return self._all_written()

    def reopen(self) -> None:
        """Go on after `close`."""
        with self._changed:
            self._closing = False
            self._changed.notify_all()

    def _run(self) -> None:
        """Save until there is nothing left; a newer snapshot survives a fault with an older one."""
        try:
            self._save_all()
        finally:
            with self._changed:
                if self._thread is threading.current_thread():
                    self._thread = None
                if not self._failed:
                    self._start()
                self._changed.notify_all()

    def _save_all(self) -> None:
        while True:
            with self._changed:
                while self._waiting is None or self._failed:
                    if self._closing and self._waiting is None:
                        self._thread = None
                        return
                    pause = self._retry_seconds if self._failed and not self._closing else None
                    if not self._changed.wait(pause):
                        self._failed = False
                snapshot, self._waiting, self._busy = self._waiting, None, True
            outcome: Saved | SaveFailed | None = None
            try:
                outcome = self._attempt(snapshot)
            finally:
                self._done(snapshot, outcome)
                if outcome is None:  # the exception goes to the log, see threading.excepthook
                    fault = _(
                        "The notes are not saved because of a fault in the program; see the log."
                    )
                    self._report(SaveFailed(fault))
            self._report(outcome)

    def _done(self, snapshot: Snapshot, outcome: Saved | SaveFailed | None) -> None:
        """No longer busy; a failed snapshot waits again unless a newer one does.

        Without an outcome the thread ends by a fault in the program; a newer snapshot, the next
        change or `close` starts another.
        """
        with self._changed:
            self._busy = False
            self._given_up = isinstance(outcome, SaveFailed) and outcome.gives_up
            if outcome is None or (isinstance(outcome, SaveFailed) and not outcome.gives_up):
                self._failed = self._waiting is None
                if self._failed:
                    self._waiting = snapshot
            self._changed.notify_all()

    def _attempt(self, snapshot: Snapshot) -> Saved | SaveFailed:
        try:
            return Saved(self._save(snapshot))
        except ReadOnlyError as error:
            return SaveFailed(str(error), gives_up=True)
        except SidecarError as error:
            message = _("{problem} It will be tried again.")
            return SaveFailed(message.format(problem=error))
