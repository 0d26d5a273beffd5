"""The commands print what the API returns: both go through the same functions."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

import newsreader
from newsreader import Notebook
from newsreader.formats.registry import FORMATS
from tests.commands.runner import Run
from tests.interpreter import ROOT

CORRECTIONS = """format = "newsreader-names"
schema = 1

[[entity]]
id = "0f6c2a52-0000-4000-8000-000000000001"
action = "rename"
name = "澜川新能源"
kind = "ORG"
to = "澜川"
everywhere = true
"""


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """Two articles with notes, a page, and a correction of a name for all of the folder."""
    folder = tmp_path / "news"
    for name in ("company_news.txt", "wire_report.txt"):
        folder.mkdir(exist_ok=True)
        shutil.copy(ROOT / "sample_articles" / name, folder)
    (folder / "newsreader-names.toml").write_text(CORRECTIONS, "utf-8")
    notebook = Notebook.load(folder / "company_news.txt")
    notebook.highlight("23.4%", "green", "增长，见 [[wire_report]]\n\n- **待查**", ["数字"])
    notebook.note = "第一季度"
    notebook.save()
    return folder


def printed(run: Run, *words: object) -> Any:
    """The object that a command prints as JSON."""
    return json.loads(run(*words).out)


def lines(run: Run, *words: object) -> list[Any]:
    """The objects that a command prints as JSON lines."""
    return [json.loads(line) for line in run(*words).out.splitlines()]


@pytest.mark.slow
def test_entities(run: Run, news: Path) -> None:
    paths = sorted(news.glob("*.txt"))
    notebooks = [Notebook.load(path) for path in paths]
    expected = [
        [{key: value for key, value in each.items() if key != "subkind" or value} for each in found]
        for found in (names.to_dicts() for names in newsreader.find_entities(notebooks))
    ]
    assert [each["entities"] for each in lines(run, "entities", "--json", news)] == expected
    names = {each["name"] for each in expected[0]}
    assert "澜川" in names
    assert "澜川新能源" not in names


@pytest.mark.slow
def test_quotations(run: Run, news: Path) -> None:
    path = news / "company_news.txt"
    expected = newsreader.quotations(Notebook.load(path)).to_dicts()
    assert expected
    assert printed(run, "quotes", "--json", path)["quotations"] == expected


def test_metadata_and_paragraphs(run: Run, news: Path) -> None:
    path = news / "wire_report.txt"
    article = newsreader.open_article(path).to_dict()
    found = printed(run, "inspect", "--json", path)
    shared = found.keys() & article.keys()
    assert {"title", "author", "source", "published_iso", "url", "encoding", "captured"} <= shared
    assert {key: found[key] for key in shared} == {key: article[key] for key in shared}


def test_highlights_and_notes(run: Run, news: Path) -> None:
    path = news / "company_news.txt"
    notebook = Notebook.load(path)
    found = printed(run, "list", "--json", path)
    assert (found["note"], found["highlights"]) == (notebook.note, notebook.highlights.to_dicts())
    assert printed(run, "grep", "tag:数字", path, "--json") == found | {"note": ""}


@pytest.mark.parametrize("name", list(FORMATS))
@pytest.mark.slow
def test_exports(run: Run, news: Path, name: str) -> None:
    path = news / "company_news.txt"
    text = newsreader.export(Notebook.load(path), name)
    assert text
    assert run("export", "--format", name, path).out == text


def test_hits(run: Run, news: Path) -> None:
    for query in ("公司", "tag:数字", "after:2026-05"):
        expected = []
        for each in lines(run, "search", query, news, "--json"):
            places = [(hit["start"], hit["sentence"], None) for hit in each["hits"]]
            places += [(h["start"], h["quote"], h["id"]) for h in each["highlights"]]
            expected += [(each["file"], *place) for place in places or [(0, "", None)]]
        hits = newsreader.search(query, news)
        assert expected
        assert [(str(h.path), h.start, h.text, h.id) for h in hits] == expected


def test_a_comparison(run: Run, news: Path) -> None:
    one, two = sorted(news.glob("*.txt"))
    found = newsreader.compare(newsreader.open_article(one), newsreader.open_article(two))
    assert printed(run, "compare", "--json", one, two) == found.to_dict()


def test_rows(run: Run, news: Path) -> None:
    path = news / "company_news.txt"
    article = newsreader.open_article(path)
    rows = run("wrap", "--width", 40, "--indent", 4, path).out.splitlines()
    assert [row for row in rows if row] == newsreader.wrap(article, 40, indent=4)
