"""One program in a pseudo-terminal, with a time stamp on every piece of its output.

The screen is rebuilt only while the program is silent, so that the slow emulator neither delays
the time stamps nor uses the processor during a measurement. The few questions that programs ask a
terminal at their start are answered at once, so that no program waits for them.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import signal
import struct
import termios
import threading
import time
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path

import pyte

_QUESTION = re.compile(rb"\x1b\[(?:0?c|>0?c|6n|\?2026\$p|\?u)")
_ANSWERS = {
    b"\x1b[c": b"\x1b[?62;22c",
    b"\x1b[0c": b"\x1b[?62;22c",
    b"\x1b[>c": b"\x1b[>1;10;0c",
    b"\x1b[>0c": b"\x1b[>1;10;0c",
    b"\x1b[6n": b"\x1b[1;3R",
    b"\x1b[?2026$p": b"\x1b[?2026;2$y",
}
# What pyte would print as text: strings, and sequences with private parameters or intermediates.
_UNREADABLE = re.compile(
    r"\x1b[P_^X\]].*?(?:\x1b\\|\x07)"
    r"|\x1b\[(?:[<>=][\d;:]*[ -/]*[@-~]|\?[\d;:]*[ -/]*[@-gi-km-~]|[\d;:]*[ -/]+[@-~])",
    re.DOTALL,
)
_POLL = 0.25

BURST = 0.003
"""Seconds without output between two bursts; two frames of a program are further apart."""

SILENCE = 0.04
"""Seconds without output after which the answer to a key is complete."""


class Launch:
    """A program that runs from construction until `end`. Times are in milliseconds."""

    def __init__(
        self,
        command: Sequence[str],
        size: tuple[int, int],
        folder: Path,
        environment: Mapping[str, str],
    ) -> None:
        """`size` is columns and rows; `folder` is the working directory."""
        self.size = size
        self._chunks: list[tuple[float, bytes]] = []
        self._came = threading.Condition()
        self._over = self._gone = False
        self.began = time.perf_counter()
        self.pid, self._terminal = pty.fork()
        if self.pid == 0:
            _become(command, size, folder, environment)
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def until_shown(self, words: str, limit: float) -> float | None:
        """From the launch until `words` are on the screen; None after `limit` seconds."""
        return self._until(words, 0, self.began, limit)

    def press(self, keys: bytes, limit: float = 20) -> tuple[float, float] | None:
        """From the keys to the end of the first burst of output, and to the end of all of it."""
        before, pressed = len(self._chunks), time.perf_counter()
        os.write(self._terminal, keys)
        return self._settled(before, pressed, SILENCE, limit)

    def press_until(self, keys: bytes, words: str, limit: float = 60) -> float | None:
        """From the keys until `words` are on the screen."""
        before, pressed = len(self._chunks), time.perf_counter()
        os.write(self._terminal, keys)
        return self._until(words, before, pressed, limit)

    def type(self, keys: bytes) -> None:
        """Send keys without waiting."""
        os.write(self._terminal, keys)

    def bytes_for(self, keys: bytes, limit: float = 2) -> int:
        """The number of bytes that the program writes for the keys."""
        before = len(self._chunks)
        os.write(self._terminal, keys)
        if self._more(before, limit):
            self.quiet(SILENCE, limit)
        return sum(len(data) for _, data in self._chunks[before:])

    def hold(self, keys: bytes, count: int, each_second: int) -> float:
        """Press repeatedly without waiting; from the last press to the end of the output."""
        began = time.perf_counter()
        for number in range(count):
            time.sleep(max(0.0, began + number / each_second - time.perf_counter()))
            os.write(self._terminal, keys)
        sent = time.perf_counter()
        self.quiet(0.1, 10)
        return max(0.0, (self._chunks[-1][0] - sent) * 1000)

    def leave(self, keys: bytes, limit: float = 10) -> float | None:
        """From the keys to the end of the process; None when they do not end it."""
        pressed = time.perf_counter()
        os.write(self._terminal, keys)
        while time.perf_counter() < pressed + limit:
            if os.waitpid(self.pid, os.WNOHANG)[0]:
                self._gone = True
                return (time.perf_counter() - pressed) * 1000
            time.sleep(0.0005)
        return None

    def resize(self, size: tuple[int, int], limit: float = 10) -> tuple[float, float] | None:
        """From the change of the window to the end of the first burst, and of all output."""
        before, pressed = len(self._chunks), time.perf_counter()
        self.size = size
        _set_size(self._terminal, size)
        return self._settled(before, pressed, 0.1, limit)

    def quiet(self, silence: float, limit: float = 60) -> None:
        """Wait for `silence` seconds without output."""
        end = time.perf_counter() + limit
        seen = len(self._chunks)
        while time.perf_counter() < end and self._more(seen, silence):
            seen = len(self._chunks)

    def last(self) -> float:
        """From the launch to the last output so far."""
        return (self._chunks[-1][0] - self.began) * 1000

    def helpers(self) -> list[int]:
        """The ids of the child processes."""
        path = Path(f"/proc/{self.pid}/task")
        found = [Path(task, "children").read_text() for task in path.iterdir()]
        return [int(number) for numbers in found for number in numbers.split()]

    def helper(self, limit: float) -> int:
        """The id of the first child process; raises TimeoutError after `limit` seconds."""
        end = time.perf_counter() + limit
        while not (found := self.helpers()):
            if time.perf_counter() > end:
                raise TimeoutError("the program has started no helper process")
            time.sleep(0.005)
        return found[0]

    def peak(self) -> float:
        """The peak memory of the process so far, in MB, without its children."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        match = re.search(r"VmHWM:\s+(\d+)", status)
        return int(match[1]) / 1024 if match else 0.0

    def end(self) -> None:
        """End the process, with SIGTERM first."""
        if self._gone:
            os.close(self._terminal)
            return
        for number, patience in ((signal.SIGTERM, 1.0), (signal.SIGKILL, 5.0)):
            os.kill(self.pid, number)
            limit = time.perf_counter() + patience
            while time.perf_counter() < limit:
                if os.waitpid(self.pid, os.WNOHANG)[0]:
                    os.close(self._terminal)
                    return
                time.sleep(0.005)

    def _until(self, words: str, first: int, began: float, limit: float) -> float | None:
        """The time when the output since chunk `first` has put `words` on the screen."""
        end = began + limit
        screen = Screen(self.size)
        fed = 0
        while True:
            while fed < len(self._chunks):
                stamp, data = self._chunks[fed]
                screen.feed(data)
                fed += 1
                if fed > first and words in screen.text():
                    return (stamp - began) * 1000
            if time.perf_counter() > end or (self._over and fed == len(self._chunks)):
                return None
            self._more(fed, _POLL)
            self.quiet(0.02, 2)

    def _settled(
        self, seen: int, began: float, silence: float, limit: float
    ) -> tuple[float, float] | None:
        if not self._more(seen, limit):
            return None
        self.quiet(silence, limit)
        stamps = [stamp for stamp, _ in self._chunks[seen:]]
        pairs = pairwise(stamps)
        first = next((one for one, two in pairs if two - one > BURST), stamps[-1])
        return (first - began) * 1000, (stamps[-1] - began) * 1000

    def _more(self, seen: int, patience: float) -> bool:
        with self._came:
            self._came.wait_for(lambda: self._over or len(self._chunks) > seen, patience)
            return len(self._chunks) > seen

    def _read(self) -> None:
        while True:
            try:
                data = os.read(self._terminal, 1 << 16)
            except OSError:
                data = b""
            now = time.perf_counter()
            for question in _QUESTION.findall(data):
                os.write(self._terminal, _ANSWERS.get(question, b""))
            with self._came:
                if data:
                    self._chunks.append((now, data))
                else:
                    self._over = True
                self._came.notify_all()
            if not data:
                return


class Screen:
    """The screen of the terminal after some output."""

    def __init__(self, size: tuple[int, int]) -> None:
        self._screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self._screen)
        self._rest = b""

    def feed(self, data: bytes) -> None:
        """Feed output; an incomplete character or sequence is kept until the rest of it comes."""
        data = self._rest + data
        cut = max(data.rfind(b"\x1b"), len(data) - 64)
        ready = re.search(rb"\x1b[^@-Z\\^-~]*$|\x1b\[[^@-~]*$|[\xc0-\xff][\x80-\xbf]*$", data[cut:])
        whole = (
            cut + ready.start() if ready and not _complete(data[cut + ready.start() :]) else None
        )
        data, self._rest = (data, b"") if whole is None else (data[:whole], data[whole:])
        text = _UNREADABLE.sub("", data.decode("utf-8", "replace"))
        self._stream.feed(text.encode())

    def text(self) -> str:
        """All rows, without the halves of wide characters."""
        rows = range(self._screen.lines)
        columns = range(self._screen.columns)
        return "\n".join("".join(self._screen.buffer[y][x].data for x in columns) for y in rows)


def _complete(tail: bytes) -> bool:
    """Whether the last character of `tail` is complete."""
    try:
        tail.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return not tail.startswith(b"\x1b")


def _set_size(terminal: int, size: tuple[int, int]) -> None:
    columns, rows = size
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


def _become(
    command: Sequence[str], size: tuple[int, int], folder: Path, environment: Mapping[str, str]
) -> None:
    """In the child process: execute the program, or end."""
    try:
        _set_size(0, size)
        os.chdir(folder)
        os.execvpe(command[0], list(command), dict(environment))
    finally:
        os._exit(127)
