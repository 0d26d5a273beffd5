"""Separating the buttons after a byline from its words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from newsreader.article.article import Role
from newsreader.article.furniture import buttons_start
from tests.fakes import article_of
from tests.text.texts import anything, news


@pytest.mark.parametrize(
    ("words", "buttons"),
    [
        ("2026-05-11 16:20:33  来源: 新华社", "  字体: 小 中 大"),
        ("时间：2026-05-08 06:23 来源： 某某日报", " 【字体：大 中 小】"),
        ("发布时间：2026-05-08", "  字號：特大 大 中 小"),
        ("2026年3月1日 来源：某网", " 字号：T|T"),
        ("2026年3月1日|来源：某网", "|字号：A- A A+|打印"),
        ("2026-05-11 来源：某网", " 【打印】【关闭】"),
        ("2026-05-11 来源：某网", " A+ A-"),
        ("2026-05-11 来源：某网", " 分享到： 微信 微博 QQ空间"),
        ("2026-05-11 来源：某网", " [ 字号 大 中 小 ] 打印 评论(0)"),
        ("作者：丁小", " 大 中 小"),
    ],
)
def test_buttons_after_the_words_are_found(words: str, buttons: str) -> None:
    assert buttons_start(words + buttons) == len(words)


@pytest.mark.parametrize(
    "line",
    [
        "来源：微博",
        "2026-05-11 来源：某网 微博",
        "作者：李大 中",
        "2026-05-11 来源：收藏",
        "来源：大众日报 阅读 1024 评论 3",
        "打印: 关闭",
        "字体：大 中 小",
        "编辑：王小 大",
        "2026-05-11 16:20",
    ],
)
def test_possible_words_are_not_buttons(line: str) -> None:
    assert buttons_start(line) == len(line)


@settings(max_examples=200, deadline=None)
@given(anything | news)
def test_the_result_is_an_offset_in_the_line(line: str) -> None:
    assert 0 <= buttons_start(line) <= len(line)


def test_the_buttons_of_a_byline_are_page_furniture() -> None:
    text = (
        "科研人员发现一处旧石器时代遗址\n2026-05-11 16:20:33  来源: 新华社  字体: 小 中 大\n\n"
        "记者从研究所获悉，联合考察队在河谷阶地上发现旧石器时代遗址，距今约十一万年。\n"
    )
    article = article_of(text)
    byline, buttons = article.paragraphs[1], article.paragraphs[2]
    assert (byline.role, byline.span.of(text)) == (
        Role.METADATA,
        "2026-05-11 16:20:33  来源: 新华社",
    )
    assert (buttons.role, buttons.span.of(text)) == (Role.FURNITURE, "字体: 小 中 大")
    assert (article.source, article.published) == ("新华社", "2026-05-11 16:20:33")
