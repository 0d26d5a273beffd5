"""The manual page has every command and option, and man shows it."""

from __future__ import annotations

import os
import subprocess
from argparse import ArgumentParser
from pathlib import Path

import pytest

from newsreader.commands.arguments import SPECS

MAN = Path(__file__).parent.parent / "docs" / "man"
PAGES = {
    "en": MAN / "newsreader.1",
    "zh": MAN / "zh_CN" / "newsreader.1",
    "zh_Hant": MAN / "zh_TW" / "newsreader.1",
}


@pytest.mark.parametrize("language", PAGES)
def test_every_command_and_option_is_described(language: str) -> None:
    page = PAGES[language].read_text("utf-8")
    for name, command in SPECS.items():
        made = ArgumentParser(add_help=False)
        command.add_arguments(made)  # type: ignore[arg-type]
        before, _heading, after = page.partition(f"\n.SS newsreader {name}")
        section = after.partition("\n.S")[0] if name else before
        for action in made._actions:
            for option in action.option_strings:
                assert option.replace("-", "\\-") in section, (name, option)


@pytest.mark.tool("man")
@pytest.mark.parametrize(
    ("language", "words"), [("en", "write a notebook out"), ("zh", "退出状态")]
)
def test_man_shows_the_page(language: str, words: str) -> None:
    command = ["man", "--warnings", "-E", "UTF-8", "-l", str(PAGES[language])]
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "MANWIDTH": "80"}
    done = subprocess.run(
        command, capture_output=True, encoding="utf-8", check=True, env=environment
    )
    assert words in done.stdout
    assert done.stderr == ""
