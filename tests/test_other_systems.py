"""What works on a system without the modules of POSIX, and in a bare environment."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import newsreader
from newsreader.directories import directories
from newsreader.version import report
from tests.interpreter import ROOT, printed
from tests.test_import_hygiene import modules

WITHOUT_POSIX = """
import os, sys
for name in ("fcntl", "grp", "pty", "pwd", "resource", "termios", "tty"):
    sys.modules[name] = None
for name in ("O_CLOEXEC", "O_NOFOLLOW", "O_NONBLOCK", "fchown", "getuid", "geteuid"):
    delattr(os, name)
import newsreader
"""


@pytest.fixture
def article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NEWSREADER_HOME", str(tmp_path / "home"))
    return Path(shutil.copy(ROOT / "sample_articles" / "essay.txt", tmp_path))


def test_headless_modules_are_imported_without_posix() -> None:
    imports = "".join(f"import {name}\n" for name in modules())
    assert printed(f"{WITHOUT_POSIX}{imports}print('imported')") == ["imported"]


@pytest.mark.slow
def test_an_article_is_read_without_posix(article: Path) -> None:
    program = f"""{WITHOUT_POSIX}
article = newsreader.open_article({str(article)!r})
found = next(newsreader.find_entities([article]))
rows = newsreader.wrap(article, 20)
notes = newsreader.Notebook.load(article)
notes.highlight((0, 2))
print(bool(found), len(rows) > 9, len(newsreader.export(notes)) > 9)
"""
    assert printed(program) == ["True"] * 3


def test_a_user_without_a_home_gets_no_folder_named_tilde(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NEWSREADER_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)
    if sys.platform == "linux":
        assert [folder.is_absolute() for folder in directories()] == [True] * 4
    assert any(line.startswith("data: ") for line in report())


def test_a_query_is_understood_in_a_locale_without_chinese(article: Path) -> None:
    bare = {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "POSIX"}
    done = subprocess.run(
        [sys.executable, "-m", "newsreader", "search", "父亲", str(article)],
        env={**os.environ, **bare, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout


def test_articles_whose_names_differ_by_case_or_composition_keep_their_own_notes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSREADER_HOME", str(tmp_path / "home"))
    names = ["Café.txt", "cafe\u0301.txt", "CAFÉ.txt", "caf\u00e9.txt"]
    folder = tmp_path / "news"
    folder.mkdir()
    for number, name in enumerate(names):
        (folder / name).write_text(f"第{number}篇\n\n港口有三个泊位。\n", "utf-8")
    for name in (each.name for each in sorted(folder.iterdir())):
        notes = newsreader.Notebook.load(folder / name)
        notes.note = (folder / name).read_text("utf-8").split("\n")[0]
        notes.save()
    for path in folder.glob("*.txt"):
        title = path.read_text("utf-8").split("\n")[0]
        assert newsreader.Notebook.load(path).note == title
    found = {hit.path.name for hit in newsreader.search("泊位", folder)}
    assert found == {each.name for each in folder.glob("*.txt")}


def test_notes_whose_name_a_file_system_has_decomposed_are_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in an archive from macOS; the program that unpacks it may compose only some."""
    monkeypatch.setenv("NEWSREADER_HOME", str(tmp_path / "home"))
    article = tmp_path / "caf\u00e9.txt"
    article.write_text("港口\n\n港口有三个泊位。\n", "utf-8")
    notes = newsreader.Notebook.load(article)
    notes.note = "核实"
    notes.save()
    assert notes.path is not None
    notes.path.rename(tmp_path / "cafe\u0301.txt.notes.toml")
    assert newsreader.Notebook.load(article).note == "核实"
