"""Notes without their article, and notes in the data directory, in the commands."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest

from newsreader.article.loader import open_article
from newsreader.directories import directories
from newsreader.sidecar.paths import sidecar_path, spare_path
from tests.commands.runner import Run
from tests.notebooks import TEXT, highlight_file


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an article with notes, and notes without an article."""
    found = tmp_path / "news"
    found.mkdir()
    for name in ("here.txt", "gone.txt"):
        (found / name).write_text(TEXT, "utf-8")
        highlight_file(found / name, "集装箱业务")
        highlight_file(found / name, "运价")
    (found / "gone.txt").unlink()
    return found


def test_they_are_listed_and_searched(run: Run, folder: Path) -> None:
    notes = sidecar_path(folder / "gone.txt")
    for words in (("list", folder), ("grep", "运价 OR 集装箱", folder)):
        ran = run(*words)
        assert ran.status == 0
        assert sum(line.startswith(f"{notes}:orphan: ") for line in ran.out.splitlines()) == 2
        assert "Its article is not there" in ran.err
    assert f"{notes}: 集装箱业务" in run("search", "集装箱", folder).out


@pytest.mark.parametrize("name", ["gone.txt", "gone.txt.notes.toml"])
def test_they_can_be_named(run: Run, folder: Path, name: str) -> None:
    ran = run("list", folder / name, "--json")
    assert [each["state"] for each in json.loads(ran.out)["highlights"]] == ["orphan"] * 2


def test_a_sidecar_stands_for_its_article(run: Run, folder: Path) -> None:
    assert run("list", sidecar_path(folder / "here.txt")).out.startswith(f"{folder}/here.txt:")


def test_they_are_exported_under_the_name_of_the_article(run: Run, folder: Path) -> None:
    ran = run("export", folder, "-f", "csv")
    rows = list(csv.DictReader(io.StringIO(ran.out.removeprefix("\ufeff"), newline="")))
    assert [(row["file"], row["state"]) for row in rows] == [
        *[("gone.txt", "orphan")] * 2,
        *[("here.txt", "placed")] * 2,
    ]
    for name in ("json", "html", "webannotation", "org", "anki", "doccano"):
        assert run("export", folder, "-f", name).status == 0


def test_they_come_back_with_an_import(run: Run, folder: Path, tmp_path: Path) -> None:
    table = tmp_path / "all.csv"
    assert run("export", folder, "-f", "csv", "-o", table).status == 0
    again = folder / "again.txt"
    again.write_text(TEXT, "utf-8")
    assert "2 placed" in run("import", again, table).out


def test_check_names_them(run: Run, folder: Path) -> None:
    ran = run("check", folder)
    assert ran.status == 1
    assert "gone.txt.notes.toml: Its article is not there." in ran.out
    assert "here.txt: in order" in ran.out
    assert not list(folder.glob("*.repaired*"))


def test_damaged_notes_without_an_article_are_read_as_far_as_possible(
    run: Run, folder: Path
) -> None:
    notes = sidecar_path(folder / "gone.txt")
    notes.write_bytes(notes.read_bytes() + b"\n[[highlight]\nquote = ")
    assert "集装箱业务" in run("list", folder).out
    assert run("check", folder, "--repair").status == 1
    assert list(folder.glob("*.repaired*"))


@pytest.mark.parametrize("command", ["list", "check", "export"])
def test_notes_in_the_data_directory_are_found_by_the_text(
    run: Run, folder: Path, command: str
) -> None:
    """As the notes on standard input are, which have no path."""
    text = TEXT + "另一篇。\n"
    piped = folder / "piped.txt"
    piped.write_text(text, "utf-8")
    highlight_file(piped, "另一篇")
    spare = spare_path(directories().data, open_article(piped).sha256_text)
    spare.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(sidecar_path(piped), spare)
    for _time in range(2):  # the second time with an index of the library
        assert "piped.txt" in run(command, folder).out
        run("search", "另一篇", folder)


def test_a_notes_file_is_no_article(run: Run, folder: Path) -> None:
    ran = run("inspect", sidecar_path(folder / "here.txt"))
    assert (ran.status, ran.err.count("\n")) == (1, 1)
    assert "holds notes" in ran.err


def test_an_article_that_is_gone_says_where_its_notes_are(run: Run, folder: Path) -> None:
    ran = run("inspect", folder / "gone.txt")
    assert (ran.status, ran.err.count("\n")) == (1, 1)
    assert "gone.txt.notes.toml; newsreader list prints them" in ran.err
