"""Which packages load heavy modules: only the tui loads Textual, only the worker jieba."""

from __future__ import annotations

import pkgutil
import shutil
from pathlib import Path

import pytest

from tests.interpreter import ROOT, printed

SCREEN = {"textual", "rich"}
HEAVY = {"textual", "jieba", "numpy"}
ESSAY = "essay.txt"
WORKER_ONLY = (
    "newsreader.analysis.worker",
    "newsreader.recognition.segmenter",
    "newsreader.recognition.recognizer",
    "newsreader.recognition.lac",
)


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run in a folder with a copy of a sample, without the notes and settings of the user."""
    shutil.copy(ROOT / "sample_articles" / ESSAY, tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NEWSREADER_HOME", str(tmp_path / "home"))


def modules() -> list[str]:
    """Every module of the package that must not know that there is a terminal."""
    found = pkgutil.walk_packages([str(ROOT / "newsreader")], "newsreader.")
    names = [module.name for module in found]
    screens = ("newsreader.tui", "newsreader.commands", "newsreader.cli", "newsreader.__main__")
    return [name for name in names if not name.startswith(screens)]


def loaded(code: str) -> set[str]:
    """The top-level packages that a fresh interpreter has loaded after `code`."""
    program = (
        f"import sys\n{code}\n"
        "print('\\n'.join({name.partition('.')[0] for name in sys.modules}), file=sys.__stdout__)"
    )
    return set(printed(program))


def run(words: list[str]) -> str:
    """Code that runs the program and continues after it, whatever its exit status."""
    return (
        "import contextlib, io\n"
        "from newsreader.cli import main\n"
        "with contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO()), "
        f"contextlib.redirect_stderr(io.StringIO()):\n    main({words!r})"
    )


def test_no_headless_module_loads_a_screen() -> None:
    code = "\n".join(f"import {name}" for name in modules() if name not in WORKER_ONLY)
    assert loaded(code) & SCREEN == set()


def test_the_modules_of_the_reading_process_load_nothing_heavy() -> None:
    names = (
        "newsreader.article.loader",
        "newsreader.sidecar.sidecar",
        "newsreader.formats.registry",
        "newsreader.analysis.service",
        "newsreader.session",
        "newsreader.settings.config_file",
        "newsreader.state",
        "newsreader.keys.key_table",
        "newsreader.text.linebreak",
    )
    assert loaded(f"import {', '.join(names)}") & (HEAVY | SCREEN) == set()


@pytest.mark.parametrize(
    "words",
    [
        ["--version"],
        ["export", ESSAY],
        ["list", ESSAY],
        ["inspect", ESSAY],
        ["config"],
        ["check", ESSAY],
        [ESSAY],
        ["wrap", ESSAY],
    ],
    ids=" ".join,
)
def test_no_command_below_reading_loads_textual_or_the_recognizer(words: list[str]) -> None:
    assert loaded(run(words)) & HEAVY == set()


@pytest.mark.parametrize("words", [["--help"], ["--nonsense"], ["export", "--help"]], ids=" ".join)
def test_help_and_usage_errors_load_almost_nothing(words: list[str]) -> None:
    assert loaded(run(words)) & (HEAVY | SCREEN | {"regex", "subprocess", "tomli_w"}) == set()


def test_the_reading_process_never_loads_the_recognizer() -> None:
    code = "import newsreader.tui.run, newsreader.commands.read"
    assert loaded(code) & {"jieba", "numpy"} == set()
