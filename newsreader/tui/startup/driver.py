"""The terminal driver: the end of input ends the program, and leaving is quick."""

from __future__ import annotations

import asyncio
import os
import re
import select
import signal
import sys
import termios
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from typing import IO, TYPE_CHECKING, cast

from textual import events
from textual.drivers.linux_driver import LinuxDriver

from newsreader.tui import compat
from newsreader.tui.startup.first_screen import (
    LEAVE,
    FirstScreen,
    owns_terminal,
    without_echo,
    write,
)
from newsreader.tui.startup.pastes import Pasted, PasteFilter

if TYPE_CHECKING:
    from textual.app import App
    from textual.message import Message

_READ_BYTES = 1 << 16
_TICK_SECONDS = 0.1
"""How long an escape waits for the rest of its sequence before it is the key."""

_AFTER_ESCAPE = re.compile(r"(?<=\x1b)[^\x00-\x1f\x7f\[\]OPX^_\\bf]")
"""A character after an escape that begins no sequence: two keys that were typed in a hurry.

Terminals send the same for the character with Alt. Some send `b` and `f` for an arrow with it.
"""

_END_SECONDS = 0.1
"""How long a program that goes on in the background waits for a signal to end."""


class LastingFile:
    """A file for output to the terminal.

    It drops what is written once the terminal is gone, or while a shell has it.
    """

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    def write(self, text: str) -> None:
        self._try(lambda: owns_terminal(self.fileno()) and self._file.write(text))

    def flush(self) -> None:
        self._try(self._file.flush)

    def fileno(self) -> int:
        return self._file.fileno()

    @staticmethod
    def _try(call: Callable[[], object]) -> None:
        try:
            call()
        except OSError:
            return


class ReaderDriver(LinuxDriver):
    """Textual's driver, but it ends the program when the terminal is closed.

    Textual's own input thread spins then. Leaving also waits for it to return from `select`;
    here a pipe wakes it.
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
        if sys.__stderr__ is not None:
            compat.set_output(self, cast("IO[str]", LastingFile(sys.__stderr__)))
        self._reader_app = app
        self._first_screen: FirstScreen | None = getattr(app, "first_screen", None)
        self._typed = b""
        """What was typed during the start and is not handled yet."""
        self._frame: list[str] = []
        """The parts of the frame that is being written."""
        self._wake_read, self._wake_write = os.pipe()
        self._parser, self._pastes = compat.terminal_parser(), PasteFilter()
        self._decode = getincrementaldecoder("utf-8")("replace").decode
        self._escape = ""
        """The escape at the end of what was read last."""
        self._means_alt: Callable[[str], bool] = getattr(app, "means_alt", lambda _key: False)
        self._in_application_mode = self._coming_back = False
        self._event_loop: asyncio.AbstractEventLoop | None = None
        signal.signal(signal.SIGCONT, self._continued)

    def write(self, data: str) -> None:
        """Write to the terminal. The first screen is already on the alternate screen.

        A frame is written as a whole: each write wakes the thread that waits for output, which
        takes the interpreter from the one that draws.
        """
        if self._first_screen is not None and compat.enters_alternate_screen(data):
            return
        if not owns_terminal(self.fileno):
            self._frame = []
            return
        self._frame.append(data)
        if compat.begins_frame(self._frame[0]) and not compat.ends_frame(data):
            return
        written, self._frame = "".join(self._frame), []
        super().write(written)

    def start_application_mode(self) -> None:
        if self._first_screen is not None:
            self._typed = self._first_screen.end()
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if self._first_screen is not None:
            compat.restore_at_exit(self, self._first_screen.modes)
            self._first_screen = None
        self._in_application_mode = True
        self._event_loop = asyncio.get_running_loop()

    def stop_application_mode(self) -> None:
        """Leave the terminal at the end. What the mouse still sends is not for the shell."""
        if owns_terminal(self.fileno):
            with suppress(termios.error):
                termios.tcflush(self.fileno, termios.TCIFLUSH)
        self._leave()

    def suspend_application_mode(self) -> None:
        """Leave the terminal for a while. What is typed meanwhile stays for what reads next."""
        self._leave()
        self.close()

    def _leave(self) -> None:
        """Leave the terminal as it was before; do not touch it while it is a shell's."""
        if not self._in_application_mode:
            return
        self._in_application_mode = False
        self._frame = []  # a signal may come within a frame, and would be held back with it
        if owns_terminal(self.fileno):
            super().stop_application_mode()
            return
        self.disable_input()
        # A program that could not be asked to stop has left the shell on its alternate screen.
        signal.signal(signal.SIGTTOU, signal.SIG_IGN)  # some terminals stop who writes there
        with suppress(OSError):
            write(LEAVE)

    def _continued(self, *_unused: object) -> None:
        """The process goes on after a stop: take the terminal back, on the event loop.

        Not when the loop is closed: the program is at its end, and the terminal is restored.
        """
        loop = self._event_loop
        if loop is None or loop.is_closed() or self._coming_back or not compat.may_resume(self):
            return
        self._coming_back = True
        loop.call_soon_threadsafe(self._come_back, loop)

    def _come_back(self, loop: asyncio.AbstractEventLoop) -> None:
        """Enter application mode again; in the background, stop again soon."""
        self._coming_back = False
        if owns_terminal(self.fileno):
            self._take_terminal_back()
        else:
            # A signal to end may come just before this one or just after it. The loop needs two
            # turns to handle one that it has not seen yet.
            loop.call_later(_END_SECONDS, loop.call_soon, loop.call_soon, self._stop_again)

    def _stop_again(self) -> None:
        """Stop, because the terminal is a shell's, unless the program is to save and end."""
        if owns_terminal(self.fileno):
            self._take_terminal_back()
        elif not getattr(self._reader_app, "is_told_to_end", False):
            os.kill(os.getpid(), signal.SIGSTOP)

    def _take_terminal_back(self) -> None:
        """Enter application mode again, from the terminal's modes of before the start.

        A shell has set its own modes meanwhile. SIGSTOP cannot be caught, so that after it the
        driver first has to leave: Textual would start a second input thread. Keys stay keys
        meanwhile: in the modes of a shell the terminal would change some of them.
        """
        modes = None
        if self._in_application_mode and (modes := compat.modes_at_exit(self)) is not None:
            with suppress(termios.error):
                termios.tcsetattr(self.fileno, termios.TCSANOW, without_echo(modes))  # type: ignore[arg-type]
        if self._in_application_mode:
            compat.restore_at_exit(self, None)
            self.suspend_application_mode()
            compat.announce_resume(self)
        if compat.is_suspended(self):  # else the program is at its end
            self.resume_application_mode()
            if modes is not None:
                compat.restore_at_exit(self, modes)
            self._reader_app.call_later(self._reader_app.refresh, layout=True)

    def disable_input(self) -> None:
        compat.end_input(self, lambda: os.write(self._wake_write, b"x"))
        os.read(self._wake_read, 1)

    def run_input_thread(self) -> None:
        """Pass on what is typed until the app stops the input or the terminal is gone.

        A key of which one half is read when the input stops is completed by the next thread.
        """
        parser, pastes = self._parser, self._pastes
        send = partial(self._send, parser)
        typed, self._typed = self._typed, b""
        send(pastes.feed(self._decode(typed)))
        while not compat.input_is_stopped(self):
            if not (ready := self._ready(0)):
                send(pastes.pause())
                is_waiting = pastes.is_waiting or compat.awaits_more(parser)
                ready = self._ready(_TICK_SECONDS if is_waiting else None)
            if self._wake_read in ready:
                return
            if self.fileno in ready:
                data = self._read()
                if not data:
                    self._terminal_gone()
                    return
                send(pastes.feed(self._decode(data)))  # a read may end within a character
            for message in parser.tick():
                self.process_message(compat.key_meant(message))

    def _send(self, parser: compat.TerminalParser, parts: Iterable[str | Pasted]) -> None:
        for part in parts:
            if isinstance(part, Pasted):
                self.process_message(events.Paste(part.text))
                continue
            for message in self._parsed(parser, part):
                if not isinstance(message, events.Paste):
                    self.process_message(compat.key_meant(message))

    def _parsed(self, parser: compat.TerminalParser, text: str) -> Iterator[Message]:
        """What `text` means. An escape is a key of its own before a character, unless with Alt."""
        start, whole = len(self._escape), self._escape + text
        self._escape = "\x1b" if text.endswith("\x1b") else ""
        for found in _AFTER_ESCAPE.finditer(whole):
            if not self._means_alt(found[0]):
                if keys := whole[start : found.start()]:
                    yield from parser.feed(keys)
                yield from compat.end_sequence(parser)
                start = found.start()
        if keys := whole[start:]:
            yield from parser.feed(keys)

    def _ready(self, seconds: float | None) -> list[int]:
        """The file descriptors that can be read, after at most `seconds`; None for any time."""
        ready = select.select([self.fileno, self._wake_read], [], [], seconds)[0]
        if self.fileno in ready and not owns_terminal(self.fileno):  # it is typed for a shell
            ready = select.select([self._wake_read], [], [], _TICK_SECONDS)[0]
        return ready

    def _read(self) -> bytes:
        try:
            return os.read(self.fileno, _READ_BYTES)
        except OSError:
            return b""

    def _terminal_gone(self) -> None:
        self._reader_app.call_later(self._reader_app.end)  # type: ignore[attr-defined]
