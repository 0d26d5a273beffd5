"""The notes of a library: known without reading all again, and marked by a search."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from newsreader.article.loader import open_article
from newsreader.library.all_notes import AllNotes, MarkingPlan
from newsreader.library.index import Index
from newsreader.library.library import Library
from newsreader.library.search import MOST_PLACES
from newsreader.notebook.colour import Colour
from newsreader.sidecar.paths import sidecar_path
from newsreader.sidecar.sidecar import Sidecar
from newsreader.state import State
from tests.notebooks import highlight_file

MANY = MOST_PLACES + 20


@pytest.fixture
def notes(tmp_path: Path) -> Iterator[AllNotes]:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text("港口扩建\n\n" + "港口今年扩建。\n\n" * MANY, "utf-8")
    (folder / "b.txt").write_text("运价\n\n山里的港口，运价上涨。\n", "utf-8")
    index = Index.open(tmp_path / "cache" / "library.db")
    library = Library(
        [folder], index, State.open(tmp_path / "state.json"), tmp_path / "data"
    ).refresh()
    list(library.scan.run())
    yield AllNotes(library)
    index.close()


def plan(notes: AllNotes, query: str = "港口") -> MarkingPlan:
    found = notes.plan(query, notes.library.entries, lambda _done, _all: True)
    assert found is not None
    return found


def quotes(notes: AllNotes, name: str) -> list[str]:
    path = notes.library.roots[0] / name
    loaded = Sidecar(path, notes.library.data).load(open_article(path))
    return [highlight.quote for highlight in loaded.notebook.in_order()]


def mark(notes: AllNotes, planned: MarkingPlan) -> int:
    return notes.mark(planned, Colour.RED, ("重点",), lambda _done, _all: True).changed


def test_every_hit_is_planned_and_marked_also_where_a_list_of_hits_ends(notes: AllNotes) -> None:
    planned = plan(notes)
    assert sum(planned.hits.values()) == MANY + 2
    assert mark(notes, planned) == MANY + 2
    assert plan(notes).articles == []
    assert notes.tags() == {"重点": MANY + 2}


def test_in_a_text_that_changed_after_the_preview_the_words_are_marked(notes: AllNotes) -> None:
    planned = plan(notes)
    path = notes.library.roots[0] / "b.txt"
    path.write_text("运价\n\n前面多了一句。港口，港口。\n", "utf-8")
    mark(notes, planned)
    assert quotes(notes, "b.txt") == ["港口", "港口"]


def test_only_the_notes_of_changed_articles_are_read_again(
    notes: AllNotes, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, library = notes.library.roots[0], notes.library
    assert notes.known() is notes.known()
    highlight_file(folder / "b.txt", "山里", "想法")
    asked: list[Path] = []
    real = library.index.excerpts

    def excerpts(roots: list[Path]) -> object:
        asked.extend(roots)
        return real(roots)

    monkeypatch.setattr(library.index, "excerpts", excerpts)
    library.update(folder / "b.txt")
    assert [each.quote for each in notes.known().excerpts] == ["山里"]
    assert asked == [folder / "b.txt"]
    sidecar_path(folder / "b.txt").unlink()
    (folder / "b.txt").unlink()
    list(library.scan.run())
    assert list(notes.known().excerpts) == []


def test_notes_without_their_article_are_not_marked_or_changed(notes: AllNotes) -> None:
    folder = notes.library.roots[0]
    highlight_file(folder / "b.txt", "港口", "", ("旧",))
    (folder / "b.txt").unlink()
    list(notes.library.scan.run())
    before = sidecar_path(folder / "b.txt").read_bytes()
    assert [path.name for path in plan(notes).articles] == ["a.txt"]
    outcome = notes.rename_tag("旧", "新", lambda _done, _all: True)
    assert (outcome.changed, len(outcome.problems)) == (0, 1)
    assert sidecar_path(folder / "b.txt").read_bytes() == before
    assert [path.name for path in folder.iterdir() if "b.txt" in path.name] == ["b.txt.notes.toml"]
