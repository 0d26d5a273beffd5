"""The export of several articles of a library."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from newsreader.article.loader import open_article
from newsreader.entities.entity import Entity
from newsreader.entities.kind import Kind
from newsreader.formats.registry import format_named
from newsreader.library.export_job import ExportJob, ExportOrder
from newsreader.library.index import Index
from newsreader.library.library import Library
from newsreader.state import State
from newsreader.text.span import Span

FIRST = "杜若川在临江市见到了何清和。\n"
SECOND = "河水涨了三天。\n"


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """Two articles; the names of the first are in the index."""
    news = tmp_path / "news"
    news.mkdir()
    (news / "a.txt").write_text(FIRST, "utf-8")
    (news / "b.txt").write_text(SECOND, "utf-8")
    index = Index.open(tmp_path / "library.db")
    library = Library(
        [news], index, State.open(tmp_path / "state.json"), tmp_path / "data"
    ).refresh()
    for _step in library.scan.run(lambda _done, _every: None):
        pass
    known = Entity("PER:杜若川", "杜若川", Kind.PER, (Span(0, 3),), roles=("市长",))
    index.learn(open_article(news / "a.txt").sha256_text, [known])
    return library


def _exported(library: Library, form: str) -> tuple[str, ExportJob]:
    target = library.folder / "out"
    paths = {entry.path: None for entry in library.entries}
    job = ExportJob(library, ExportOrder(paths, format_named(form), target, each=False))
    assert list(job.steps())[-1] == 2
    return target.read_text("utf-8"), job


def test_names_in_the_index_are_exported_and_missing_ones_are_counted(library: Library) -> None:
    written, job = _exported(library, "json")
    by_file = {each["article"]["file"]: each for each in json.loads(written)["exports"]}
    [name] = by_file["a.txt"]["entities"]
    assert (name["name"], name["roles"]) == ("杜若川", ["市长"])
    assert by_file["b.txt"]["entities"] == []
    assert job.unnamed == 1
    assert job.unnamed_words.startswith("The names of 1 article")
    assert "restart" not in job.unnamed_words
    library.failure = "gone"
    assert job.unnamed_words.endswith("restart newsreader.")


def test_a_format_without_names_asks_for_none(library: Library) -> None:
    _written, job = _exported(library, "markdown")
    assert (job.unnamed, job.unnamed_words) == (0, "")
