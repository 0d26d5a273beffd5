"""Traditional text is read as simplified, whole or a line of it, one code point for one."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.text.simplify import simplify

SIMPLIFIED = (
    "乾隆年间的一位著名诗人在杭州住过三年，留下许多诗句，后来他回到家乡教书，再没有离开过。"
)
TRADITIONAL = "衛福部次長說，流感疫苗將分兩階段開打，請長者盡早預約。"


def test_traditional_text_is_read_as_simplified() -> None:
    assert simplify(TRADITIONAL).startswith("卫福部次长说")


def test_simplified_text_stays_what_it_is() -> None:
    assert simplify(SIMPLIFIED) is SIMPLIFIED


def test_one_traditional_line_among_simplified_ones_is_told_by_itself() -> None:
    text = "\n".join([SIMPLIFIED] * 20 + [TRADITIONAL] + [SIMPLIFIED])
    lines = simplify(text).split("\n")
    assert lines[0] == lines[-1] == SIMPLIFIED
    assert lines[20].startswith("卫福部次长说")


@given(st.text(alphabet="乾隆著名衛長說的\n，abc", max_size=80))
@settings(max_examples=100, deadline=None)
def test_offsets_stay(text: str) -> None:
    assert len(simplify(text)) == len(text)
