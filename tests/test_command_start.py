"""Which modules commands load that do a small thing: the time of their start is mostly that."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.interpreter import ROOT, printed

ARTICLE = str(ROOT / "sample_articles" / "company_news.txt")
SLOW = {
    "_bz2",
    "_lzma",
    "_ssl",
    "asyncio",
    "concurrent.futures",
    "difflib",
    "logging",
    "newsreader.analysis.protocol",
    "newsreader.library.index",
    "newsreader.library.record_reader",
    "newsreader.session",
    "newsreader.text.query_expression",
    "newsreader.tui.app",
    "sqlite3",
    "subprocess",
    "tempfile",
    "uuid",
}
"""Each takes a millisecond or more; an export or a list of one article needs none of them."""

NOT_FOR_HELP = {"datetime", "dataclasses", "inspect", "newsreader.article.loader", "shutil"}
NOT_FOR_EXPORT = {
    "newsreader.formats.citation",
    "newsreader.formats.imported_highlight",
    "newsreader.formats.labels",
    "newsreader.formats.template",
    "shutil",
}
MOST = {"--help": 16, "list": 78, "export": 103}
"""Modules of the program."""


def _loaded(folder: Path, monkeypatch: pytest.MonkeyPatch, *words: str) -> list[str]:
    """The modules that the command `words` loads; what it prints goes to a file."""
    monkeypatch.setenv("NEWSREADER_HOME", str(folder / "home"))
    monkeypatch.setenv("LANGUAGE", "en")
    return printed(
        "import contextlib, sys\n"
        "from newsreader.cli import main\n"
        f"with open({str(folder / 'output')!r}, 'w') as output, contextlib.suppress(SystemExit):\n"
        "    with contextlib.redirect_stdout(output):\n"
        f"        main({list(words)!r})\n"
        "print(*sys.modules)"
    )


def _own(loaded: list[str]) -> int:
    return len([name for name in loaded if name.startswith("newsreader")])


def test_help_loads_no_article_and_nothing_slow(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded = _loaded(tmp_path, monkeypatch, "--help")
    assert (SLOW | NOT_FOR_HELP).intersection(loaded) == set()
    assert _own(loaded) <= MOST["--help"]


def test_a_list_of_one_article_loads_no_library_and_no_query(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded = _loaded(tmp_path, monkeypatch, "list", ARTICLE)
    assert (SLOW | {"shutil"}).intersection(loaded) == set()
    assert _own(loaded) <= MOST["list"]


def test_an_export_of_one_article_loads_no_session_and_no_template(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded = _loaded(tmp_path, monkeypatch, "export", ARTICLE)
    assert (SLOW | NOT_FOR_EXPORT).intersection(loaded) == set()
    assert _own(loaded) <= MOST["export"]
