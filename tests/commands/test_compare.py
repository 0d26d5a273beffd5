"""The command `compare`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from newsreader import cli
from newsreader.locale import use_language

OLD = "南山码头动工\n\n公司首期投资42亿元，建设三个泊位。码头预计在五月启用。\n"
NEW = "南山码头动工\n\n公司首期投资45亿元，建设三个泊位。\n"


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSREADER_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    use_language("en")


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    for name, text in (("old.txt", OLD), ("new.txt", NEW)):
        (tmp_path / name).write_text(text, "utf-8")
    return str(tmp_path / "old.txt"), str(tmp_path / "new.txt")


def run(capfd: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    status = cli.main(["compare", *words])
    return status, *capfd.readouterr()


def test_the_summary_comes_first(capfd: pytest.CaptureFixture[str], files: tuple[str, str]) -> None:
    status, out, _err = run(capfd, *files)
    assert status == 0
    lines = out.splitlines()
    assert lines[2:5] == [
        "公司首期投资 42亿元 → 45亿元",
        "1 sentence changed",
        "deleted: 1 sentence",
    ]
    assert "  公司首期投资[-42亿元-]{+45亿元+}，建设三个泊位。" in lines
    assert "  [-码头预计在五月启用。-]" in lines


def test_two_equal_articles(capfd: pytest.CaptureFixture[str], files: tuple[str, str]) -> None:
    status, out, _err = run(capfd, files[0], files[0])
    assert (status, out.splitlines()[2:]) == (0, ["no difference"])


def test_json_has_positions(capfd: pytest.CaptureFixture[str], files: tuple[str, str]) -> None:
    found = json.loads(run(capfd, *files, "--json")[1])
    assert not found["same"]
    changed, deleted = found["changes"]
    assert [OLD[slice(*edit["old"])] for edit in changed["edits"]] == ["42亿元"]
    assert [NEW[slice(*edit["new"])] for edit in changed["edits"]] == ["45亿元"]
    assert OLD[deleted["old"]["start"] : deleted["old"]["end"]] == "码头预计在五月启用。"
    assert deleted["new"] is None


def test_markdown_and_html(capfd: pytest.CaptureFixture[str], files: tuple[str, str]) -> None:
    assert "~~42亿元~~**45亿元**" in run(capfd, *files, "--format", "markdown")[1]
    page = run(capfd, *files, "--format", "html")[1]
    assert "<del>42亿元</del>" in page
    assert "<ins>45亿元</ins>" in page


def test_a_table_of_several(
    capfd: pytest.CaptureFixture[str], files: tuple[str, str], tmp_path: Path
) -> None:
    third = tmp_path / "third.txt"
    third.write_text(OLD + "\n另外一家媒体加了这一段。\n", "utf-8")
    found = json.loads(run(capfd, *files, str(third), "--json")[1])
    assert [each["missing"] for each in found["articles"]] == [0, 1, 0]
    assert [each["added"] for each in found["articles"]] == [0, 0, 1]
    out = run(capfd, *files, "--format", "csv")[1]
    assert out.startswith("\ufeffsentence,first in,")


@pytest.mark.parametrize("words", [["--format", "org"], ["--table", "--format", "html"]])
def test_an_unknown_format(
    capfd: pytest.CaptureFixture[str], files: tuple[str, str], words: list[str]
) -> None:
    status, _out, err = run(capfd, *files, *words)
    assert (status, len(err.splitlines())) == (2, 1)


def test_one_article_is_not_enough(
    capfd: pytest.CaptureFixture[str], files: tuple[str, str]
) -> None:
    assert run(capfd, files[0])[0] == 2
    assert run(capfd, files[0], "/nowhere/x.txt")[0] == 1
