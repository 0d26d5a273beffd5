"""`newsreader words`: one list over all articles."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from newsreader.analysis.service import Service
from newsreader.entities.kind import Kind
from tests.commands.runner import Run
from tests.fakes import FixedService

TEXT = "路会修好路会修好等待\n"


@pytest.fixture(autouse=True)
def _names(monkeypatch: pytest.MonkeyPatch) -> None:
    service = FixedService([("等待", Kind.PER)])
    monkeypatch.setattr(Service, "start", lambda *_arguments: service)


def words(run: Run, *arguments: object) -> dict[str, int]:
    result = run("words", "--format", "json", *arguments)
    assert result.status == 0
    return {each["word"]: each["count"] for each in json.loads(result.out)["words"]}


def test_words_of_all_articles_without_names_and_known_words(tmp_path: Path, run: Run) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(TEXT, "utf-8")
    assert words(run, tmp_path) == {"路会": 4, "修好": 4}
    assert words(run, "--names", tmp_path / "a.txt") == {"路会": 2, "修好": 2, "等待": 1}
    assert words(run, "--limit", 1, tmp_path) == {"路会": 4}
    known = tmp_path / "known.list"
    known.write_text("修好\n", "utf-8")
    assert words(run, "--known", known, tmp_path) == {"路会": 4}


def test_a_list_of_known_words_that_is_missing_is_named(tmp_path: Path, run: Run) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    result = run("words", "--known", tmp_path / "none", tmp_path / "a.txt")
    assert result.status == 2
    assert "there is no such list of words" in result.err
