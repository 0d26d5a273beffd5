"""The signals that end the program, and ctrl+c while another program has the terminal."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class EndSignals:
    """Calls `end` with the exit status when a signal asks the program to end."""

    def __init__(self, end: Callable[[int], object]) -> None:
        self._end = end
        self._handled = False

    def handle(self) -> None:
        """Handle the signals in the running event loop from now on."""
        self._handled = True
        for number in _ENDING:
            self._add(number)

    @contextmanager
    def ignoring_interrupts(self) -> Iterator[None]:
        """Ignore ctrl+c: it is for another program in this terminal, which receives it too."""
        if not self._handled:
            yield
            return
        loop = asyncio.get_running_loop()
        loop.remove_signal_handler(signal.SIGINT)
        signal.signal(signal.SIGINT, lambda *_unused: None)  # a child inherits SIG_IGN
        try:
            yield
        finally:
            # In its next turn the loop reads which signals came meanwhile, and would handle them.
            loop.call_soon(loop.call_soon, self._add, signal.SIGINT)

    def _add(self, number: int) -> None:
        asyncio.get_running_loop().add_signal_handler(number, self._end, 128 + number)
