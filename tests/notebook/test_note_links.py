"""What a link in a note links to."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from newsreader.errors import LinkError
from newsreader.locale import use_language
from newsreader.notebook.highlight import HighlightState
from newsreader.notebook.note_links import (
    ArticleTarget,
    HighlightTarget,
    LinkedArticle,
    LinkedArticles,
    LinkedFrom,
    LinkTargets,
    NameTarget,
    broken_links,
    linked_highlights,
    names_of,
)
from newsreader.notebook.notebook import Notebook
from newsreader.text.wiki_links import wiki_links
from tests.notebooks import TEXT, mark

ARTICLES = [
    LinkedArticle(Path("/n/港口.txt"), "海东港：一季度?"),
    LinkedArticle(Path("/n/a/快讯.txt"), "快讯"),
    LinkedArticle(Path("/n/b/快讯.txt"), "要闻"),
    LinkedArticle(Path("/n/周明岚.md"), "专访"),
    LinkedArticle(Path("/n/own.txt"), "本文"),
]
MARKED = Notebook().with_highlights(
    [
        mark("运价", "7c9e6679-0001"),
        mark("港口", "7c9e6679-0002"),
        mark("增长", "ab120000-0003", note="见 [[#7c9e6679-0001]]"),
        replace(mark("货物", "dd000000-0004"), state=HighlightState.DELETED),
    ]
)
TARGETS = LinkTargets(
    MARKED,
    names_of([("周明岚", ["周女士"]), ("海东港集团", ["集团"])]),
    LinkedArticles(ARTICLES),
    TEXT,
    Path("/n/own.txt"),
)


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


def _target(words: str) -> object:
    [link] = wiki_links(f"[[{words}]]")
    return TARGETS.find(link)


@pytest.mark.parametrize(
    ("words", "target"),
    [
        ("#ab12", HighlightTarget("ab120000-0003")),
        ("#^hl-AB12|增长", HighlightTarget("ab120000-0003")),
        ("周女士", NameTarget("周明岚")),
        ("集装箱业务", NameTarget("集装箱业务")),
        ("港口.txt", ArticleTarget(ARTICLES[0])),
        ("港口", ArticleTarget(ARTICLES[0])),
        ("海东港：一季度", ArticleTarget(ARTICLES[0])),
        ("海东港：一季度?#c3", ArticleTarget(ARTICLES[0], "c3")),
        ("b/快讯", ArticleTarget(ARTICLES[2])),
        ("周明岚", ArticleTarget(ARTICLES[3])),
        ("本文#ab12", HighlightTarget("ab120000-0003")),
    ],
)
def test_a_link_to_one_thing(words: str, target: object) -> None:
    assert _target(words) == target


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("#7c9e", "write more of it"),
        ("#ffff", "No highlight of this article"),
        ("#dd00", "in the trash"),
        ("快讯", "a/快讯.txt, b/快讯.txt"),
        ("没有的", "no such name"),
        ("没有的#ab", "There is no article"),
    ],
)
def test_a_link_that_is_broken_says_why(words: str, sentence: str) -> None:
    with pytest.raises(LinkError, match=sentence):
        _target(words)
    [(link, why)] = broken_links([f"见 [[{words}]]，[[周女士]]"], TARGETS)
    assert link.target == words
    assert sentence in why


def test_a_title_outlives_the_name_of_the_file() -> None:
    moved = [LinkedArticle(Path("/n/renamed.txt"), "海东港：一季度?")]
    [link] = wiki_links("[[海东港：一季度?]]")
    assert replace(TARGETS, articles=LinkedArticles(moved)).find(link) == ArticleTarget(moved[0])


def test_the_highlights_that_are_linked_to() -> None:
    assert linked_highlights(MARKED) == {"7c9e6679-0001"}


@pytest.mark.parametrize(
    ("note", "holds"),
    [
        ("见 [[快讯.txt]]", True),
        ("[[a/快讯]] 与 [[港口]]", True),
        ("[[./快讯.txt#7c9e6679]]", True),
        ("[[../n/a/快讯.txt|那篇]]", True),
        ("[[b/快讯]]", False),
        ("[[快讯之二]]", False),
        ("[[#7c9e6679]] 快讯", False),
    ],
)
def test_links_to_an_article_are_found_however_they_are_written(note: str, holds: bool) -> None:
    linked = LinkedFrom("快讯", LinkedArticles(ARTICLES), Path("/n/a/快讯.txt"))
    assert linked.holds(note) is holds


def test_a_link_to_a_name_is_none_where_an_article_has_that_name() -> None:
    articles = LinkedArticles(ARTICLES)
    names = LinkedFrom("周明岚", articles, names=frozenset({"周明岚", "周主任"}))
    assert names.holds("[[周主任]]")
    assert not names.holds("[[周明岚]]")  # leads to the article
    assert not names.holds("周主任")
