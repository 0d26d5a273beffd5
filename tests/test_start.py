"""How many modules are loaded and patterns compiled before the first page."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.interpreter import ROOT, printed

BEFORE_THE_PAGE = (
    "import newsreader.cli, newsreader.commands.read, newsreader.commands.launch_reader"
)
LATER = {
    "_hashlib",
    "argparse",
    "dataclasses",
    "gettext",
    "inspect",
    "json",
    "logging",
    "newsreader.analysis.service",
    "newsreader.notebook.notebook",
    "newsreader.session",
    "newsreader.tui.app",
    "newsreader.tui.startup.early_keys",
    "platformdirs",
    "regex",
    "sqlite3",
    "subprocess",
    "tempfile",
    "textual",
    "uuid",
}
"""Each takes a millisecond or more, and the first page does not need it."""

WITH_THE_SCREEN = (
    "from newsreader.tui.startup.lean_imports import import_without_optional\n"
    "import_without_optional()\n"
    "import newsreader.analysis.service, newsreader.session, newsreader.tui.run\n"
    "import newsreader.commands.preferences"
)
NEVER = {
    "_bz2",
    "_hashlib",
    "_lzma",
    "_ssl",
    "argparse",
    "newsreader.formats.registry",
    "newsreader.settings.settings_file",
    "newsreader.tui.actions.search",
    "newsreader.tui.actions.highlights",
    "newsreader.tui.actions.registry",
    "newsreader.tui.dialogs.export_dialog",
    "newsreader.tui.screens.library",
    "textual.widgets._text_area",
    "watchdog",
}
"""Reading alone never needs these; together they take eight megabytes."""

NOT_FOR_READING = {
    "csv",
    "html",
    "newsreader.formats",
    "newsreader.library.index",
    "newsreader.tui.actions.compare",
    "newsreader.tui.actions.tags",
    "newsreader.tui.actions.view",
    "rapidfuzz",
    "sqlite3",
}
"""An article that is read and searched needs none of these; they take eight megabytes."""

MOST_MODULES = 72
MOST_AT_FIRST = 8
"""Patterns that modules of the standard library compile on import."""

MOST_FOR_A_PAGE = 26
COUNTING = (
    "import re._compiler as compiler\n"
    "compile, made = compiler.compile, []\n"
    "def counting(source, flags=0):\n"
    "    made.append(source)\n"
    "    return compile(source, flags)\n"
    "compiler.compile = counting\n"
)


def test_the_first_page_needs_few_modules() -> None:
    loaded = printed(f"import sys\n{BEFORE_THE_PAGE}\nprint(*sys.modules)")
    assert LATER.intersection(loaded) == set()
    assert len([name for name in loaded if name.startswith("newsreader")]) <= MOST_MODULES


@pytest.mark.parametrize("locale", ["en_GB.UTF-8", "zh_CN.UTF-8", "zh_TW.UTF-8"])
def test_the_first_page_needs_no_catalogue(monkeypatch: pytest.MonkeyPatch, locale: str) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LANG"):
        monkeypatch.setenv(name, locale)
    page = (
        "from newsreader.locale import use_language\n"
        "use_language()\n"
        "from newsreader.article.loader import open_article\n"
        "from newsreader.settings.settings import DEFAULTS\n"
        "from newsreader.tui.startup.first_page import PageDrawing\n"
        "from pathlib import Path\n"
        f"article = open_article(Path({str(ROOT / 'sample_articles' / 'essay.txt')!r}))\n"
        "''.join(PageDrawing(article, DEFAULTS, 100, 30).lines(0))\n"
        "import sys\n"
        "print(*sys.modules)"
    )
    assert "gettext" not in printed(f"{BEFORE_THE_PAGE}\n{page}")


def test_no_pattern_of_the_program_is_compiled_before_it_is_used() -> None:
    assert int(printed(f"{COUNTING}{BEFORE_THE_PAGE}\nprint(len(made))")[0]) <= MOST_AT_FIRST


def test_few_patterns_are_compiled_for_the_first_page() -> None:
    article = ROOT / "sample_articles" / "company_news.txt"
    page = (
        "from newsreader.article.loader import open_article\n"
        "from newsreader.settings.settings import DEFAULTS\n"
        "from newsreader.tui.startup.first_page import PageDrawing\n"
        "from pathlib import Path\n"
        f"drawing = PageDrawing(open_article(Path({str(article)!r})), DEFAULTS, 100, 30)\n"
        "''.join(drawing.lines(0))\n"
        "print(len(made))"
    )
    assert int(printed(f"{COUNTING}{page}")[0]) <= MOST_AT_FIRST + MOST_FOR_A_PAGE


def test_the_slowest_patterns_are_not_compiled_for_a_usual_page() -> None:
    article = ROOT / "sample_articles" / "company_news.txt"
    page = (
        "from newsreader.article import headings, origin\n"
        "from newsreader.article.loader import open_article\n"
        "from newsreader.settings.settings import DEFAULTS\n"
        "from newsreader.text.graphemes import COMPLEX_CLASS\n"
        "from newsreader.tui.startup.first_page import PageDrawing\n"
        "from pathlib import Path\n"
        f"drawing = PageDrawing(open_article(Path({str(article)!r})), DEFAULTS, 100, 30)\n"
        "''.join(drawing.lines(0))\n"
        "slow = (COMPLEX_CLASS, headings._NUMBERED.pattern, origin._URL.pattern)\n"
        "made = [str(each) for each in made]\n"
        "print(*(number for number, each in enumerate(slow) if any(each in one for one in made)))"
    )
    assert printed(f"{COUNTING}{page}") == []


def test_the_screen_does_not_load_what_reading_never_needs() -> None:
    program = f"{BEFORE_THE_PAGE}\n{WITH_THE_SCREEN}\nimport sys\nprint(*sys.modules)"
    assert NEVER.intersection(printed(program)) == set()


def test_an_unchanged_article_is_read_and_searched_without_what_other_keys_need(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSREADER_HOME", str(tmp_path / "home"))
    program = (
        "import asyncio, sys\n"
        "from pathlib import Path\n"
        "from newsreader.tui.actions import former_notes, glossary, last_reading\n"
        "from tests.tui.reading_pilot import open_reader\n"
        "former_notes._PAUSE_SECONDS = 0\n"
        "async def read():\n"
        f"    async with open_reader(Path({str(tmp_path)!r}), followed=True) as reader:\n"
        "        for work in (last_reading.offer_changes, former_notes.offer, glossary.follow):\n"
        "            await work(reader.screen)\n"
        "        await reader.press('right', 'down', '}', 'G', 'g', '/')\n"
        "        await reader.write('江')\n"
        "        await reader.press('enter', 'n')\n"
        "asyncio.run(read())\n"
        "print(*sys.modules)"
    )
    loaded = printed(program)
    assert "newsreader.library.former_notes" in loaded
    assert NOT_FOR_READING.intersection(loaded) == set()


def test_what_was_left_out_can_be_imported_later() -> None:
    program = f"{BEFORE_THE_PAGE}\n{WITH_THE_SCREEN}\nimport bz2, lzma, ssl\nprint(ssl.__name__)"
    assert printed(program) == ["ssl"]
