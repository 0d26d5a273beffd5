"""Terminal: the driver, which ends when the terminal does and leaves it clean at once."""

from __future__ import annotations

import os
import select
import sys
from codecs import getincrementaldecoder
from collections.abc import Callable
from typing import IO, TYPE_CHECKING

from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

from newsreader.tui.startup.first_page import ENTER, FirstPage

if TYPE_CHECKING:
    from textual.app import App

_READ = 1 << 16
_TICK_SECONDS = 0.1
"""How long an escape waits for the rest of its sequence before it is the key."""


class LastingFile:
    """The terminal to write to. Once it is gone, what is written to it is lost in silence."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    def write(self, text: str) -> None:
        self._try(lambda: self._file.write(text))

    def flush(self) -> None:
        self._try(self._file.flush)

    def fileno(self) -> int:
        return self._file.fileno()

    @staticmethod
    def _try(deed: Callable[[], object]) -> None:
        try:
            deed()
        except OSError:
            return


class ReaderDriver(LinuxDriver):
    """Textual's driver, but the end of input ends the program, and leaving is quick.

    Textual's own input thread spins when the terminal is closed, and leaving waits for it to look
    up from `select`; here a pipe wakes it.
    """

    def __init__(
        self,
        app: App[object],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._file = LastingFile(sys.__stderr__)  # type: ignore[assignment, arg-type]
        self._first_page: FirstPage | None = getattr(app, "first_page", None)
        self._typed = b""
        """What was typed before, and is not done yet."""
        self._wake_read, self._wake_write = os.pipe()

    def write(self, data: str) -> None:
        """Write to the terminal; the alternate screen is not entered twice."""
        if data == ENTER and self._first_page is not None:
            return
        super().write(data)

    def start_application_mode(self) -> None:
        if self._first_page is not None:
            self._typed = self._first_page.end()
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if self._first_page is not None:
            self.attrs_before = self._first_page.before
            self._first_page = None

    def disable_input(self) -> None:
        os.write(self._wake_write, b"x")
        super().disable_input()
        os.read(self._wake_read, 1)

    def run_input_thread(self) -> None:
        """Hand what is typed to the app, until it is told to end or the terminal is gone."""
        parser = XTermParser(False)
        decode = getincrementaldecoder("utf-8")("replace").decode

        def take(data: bytes) -> None:
            # A read may end within a character; to the parser, no text is the end of all input.
            if text := decode(data):
                for message in parser.feed(text):
                    self.process_message(message)

        typed, self._typed = self._typed, b""
        take(typed)
        while not self.exit_event.is_set():
            ready, _, _ = select.select([self.fileno, self._wake_read], [], [], _TICK_SECONDS)
            if self._wake_read in ready:
                return
            if self.fileno in ready:
                data = self._read()
                if not data:
                    self._terminal_gone()
                    return
                take(data)
            for message in parser.tick():
                self.process_message(message)

    def _read(self) -> bytes:
        try:
            return os.read(self.fileno, _READ)
        except OSError:
            return b""

    def _terminal_gone(self) -> None:
        self._app.call_later(self._app.end)  # type: ignore[attr-defined]
