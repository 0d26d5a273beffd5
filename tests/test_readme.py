"""The documentation says what the program does."""

from __future__ import annotations

import runpy
from pathlib import Path

from newsreader.commands.arguments import WORDS, parser
from newsreader.commands.table import COMMANDS

ROOT = Path(__file__).parent.parent


def test_what_is_generated_is_up_to_date() -> None:
    stale = runpy.run_path(str(ROOT / "docs" / "generate.py"))["stale"]
    assert stale() == [], "run python docs/generate.py"


def test_every_command_says_something_of_itself() -> None:
    assert list(WORDS) == list(COMMANDS)


def test_every_command_is_documented_with_its_options() -> None:
    words = (ROOT / "docs" / "commands.md").read_text("utf-8")
    for name in COMMANDS:
        assert f"newsreader {name}".strip() in words
        options = {
            option
            for action in parser(name)._actions
            for option in action.option_strings
            if option not in ("-h", "--output")
        }
        assert {option for option in options if option not in words} == set(), name


def test_no_command_is_documented_that_is_not_there() -> None:
    for line in (ROOT / "docs" / "commands.md").read_text("utf-8").splitlines():
        if line.startswith("| `newsreader "):
            name = line.split("`")[1].split()[1]
            assert name == "FILE`," or name.rstrip(",") == "FILE" or name in COMMANDS


def test_the_readme_links_lead_somewhere() -> None:
    for page in (ROOT / "README.md", *(ROOT / "docs").glob("*.md")):
        for piece in page.read_text("utf-8").split("](")[1:]:
            target = piece.split(")")[0].split("#")[0]
            if target and "://" not in target:
                assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_every_page_is_in_the_index() -> None:
    index = (ROOT / "docs" / "README.md").read_text("utf-8")
    pages = [page.name for page in (ROOT / "docs").glob("*.md") if page.name != "README.md"]
    assert [name for name in pages if f"({name})" not in index] == []
