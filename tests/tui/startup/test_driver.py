"""The input thread sleeps while nothing is typed, and wakes up in time for what is incomplete."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from textual.app import App
from textual.message import Message

from newsreader.tui.startup.driver import _TICK_SECONDS, ReaderDriver


class Typed(ReaderDriver):
    """A driver whose terminal sends each of `pieces`, one for each time it waits."""

    def __init__(self, pieces: list[bytes]) -> None:
        super().__init__(App(), size=(80, 24))
        self.pieces = pieces
        self.waits: list[float | None] = []

    def process_message(self, message: Message) -> None:
        """Drop it: there is no app."""

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
