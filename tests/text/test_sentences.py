from __future__ import annotations

import pytest
from hypothesis import given, settings

from newsreader.text.sentences import (
    balanced,
    brackets,
    clauses,
    quotable_at,
    sentence_at,
    sentences,
)
from newsreader.text.span import Span
from tests.text.texts import anything, news


def cut(text: str) -> list[str]:
    return [sentence.of(text) for sentence in sentences(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("他说。她说！谁说？", ["他说。", "她说！", "谁说？"]),
        ("“你来了。”他说。", ["“你来了。”", "他说。"]),
        ("“你好！”，他说。走了。", ["“你好！”，他说。", "走了。"]),
        ("（完。）又来。", ["（完。）", "又来。"]),
        ("唉……好难啊。", ["唉……", "好难啊。"]),
        ("真的？！当然。", ["真的？！", "当然。"]),
        ("《你好，李焕英！》上映了。好。", ["《你好，李焕英！》上映了。", "好。"]),
        ("涨3.5%,收2929.09点。跌了", ["涨3.5%,收2929.09点。", "跌了"]),
        ("在U.S. Steel任职.他走了", ["在U.S. Steel任职.", "他走了"]),
        ("Mr. Wang came. He left.", ["Mr. Wang came.", "He left."]),
        ("他说\"好。\"又走了。", ["他说\"好。\"", "又走了。"]),
        ("他说\"好。行。\"又走了。\"真的。\"", ["他说\"好。", "行。\"", "又走了。", "\"真的。\""]),
        ("见https://a.cn/b?c=1页。好", ["见https://a.cn/b?c=1页。", "好"]),
        ("1. 标题。2.正文。", ["1. 标题。", "2.正文。"]),
        ("等等......走了", ["等等......", "走了"]),
        ("没有标点", ["没有标点"]),
        ("  \n ", []),
    ],
)  # fmt: skip
def test_sentences_end_where_readers_pause(text: str, wanted: list[str]) -> None:
    assert cut(text) == wanted


@settings(max_examples=200, deadline=None)
@given(anything | news)
def test_sentences_cover_everything_but_white_space_in_order(text: str) -> None:
    found = cut(text)
    assert "".join("".join(found).split()) == "".join(text.split())


@settings(max_examples=200, deadline=None)
@given(news)
def test_the_sentence_at_an_offset_is_one_of_the_sentences(text: str) -> None:
    whole = Span(0, len(text))
    found = sentences(text, whole)
    for sentence in found:
        assert sentence_at(text, whole, sentence.start) == sentence
        assert sentence_at(text, whole, sentence.end - 1) == sentence


def test_the_sentence_of_a_long_line_is_found_without_reading_it_all() -> None:
    text = "他来了又走。" * 200_000
    assert sentence_at(text, Span(0, len(text)), 600_002).of(text) == "他来了又走。"


@pytest.mark.parametrize(
    ("text", "word", "wanted"),
    [
        ("他说：“甲来。乙走。”完了。", "乙", "乙走。"),
        ("他说：“甲来。乙走。”完了。", "甲", "他说：“甲来。"),
        ("他说：“甲来。乙走。”完了。", "完", "完了。"),
        ("“甲来。乙走。”", "甲", "甲来。"),
        ("“甲来。”“乙走。”", "乙", "“乙走。”"),
        ("（甲来。乙走。）完", "乙", "乙走。"),
        ("他（说“甲来。乙说‘走。’”）完", "乙", "乙说‘走。’"),
        ('他说"甲来。乙走。"完了。', "乙", "乙走。"),
        ("「甲『来。乙走。』」", "乙", "乙走。"),
        ("1）甲来。乙走。", "甲", "1）甲来。"),
        ("”", "”", "”"),
        ("他说“甲来。乙走。”。完了。", "乙", "乙走。"),
        ("他说“乙走！”。完了。", "乙", "他说“乙走！”。"),
    ],
)
def test_a_sentence_is_quoted_without_the_quotation_around_it(
    text: str, word: str, wanted: str
) -> None:
    assert quotable_at(text, Span(0, len(text)), text.index(word)).of(text) == wanted


@settings(max_examples=200, deadline=None)
@given(news)
def test_a_quotable_differs_from_its_sentence_only_in_outer_marks(text: str) -> None:
    for sentence in sentences(text, Span(0, len(text))):
        bare = balanced(text, sentence)
        assert bare
        assert sentence.covers(bare)
        left_out = text[sentence.start : bare.start] + text[bare.end : sentence.end]
        assert not any(map(str.isalnum, left_out))
        assert balanced(text, bare) == bare


def test_clauses_end_at_pauses_but_not_in_numbers() -> None:
    text = "吉利、极氪出席,市值1,234亿；12:30结束——好，看《你好，李焕英》"
    found = [clause.of(text) for clause in clauses(text, Span(0, len(text)))]
    assert found == [
        "吉利、极氪出席,",
        "市值1,234亿；",
        "12:30结束——",
        "好，",
        "看《你好，李焕英》",
    ]


def test_brackets_nest_and_stray_marks_do_not_matter() -> None:
    text = "甲（乙《丙》丁）戊）己《庚"
    assert [pair.of(text) for pair in brackets(text, Span(0, len(text)))] == [
        "（乙《丙》丁）",
        "《丙》",
    ]
