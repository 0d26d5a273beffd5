"""Run one of the reader's own commands with a text, with a limit of time and of output."""

from __future__ import annotations

import os
import re
import selectors
import signal
import subprocess
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import NamedTuple
from urllib.parse import quote

from newsreader.errors import NewsreaderError
from newsreader.locale import _, reason_of
from newsreader.settings.own_commands import Command
from newsreader.text.sanitize import clean, clean_line

MOST_BYTES = 1 << 20
"""Bytes of output that are read; a program that prints more is stopped."""

_PIECE = 1 << 16
_LOOK_SECONDS = 0.1
"""How often to look whether the program has ended while something else holds its output open."""

_TEXT, _URL = "{}", "{url}"

# Control sequences and strings of ECMA-48, and characters that were printed over.
_CONTROL = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b[\]P^_X][^\x07\x1b]*(?:\x07|\x1b\\)?|\x1b[ -/]*[0-~]|.\x08"
)


class ProgramError(NewsreaderError):
    """The program cannot be started, has failed, was stopped, or took too long."""


class Invocation(NamedTuple):
    """The program with its arguments, and what it reads from standard input."""

    arguments: tuple[str, ...]
    data: str = ""


def invocation(command: Command, text: str) -> Invocation:
    """How `command` is called with `text`. Raises ProgramError.

    `{}` in an argument is replaced by the text, `{url}` by the text percent-encoded (RFC 3986);
    without either the text is the last argument. A shell receives it as `$1`, so no part of it is
    ever run.
    """
    text = clean(text)
    if command.via == "stdin":
        run = ("sh", "-c", *command.run) if command.shell else command.run
        return Invocation(run, text)
    if command.shell:
        return Invocation(("sh", "-c", *command.run, "sh", text))
    program, *arguments = command.run
    if not any(_TEXT in each or _URL in each for each in arguments):
        arguments.append(_TEXT)
    filled = [each.replace(_URL, quote(text, safe="")).replace(_TEXT, text) for each in arguments]
    for index, (before, after) in enumerate(zip(arguments, filled, strict=True)):
        option = after.startswith("-") and not before.startswith("-")
        if option and "--" not in arguments[:index]:  # an article could ask for anything
            words = _("The text begins with -, like an option; write -- before its place in {id}.")
            raise ProgramError(words.format(id=command.id))
    return Invocation((program, *filled))


class Program:
    """One run of a program; `cancel` may be called on any thread."""

    def __init__(self, call: Invocation, seconds: float, folder: Path | None = None) -> None:
        """`folder` is the working directory, None for the present one."""
        self._call = call
        self._seconds = seconds
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self._stopped = False

    def run(self) -> str:
        """The output, sanitized. Raises ProgramError. Blocks until the program has ended."""
        process = self._start()
        try:
            output, errors = self._exchange(process)
        finally:
            self._end(process)
        if self._stopped:
            raise ProgramError(_("{program} was stopped.").format(program=self._name))
        text = plain_text(output)
        if process.returncode and not text.strip():
            why = plain_text(errors).strip().partition("\n")[0]
            why = why or _("exit status {status}").format(status=process.returncode)
            raise ProgramError(_("{program}: {why}").format(program=self._name, why=why))
        return text

    def cancel(self) -> None:
        """Stop the program, and all that it has started."""
        with self._lock:
            self._stopped = True
            if self._process is not None and self._process.poll() is None:
                _kill(self._process)

    @property
    def _name(self) -> str:
        return clean_line(self._call.arguments[0])

    def _start(self) -> subprocess.Popen[bytes]:
        with self._lock:
            if self._stopped:
                raise ProgramError(_("{program} was stopped.").format(program=self._name))
            try:
                self._process = subprocess.Popen(
                    self._call.arguments,
                    stdin=subprocess.PIPE if self._call.data else subprocess.DEVNULL,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.PIPE,
                    cwd=self._folder,
                    start_new_session=True,
                )
            except (OSError, ValueError) as error:
                raise ProgramError(_why_not(self._name, error)) from error
            return self._process

    def _exchange(self, process: subprocess.Popen[bytes]) -> tuple[bytes, bytes]:
        """Write the input and read output and errors until both end. Raises ProgramError."""
        deadline = monotonic() + self._seconds
        pending = memoryview(self._call.data.encode())
        parts = {process.stdout: bytearray(), process.stderr: bytearray()}
        with selectors.DefaultSelector() as selector:
            for stream in parts:
                assert stream is not None
                selector.register(stream, selectors.EVENT_READ)
            if process.stdin is not None:
                os.set_blocking(process.stdin.fileno(), False)
                selector.register(process.stdin, selectors.EVENT_WRITE)
            while selector.get_map():
                left = deadline - monotonic()
                if left <= 0:
                    raise ProgramError(self._too_long())
                ready = selector.select(min(left, _LOOK_SECONDS))
                if not ready and process.poll() is not None:
                    break  # what it has started goes on, such as a browser
                for key, _events in ready:
                    if key.fileobj is process.stdin:
                        pending = _feed(selector, process, pending)
                    else:
                        _take(selector, key, parts[key.fileobj])  # type: ignore[index]
                if max(map(len, parts.values())) > MOST_BYTES:
                    raise ProgramError(
                        _("{program} prints too much; let it print less.").format(
                            program=self._name
                        )
                    )
        return bytes(parts[process.stdout]), bytes(parts[process.stderr])

    def _too_long(self) -> str:
        words = _(
            "{program} was stopped after {seconds} seconds; `seconds` in the settings allows more."
        )
        return words.format(program=self._name, seconds=self._seconds)

    def _end(self, process: subprocess.Popen[bytes]) -> None:
        """Close the pipes. A program that has not ended by itself is killed."""
        for stream in (process.stdin, process.stdout, process.stderr):
            if stream is not None:
                with suppress(OSError):
                    stream.close()
        try:
            process.wait(_LOOK_SECONDS)
        except subprocess.TimeoutExpired:
            _kill(process)
            process.wait()


def _kill(process: subprocess.Popen[bytes]) -> None:
    """Kill the process and its group, which it leads."""
    with suppress(OSError):
        os.killpg(process.pid, signal.SIGKILL)


def _feed(
    selector: selectors.BaseSelector, process: subprocess.Popen[bytes], pending: memoryview
) -> memoryview:
    """Write a piece of `pending`, and return the rest; closes the pipe after the last."""
    assert process.stdin is not None
    try:
        pending = pending[os.write(process.stdin.fileno(), pending[:_PIECE]) :]
    except BlockingIOError:
        return pending
    except OSError:  # the program reads no more
        pending = pending[:0]
    if not pending:
        selector.unregister(process.stdin)
        with suppress(OSError):
            process.stdin.close()
    return pending


def _take(selector: selectors.BaseSelector, key: selectors.SelectorKey, into: bytearray) -> None:
    piece = os.read(key.fd, _PIECE)
    if piece:
        into += piece
    else:
        selector.unregister(key.fileobj)


def _why_not(name: str, error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return _("{program} is not installed, or not in PATH.").format(program=name)
    why = reason_of(error)
    return _("{program} cannot be started: {why}.").format(program=name, why=why)


def plain_text(output: Sequence[int] | bytes) -> str:
    """Output of a program as text that is safe for the terminal, without colours.

    What is not UTF-8 becomes U+FFFD.
    """
    text = bytes(output).decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
    return clean(_CONTROL.sub("", text))
