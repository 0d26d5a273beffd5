"""Readings of characters, with pypinyin and without it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from newsreader.errors import SearchError
from newsreader.locale import use_language
from newsreader.text import pinyin as module
from newsreader.text import search
from newsreader.text.pinyin import pinyin, with_initial
from newsreader.text.search import Query
from newsreader.text.span import Span


@pytest.fixture(autouse=True)
def english() -> None:
    use_language("en")


@pytest.fixture
def without_pypinyin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(module, "is_available", lambda: False)
    module._by_initial.cache_clear()
    search._by_initials.cache_clear()
    yield
    module._by_initial.cache_clear()
    search._by_initials.cache_clear()


def test_a_reading_is_chosen_by_the_word() -> None:
    pytest.importorskip("pypinyin")
    assert pinyin("重庆的银行") == "chóng qìng de yín háng"


def test_every_reading_counts_for_an_initial() -> None:
    pytest.importorskip("pypinyin")
    assert "重" in with_initial("c")
    assert "重" in with_initial("z")
    assert with_initial("v") == ""


def test_initials_find_words() -> None:
    pytest.importorskip("pypinyin")
    text = "昨日，证监会表示，证券监督会议照旧。"
    assert [span.of(text) for span in Query("py:zjh").spans(text)] == ["证监会"]
    assert Query("py：ZJH").spans(text) == [Span(3, 6)]
    assert Query("py:").spans(text) == []
    assert Query("py:z]h").spans(text) == []


def test_without_the_package_the_error_names_the_remedy(without_pypinyin: None) -> None:
    with pytest.raises(SearchError, match="-m pip"):
        Query("py:zjh")
    with pytest.raises(SearchError, match="pypinyin"):
        pinyin("证监会")


def test_other_searches_work_without_the_package(without_pypinyin: None) -> None:
    assert Query("证监会").spans("证监会") == [Span(0, 3)]
