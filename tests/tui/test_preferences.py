"""What is changed while the program runs is in the file when it has ended."""

from __future__ import annotations

import tomllib
from pathlib import Path

from newsreader.settings.entries import entry_of
from newsreader.settings.settings import Settings
from newsreader.tui.preferences import Preferences

COLUMN = entry_of("page", "column")


def column_in(path: Path) -> object:
    return tomllib.loads(path.read_text("utf-8"))["page"]["column"]


async def test_of_many_values_of_a_setting_the_last_is_written(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    preferences = Preferences(Settings(), path)
    for width in (44, 46, 48):
        preferences.change(COLUMN, width)
    assert await preferences.write() == []
    assert column_in(path) == 48
    preferences.change(COLUMN, 50)
    assert await preferences.write() == []
    assert column_in(path) == 50


def test_what_is_not_written_yet_is_written_at_the_end(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    preferences = Preferences(Settings(), path)
    preferences.change(COLUMN, 44)
    preferences.finish()
    assert column_in(path) == 44


async def test_another_window_is_not_overwritten_unasked(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    one, two = Preferences(Settings(), path), Preferences(Settings(), path)
    one.change(COLUMN, 50)
    assert await one.write() == []
    two.change(COLUMN, 30)
    problems = await two.write()
    assert len(problems) == 1
    assert "column is 50 there" in problems[0]
    assert column_in(path) == 50
    assert two.settings.column == 30
    two.change(COLUMN, 32)  # the reader has been told, and goes on
    assert await two.write() == []
    assert column_in(path) == 32


async def test_without_a_file_a_change_ends_with_the_program(tmp_path: Path) -> None:
    preferences = Preferences(Settings())
    preferences.change(COLUMN, 44)
    assert await preferences.write() == []
    assert preferences.in_file() == frozenset()
    preferences.finish()
    assert list(tmp_path.iterdir()) == []
