"""Text is copied to the clipboards of the terminal and the desktop."""

from __future__ import annotations

import base64
import os
import re
from pathlib import Path

import pytest

from newsreader.tui.clipboard import programs, read_desktop, request


def test_the_terminal_is_asked_by_osc_52() -> None:
    asked = request("证监会", {})
    found = re.fullmatch(r"\x1b\]52;c;(.*)\x07", asked)
    assert found is not None
    assert base64.b64decode(found[1]).decode() == "证监会"


def test_gnu_screen_gets_pieces_that_it_can_hold() -> None:
    plain, wrapped = request("字" * 500, {}), request("字" * 500, {"STY": "1.pts"})
    pieces = re.findall(r"\x1bP(.*?)\x1b\\", wrapped, re.S)
    assert "".join(pieces) == plain
    assert max(map(len, pieces)) < 256


def test_the_clipboard_program_of_the_desktop_is_called() -> None:
    x11 = {"DISPLAY": ":0"}
    assert list(programs({}, lambda name: name)) == []
    assert list(programs(x11, lambda name: None)) == []
    assert [c[0] for c in programs(x11, lambda name: name)] == ["xclip"]
    only_xsel = list(programs(x11, lambda name: name if name == "xsel" else None))
    assert [c[0] for c in only_xsel] == ["xsel"]
    both = {"TMUX": "/tmp/tmux", "WAYLAND_DISPLAY": "wayland-0"}
    assert [c[0] for c in programs(both, lambda name: name)] == ["tmux", "wl-copy"]


def test_the_clipboard_of_the_desktop_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "xclip"
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    program.write_text("#!/bin/sh\necho 证监会\n", "utf-8")
    program.chmod(0o755)
    assert read_desktop({}) == ""
    assert read_desktop({"DISPLAY": ":0"}) == "证监会\n"
    program.write_text("#!/bin/sh\nexit 1\n", "utf-8")
    assert read_desktop({"DISPLAY": ":0"}) == ""
