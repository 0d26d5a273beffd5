"""Keyword in context: sorting, collocates, periods."""

from __future__ import annotations

from newsreader.text.kwic import (
    Line,
    collocates,
    line_at,
    periods,
    sparkline,
    words_near,
)
from newsreader.text.span import Span
from newsreader.text.words import Words


def test_a_line_has_the_context_within_its_paragraph() -> None:
    text = "上一段。\n甲公司的数据很多。\n下一段。"
    at = text.index("数据")
    line = line_at(text, Span(5, 14), Span(at, at + 2))
    assert line == Line(at, "甲公司的", "数据", "很多。")


def test_lines_are_sorted_by_what_is_next_to_the_word() -> None:
    lines = [
        Line(0, "乙丙", "数据", "，在前"),
        Line(1, "甲丙", "数据", "安全"),
        Line(2, "丁", "数据", ""),
    ]
    assert [each.by_left for each in lines] == ["丙乙", "丙甲", "丁"]
    assert [each.by_right for each in lines] == ["在前", "安全", ""]


def test_characters_that_occur_together_are_collocates() -> None:
    lines = [
        Line(0, "保护个人信息的", "数据", "安全法规"),
        Line(1, "有关个人信息", "数据", "，安全第一"),
        Line(2, "其他", "数据", "中心"),
    ]
    found = {each.word: (each.left, each.right) for each in collocates(lines)}
    assert found == {"个人信息": (2, 0), "安全": (0, 2)}


def test_collocates_are_the_words_that_are_given() -> None:
    lines = [Line(0, "", "数据", ""), Line(1, "", "数据", "")]
    (found,) = collocates(lines, [(["个人"], []), (["个人"], [])])
    assert (found.word, found.left, found.right, found.lines) == ("个人", 2, 0, 2)


def test_in_lines_whose_words_are_unknown_those_of_other_lines_are_found() -> None:
    lines = [
        Line(0, "", "数据", ""),
        Line(1, "保护个人信息", "数据", "安全"),
        Line(2, "", "数据", ""),
    ]
    found = collocates(lines, [(["个人"], []), None, ([], ["安全"])])
    assert {c.word: (c.left, c.right) for c in found} == {"个人": (2, 0), "安全": (0, 2)}


def test_the_words_near_a_place_are_those_of_its_paragraph() -> None:
    text = "上一段\n保护个人信息和数据，安全第一\n下一段"
    words = Words(text)
    words.learn(Span(4, 20), [4, 6, 8, 10, 11, 13, 14, 16])
    place = Span(11, 13)
    assert words_near(text, words, Span(4, 18), place) == (
        ["信息", "个人", "保护"],
        ["安全", "第一"],
    )
    assert Words.restored(text, words.marks).at(7) == Span(6, 8)
    assert Words.restored("另一篇", words.marks).at(1) == Span(0, 3)


def test_months_have_no_gaps_and_many_are_years() -> None:
    assert periods(["2025-12-30", "", "2026-02-01", "2026-02-09"]) == [
        ("2025-12", 1),
        ("2026-01", 0),
        ("2026-02", 2),
    ]
    assert periods(["2014-01-01", "2026-01-01"])[0] == ("2014", 1)
    assert periods([]) == []


def test_a_sparkline_has_a_bar_for_each_count() -> None:
    assert sparkline([0, 1, 4, 8]) == " ▂▅█"
