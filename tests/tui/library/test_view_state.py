"""What the library lists, and the words around the list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from rich.cells import cell_len

from newsreader.keys.display import use_keys
from newsreader.keys.keymap import keymap
from newsreader.library.article_entry import ArticleEntry
from newsreader.library.list_order import ListOrder
from newsreader.locale import LANGUAGES, use_language
from newsreader.tui.library.view_state import Head, LibraryView, ViewState

OLD = ArticleEntry(Path("/news/a.txt"), title="旧闻", day="2025-01-02")
NEW = ArticleEntry(Path("/news/b.txt"), title="新闻", day="2026-01-02")
NARROW = ViewState(only=frozenset([OLD.path]))
NAMED = ViewState(LibraryView.NAMES, ListOrder.TITLE, backwards=True, words="港口")


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    use_language("en")
    yield
    use_keys(None)


def test_the_newest_article_is_first_until_the_order_is_reversed() -> None:
    assert ViewState().articles([OLD, NEW]) == [NEW, OLD]
    assert ViewState().turned().articles([OLD, NEW]) == [OLD, NEW]
    assert ViewState().turned().sorted_next() == ViewState(order=ListOrder.TITLE)


def test_a_narrowed_list_has_only_its_articles_and_names_what_they_share() -> None:
    some = NAMED.narrowed(frozenset([OLD.path]), "reprints")
    assert some.articles([OLD, NEW]) == [OLD]
    assert "reprints" in some.head(2, [Path("/news")]).facts


def test_going_back_drops_the_search_first_and_keeps_the_order() -> None:
    assert NAMED.widened() == NAMED.searching("")
    assert NAMED.widened().widened() == ViewState(order=ListOrder.TITLE, backwards=True)


def test_an_empty_list_says_why() -> None:
    assert "no article yet" in ViewState().nothing()
    assert "Only exports of newsreader" in ViewState().nothing(exports=True)
    assert "drops the search" in ViewState(words="x").nothing(exports=True)
    assert "drops the search" in ViewState(words="x").nothing(reading=True)


def test_while_articles_are_looked_for_none_is_said_to_be_missing() -> None:
    assert "being read" in ViewState().nothing(scanning=True)
    assert "being read" in ViewState().nothing(scanning=True, exports=True)
    assert "Not found yet" in ViewState(words="x").nothing(scanning=True)


def test_while_articles_are_read_for_names_no_search_for_one_has_ended() -> None:
    names = ViewState(LibraryView.NAMES, words="x")
    assert "Not found yet" in names.nothing(reading=True)
    assert "drops the search" in names.nothing(reading=False)


def test_an_empty_list_of_names_says_whether_more_will_come() -> None:
    names = ViewState(LibraryView.NAMES)
    assert "are being read" in names.nothing(reading=True)
    assert "R reads the articles" in names.nothing(stopped=True)
    assert "No names were found" in names.nothing()


def test_viewing_the_present_list_returns_to_the_articles() -> None:
    assert NAMED.viewing(LibraryView.NAMES).view is LibraryView.ARTICLES
    turned = ViewState(order=ListOrder.TITLE, backwards=True)
    assert turned.viewing(LibraryView.NAMES) == replace(turned, view=LibraryView.NAMES)


def test_the_head_has_order_filter_and_folder() -> None:
    head = ViewState(backwards=True, words="港口").head(1, [Path("/news")])
    assert head == Head("Library", "1 article · by date, the other way round · /港口", "/news")
    assert "by " not in NAMED.head(2, []).facts


def test_the_head_says_when_letters_were_taken_as_initials() -> None:
    head = ViewState(words="lzx").head(3, [], 1, as_initials=True)
    assert head.facts.endswith("/lzx · taken as initials in pinyin")


def test_the_head_has_the_names_whose_notes_are_found() -> None:
    head = ViewState(words="股东").head(1, [], names=["澜川集团", "闻一舟"])
    assert head.facts.endswith("also in the notes on 澜川集团, 闻一舟")
    assert "notes on" not in ViewState().head(1, [], names=["澜川集团"]).facts


def test_the_head_has_the_number_of_listed_articles() -> None:
    some = ViewState(words="港口")
    assert some.head(206, [], 24).facts.startswith("24 of 206 articles")
    assert ViewState().head(206, [], 206).facts.startswith("206 articles")


def test_key_hints_name_the_way_back_except_in_the_list_of_all_articles() -> None:
    assert "Esc" not in ViewState().key_hints(200)
    names = ViewState(LibraryView.NAMES)
    assert "Esc all articles" in names.key_hints(200)
    assert "Esc drops the search" in names.searching("x").key_hints(200)
    assert "Esc all articles" in NARROW.key_hints(200)
    assert "Enter shows all about it · Esc" in names.key_hints(200)


def test_the_key_hints_of_an_empty_list_name_no_key_for_what_is_listed() -> None:
    found = ViewState(words="x")
    assert "Enter opens · Esc drops the search · A highlights every hit" in found.key_hints(200)
    assert found.key_hints(200, is_empty=True).startswith("Esc drops the search · / searches")


@pytest.mark.parametrize("preset", ["vim", "plain"])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("room", [36, 56, 74, 128])
def test_key_hints_fit_the_width_and_keep_the_help(room: int, language: str, preset: str) -> None:
    use_language(language)
    use_keys(keymap({}, preset).keys)
    key = "?" if preset == "vim" else "F1"
    for found in (ViewState(), NARROW, ViewState(LibraryView.NAMES)):
        words = found.key_hints(room)
        assert "Esc" in words or found == ViewState()
        assert cell_len(words) <= room
        assert words.rpartition(" · ")[2].startswith((key, "?"))
