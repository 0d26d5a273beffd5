"""Exported files are called the same on the screen and in the shell; templates in the shell."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.article.loader import open_article
from newsreader.formats.document import Document
from newsreader.formats.registry import FORMATS
from newsreader.notebook.notebook import Notebook
from newsreader.session.exports import Exports
from newsreader.settings.settings import Settings
from newsreader.state import State
from tests.commands.runner import Run
from tests.fakes import NEWS
from tests.notebooks import highlight_file


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "新闻.txt"
    path.write_text(NEWS, "utf-8")
    highlight_file(path, "陆知行")
    return path


# Those with entities start the network, and are called as the others are.
@pytest.mark.parametrize("name", [n for n in FORMATS if not FORMATS[n].includes_entities])
def test_the_screen_and_the_shell_give_one_name(run: Run, article: Path, name: str) -> None:
    out = article.parent / "out"
    assert run("export", article, "-f", name, "-o", f"{out}/").status == 0
    document = Document(open_article(article), Notebook())
    settings = Settings(export_folder=str(out))
    exports = Exports(lambda: document, article, State.open(), settings)
    [written] = out.iterdir()
    assert exports.suggested(name).stem.removesuffix(" 2") == written.stem


def test_a_template_of_the_settings_directory_is_used_by_its_name(
    run: Run, article: Path, tmp_path: Path
) -> None:
    pytest.importorskip("jinja2")
    own = tmp_path / "home" / "config" / "templates"
    own.mkdir(parents=True)
    (own / "日报.md.j2").write_text("{{ article.title }}：{{ highlights[0].quote }}\n", "utf-8")
    assert run("export", article, "--template", "日报").out == "临江市与澜川集团签署协议：陆知行\n"
    assert run("export", article, "--template", "日报", "-o", f"{tmp_path}/out/").status == 0
    assert (tmp_path / "out" / "新闻.txt.日报.md").exists()


def test_a_template_that_is_not_there_is_named(run: Run, article: Path) -> None:
    ran = run("export", article, "--template", "brif")
    assert (ran.status, ran.out) == (2, "")
    assert "brief.md" in ran.err
    assert run("export", article, "--template", "brief", "-f", "json").status == 2


def test_the_help_names_the_templates_that_are_shipped(run: Run) -> None:
    from newsreader.formats.template_files import templates

    shown = " ".join(run("export", "--help").out.split())
    assert ", ".join(templates([])) in shown


def test_a_hyphen_for_the_file_is_standard_output(
    run: Run, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(article.parent)
    printed = run("export", article, "-o", "-")
    assert printed.out == run("export", article).out
    assert "陆知行" in printed.out
    assert not Path("-").exists()
