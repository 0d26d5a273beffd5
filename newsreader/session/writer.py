"""Writer: puts notebooks on disk in order, on a thread of its own; the newest state wins."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import NamedTuple

from newsreader.errors import ReadOnlyError, SidecarError
from newsreader.notebook.notebook import Notebook

RETRY_SECONDS = 3.0
"""How long a change that could not be saved waits before it is tried again."""


class Saved(NamedTuple):
    """`written` is on disk; `stands` is what is there now, another writer's changes merged in."""

    written: Notebook
    stands: Notebook


class SaveFailed(NamedTuple):
    """The change is on the screen only; `reason` is a sentence for the reader."""

    reason: str
    gives_up: bool = False


class Writer:
    """Saves in order and tells the outcome; nothing is called saved before the disk has it.

    `save` is called on the writer's thread only, and so is `answer`.
    """

    def __init__(
        self,
        save: Callable[[Notebook], Notebook],
        answer: Callable[[Saved | SaveFailed], None],
        retry_seconds: float = RETRY_SECONDS,
    ) -> None:
        self._save = save
        self._answer = answer
        self._retry_seconds = retry_seconds
        self._changed = threading.Condition()
        self._waiting: Notebook | None = None
        self._busy = False
        self._failed = False
        self._given_up = False
        self._closing = False
        self._thread: threading.Thread | None = None

    @property
    def settled(self) -> bool:
        """Whether everything handed over is on disk."""
        with self._changed:
            return self._all_written()

    def _all_written(self) -> bool:
        return self._waiting is None and not self._busy and not self._given_up

    def put(self, notebook: Notebook) -> None:
        """Ask for `notebook` to be saved; one that waits still is replaced by it."""
        with self._changed:
            self._waiting = notebook
            self._failed = self._given_up = False
            if self._thread is None:
                self._thread = threading.Thread(
                    target=self._run, name="notebook-writer", daemon=True
                )
                self._thread.start()
            self._changed.notify_all()

    def close(self, timeout: float | None = None) -> bool:
        """Wait for what is handed over to be saved, or to fail once more; True when all is on disk.

        `timeout` is in seconds.
        """
        with self._changed:
            self._closing = True
            self._failed = False
            self._changed.notify_all()
            self._changed.wait_for(
                lambda: (self._waiting is None or self._failed) and not self._busy, timeout
            )
            return self._all_written()

    def reopen(self) -> None:
        """Go on after a `close` that the reader took back."""
        with self._changed:
            self._closing = False
            self._changed.notify_all()

    def _run(self) -> None:
        while True:
            with self._changed:
                while self._waiting is None or self._failed:
                    if self._closing and self._waiting is None:
                        self._thread = None
                        return
                    pause = self._retry_seconds if self._failed and not self._closing else None
                    if not self._changed.wait(pause):
                        self._failed = False
                notebook, self._waiting, self._busy = self._waiting, None, True
            outcome: Saved | SaveFailed | None = None
            try:
                outcome = self._attempt(notebook)
            finally:
                self._done(notebook, outcome)
            self._answer(outcome)

    def _done(self, notebook: Notebook, outcome: Saved | SaveFailed | None) -> None:
        """No longer busy; what failed waits again unless something newer does.

        Without an outcome the thread ends by a fault of the program's: the next change starts
        another, and nobody waits for this one.
        """
        with self._changed:
            self._busy = False
            if outcome is None:
                self._thread = None
            self._given_up = isinstance(outcome, SaveFailed) and outcome.gives_up
            if outcome is None or (isinstance(outcome, SaveFailed) and not outcome.gives_up):
                self._failed = self._waiting is None
                if self._failed:
                    self._waiting = notebook
            self._changed.notify_all()

    def _attempt(self, notebook: Notebook) -> Saved | SaveFailed:
        try:
            return Saved(notebook, self._save(notebook))
        except ReadOnlyError as error:
            return SaveFailed(str(error), gives_up=True)
        except SidecarError as error:
            return SaveFailed(str(error))
