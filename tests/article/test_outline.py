"""The outline: headings in text order, with their depth."""

from __future__ import annotations

from newsreader.article.loader import read_article
from newsreader.article.outline import outline

BODY = "这一段说的是一件很平常的事情，可是说得久了，听的人也就慢慢地记住了。"


def test_depths_follow_the_numbering_in_use() -> None:
    headings = ["第一章 总则", "一、范围", "（一）对象", "1. 定义", "第二章 附则"]
    text = "\n".join(f"{heading}\n{BODY}" for heading in headings)
    entries = outline(read_article(text.encode(), "a.txt"))
    assert [(entry.level, entry.words) for entry in entries] == [
        (1, "第一章 总则"),
        (2, "一、范围"),
        (3, "（一）对象"),
        (4, "1. 定义"),
        (1, "第二章 附则"),
    ]
    assert [entry.paragraph for entry in entries] == [0, 2, 4, 6, 8]


def test_an_article_without_headings_has_an_empty_outline() -> None:
    assert outline(read_article(BODY.encode(), "a.txt")) == ()
