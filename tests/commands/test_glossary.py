"""`newsreader glossary`: one table over all articles."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from newsreader.analysis.service import Service
from newsreader.entities.kind import Kind
from newsreader.lookup.glossary import NAME
from tests.commands.runner import runner
from tests.fakes import NEWS, FixedService


@pytest.fixture(autouse=True)
def _names(monkeypatch: pytest.MonkeyPatch) -> None:
    service = FixedService([("陆知行", Kind.PER)])
    monkeypatch.setattr(Service, "start", lambda *_arguments: service)


def test_the_terms_and_names_of_all_articles(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(NEWS, "utf-8")
    (tmp_path / NAME).write_text("陆知行\tLu Zhixing\n开工\tground-breaking\nx\n", "utf-8")
    result = runner(capfd)("glossary", "--format", "json", tmp_path)
    assert result.status == 0
    assert result.err.count("line 3") == 1
    rows = {row["term"]: row for row in json.loads(result.out)["terms"]}
    assert (rows["陆知行"]["translation"], rows["陆知行"]["kind"]) == ("Lu Zhixing", "PER")
    assert (rows["开工"]["translation"], rows["开工"]["articles"]) == ("ground-breaking", 2)


def test_without_a_glossary_the_names_are_there_to_be_filled_in(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(NEWS, "utf-8")
    result = runner(capfd)("glossary", path, tmp_path / "none.txt")
    assert result.status == 1
    head, row, *_rest = result.out.lstrip("\ufeff").splitlines()
    assert head.startswith("term\ttranslation\tnote\tstate\t")
    assert row.startswith("陆知行\t\t\tmissing\tPER\t")
    assert "none.txt" in result.err
