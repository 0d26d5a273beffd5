"""Waiting: how far the opening of a large article is, on the terminal that it will stand on."""

from __future__ import annotations

import sys
import time

from newsreader.locale import _

_SILENCE_SECONDS = 0.5
"""How long opening may take before anything is said."""

_EVERY_SECONDS = 0.1


class OpeningProgress:
    """Say `heard` how far it is; as a context it leaves the line as if nothing had been said."""

    def __init__(self) -> None:
        self._next = time.monotonic() + _SILENCE_SECONDS
        self._said = False

    def heard(self, share: float) -> None:
        """`share` of the work is done, 0 to 1."""
        now = time.monotonic()
        if now < self._next or not sys.stderr.isatty():
            return
        self._next = now + _EVERY_SECONDS
        self._said = True
        words = _("Opening: {percent}% (ctrl+c leaves)").format(percent=int(100 * share))
        print(f"\r{words}\x1b[K", end="", file=sys.stderr, flush=True)

    def __enter__(self) -> OpeningProgress:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_why: object) -> None:
        if self._said:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
        if kind is not None and issubclass(kind, KeyboardInterrupt):
            print(_("newsreader: nothing was opened."), file=sys.stderr)
