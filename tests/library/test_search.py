"""Full-text search of a library: which articles, and which places in them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from newsreader.errors import SearchError
from newsreader.library.index import Index
from newsreader.library.library import Library
from newsreader.library.search import Found
from newsreader.notebook.colour import colour_meanings
from newsreader.state import State
from tests.fakes import NEWS
from tests.notebooks import highlight_file as mark

ESSAY = (
    "山里的清晨\n\n雾从谷底升起来，漫过石阶。老人说，临江市在山的另一边。他每天都看着临江市的灯。\n"
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text(NEWS, "utf-8")
    (folder / "b.txt").write_text(ESSAY, "utf-8")
    mark(folder / "a.txt", "闻一舟", "新任市長", ("人物",))
    index = Index(tmp_path / "library.db")
    meanings = colour_meanings(("事实", "观点", "", "", ""))
    made = Library([folder], index, State(tmp_path / "state"), tmp_path / "data", (), meanings)
    for _step in made.scan():
        pass
    yield made
    index.close()


def search(library: Library, query: str) -> dict[str, Found]:
    return {each.entry.path.stem: each for each in library.search(query, library.entries)}


def test_texts_are_found_with_each_hit_in_its_sentence(library: Library) -> None:
    found = search(library, "臨江市")["b"]
    assert [hit.sentence for hit in found.hits] == [
        "老人说，临江市在山的另一边。",
        "他每天都看着临江市的灯。",
    ]
    assert [hit.marks[0].of(hit.sentence) for hit in found.hits] == ["临江市", "临江市"]
    assert [hit.start for hit in found.hits] == [ESSAY.index("临江"), ESSAY.rindex("临江")]
    assert found.places == 2


def test_words_may_be_in_text_title_source_notes_and_tags(library: Library) -> None:
    assert set(search(library, "临江市")) == {"a", "b"}
    assert set(search(library, "临江市 雾")) == {"b"}
    assert set(search(library, "临江市 -雾")) == {"a"}
    assert set(search(library, "雾 OR 新任市长")) == {"a", "b"}
    assert set(search(library, "林一 市长")) == {"a"}
    assert set(search(library, "#人物")) == {"a"}
    assert set(search(library, "colour:观点")) == {"a"}
    assert set(search(library, "news/b.txt")) == {"b"}
    assert set(search(library, "after:2026-03 before:2026-04")) == {"a"}
    assert search(library, "没有的词") == {}


def test_page_furniture_is_not_found(library: Library) -> None:
    assert search(library, "收藏") == {}


def test_a_highlight_that_matches_is_a_hit(library: Library) -> None:
    (hit,) = search(library, "#人物")["a"].hits
    assert hit.excerpt is not None
    assert (hit.excerpt.quote, hit.start) == ("闻一舟", NEWS.index("闻一舟"))


def test_an_article_that_changes_is_found_by_its_new_text(library: Library) -> None:
    path = library.roots[0] / "b.txt"
    path.write_text("另一篇\n\n今天没有雨，也没有风，只有太阳照着院子。\n", "utf-8")
    for _step in library.scan():
        pass
    assert set(search(library, "雾")) == set()
    assert set(search(library, "太阳")) == {"b"}
    path.unlink()
    for _step in library.scan():
        pass
    assert search(library, "太阳") == {}


def test_an_invalid_query_is_refused(library: Library) -> None:
    with pytest.raises(SearchError):
        search(library, "re:(")
