"""Tags written in a note."""

from __future__ import annotations

import pytest

from newsreader.text.hashtags import hashtags


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("#并购", ["并购"]),
        ("先看 #并购 和＃人事，再看#并购。", ["并购", "人事"]),
        ("#并购# 微博", ["并购"]),
        ("#产业/汽车 #follow-up", ["产业/汽车", "follow-up"]),
        ("(#风险)", ["风险"]),
        ("# 标题\n## 小标题", []),
        ("第 #1 条，#2026", []),
        ("#2026年报", ["2026年报"]),
        ("https://example.org/a#b 和 https://example.org/#c", []),
        ("&#20013; C#", []),
        ("##并购", []),
        ("", []),
    ],
)
def test_tags_are_found_in_a_note(text: str, found: list[str]) -> None:
    assert hashtags(text) == found


def test_the_id_of_a_highlight_in_a_link_is_no_tag() -> None:
    assert hashtags("见 [[#7c9e|8.6%]] 和 [[港口#ab12]] #并购") == ["并购"]
