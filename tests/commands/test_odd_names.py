"""Names that no file system takes, and folders that may not be searched, are one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.runner import Run, runner
from tests.notebooks import TEXT
from tests.privileges import permissions_apply

LONG = "长" * 200
COMMANDS = (
    ("list",), ("check",), ("timeline",), ("codebook",), ("search", "x"),
    ("entities", "--name", "x"), ("export", "-o"), (),
)  # fmt: skip


@pytest.fixture
def run(tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("NEWSREADER_HOME", str(tmp_path / "home"))
    return runner(capfd)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_name_that_is_too_long_is_a_sentence(
    run: Run, tmp_path: Path, command: tuple[str, ...]
) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    article = [tmp_path / "a.txt"] if "export" in command else []
    ran = run(*command, tmp_path / LONG, *article)
    assert ran.status in (1, 2)
    assert LONG in ran.err
    assert "should not" not in ran.err


@pytest.mark.parametrize("command", COMMANDS)
def test_a_folder_that_may_not_be_searched_is_a_sentence(
    run: Run, tmp_path: Path, command: tuple[str, ...]
) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    article = [tmp_path / "a.txt"] if "export" in command else []
    folder = tmp_path / "folder"
    folder.mkdir(0o000)
    with permissions_apply():
        ran = run(*command, folder / "b.txt", *article)
    folder.chmod(0o700)
    assert ran.status in (1, 2)
    assert "b.txt" in ran.err
    assert "should not" not in ran.err
