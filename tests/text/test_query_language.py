"""The query language: what a query says, and what it finds."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.errors import SearchError
from newsreader.text.query_expression import (
    EVERYTHING,
    Field,
    FieldValue,
    Item,
    QueryWords,
    has_field,
    may_match,
    places,
    positive_parts,
)
from newsreader.text.query_language import MOST_BRACKETS, parse

PORT = Item(
    texts=("临江港扩建", "陆知行说：“两年内完工。” hello big world 12:30"),
    tags=("经济/港口", "待查"),
    colours=("red", "红色", "4", "数字"),
    authors=("林一 周二",),
    sources=("临江日报",),
    names=("陆知行", "澜川集团"),
    states=("reading", "在读"),
    day="2026-03-18",
)


@pytest.mark.parametrize(
    "query",
    [
        "",
        "港 完工",
        "完工 港",
        "臨江港",
        "没有 OR 完工",
        "没有 | 完工",
        "-没有",
        "－没有 完工",
        "(没有 OR 完工) 港",
        "港 -(没有 OR 缺少)",
        '"big world"',
        "“big world” 港",
        "「两年」",
        "“两年内完工。”",
        "re:第.届|两.内",
        're:"两.内" 港',
        "#待查",
        "＃待查",
        "#经济",
        "tag:经济/港口",
        "colour:红色",
        "color:4",
        "colour：数字",
        "by:周二",
        "source:临江",
        "source:臨江日報",
        "name:陆知行",
        "is:reading",
        "is:在读 -is:starred",
        "after:2026",
        "after:2026-03",
        "after:2026-3-18",
        "before:2026-03-19",
        "after:2026-01 before:2027 港",
        "12:30",
        "港 OR",
        "-",
        "(港",
        '"big wor',
    ],
)
def test_a_query_finds_the_item(query: str) -> None:
    assert parse(query).matches(PORT)


@pytest.mark.parametrize(
    "query",
    [
        "没有",
        "港 没有",
        "没有 OR 缺少",
        "-港",
        "-(没有 OR 港)",
        '"world big"',
        "re:第.届",
        "#待",
        "#港口",
        "colour:blue",
        "by:陆知行",
        "source:新华社",
        "name:林一",
        "after:2026-04",
        "before:2026-03-18",
        '"re:两.内"',
    ],
)
def test_a_query_does_not_find_the_item(query: str) -> None:
    assert not parse(query).matches(PORT)


def test_an_item_without_a_date_is_neither_before_nor_after() -> None:
    assert not parse("after:1900").matches(Item())
    assert not parse("before:2100").matches(Item())


def test_a_tag_is_found_by_its_beginning_while_it_is_typed() -> None:
    assert parse("#待", typing=True).matches(PORT)
    assert not parse("#待 ", typing=True).matches(PORT)
    assert not parse("#待 港", typing=True).matches(PORT)


def test_a_date_that_is_being_typed_is_ignored() -> None:
    for begun in (
        "after:2",
        "after:202",
        "after:2026-",
        "before:2026-03-",
        "added:mon",
        "after:周",
    ):
        assert parse(begun, typing=True) == EVERYTHING
    with pytest.raises(SearchError, match="2026-03-18"):
        parse("after:someday", typing=True)
    with pytest.raises(SearchError):
        parse("after:2")


def test_what_is_no_field_is_words() -> None:
    assert parse("https://a.example/b") == QueryWords("https://a.example/b")
    assert parse("price:3") == QueryWords("price:3")


def test_brackets_and_quotes_inside_words_are_words() -> None:
    assert parse("f(x)") == QueryWords("f(x)")
    assert parse("a)") == QueryWords("a)")
    assert parse("“十四五”规划").matches(Item(texts=("新的“十四五”规划",)))
    assert not parse("“十四五”规划").matches(Item(texts=("十四五的规划",)))


def test_an_invalid_pattern_is_refused_with_a_sentence() -> None:
    with pytest.raises(SearchError, match="regular expression"):
        parse("港 re:(")


def test_positive_parts_leave_out_what_an_item_must_not_have() -> None:
    parts = list(positive_parts(parse("甲 -乙 (丙 OR #丁)")))
    assert parts == [QueryWords("甲"), QueryWords("丙"), FieldValue(Field.TAG, "丁")]


@settings(deadline=None)
@given(st.text(alphabet='港口 ()（）"“”-#OR|:reafter0129\\[', max_size=24), st.booleans())
def test_every_query_is_read_or_refused(query: str, typing: bool) -> None:
    try:
        expression = parse(query, typing=typing)
    except SearchError:
        return
    assert expression.matches(PORT) in (True, False)


def test_too_many_open_brackets_are_refused() -> None:
    assert parse("(" * MOST_BRACKETS + "港") == QueryWords("港")
    with pytest.raises(SearchError):
        parse("(" * 5000 + "港")


def test_any_number_of_minus_signs_can_be_read() -> None:
    assert parse("-" * 5000 + "港") == QueryWords("港")
    assert parse("-" * 5001 + "港").matches(Item(texts=("江",)))
    assert parse("-" * 5000, typing=True) == EVERYTHING


def test_of_places_that_overlap_the_longest_is_kept() -> None:
    text = "澜川集团说，澜川会建桥。"
    found = places(parse("澜川 OR 澜川集团 OR 集团 -没有"), text)
    assert [span.of(text) for span in found] == ["澜川集团", "澜川"]


def test_a_field_is_noticed_also_where_it_must_not_be() -> None:
    assert has_field(parse("港 -(甲 OR name:乙)"), Field.NAME)
    assert not has_field(parse("港 source:乙"), Field.NAME)


ENTRY = Item(sources=("晨报",), states=("reading", "在读", "starred", "加星"), day="2026-03-18")
STATES = ("is:starred", "-is:starred", "after:2026-04")
QUERIES = ("source:晨报", "source:日报", *STATES, "港", "-港", "#数据")


@given(st.lists(st.sampled_from((*QUERIES, "OR", "(", ")")), max_size=7).map(" ".join))
def test_what_is_ruled_out_without_the_text_does_not_match(query: str) -> None:
    expression = parse(query)
    for text in ("港口", "江"):
        item = replace(ENTRY, texts=(text,))
        if expression.matches(item):
            assert may_match(expression, ENTRY)
        assert may_match(expression, item, [*Field], words_known=True) == expression.matches(item)


def test_names_and_colours_that_are_known_rule_an_article_out() -> None:
    item = Item(names=("闻一舟",))
    assert not may_match(parse("name:陆知行 港"), item, [Field.NAME])
    assert may_match(parse("name:闻一 港"), item, [Field.NAME])
    assert may_match(parse("-name:陆知行"), item, [Field.NAME])
    assert may_match(parse("name:闻一舟 colour:red"), item, [Field.NAME])
    assert not may_match(parse("name:闻一舟 colour:red"), item, [Field.NAME, Field.COLOUR])


def test_state_source_and_day_rule_an_article_out_without_its_text() -> None:
    for query in ("source:日报 港", "港 -is:starred", "after:2026-04 OR is:unread", "is:finished"):
        assert not may_match(parse(query), ENTRY)
    for query in ("source:晨报 港", "港 OR is:unread", "-港", "name:某", ""):
        assert may_match(parse(query), ENTRY)
