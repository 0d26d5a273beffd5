"""Directories are where the platform keeps such things."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from platformdirs import PlatformDirs

from newsreader.directories import HOME, directories

VARIABLES = ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere platformdirs itself is asked")
@pytest.mark.parametrize("said", [None, "", "/somewhere", "relative/folder"])
def test_they_are_those_of_platformdirs(
    said: str | None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv(HOME, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    for variable in VARIABLES:
        if said is None:
            monkeypatch.delenv(variable, raising=False)
        else:
            monkeypatch.setenv(variable, said)
    theirs = PlatformDirs("newsreader", appauthor=False)
    ours = directories()
    assert ours.config == theirs.user_config_path
    assert ours.state == theirs.user_state_path
    assert ours.cache == theirs.user_cache_path
    assert ours.data == theirs.user_data_path


def test_one_variable_moves_them_all(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(HOME, str(tmp_path))
    ours = directories()
    assert all(tmp_path in place.parents for place in ours)
