"""The progress of opening a large article, and the choice of reader or library."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from newsreader.commands import progress
from newsreader.commands.progress import TerminalProgress
from newsreader.commands.read import opens_library
from newsreader.errors import UsageError
from newsreader.locale import use_language


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def opening() -> TerminalProgress:
    return TerminalProgress("Opening", "Nothing was opened.")


def terminal_of(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal as standard error; set in the test, because pytest replaces it before."""
    use_language("en")
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    return terminal


def test_no_progress_is_shown_for_a_fast_article(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = terminal_of(monkeypatch)
    with opening() as progress_line:
        progress_line.update(0.5)
    assert terminal.getvalue() == ""


def test_progress_of_a_slow_article_is_shown_and_cleared(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    terminal = terminal_of(monkeypatch)
    monkeypatch.setattr(progress, "_SILENCE_SECONDS", 0)
    with opening() as progress_line:
        progress_line.update(0.42)
    assert "42%" in terminal.getvalue()
    assert terminal.getvalue().endswith("\r\x1b[K")


def test_no_progress_is_shown_without_a_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "_SILENCE_SECONDS", 0)
    with opening() as progress_line:
        progress_line.update(0.42)
    assert capsys.readouterr().err == ""


def test_an_interruption_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = terminal_of(monkeypatch)
    with pytest.raises(KeyboardInterrupt), opening():
        raise KeyboardInterrupt
    assert terminal.getvalue() == "newsreader: Nothing was opened.\n"


def test_a_folder_or_several_files_are_a_library(tmp_path: Path) -> None:
    assert opens_library([str(tmp_path)])
    assert opens_library(["a.txt", "b.txt"])
    assert not opens_library([str(tmp_path / "a.txt")])
    assert not opens_library(["-"])
    with pytest.raises(UsageError):
        opens_library(["-", "a.txt"])
