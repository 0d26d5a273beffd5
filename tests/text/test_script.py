"""Converting between simplified and traditional characters."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from newsreader.text.script import Script, in_script, simplify

SIMPLIFIED = (
    "乾隆年间的一位著名诗人在杭州住过三年，留下许多诗句，后来他回到家乡教书，再没有离开过。"
)
TRADITIONAL = "衛福部次長說，流感疫苗將分兩階段開打，請長者盡早預約。"
SENTENCE = "中國證監會發言人說：「資訊」以著名學者的著作為準。"


def test_traditional_characters_are_shown_as_simplified_ones() -> None:
    assert (
        in_script(SENTENCE, Script.SIMPLIFIED)
        == "中国证监会发言人说：「资讯」以著名学者的著作为准。"
    )


def test_simplified_characters_are_shown_as_traditional_ones() -> None:
    assert in_script("中国证监会发布", Script.TRADITIONAL) == "中國證監會發布"


def test_the_articles_own_characters_are_the_same_object() -> None:
    assert in_script(SENTENCE, Script.ORIGINAL) is SENTENCE


@settings(max_examples=80, deadline=None)
@given(text=st.text(st.characters(codec="utf-8"), max_size=60), script=st.sampled_from(Script))
def test_code_points_stay_one_for_one(text: str, script: Script) -> None:
    assert len(in_script(text, script)) == len(text)


def test_every_character_keeps_its_cells() -> None:
    for code in range(0x3400, 0x9FFF):
        for script in Script:
            shown = in_script(chr(code), script)
            assert cell_len(shown) == cell_len(chr(code))


def test_the_scripts_follow_in_a_cycle() -> None:
    seen = Script.ORIGINAL
    for _ in Script:
        seen = seen.following
    assert seen is Script.ORIGINAL


def test_traditional_text_is_read_as_simplified() -> None:
    assert simplify(TRADITIONAL).startswith("卫福部次长说")


def test_simplified_text_is_unchanged() -> None:
    assert simplify(SIMPLIFIED) is SIMPLIFIED


def test_one_traditional_line_among_simplified_ones_is_converted() -> None:
    text = "\n".join([SIMPLIFIED] * 20 + [TRADITIONAL] + [SIMPLIFIED])
    lines = simplify(text).split("\n")
    assert lines[0] == lines[-1] == SIMPLIFIED
    assert lines[20].startswith("卫福部次长说")


@given(st.text(alphabet="乾隆著名衛長說的\n，abc", max_size=80))
@settings(max_examples=100, deadline=None)
def test_offsets_stay(text: str) -> None:
    assert len(simplify(text)) == len(text)
