"""What `check` says about the notes on names."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.directories import directories
from newsreader.sidecar.names_file import NamesFile
from tests.commands.runner import Run


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with notes on names, and no article."""
    monkeypatch.setenv("NEWSREADER_HOME", str(tmp_path / "home"))
    found = tmp_path / "news"
    found.mkdir()
    NamesFile(found, directories().data).save_note("PER", "陆知行", "谁？", "")
    return found


@pytest.mark.parametrize("name", ["", "newsreader-names.toml"])
def test_the_notes_on_names_of_a_folder_are_checked(run: Run, folder: Path, name: str) -> None:
    ran = run("check", folder / name)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == f"{folder}/newsreader-names.toml: in order\n"


def test_damaged_notes_on_names_are_a_fault(run: Run, folder: Path) -> None:
    path = folder / "newsreader-names.toml"
    path.write_bytes(path.read_bytes()[:-20])
    ran = run("check", folder)
    assert ran.status == 1
    assert ran.out.startswith(f"{path}: ")
    assert "damaged" in ran.out


def test_a_finding_in_chinese_has_a_full_width_colon_after_the_file(run: Run, folder: Path) -> None:
    path = folder / "newsreader-names.toml"
    path.write_bytes(path.read_bytes()[:-20])
    assert run("check", folder, "--lang", "zh").out.startswith(f"{path}：")
