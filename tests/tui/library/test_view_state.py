"""What the library lists, and how it says so, without a terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.library.article_entry import ArticleEntry
from newsreader.library.listing import ListOrder
from newsreader.locale import use_language
from newsreader.tui.library.view_state import Head, LibraryView, ViewState

OLD = ArticleEntry(Path("/news/a.txt"), title="旧闻", published="2025-01-02")
NEW = ArticleEntry(Path("/news/b.txt"), title="新闻", published="2026-01-02")
NOTED = ViewState(LibraryView.NOTES, ListOrder.TITLE, backwards=True, words="港口")


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


def test_the_newest_is_listed_first_until_the_list_is_turned() -> None:
    assert ViewState().articles([OLD, NEW]) == [NEW, OLD]
    assert ViewState().turned().articles([OLD, NEW]) == [OLD, NEW]
    assert ViewState().turned().sorted_next() == ViewState(order=ListOrder.TITLE)


def test_some_articles_alone_are_listed_and_said_to_be() -> None:
    some = NOTED.narrowed(frozenset([OLD.path]), "reprints")
    assert some.articles([OLD, NEW]) == [OLD]
    assert some.filtered("新").articles([OLD, NEW]) == []
    assert "reprints" in some.head(2, [Path("/news")]).facts


def test_the_way_back_drops_the_filter_first_and_keeps_the_order() -> None:
    assert NOTED.widened() == NOTED.filtered("")
    assert NOTED.widened().widened() == ViewState(order=ListOrder.TITLE, backwards=True)


def test_an_empty_list_says_why() -> None:
    assert "no article yet" in ViewState().nothing()
    assert "only what newsreader exported" in ViewState().nothing(exports=True)
    assert "drops the filter" in ViewState(words="x").nothing(exports=True)


def test_asking_for_a_list_again_goes_back_to_the_articles() -> None:
    assert NOTED.viewing(LibraryView.NOTES).view is LibraryView.ARTICLES
    assert NOTED.viewing(LibraryView.NAMES) == ViewState(
        LibraryView.NAMES, ListOrder.TITLE, backwards=True
    )


def test_the_head_says_order_and_filter_and_where_from() -> None:
    head = ViewState(backwards=True, words="港口").head(1, [Path("/news")])
    assert head == Head("Library", "1 article · by date the other way round · /港口", "/news")
    assert "by " not in NOTED.head(2, []).facts


def test_the_head_says_how_many_of_them_are_listed() -> None:
    some = ViewState(words="港口")
    assert some.head(206, [], 24).facts.startswith("24 of 206 articles")
    assert ViewState().head(206, [], 206).facts.startswith("206 articles")
