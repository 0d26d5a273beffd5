"""What every test of a command has: a home of its own, and a function that runs the program."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.runner import Run, runner


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSREADER_HOME", str(tmp_path / "home"))


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    return runner(capfd)
