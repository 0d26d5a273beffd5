"""Filtering a list by words in any spelling, and by initials with pypinyin."""

from __future__ import annotations

import pytest

from newsreader.text import list_filter as module
from newsreader.text.list_filter import ListFilter, initials


@pytest.fixture
def without_pypinyin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "is_available", lambda: False)


def test_an_empty_filter_matches_everything() -> None:
    assert ListFilter("").holds("证监会")
    assert ListFilter("").holds()
    assert not ListFilter(" ")


@pytest.mark.parametrize(
    ("words", "text"),
    [("证监会", "證監會"), ("MODEL", "Model Y"), ("model y", "Model Y"), ("re:[0-9]+亿", "42亿元")],
)
def test_any_spelling_is_found(words: str, text: str) -> None:
    assert ListFilter(words).holds("另一个", text)
    assert not ListFilter(words).holds("另一个")


def test_an_invalid_pattern_is_taken_as_words() -> None:
    assert ListFilter("re:(").holds("a re:( b")
    assert not ListFilter("re:(").holds("证监会")


def test_initials_find_words_in_lists() -> None:
    pytest.importorskip("pypinyin")
    assert ListFilter("zjh").holds("中国证监会")
    assert ListFilter("ZJH").holds("中国证监会")
    assert not ListFilter("zj").holds("公司")
    assert initials("z") == initials("证监") == initials("a1") == ""


def test_without_pypinyin_letters_match_letters(without_pypinyin: None) -> None:
    assert not ListFilter("zjh").holds("中国证监会")
    assert ListFilter("zjh").holds("ZJH 股份")
    assert initials("zjh") == ""


def test_a_tag_with_a_blank_after_it_matches_that_tag_only() -> None:
    assert ListFilter("#政策 ").holds("引文\n#政策 ")
    assert not ListFilter("#政策 ").holds("引文\n#政策研究 ")
