"""Links in notes that lead nowhere are named by `check`, and exported as links by `export`."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.library import linked_articles as module
from newsreader.library.linked_articles import linked_articles
from newsreader.notebook.note_links import LinkedArticles
from newsreader.sidecar.paths import sidecar_path
from tests.commands.runner import Run
from tests.notebooks import TEXT, highlight_file


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two articles; the second one has another title."""
    found = tmp_path / "news"
    found.mkdir()
    (found / "a.txt").write_text(TEXT, "utf-8")
    (found / "b.txt").write_text(TEXT.replace("海东港一季度", "西关港全年"), "utf-8")
    return found


def test_links_that_lead_nowhere_are_named(run: Run, folder: Path) -> None:
    highlight_file(folder / "a.txt", "运价", "[[西关港全年吞吐量创新高]] [[b]] [[周明岚]] 都在")
    assert run("check", folder / "a.txt").status == 0
    highlight_file(folder / "a.txt", "港口", "[[查无此人]] [[#ffff]]")
    ran = run("check", folder, "--lang", "en", "--repair")
    assert ran.status == 1
    assert "[[查无此人]] leads nowhere" in ran.out
    assert "[[#ffff]] leads nowhere" in ran.out
    assert ran.out.count("leads nowhere") == 2
    assert not list(folder.glob("*repaired*"))


def test_a_link_by_title_survives_another_file_name(run: Run, folder: Path) -> None:
    highlight_file(folder / "a.txt", "运价", "见 [[西关港全年吞吐量创新高]]")
    (folder / "b.txt").rename(folder / "c.txt")
    assert run("check", folder / "a.txt").status == 0
    shown = run("export", folder / "a.txt", "-f", "markdown").out
    assert "见 [西关港全年吞吐量创新高](c.txt.md)" in shown


def test_a_link_by_file_name_is_broken_by_another_name(run: Run, folder: Path) -> None:
    highlight_file(folder / "a.txt", "运价", "见 [[b.txt]]")
    assert sidecar_path(folder / "a.txt").exists()
    (folder / "b.txt").rename(folder / "c.txt")
    assert run("check", folder / "a.txt").status == 1


@pytest.mark.parametrize("command", ["check", "export"])
def test_the_articles_of_a_folder_are_read_once(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    asked: list[Path] = []

    def listed(path: Path) -> LinkedArticles:
        asked.append(path)
        return linked_articles(path)

    monkeypatch.setattr(module, "linked_articles", listed)
    for name in ("a.txt", "b.txt"):
        highlight_file(folder / name, "港口", "[[a.txt]] [[b.txt]]")
    assert run(command, folder).status == 0
    assert len(asked) == 1
