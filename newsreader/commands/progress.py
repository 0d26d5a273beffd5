"""The progress of what takes long, on the terminal."""

from __future__ import annotations

import sys
import time

from newsreader.locale import _

_SILENCE_SECONDS = 0.5
"""Time before the progress is shown."""

_EVERY_SECONDS = 0.1


class TerminalProgress:
    """Shows the progress on one line of standard error, and clears the line at the end."""

    def __init__(self, doing: str, interrupted: str) -> None:
        """`doing` and `interrupted` say what is going on, and what was done after ctrl+c."""
        self._doing = doing
        self._interrupted = interrupted
        self._next = time.monotonic() + _SILENCE_SECONDS
        self._shown = False

    def update(self, share: float) -> None:
        """Show that `share` of the work is done, 0 to 1."""
        now = time.monotonic()
        if now < self._next or not sys.stderr.isatty():
            return
        self._next = now + _EVERY_SECONDS
        self._shown = True
        line = _("{doing}: {percent}% (ctrl+c leaves)").format(
            doing=self._doing, percent=int(100 * share)
        )
        print(f"\r{line}\x1b[K", end="", file=sys.stderr, flush=True)

    def __enter__(self) -> TerminalProgress:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_why: object) -> None:
        if self._shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
        if kind is not None and issubclass(kind, KeyboardInterrupt):
            print(f"newsreader: {self._interrupted}", file=sys.stderr)
