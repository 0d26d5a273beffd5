from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsreader.errors import SearchError
from newsreader.text.plain import IGNORED
from newsreader.text.search import Query
from newsreader.text.span import Span
from tests.text.texts import news


def hits(words: str, text: str) -> list[str]:
    return [span.of(text) for span in Query(words).spans(text)]


@pytest.mark.parametrize(
    ("words", "text", "wanted"),
    [
        ("中国", "中國与中国", ["中國", "中国"]),
        ("國", "中国", ["国"]),
        ("app", "ＡＰＰ和App", ["ＡＰＰ", "App"]),
        ("App", "APP和App", ["App"]),
        ("“好”", "「好」“好”\"好\"", ["「好」", "“好”", "\"好\""]),
        ("极氪智能", "极氪\n智能", ["极氪\n智能"]),
        ("极氪智能", "极氪 \n　智能", ["极氪 \n　智能"]),
        ("极氪智能", "极氪\n\n智能", []),
        ("the end", "the\nend", ["the\nend"]),
        ("theend", "the\nend", []),
        ("吉利EV", "吉利 EV", ["吉利 EV"]),
        ("吉利 EV", "吉利EV", ["吉利EV"]),
        ("好……", "好…和好...和好。。。", ["好…", "好...", "好。。。"]),
        ("a.b", "a.b axb", ["a.b"]),
        ("中国", "中\u200b国", ["中\u200b国"]),
        ("3%", "3％", ["3％"]),
        ("", "中国", []),
        (" ", "中 国", []),
        ("re:", "中国", []),
        ("re:第.+?条", "第一条和第二条", ["第一条", "第二条"]),
        ("re：[0-9]+年", "2021年", ["2021年"]),
        ("re:app", "App", ["App"]),
        ("re:App", "APP", []),
        ("re:x*", "国", []),
    ],
)  # fmt: skip
def test_words_are_found_as_readers_mean_them(words: str, text: str, wanted: list[str]) -> None:
    assert hits(words, text) == wanted


def test_matches_are_between_the_given_offsets() -> None:
    assert Query("国").spans("国国国国", 1, 3) == [Span(1, 2), Span(2, 3)]


def test_a_match_does_not_cross_a_line_break_between_paragraphs() -> None:
    text = "中\n国中国"
    assert Query("中国").spans(text, joined=lambda at: False) == [Span(3, 5)]
    assert len(Query("中国").spans(text, joined=lambda at: True)) == 2


@pytest.mark.parametrize(
    "words", ["re:(", "re:[a", "re:*", "re:(a{9999}){9999}", "re:" + "a" * 2000]
)
def test_an_invalid_pattern_is_refused_in_one_sentence(words: str) -> None:
    with pytest.raises(SearchError, match=r"\.$"):
        Query(words)


def test_a_slow_pattern_is_stopped() -> None:
    with pytest.raises(SearchError, match="too long"):
        Query("re:(a+)+b").spans("a" * 50_000)


@settings(max_examples=300, deadline=None)
@example("———一", 0, 4)
@example("……………一", 0, 6)
@example("。。。。。。。。。。。。。。一", 0, 15)
@example("👨\u200d👩\u200d👧", 1, 2)
@given(news, st.integers(0, 200), st.integers(1, 20))
def test_any_part_of_the_text_is_found_in_it(text: str, at: int, length: int) -> None:
    words = text[at : at + length]
    if words.strip() and not words.strip().startswith("re"):
        found = Query(words.strip()).spans(text)
        unseen = re.match(f"[{IGNORED}]+(?=[^{IGNORED}])", words.strip())
        start = text.index(words.strip()) + (unseen.end() if unseen else 0)  # it begins after these
        assert any(span.start <= start < span.end for span in found)
        assert all(a.end <= b.start for a, b in pairwise(found))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=30), news)
def test_any_words_can_be_searched_for(words: str, text: str) -> None:
    if not re.match(r"\s*re[:：]", words):
        assert all(Query(words).spans(text))


def test_a_hostile_text_does_not_make_words_slow() -> None:
    text = ("中" + " " * 500) * 2000 + "中" * 100_000
    assert Query("中中国").spans(text) == []


def test_full_width_capitals_are_capitals() -> None:
    assert len(Query("ＺＥＥＫＲ").spans("ZEEKR zeekr ＺＥＥＫＲ")) == 2
    assert len(Query("ｚｅｅｋｒ").spans("ZEEKR zeekr ＺＥＥＫＲ")) == 3
