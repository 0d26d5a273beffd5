"""Tests of the helper process write their log to a directory of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.directories import HOME


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The directory that holds the user's directories during a test."""
    monkeypatch.setenv(HOME, str(tmp_path / "home"))
    return tmp_path / "home"
