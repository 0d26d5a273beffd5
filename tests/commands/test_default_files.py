"""What is opened when no article is named."""

from __future__ import annotations

import os
from argparse import Namespace
from pathlib import Path

import pytest

from newsreader.commands.default_files import choose_files
from newsreader.directories import HOME, directories
from newsreader.errors import SourceError
from newsreader.locale import use_language
from newsreader.state import ReadingPosition, State
from tests.fakes import NEWS


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(HOME, str(tmp_path / "home"))
    use_language("en")


def chosen(paste: str | None = None) -> tuple[list[str], bool]:
    arguments = Namespace(files=[], paste=paste, recent=False)
    assert choose_files(arguments) == bool(arguments.files)
    return arguments.files, arguments.recent


def article(path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(NEWS, "utf-8")
    return str(path)


def test_without_anything_it_says_how_to_begin(capsys: pytest.CaptureFixture[str]) -> None:
    assert chosen() == ([], True)
    said = capsys.readouterr().out
    assert "newsreader FOLDER" in said
    assert "--paste" in said


def test_the_last_library_is_opened(tmp_path: Path) -> None:
    article(tmp_path / "news" / "a.txt")
    State.open().remember_library([str(tmp_path / "gone"), str(tmp_path / "news")])
    assert chosen() == ([str(tmp_path / "news")], False)


def test_without_a_library_the_recent_articles_are_listed(tmp_path: Path) -> None:
    State.open().remember_library([str(tmp_path / "gone")])
    paths = [article(tmp_path / name) for name in ("a.txt", "b.txt", "c.txt")]
    for path in (*paths, str(tmp_path / "gone.txt"), "f" * 64, paths[0]):
        State.open().remember_place(path, ReadingPosition(3))
    kept = article(directories().data / "articles" / "kept.txt")
    assert chosen() == ([paths[0], paths[2], paths[1], kept], True)


def test_a_paste_goes_to_the_named_folder_or_that_of_the_last_library(tmp_path: Path) -> None:
    own = directories().data / "articles"
    assert chosen(paste="") == ([str(own)], False)
    (tmp_path / "news").mkdir()
    State.open().remember_library([str(tmp_path / "gone"), str(tmp_path / "news")])
    assert chosen(paste="") == ([str(tmp_path / "news")], False)
    assert chosen(paste=str(tmp_path / "new")) == ([str(tmp_path / "new")], False)
    assert (tmp_path / "new").is_dir()
    with pytest.raises(SourceError, match="cannot be used"):
        chosen(paste=os.devnull)
