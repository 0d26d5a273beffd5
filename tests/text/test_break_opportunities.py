from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from uniseg.linebreak import line_break_boundaries

from newsreader.text.break_opportunities import may_break, parts_number
from tests.text.texts import HAN

MARKS = "，。、；：？！“”（）《》〈〉【】「」『』—…·％"


def breaks(text: str, *, strict: bool = False) -> set[int]:
    return {at for at in range(1, len(text)) if may_break(text, at, 0, strict)}


# UAX #14 leaves curly quotes unresolved (QU) unless the language is known; in Chinese they open and
# close, as the standard's own tailoring (5.1, OP and CL instead of QU) has it.
RESOLVED = str.maketrans("“”", "「」")


def uax_14(text: str) -> set[int]:
    return set(line_break_boundaries(text.translate(RESOLVED)))


@settings(max_examples=500, deadline=None)
@given(st.text(HAN + MARKS, max_size=40))
def test_strict_breaks_of_han_and_marks_are_breaks_of_uax_14(text: str) -> None:
    assert breaks(text, strict=True) <= uax_14(text)


@settings(max_examples=500, deadline=None)
@given(st.text(HAN + MARKS, max_size=40))
def test_basic_breaks_differ_from_uax_14_at_dashes_and_ellipses_only(text: str) -> None:
    # CLREQ's basic level lets a row begin with an ellipsis (LB22 does not) and parts a run of
    # dashes in pairs (LB17 does not part it).
    more = breaks(text) - uax_14(text)
    assert all(text[at] in "…—" for at in more)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("don't AT&T U.S. C++ x_y", ["don't ", "AT&T ", "U.S. ", "C++ ", "x_y"]),
        ("Wi-Fi", ["Wi-", "Fi"]),
        ("km/h", ["km/", "h"]),
        ("1/2", ["1/2"]),
        ("1,234.56元", ["1,234.56", "元"]),
        ("从-12℃到+5℃", ["从", "-12℃", "到", "+5℃"]),
        ("30㎡大", ["30㎡", "大"]),
        ("1—8月", ["1—", "8", "月"]),
        ("（ 中 ）", ["（ 中 ）"]),
        ("用.NET写 .NET", ["用.", "NET", "写 ", ".NET"]),
        ("第50\u00a0kg", ["第", "50\u00a0kg"]),
        ("中\u00a0\u00a0国", ["中\u00a0\u00a0", "国"]),
        ("一\u2060二", ["一\u2060二"]),
        ("@name #tag", ["@name ", "#tag"]),
        ("一————二", ["一", "——", "——", "二"]),
        ("他说\"是的\"吗", ["他", "说", "\"是", "的\"", "吗"]),
        ("见http://a.cn/b?c=1", ["见", "http:", "//", "a.cn/", "b?", "c", "=", "1"]),
        ("王·李", ["王·", "李"]),
        ("한국어", ["한", "국", "어"]),
        ("カー", ["カー"]),
    ],
)  # fmt: skip
def test_units_that_stay_together(text: str, parts: list[str]) -> None:
    places = [0, *sorted(breaks(text)), len(text)]
    assert [text[a:b] for a, b in pairwise(places)] == parts


def test_a_date_may_break_after_its_hyphen_where_the_row_is_very_short() -> None:
    text = "2021-06"
    assert not may_break(text, 5)
    assert parts_number(text, 5)
    assert not parts_number(text, 4)
