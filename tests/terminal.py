"""A program in a pseudo-terminal, with its screen as text, for the tests end to end."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pyte

_PIECE = 1024
PATIENCE = 20.0
"""Seconds until a test fails. What it waits for usually comes far sooner."""


class Terminal:
    """One program in a terminal of its own, `columns` by `rows` cells.

    Every wait is for something on the screen, or for the end; none is for a fixed time.
    """

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        columns: int = 100,
        rows: int = 30,
    ) -> None:
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self.output = b""
        self.ended = False
        self.status: int | None = None
        self.process, self._terminal = pty.fork()
        if self.process == 0:
            os.execvpe(command[0], list(command), dict(environment))
        size = struct.pack("HHHH", rows, columns, 0, 0)
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, size)
        self.modes = termios.tcgetattr(self._terminal)

    def text(self) -> str:
        """The screen, one line a row; a wide character appears once."""
        # pyte's `display` fails where one half of a wide character was overwritten.
        buffer, columns = self._screen.buffer, range(self._screen.columns)
        rows = (
            "".join(buffer[row][column].data for column in columns)
            for row in range(self._screen.lines)
        )
        return "\n".join(row.rstrip() for row in rows)

    def send(self, data: bytes, *, read: bool = True) -> None:
        """Send `data` as a keyboard does, and read what is written then, unless not to `read`."""
        os.write(self._terminal, data)
        if read:
            self._read_on()

    def send_all(self, data: bytes) -> None:
        """Send much `data`, as fast as the program reads it."""
        for at in range(0, len(data), _PIECE):
            while not select.select([], [self._terminal], [], 0)[1]:
                self._read(0.01)
            os.write(self._terminal, data[at : at + _PIECE])

    def press(self, *keys: str) -> None:
        """Send keys one by one, each when the program has drawn what the last one did."""
        for key in keys:
            os.write(self._terminal, key.encode())
            self._read_on()

    def wait(self, condition: Callable[[str], bool] | str, what: str = "") -> str:
        """Wait until `condition` is true of the screen, or in it; return the screen."""
        holds = (lambda text: condition in text) if isinstance(condition, str) else condition
        until = time.monotonic() + PATIENCE
        while not holds(text := self.text()):
            if self.ended or time.monotonic() > until:
                raise AssertionError(f"not seen: {what or condition}\n{text}")
            self._read(0.2)
        return text

    def wait_end(self) -> int:
        """Wait for the end; the exit status, or minus the number of the signal that ended it."""
        until = time.monotonic() + PATIENCE
        while self.status is None:
            if time.monotonic() > until:
                raise AssertionError(f"it does not end\n{self.text()}")
            if not self.ended:
                self._read(0.1)
            ended, status = os.waitpid(self.process, os.WNOHANG)
            if ended:
                self.status = os.waitstatus_to_exitcode(status)
            elif self.ended:
                select.select([], [], [], 0.01)
        while self._read(0.05):  # its last output may still be in the buffer
            pass
        return self.status

    def signal(self, number: signal.Signals) -> None:
        os.kill(self.process, number)

    def hang_up(self) -> None:
        """Close the terminal, as closing its window does."""
        self.ended = True
        os.close(self._terminal)
        self._terminal = -1

    def restored(self) -> bool:
        """Whether the modes, the main screen, the cursor and the mouse are as before the start."""
        if termios.tcgetattr(self._terminal)[3] != self.modes[3]:
            return False
        pairs = ((b"\x1b[?1049h", b"\x1b[?1049l"), (b"\x1b[?25l", b"\x1b[?25h"))
        modes = (*pairs, (b"\x1b[?1000h", b"\x1b[?1000l"), (b"\x1b[?2004h", b"\x1b[?2004l"))
        return all(self.output.rfind(on) <= self.output.rfind(off) for on, off in modes)

    def close(self) -> None:
        """Kill the program if it still runs, and close the terminal."""
        if self.status is None:
            with contextlib.suppress(ProcessLookupError, ChildProcessError):
                os.kill(self.process, signal.SIGKILL)
                os.waitpid(self.process, 0)
        if self._terminal >= 0:
            os.close(self._terminal)

    def read(self, patience: float) -> None:
        """Read what the program writes within `patience` seconds, if it does."""
        self._read(patience)

    def _read_on(self) -> None:
        """Read until the program has written nothing for a moment."""
        while self._read(0.15):
            pass

    def _read(self, patience: float) -> bool:
        if self.ended or not select.select([self._terminal], [], [], patience)[0]:
            return False
        try:
            part = os.read(self._terminal, 65536)
        except OSError:  # Linux: no process has the other end open any more
            part = b""
        if not part:
            self.ended = True
            return False
        self.output += part
        self._stream.feed(part)
        return True


def children(process: int) -> list[int]:
    """The running children of `process` (found on Linux only)."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError, IndexError, ValueError):
            parent = int(entry.read_text("utf-8").rpartition(")")[2].split()[1])
            if parent == process:
                found.append(int(entry.parent.name))
    return found


def is_stopped(process: int) -> bool:
    """Whether a signal has stopped `process` (Linux only)."""
    stat = Path(f"/proc/{process}/stat").read_text("utf-8")
    return stat.rpartition(")")[2].split()[0] == "T"


def wait_gone(processes: list[int]) -> None:
    """Wait until none of `processes` runs."""
    until = time.monotonic() + PATIENCE
    while any(_runs(process) for process in processes):
        assert time.monotonic() < until, f"still running: {processes}"
        select.select([], [], [], 0.01)


def _runs(process: int) -> bool:
    """Whether a process with this id exists."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
