"""Another script on the screen, the same text underneath."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from newsreader.text.script import Script, in_script

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


def test_the_scripts_follow_one_another_round() -> None:
    seen = Script.ORIGINAL
    for _ in Script:
        seen = seen.following
    assert seen is Script.ORIGINAL
