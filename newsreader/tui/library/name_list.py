"""The names of the library's articles: read, and made into a list, on threads."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from textual.message import Message

from newsreader.errors import NewsreaderError
from newsreader.keys.display import key_for
from newsreader.library.article_entry import Appearance, ArticleEntry
from newsreader.library.full_text import places_with
from newsreader.library.library import Library
from newsreader.library.name_reader import NameReader
from newsreader.locale import _
from newsreader.sidecar.names_file import NameNotes

_PAUSE_SECONDS = 0.5
"""Seconds between two lists of names while they are read."""


@dataclass
class NamesRead(Message):
    """One more article was read for names, or the reading has ended."""


@dataclass
class NamesListed(Message):
    """There is a new list of the names."""


class NameList:
    """The last list of the names; `report` is called on other threads."""

    def __init__(
        self, library: Library, reader: NameReader, report: Callable[[Message], object]
    ) -> None:
        self._library = library
        self._reader = reader
        self._report = report
        self._lock = threading.Lock()
        self._outdated = self._making = False
        self._wanted = ""
        self.stopped = False
        """Whether the reader stopped the reading."""
        self.names: Sequence[Appearance] = ()
        self.notes = NameNotes()
        """The reader's notes on names."""
        self.analysed = (0, 0)
        """The number of articles whose names are known, and of all articles."""

    def read(self, entries: Sequence[ArticleEntry]) -> None:
        """Read `entries` for names, in this order; NamesRead follows each."""
        self._wanted, self.stopped = "", False
        threading.Thread(
            target=self._reader.start,
            args=(entries, lambda: self._report(NamesRead())),
            name="names",
            daemon=True,
        ).start()

    @property
    def is_reading(self) -> bool:
        """Whether articles are being read for names."""
        return self._reader.is_reading

    def prefer(self, words: str) -> None:
        """Read the articles with these `words` first, from now on."""
        words = words.replace('"', " ").strip()
        if words and words != self._wanted and self.is_reading:
            self._wanted = words
            threading.Thread(target=self._prefer, args=(words,), daemon=True).start()

    def _prefer(self, words: str) -> None:
        with suppress(NewsreaderError):  # then the order stays
            found = places_with(self._library, f'"{words}"', self._library.entries)
            paths = {each.entry.path for each in found}
            if words == self._wanted:
                self._reader.prefer(paths)

    def stop(self) -> None:
        """Read no more articles."""
        self.stopped = True
        self._reader.stop()

    def refresh(self) -> None:
        """Make the list of what is known now; NamesListed follows."""
        with self._lock:
            self._outdated = True
            if self._making:
                return
            self._making = True
        threading.Thread(target=self._make, name="list of names", daemon=True).start()

    def _make(self) -> None:
        """Make the list until nothing new was read meanwhile, not more often than is needed."""
        while True:
            with self._lock:
                if not self._outdated:
                    self._making = False
                    return
                self._outdated = False
            self.analysed = self._library.analysed()
            self.names = self._library.names().appearances()
            self.notes = self._library.name_notes()
            self._report(NamesListed())
            time.sleep(_PAUSE_SECONDS)

    def progress(self, *, can_stop: bool) -> str:
        """The progress of the reading in words, "" without one; and the key that stops it."""
        if not self.is_reading:
            return ""
        done, every = self.analysed
        if not can_stop:
            words = _("Reading the articles for names: {done} of {every}")
            return words.format(done=done, every=every)
        words = _("Reading the articles for names: {done} of {every} ({key} stops)")
        return words.format(done=done, every=every, key=key_for("library.clear"))
