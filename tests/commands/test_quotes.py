"""`newsreader quotes`: a line or an object for each quotation."""

from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path

import pytest

from newsreader.analysis.service import Service
from newsreader.commands.quotes import print_quotations
from newsreader.entities.kind import Kind
from newsreader.settings.settings import DEFAULTS
from tests.fakes import NEWS, FixedService


@pytest.fixture(autouse=True)
def _names(monkeypatch: pytest.MonkeyPatch) -> None:
    service = FixedService([("陆知行", Kind.PER)])
    monkeypatch.setattr(Service, "start", lambda *_arguments: service)


def arguments(*files: Path, as_json: bool = False) -> Namespace:
    return Namespace(files=[*map(str, files)], encoding=None, json=as_json, settings=DEFAULTS)


@pytest.fixture
def news(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text(NEWS + "\n他们说，路会修好。\n", "utf-8")
    return path


def test_a_line_says_who_says_what_and_where(
    news: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert print_quotations(arguments(news)) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"{news}:4: 陆知行: “我们等了三年。”"
    assert lines[1] == f"{news}:4: 陆知行: “现在可以开工了。”"


def test_json_has_the_positions(news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert print_quotations(arguments(news, as_json=True)) == 0
    found = json.loads(capsys.readouterr().out)
    first = found["quotations"][0]
    text = NEWS + "\n他们说，路会修好。\n"
    assert text[first["start"] : first["end"]] == first["text"] == "我们等了三年。"
    assert text[slice(*first["named_at"])] == first["speaker"] == "陆知行"
    assert text[slice(*first["cue"])] == "说"
    assert first["direct"] is True


def test_a_name_is_corrected_for_all_of_the_folder(
    news: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (news.parent / "newsreader-names.toml").write_text(
        'format = "newsreader-names"\nschema = 1\n'
        '[[entity]]\nid = "1"\naction = "rename"\nname = "陆知行"\nkind = "PER"\nto = "陆董"\n',
        "utf-8",
    )
    assert print_quotations(arguments(news)) == 0
    assert f"{news}:4: 陆董: “我们等了三年。”" in capsys.readouterr().out


def test_an_article_that_cannot_be_opened_is_named(
    news: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert print_quotations(arguments(news.with_name("none.txt"), news)) == 1
    captured = capsys.readouterr()
    assert "none.txt" in captured.err
    assert "陆知行" in captured.out
