"""Looking: the library's look at its files, on a thread that tells how far it is."""

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

_SHOW_SECONDS = 0.2
"""How often it is told while the articles are looked at."""

_BAR = 12


@dataclass
class ScanProgress(Message):
    """The files were looked at as far as `done` of `every`."""

    done: int
    every: int
    problem: str = ""
    ended: bool = False
    reprinted: Mapping[Path, int] | None = None

    @property
    def words(self) -> str:
        """How far it is, with a bar."""
        full = _BAR * self.done // max(1, self.every)
        words = _("Looking at the articles: {done} of {every} ({key} stops)")
        bar = "#" * full + "." * (_BAR - full)
        return f"[{bar}] " + words.format(
            done=self.done, every=self.every, key=key_for("library.clear")
        )


class Scanner(threading.Thread):
    """One look at the files, which tells how far it is and can be left."""

    def __init__(self, library: Library, tell: Callable[[Message], object]) -> None:
        super().__init__(name="library", daemon=True)
        self._library = library
        self._tell = tell
        self._left = threading.Event()
        self._told = time.monotonic()
        self._done = (0, 0)

    def stop(self) -> None:
        """Leave it after the article that is being looked at; what was found stays found."""
        self._left.set()

    def run(self) -> None:
        problem = ""
        try:
            for _step in self._library.scan(self._progress):
                if self._left.is_set():
                    break
        except NewsreaderError as error:
            problem = str(error)
        self._tell(ScanProgress(*self._done, problem))
        reprinted = None if self._left.is_set() else self._library.reprint_counts()
        self._tell(ScanProgress(*self._done, ended=True, reprinted=reprinted))

    def _progress(self, done: int, every: int) -> None:
        self._done = (done, every)
        now = time.monotonic()
        if now - self._told > _SHOW_SECONDS:
            self._told = now
            self._tell(ScanProgress(done, every))
