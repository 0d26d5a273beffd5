"""What a selection grows through."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings

from newsreader.text.selection_units import grow, units
from newsreader.text.span import Span
from tests.text.texts import news


def test_a_selection_grows_from_word_to_paragraph() -> None:
    text = "前句。他说：“读《人民日报》的人，很多。”后句。"
    paragraph, word = Span(0, len(text)), Span(text.index("日报"), text.index("日报") + 2)
    grown = [unit.of(text) for unit in units(text, paragraph, word)]
    assert grown[:3] == ["日报", "人民日报", "《人民日报》"]
    assert grown[-2:] == ["他说：“读《人民日报》的人，很多。”", text]
    assert grow(text, paragraph, word, paragraph) == paragraph


def test_a_selection_grows_over_the_sentences_of_a_quotation() -> None:
    text = "他说：“甲来。乙走。”完了。"
    word = Span(text.index("乙"), text.index("乙") + 1)
    assert [unit.of(text) for unit in units(text, Span(0, len(text)), word)] == [
        "乙",
        "乙走。",
        "甲来。乙走。",
        "“甲来。乙走。”",
        "他说：“甲来。乙走。”",
        text,
    ]


@settings(max_examples=200, deadline=None)
@given(news)
def test_every_unit_holds_the_one_before(text: str) -> None:
    for offset in range(0, len(text), 7):
        grown = units(text, Span(0, len(text)), Span(offset, offset + 1))
        for smaller, larger in pairwise(grown):
            assert larger.covers(smaller)
            assert len(larger) > len(smaller)
