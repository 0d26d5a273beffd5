"""What is said while a large article is being opened, and where several articles lead."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from newsreader.commands import progress
from newsreader.commands.progress import OpeningProgress
from newsreader.commands.read import opens_library
from newsreader.errors import UsageError
from newsreader.locale import use_language


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def terminal_of(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal to complain on; set within the test, for pytest has one of its own before it."""
    use_language("en")
    made = Terminal()
    monkeypatch.setattr(sys, "stderr", made)
    return made


def test_what_opens_at_once_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = terminal_of(monkeypatch)
    with OpeningProgress() as progress_line:
        progress_line.update(0.5)
    assert terminal.getvalue() == ""


def test_what_takes_long_is_told_and_leaves_the_line_empty(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    terminal = terminal_of(monkeypatch)
    monkeypatch.setattr(progress, "_SILENCE_SECONDS", 0)
    with OpeningProgress() as progress_line:
        progress_line.update(0.42)
    assert "42%" in terminal.getvalue()
    assert terminal.getvalue().endswith("\r\x1b[K")


def test_nothing_is_said_where_nobody_looks(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "_SILENCE_SECONDS", 0)
    with OpeningProgress() as progress_line:
        progress_line.update(0.42)
    assert capsys.readouterr().err == ""


def test_an_interruption_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = terminal_of(monkeypatch)
    with pytest.raises(KeyboardInterrupt), OpeningProgress():
        raise KeyboardInterrupt
    assert terminal.getvalue() == "newsreader: nothing was opened.\n"


def test_a_folder_or_several_files_are_a_library(tmp_path: Path) -> None:
    assert opens_library([str(tmp_path)])
    assert opens_library(["a.txt", "b.txt"])
    assert not opens_library([str(tmp_path / "a.txt")])
    assert not opens_library(["-"])
    with pytest.raises(UsageError):
        opens_library(["-", "a.txt"])
