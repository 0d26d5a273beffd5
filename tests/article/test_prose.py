"""What of a page is read for names."""

from __future__ import annotations

from newsreader.article.article import Role
from newsreader.article.prose import spans_to_read
from tests.fakes import NEWS, article_of


def test_page_furniture_is_not_read() -> None:
    article = article_of(NEWS)
    folded = [each.span for each in article.paragraphs if each.role is Role.FURNITURE]
    read = spans_to_read(article)
    assert folded
    assert sorted([*read, *folded]) == [each.span for each in article.paragraphs]


def test_where_there_is_nothing_else_furniture_is_read() -> None:
    article = article_of("版权所有 某某网 未经许可 不得转载\n")
    assert [each.role for each in article.paragraphs] == [Role.FURNITURE]
    assert spans_to_read(article) == [each.span for each in article.paragraphs]
