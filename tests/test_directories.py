"""The directories of the platform."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from platformdirs import PlatformDirs

from newsreader.directories import HOME, directories

VARIABLES = ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME")


@pytest.mark.skipif(sys.platform != "linux", reason="platformdirs itself is used elsewhere")
@pytest.mark.parametrize("said", [None, "", "/somewhere", "relative/folder"])
def test_directories_are_those_of_platformdirs(
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


def test_one_variable_moves_all_directories(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(HOME, str(tmp_path))
    places = directories()
    assert {p.parent for p in (places.config, places.state, places.cache, places.data)} == {
        tmp_path
    }


def test_the_xdg_variables_are_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(HOME, raising=False)
    for name in ("CONFIG", "STATE", "CACHE", "DATA"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    places = directories()
    assert places.config == tmp_path / "CONFIG" / "newsreader"
    assert places.state == tmp_path / "STATE" / "newsreader"
