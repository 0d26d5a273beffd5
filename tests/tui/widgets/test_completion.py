"""The completion of a query: names of fields, then their values."""

from __future__ import annotations

import pytest

from newsreader.text.query_expression import Field
from newsreader.tui.widgets.completion import QueryCompletion

KNOWN = QueryCompletion(
    {
        Field.TAG: ["数据", "数字 经济", "人物"],
        Field.SOURCE: ["新华社", "新京报", ""],
        Field.COLOUR: ["red", "红色"],
    }
)


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("#数", ["#数据", '#"数字 经济"']),
        ("港口 #人", ["#人物"]),
        ("so", ["source:"]),
        ("source:新", ["source:新华社", "source:新京报"]),
        ("source：新京", ["source:新京报"]),
        ("-source:新京", ["source:新京报"]),
        ("(colour:r", ["colour:red"]),
        ("a", []),
        ("name:林", []),
        ("http://a", []),
        ("source:新华社 ", []),
    ],
)
def test_the_last_word_of_a_query_is_completed(query: str, wanted: list[str]) -> None:
    assert KNOWN.candidates(query) == wanted


async def test_what_is_before_the_last_word_stays() -> None:
    assert await KNOWN.get_suggestion("港口 -so") == "港口 -source:"
    assert await KNOWN.get_suggestion("港口 ") is None
