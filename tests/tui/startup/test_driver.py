"""What the driver writes to the terminal."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver

from newsreader.tui.startup.driver import ReaderDriver

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
