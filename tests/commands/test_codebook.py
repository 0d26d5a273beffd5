"""The command `codebook`."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from newsreader.formats import qdc
from newsreader.sidecar.codebook_file import read_codebook
from tests.commands.runner import Run
from tests.notebooks import TEXT, highlight_file


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "news"
    found.mkdir()
    (found / "a.txt").write_text(TEXT, "utf-8")
    highlight_file(found / "a.txt", "集装箱业务", tags=("数据", "待查"))
    (found / "codebook.toml").write_text('[[tag]]\nname = "数据"\n', "utf-8")
    return found


def test_the_codebook_is_printed_with_the_use_of_each_tag(run: Run, folder: Path) -> None:
    ran = run("codebook", folder)
    assert ran.status == 0
    assert ran.out.splitlines() == [
        "#数据 (1)",
        "Tags that are not in the codebook:",
        "  #待查 (1)",
    ]
    assert "codebook.toml" not in run("list", folder).out


def test_tables_are_csv(run: Run, folder: Path) -> None:
    for name, first in (("counts", "tag"), ("codes", "tag")):
        ran = run("codebook", folder, "--table", name)
        rows = list(csv.reader(io.StringIO(ran.out.removeprefix("\ufeff"), newline="")))
        assert rows[0][0] == first
        assert [row[0] for row in rows[1:]] == ["数据", "待查"]


def test_a_codebook_goes_out_and_comes_in(run: Run, folder: Path, tmp_path: Path) -> None:
    out, other = tmp_path / "out.qdc", tmp_path / "other"
    other.mkdir()
    assert run("codebook", folder, "--export", out).status == 0
    assert [code.name for code in qdc.read(out.read_bytes())] == ["数据", "待查"]
    again = run("codebook", folder, "--export", out)
    assert (again.status, "--force" in again.err) == (1, True)
    assert run("codebook", folder, "--export", out, "--force").status == 0
    assert "2 tags added" in run("codebook", other, "--import", out).out
    assert "2 there already" in run("codebook", other, "--import", out).out
    assert list(read_codebook(other / "codebook.toml").codes) == ["数据", "待查"]
    assert run("codebook", folder, "--export", tmp_path / "t.csv").status == 0
    assert "0 tags added" in run("codebook", other, "--import", tmp_path / "t.csv").out


@pytest.mark.parametrize("words", [(), ("--table", "counts"), ("--import", "x.qdc")])
def test_a_damaged_codebook_is_one_sentence(
    run: Run, folder: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    (tmp_path / "x.qdc").write_text(
        f'<CodeBook xmlns="{qdc.NAMESPACE}"><Codes><Code name="a"/></Codes></CodeBook>', "utf-8"
    )
    words = tuple(str(tmp_path / w) if w.endswith(".qdc") else w for w in words)
    (folder / "codebook.toml").write_text("x = [", "utf-8")
    ran = run("codebook", folder, *words)
    assert (ran.status, ran.err.count("\n")) == (1, 1)
    assert (folder / "codebook.toml").read_text("utf-8") == "x = ["


def test_wrong_places_are_one_sentence(run: Run, folder: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    assert "no tag" in run("codebook", empty).out
    for words in (
        (folder / "a.txt",),
        (folder, "--import", "missing.qdc"),
        (folder, "--import", folder),
    ):
        ran = run("codebook", *words)
        assert (ran.status, ran.err.count("\n")) == (1, 1)
    assert run("codebook", folder, "--export", folder / "no" / "x.qdc").status == 0


@pytest.mark.parametrize("name", ["a.txt", "a.txt.notes.toml"])
def test_an_article_and_its_notes_are_never_overwritten(run: Run, folder: Path, name: str) -> None:
    before = (folder / name).read_bytes()
    ran = run("codebook", folder, "--export", folder / name, "--force")
    assert (ran.status, "never overwritten" in ran.err) == (1, True)
    assert (folder / name).read_bytes() == before
