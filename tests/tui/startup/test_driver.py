"""What the driver reads and writes: it sleeps while nothing is typed, and writes whole frames."""

from __future__ import annotations

import asyncio
import os
import signal
from pathlib import Path

import pytest
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Key
from textual.message import Message

from newsreader.tui import compat
from newsreader.tui.startup.driver import _TICK_SECONDS, ReaderDriver
from newsreader.tui.startup.first_screen import LEAVE


class Typed(ReaderDriver):
    """A driver whose terminal sends each of `pieces`, one for each time it waits."""

    def __init__(self, pieces: list[bytes]) -> None:
        super().__init__(App(), size=(80, 24))
        self.pieces = pieces
        self.waits: list[float | None] = []

        self.keys: list[str] = []

    def process_message(self, message: Message) -> None:
        """Keep the keys: there is no app."""
        if isinstance(message, Key):
            self.keys.append(message.key)

    def _ready(self, seconds: float | None) -> list[int]:
        if seconds == 0:
            return []
        self.waits.append(seconds)
        return [self.fileno] if self.pieces else [self._wake_read]

    def _read(self) -> bytes:
        return self.pieces.pop(0)


@pytest.mark.parametrize(
    ("typed", "last"),
    [
        ([], None),
        ([b"j"], None),
        ([b"\x1b[6~"], None),
        ([b"\x1b"], _TICK_SECONDS),
        ([b"\x1b", b"[6~"], None),
        ([b"\x1b[200~abc"], _TICK_SECONDS),
    ],
)
async def test_it_wakes_up_by_itself_only_for_what_is_incomplete(
    monkeypatch: pytest.MonkeyPatch, typed: list[bytes], last: float | None
) -> None:
    with Path(os.devnull).open() as keyboard:
        monkeypatch.setattr("sys.__stdin__", keyboard)
        driver = Typed(list(typed))
        driver.run_input_thread()
    assert driver.waits[0] is None
    assert driver.waits[-1] == last


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ([b"\x1b/"], ["escape", "slash"]),
        ([b"x\x1b", "1中".encode()], ["x", "escape", "1", "中"]),
        ([b"\x1b\x1bj\x1bk"], ["escape", "escape", "j", "escape", "k"]),
        ([b"\x1bz"], ["alt+z"]),
        ([b"\x1b", b"[6~", b"\x1bOPj\x1b[113;3u"], ["pagedown", "f1", "j", "alt+q"]),
        ([b"\x1bb\x1b\x7f\x1b\r"], ["ctrl+left", "ctrl+w", "enter"]),
    ],
)
async def test_an_escape_right_before_a_character_is_a_key_of_its_own(
    monkeypatch: pytest.MonkeyPatch, typed: list[bytes], keys: list[str]
) -> None:
    with Path(os.devnull).open() as keyboard:
        monkeypatch.setattr("sys.__stdin__", keyboard)
        driver = Typed(list(typed))
        monkeypatch.setattr(driver, "_means_alt", "z".__eq__)
        driver.run_input_thread()
        for message in compat.end_sequence(driver._parser):  # as after a moment
            driver.process_message(message)
    assert driver.keys == keys


BEGIN, END = "\x1b[?2026h", "\x1b[?2026l"


async def test_a_frame_is_written_as_a_whole_and_everything_else_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    written: list[str] = []
    monkeypatch.setattr(LinuxDriver, "write", lambda _driver, data: written.append(data))
    with Path(os.devnull).open() as keyboard:
        monkeypatch.setattr("sys.__stdin__", keyboard)
        driver = ReaderDriver(App(), size=(80, 24))
        for data in ("\a", BEGIN, "row", "cursor", END, "title"):
            driver.write(data)
    assert written == ["\a", f"{BEGIN}rowcursor{END}", "title"]


async def test_the_terminal_is_left_also_by_a_signal_within_a_frame(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    written: list[str] = []
    monkeypatch.setattr(LinuxDriver, "write", lambda _driver, data: written.append(data))
    monkeypatch.setattr(LinuxDriver, "start_application_mode", lambda _driver: None)
    with Path(os.devnull).open() as keyboard:
        monkeypatch.setattr("sys.__stdin__", keyboard)
        driver = ReaderDriver(App(), size=(80, 24))
        driver.start_application_mode()
        driver.write(BEGIN)
        driver.stop_application_mode()
    assert "\x1b[?1049l" in written


async def test_going_on_after_a_stop_changes_nothing_once_the_program_is_at_its_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with Path(os.devnull).open() as keyboard:
        monkeypatch.setattr("sys.__stdin__", keyboard)
        driver = ReaderDriver(App(), size=(80, 24))
        loop = asyncio.new_event_loop()
        monkeypatch.setattr(driver, "_event_loop", loop)
        loop.close()
        signal.raise_signal(signal.SIGCONT)
        assert not driver._coming_back


async def test_what_is_typed_while_the_input_is_off_stays_for_what_reads_next(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    keyboard, typing = os.openpty()
    monkeypatch.setattr("sys.__stdin__", open(typing, closefd=False))  # noqa: SIM115
    driver = ReaderDriver(App(), size=(80, 24))
    os.write(keyboard, b"typed\n")
    driver.disable_input()
    assert os.read(typing, 100) == b"typed\n"
    os.close(keyboard)
    os.close(typing)


async def test_in_the_background_nothing_is_read_or_written(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    written: list[str] = []
    monkeypatch.setattr(LinuxDriver, "write", lambda _driver, data: written.append(data))
    monkeypatch.setattr(os, "tcgetpgrp", lambda _terminal: os.getpgrp() + 1)
    left: list[str] = []
    monkeypatch.setattr("newsreader.tui.startup.driver.write", left.append)
    monkeypatch.setattr("newsreader.tui.startup.driver._TICK_SECONDS", 0)
    keyboard, typing = os.openpty()
    monkeypatch.setattr("sys.__stdin__", open(typing, closefd=False))  # noqa: SIM115
    driver = ReaderDriver(App(), size=(80, 24))
    os.write(keyboard, b"for the shell\n")
    assert driver._ready(None) == []
    driver.write("frame")
    driver.stop_application_mode()
    assert written == []
    driver._in_application_mode = True  # it was stopped by force
    driver.stop_application_mode()
    assert written == []
    assert left == [LEAVE]
    os.close(keyboard)
    os.close(typing)
