"""What stands before the first page is counted: modules that are loaded, patterns compiled."""

from __future__ import annotations

from tests.interpreter import printed

BEFORE_THE_PAGE = "import newsreader.cli, newsreader.commands.reading, newsreader.commands.sitting"
LATER = {
    "argparse",
    "gettext",
    "json",
    "newsreader.analysis.service",
    "newsreader.notebook.notebook",
    "newsreader.session",
    "newsreader.tui.app",
    "newsreader.tui.terminal.early_keys",
    "platformdirs",
    "regex",
    "sqlite3",
    "subprocess",
    "tempfile",
    "textual",
    "uuid",
}
"""Each of these takes a millisecond or more, and the article can be read without it."""

MOST_MODULES = 64
MOST_AT_FIRST = 8
"""Patterns that the modules of the standard library compile as they are loaded."""


def test_the_first_page_needs_few_modules() -> None:
    loaded = printed(f"import sys\n{BEFORE_THE_PAGE}\nprint(*sys.modules)")
    assert LATER.intersection(loaded) == set()
    assert len([name for name in loaded if name.startswith("newsreader")]) <= MOST_MODULES


def test_no_pattern_of_the_program_is_compiled_before_it_is_used() -> None:
    count = (
        "import re._compiler as compiler\n"
        "compile, made = compiler.compile, []\n"
        "def counting(source, flags=0):\n"
        "    made.append(source)\n"
        "    return compile(source, flags)\n"
        "compiler.compile = counting\n"
    )
    assert int(printed(f"{count}{BEFORE_THE_PAGE}\nprint(len(made))")[0]) <= MOST_AT_FIRST
