"""The address of an article and the day its page was saved, from lines of its text."""

from __future__ import annotations

from datetime import date

import pytest

from newsreader.article.loader import read_article
from newsreader.article.origin import Origin, read_origin

TEXT = "签署协议\n\n临江市市长闻一舟昨天在市政府签署协议，双方将投资四十二亿元。\n\n"


@pytest.mark.parametrize(
    "line",
    [
        "原文链接：https://example.com/a?b=1&c=2",
        "原文連結: https://example.com/a?b=1&c=2",
        "　　来源网址：https://example.com/a?b=1&c=2 ",
        "（本文网址：https://example.com/a?b=1&c=2）",
        "文章地址：<https://example.com/a?b=1&c=2>",
        "URL: https://example.com/a?b=1&c=2",
        'url: "https://example.com/a?b=1&c=2"',
        "链接：https://example.com/a?b=1&c=2。",
    ],
)
def test_a_line_with_a_label_has_the_address(line: str) -> None:
    assert read_origin(TEXT + line).url == "https://example.com/a?b=1&c=2"
    assert read_origin(line + "\n\n" + TEXT * 200).url == "https://example.com/a?b=1&c=2"


@pytest.mark.parametrize(
    "line",
    [
        "他把链接 https://example.com 发给了记者。",
        "原文链接：",
        "原文链接：ftp://example.com/a",
        "视频网址很多，见https://example.com/a",
    ],
)
def test_an_address_in_a_sentence_is_not_that_of_the_article(line: str) -> None:
    assert read_origin(TEXT + line) == Origin()


def test_an_article_has_both() -> None:
    text = TEXT + "原文链接：https://example.com/a\n\n网页保存日期：2026-11-28\n"
    article = read_article(text.encode(), "a.txt")
    assert (article.url, article.captured) == ("https://example.com/a", date(2026, 11, 28))
    assert read_origin(TEXT + "网页保存日期：2026-13-28").captured is None
