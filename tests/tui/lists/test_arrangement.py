"""What the library lists, and how it says so, without a terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.library.entry import Entry
from newsreader.library.listing import Order
from newsreader.locale import use_language
from newsreader.tui.lists.arrangement import Arrangement, Head, View

OLD = Entry(Path("/news/a.txt"), title="旧闻", published="2025-01-02")
NEW = Entry(Path("/news/b.txt"), title="新闻", published="2026-01-02")
NOTED = Arrangement(View.NOTES, Order.TITLE, backwards=True, words="港口")


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


def test_the_newest_is_listed_first_until_the_list_is_turned() -> None:
    assert Arrangement().articles([OLD, NEW]) == [NEW, OLD]
    assert Arrangement().turned().articles([OLD, NEW]) == [OLD, NEW]
    assert Arrangement().turned().sorted_next() == Arrangement(order=Order.TITLE)


def test_some_articles_alone_are_listed_and_said_to_be() -> None:
    some = NOTED.narrowed(frozenset([OLD.path]), "reprints")
    assert some.articles([OLD, NEW]) == [OLD]
    assert some.filtered("新").articles([OLD, NEW]) == []
    assert "reprints" in some.head(2, [Path("/news")]).facts


def test_the_way_back_drops_the_filter_first_and_keeps_the_order() -> None:
    assert NOTED.widened() == NOTED.filtered("")
    assert NOTED.widened().widened() == Arrangement(order=Order.TITLE, backwards=True)


def test_an_empty_list_says_why() -> None:
    assert "no article yet" in Arrangement().nothing()
    assert "only what newsreader exported" in Arrangement().nothing(exports=True)
    assert "drops the filter" in Arrangement(words="x").nothing(exports=True)


def test_asking_for_a_list_again_goes_back_to_the_articles() -> None:
    assert NOTED.viewing(View.NOTES).view is View.ARTICLES
    assert NOTED.viewing(View.NAMES) == Arrangement(View.NAMES, Order.TITLE, backwards=True)


def test_the_head_says_order_and_filter_and_where_from() -> None:
    head = Arrangement(backwards=True, words="港口").head(1, [Path("/news")])
    assert head == Head("Library", "1 article · by date the other way round · /港口", "/news")
    assert "by " not in NOTED.head(2, []).facts


def test_the_head_says_how_many_of_them_are_listed() -> None:
    some = Arrangement(words="港口")
    assert some.head(206, [], 24).facts.startswith("24 of 206 articles")
    assert Arrangement().head(206, [], 206).facts.startswith("206 articles")
