"""What a link that is begun in a note may become."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from newsreader.notebook.note_links import LinkedArticle, LinkedArticles, LinkTargets, names_of
from newsreader.notebook.notebook import Notebook
from newsreader.session.links import link_choices, narrowed
from newsreader.text.wiki_links import wiki_links
from tests.notebooks import TEXT, mark

MARKED = Notebook().with_highlights(
    [mark("同比增长8.6%", "7c9e6679-0001"), mark("运价", "ab120000-0003")]
)
ARTICLES = [
    LinkedArticle(Path("/n/港口.txt"), "海东港[快讯]"),
    LinkedArticle(Path("/n/one.txt"), "要闻"),
    LinkedArticle(Path("/n/two.txt"), "要闻"),
    LinkedArticle(Path("/n/untitled.txt"), ""),
    LinkedArticle(Path("/n/[x].txt"), ""),
    LinkedArticle(Path("/n/own.txt"), "本文"),
]
TARGETS = LinkTargets(
    MARKED, names_of([("周明岚", ["周女士"])]), LinkedArticles(ARTICLES), TEXT, Path("/n/own.txt")
)


def _links(typed: str) -> list[str]:
    return [choice.link for choice in narrowed(link_choices(TARGETS), typed)]


def test_highlights_names_and_articles_are_offered() -> None:
    assert _links("") == [
        "#7c9e6679|同比增长8.6%",
        "#ab120000|运价",
        "周明岚",
        "港口.txt",
        "one.txt",
        "two.txt",
        "untitled.txt",
    ]


def test_what_begins_so_comes_before_what_has_it_elsewhere() -> None:
    articles = [LinkedArticle(Path(f"/n/{n}.txt"), f"新{n}") for n in range(200)]
    articles.append(LinkedArticle(Path("/n/last.txt"), "1月"))
    found = narrowed(link_choices(LinkTargets(Notebook(), articles=LinkedArticles(articles))), "1")
    assert len(found) == 100
    assert [choice.words for choice in found[:3]] == ["1月", "新1", "新10"]


def test_typing_narrows_them_and_a_number_sign_leaves_highlights() -> None:
    assert _links("周") == ["周明岚"]
    assert _links("港") == ["港口.txt"]
    assert _links("#运") == ["#ab120000|运价"]
    assert _links("#周") == []


def test_each_choice_is_a_link_to_what_it_names() -> None:
    for choice in link_choices(TARGETS):
        [link] = wiki_links(f"[[{choice.link}]]")
        assert TARGETS.find(link)


def test_an_id_is_written_whole_where_two_begin_alike() -> None:
    twins = Notebook().with_highlights([mark("运价", "7c9e6679-01"), mark("港口", "7c9e6679-02")])
    links = [
        choice.link for choice in narrowed(link_choices(replace(TARGETS, notebook=twins)), "#")
    ]
    assert sorted(links) == ["#7c9e6679-01|运价", "#7c9e6679-02|港口"]


def test_initials_of_pinyin_find_a_name() -> None:
    pytest.importorskip("pypinyin")
    assert _links("zml") == ["周明岚"]
