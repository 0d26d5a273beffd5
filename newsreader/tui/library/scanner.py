"""The scan of the library's files, on a thread that reports its progress."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from textual.message import Message

from newsreader.errors import NewsreaderError
from newsreader.keys.display import key_for
from newsreader.library.library import Library
from newsreader.locale import _

_REPORT_SECONDS = 0.2
"""Seconds between two reports."""

_BAR_CELLS = 12


@dataclass
class ScanProgress(Message):
    """`done` of `every` files are scanned. `reprinted` comes with the last report."""

    done: int
    every: int
    problem: str = ""
    ended: bool = False
    reprinted: Mapping[Path, int] | None = None

    @property
    def words(self) -> str:
        """The progress in words, with a bar."""
        full = _BAR_CELLS * self.done // max(1, self.every)
        words = _("Looking at the articles: {done} of {every} ({key} stops)")
        bar = "#" * full + "." * (_BAR_CELLS - full)
        return f"[{bar}] " + words.format(
            done=self.done, every=self.every, key=key_for("library.clear")
        )


class Scanner(threading.Thread):
    """One scan of the files, which can be stopped. `report` is called on its thread."""

    def __init__(self, library: Library, report: Callable[[Message], object]) -> None:
        super().__init__(name="library", daemon=True)
        self._library = library
        self._report = report
        self._stopped = threading.Event()
        self._reported = time.monotonic()
        self._done = (0, 0)

    def stop(self) -> None:
        """Stop after the current article. What is found so far is kept."""
        self._stopped.set()

    def run(self) -> None:
        reprinted: dict[Path, int] | None = None
        try:
            self._scan()
            reprinted = None if self._stopped.is_set() else self._library.reprint_counts()
        finally:  # whatever happens: without this report no other scan would start
            self._report(ScanProgress(*self._done, ended=True, reprinted=reprinted))

    def _scan(self) -> None:
        problem = ""
        try:
            for _step in self._library.scan.run(self._progress):
                if self._stopped.is_set():
                    break
        except NewsreaderError as error:
            problem = str(error)
        self._report(ScanProgress(*self._done, problem or self._library.index.problem))

    def _progress(self, done: int, every: int) -> None:
        self._done = (done, every)
        now = time.monotonic()
        if now - self._reported > _REPORT_SECONDS:
            self._reported = now
            self._report(ScanProgress(done, every))
