"""Bracketed pastes, taken out of what the terminal sends before Textual parses the keys.

Textual's parser ends a paste at any escape in it; the rest would be handled as keys.
"""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator
from typing import NamedTuple

from newsreader.text.newlines import with_line_feeds

START, END = "\x1b[200~", "\x1b[201~"
"""Around each paste (xterm control sequences, DEC private mode 2004)."""

_PAUSE_SECONDS = 0.5
"""After this long without input, a paste without an end marker is over."""

_MANY = 32
"""Characters that come at once are the rest of such a paste; nobody types so many."""


class Pasted(NamedTuple):
    """A whole paste, its line breaks as line feeds."""

    text: str


class PasteFilter:
    """Splits what is typed into text with keys and pastes.

    A paste may hold escapes and markers itself: it ends at the last end marker that has arrived
    when there is no more input for the moment.
    """

    def __init__(self) -> None:
        self._pasted: list[str] | None = None
        """The pieces of the paste that has begun."""
        self._tail = ""
        """The beginning of a marker at the end of what was read last."""
        self._ended = self._cut = False
        self._last = 0.0

    def feed(self, text: str) -> Iterator[str | Pasted]:
        """What is complete of the input up to `text`. Text is passed on at once."""
        self._last = time.monotonic()
        if self._pasted is None and self._cut and self._is_rest(text):
            self._pasted = []
        if self._pasted is None:
            text = yield from self._feed_keys(text)
        if self._pasted is not None:
            window = self._tail + text
            self._ended = self._ended or END in window
            self._tail = window[-len(END) + 1 :]
            self._pasted.append(text)

    def _feed_keys(self, text: str) -> Generator[str, None, str]:
        """Pass on the keys up to a paste; returns the beginning of the paste."""
        window = self._tail + text
        at = window.find(START)
        if at < 0:
            self._tail = _beginning_of_start(window)
            if text:
                yield text
            return ""
        shared = max(0, len(self._tail) - at)
        if shared:  # the parser has the beginning of the marker: complete it, as an empty paste
            yield START[shared:] + END
        elif keys := text[: at - len(self._tail)]:
            yield keys
        self._pasted, self._tail, self._ended, self._cut = [], "", False, False
        return window[at + len(START) :]

    @property
    def is_waiting(self) -> bool:
        """Whether `pause` is to be called soon: a paste has begun and not ended."""
        return self._pasted is not None

    def pause(self) -> Iterator[str | Pasted]:
        """What is complete because there is no more input for the moment."""
        if self._pasted is None:
            return
        late = time.monotonic() - self._last >= _PAUSE_SECONDS
        if not self._ended and not late:
            return
        whole = "".join(self._pasted)
        end = whole.rfind(END) if self._ended else len(whole)
        self._pasted, self._tail, self._cut = None, "", not self._ended
        if text := whole[:end].replace(START, "").replace(END, "").replace("\0", ""):
            yield Pasted(with_line_feeds(text))
        if rest := whole[end + len(END) :]:
            yield from self.feed(rest)

    def _is_rest(self, text: str) -> bool:
        """Whether `text` is what comes late of a paste that was taken for complete."""
        return START not in text and (END in text or (len(text) > _MANY and "\x1b" not in text))


def _beginning_of_start(text: str) -> str:
    """The longest end of `text` that a start marker begins with."""
    lengths = range(len(START) - 1, 0, -1)
    return next((START[:length] for length in lengths if text.endswith(START[:length])), "")
