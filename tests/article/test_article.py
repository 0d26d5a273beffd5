"""Articles and their paragraphs."""

from __future__ import annotations

import pytest

from newsreader.article.article import (
    Article,
    Paragraph,
    Paragraphs,
    Role,
    is_only_lines,
    spans_to_read,
)
from newsreader.text.span import Span
from tests.fakes import NEWS, article_of

TEXT = "标题\n\n第一段。\n小标题\n第二段。"
ROWS = [
    (0, 2, Role.TITLE, 0),
    (4, 8, Role.BODY, 0),
    (9, 12, Role.HEADING, 2),
    (13, 17, Role.BODY, 0),
]


def test_paragraphs_are_a_sequence() -> None:
    paragraphs = Paragraphs(ROWS)
    assert len(paragraphs) == 4
    assert paragraphs[2] == Paragraph(2, Span(9, 12), Role.HEADING, 2)
    assert paragraphs[-1] == paragraphs[3]
    assert paragraphs[1:3] == (paragraphs[1], paragraphs[2])
    assert [p.span.of(TEXT) for p in paragraphs] == ["标题", "第一段。", "小标题", "第二段。"]
    for outside in (4, -5):
        with pytest.raises(IndexError):
            paragraphs[outside]


def test_an_offset_between_two_paragraphs_belongs_to_the_one_before() -> None:
    paragraphs = Paragraphs(ROWS)
    assert [paragraphs.at(offset) for offset in (0, 1, 3, 4, 8, 9, 16, 99)] == [
        *(0, 0, 0, 1, 1, 2, 3, 3),
    ]
    assert Paragraphs([(3, 5, Role.BODY, 0)]).at(0) == 0


def test_an_article_finds_the_paragraph_of_an_offset() -> None:
    article = Article("a.txt", TEXT, Paragraphs(ROWS), "text", "raw")
    assert article.paragraph_at(10).role is Role.HEADING
    assert article.length == len(TEXT)
    assert article.sha256_text == "text"


def test_the_last_paragraph_of_a_role_is_searched_backwards() -> None:
    roles = (Role.TITLE, Role.BODY, Role.HEADING, Role.BODY)
    paragraphs = Paragraphs((at, at + 1, role, 0) for at, role in enumerate(roles))
    assert paragraphs.last(Role.HEADING, 3) == 2
    assert paragraphs.last(Role.HEADING, 2) == 2
    assert paragraphs.last(Role.HEADING, 1) == -1
    assert paragraphs.last(Role.BODY, 3) == 3


def test_page_furniture_is_not_searched_for_names() -> None:
    article = article_of(NEWS)
    folded = [each.span for each in article.paragraphs if each.role is Role.FURNITURE]
    read = spans_to_read(article)
    assert folded
    assert sorted([*read, *folded]) == [each.span for each in article.paragraphs]


def test_furniture_is_searched_where_there_is_nothing_else() -> None:
    text = "版权所有 某某网"
    article = Article("a.txt", text, Paragraphs([(0, 8, Role.FURNITURE, 0)]), "text", "raw")
    assert spans_to_read(article) == [Span(0, 8)]


def test_a_page_without_prose_opens_whole() -> None:
    article = article_of("首页 新闻 体育\n版权所有 某某网 未经许可 不得转载\n")
    assert [each.role for each in article.paragraphs] == [Role.BODY, Role.BODY]


def test_a_menu_is_only_lines_and_an_article_is_not() -> None:
    menu = "首页\n新闻\n财经\n港口新闻今日要闻\n登录\n注册\n关于我们"
    assert is_only_lines(article_of(menu))
    assert not is_only_lines(article_of(NEWS))
    assert not is_only_lines(article_of("短讯\n\n今天休市。"))
    assert not is_only_lines(article_of(menu + "\n\n" + "a long line in English, " * 9))
