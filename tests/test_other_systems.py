"""What works on a system without the modules of POSIX, and in a bare environment."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

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
