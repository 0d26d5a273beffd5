from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.text.fold import fold, fold_characters, folded_text, simplified, variants
from tests.text.texts import news


def test_spellings_of_one_thing_fold_together() -> None:
    assert fold("「中國」，ＡＰＰ　３％").text == fold('"中国",app3%').text
    assert fold("看著").text == fold("看着").text
    assert fold("乾淨裏面臺灣").text == "干净里面台湾"


def test_the_simplified_forms_of_one_character_and_its_variants_are_one() -> None:
    for one, other in ("余馀", "餘馀", "钟锺", "咨谘", "炮砲", "邻隣", "罚罸"):
        assert fold(one).text == fold(other).text
    assert fold("画").text != fold("划").text


def test_every_folded_code_point_has_its_origin() -> None:
    folded = fold("中 國\n㎡")
    assert folded.text == "中国m2"
    assert list(folded.origin) == [0, 2, 4, 4]


def test_invisible_characters_are_dropped() -> None:
    assert fold("中\u200b国\ufeff\xad").text == "中国"


def test_simplified_changes_nothing_but_characters() -> None:
    assert simplified("「國」，Ａ") == "「国」，Ａ"


def test_simplified_has_the_characters_of_simplified_words() -> None:
    assert simplified("為什麼抬頭，甚麽擡頭") == "为什么抬头，甚么抬头"
    assert fold("什么抬头").text == "什么抬头"


def test_variants_lead_both_ways() -> None:
    assert set("国國") <= set(variants("国"))
    assert variants("國") == variants("国")
    assert set(",，") <= set(variants(","))


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=60) | news)
def test_characters_fold_one_for_one_and_once(text: str) -> None:
    folded = fold_characters(text)
    assert len(folded) == len(text)
    assert fold_characters(folded) == folded


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=60) | news)
def test_origins_never_decrease_and_are_in_the_text(text: str) -> None:
    folded = fold(text)
    assert len(folded.origin) == len(folded.text)
    assert list(folded.origin) == sorted(folded.origin)
    assert all(0 <= at < len(text) for at in folded.origin)
    assert not any(character.isspace() for character in folded.text)


@given(
    st.text(max_size=40) | st.text(alphabet="港a ㎡ﬁ\u3000\u0301é한\u1100\u1161①\n", max_size=20)
)
def test_the_folded_text_alone_is_the_same(text: str) -> None:
    assert folded_text(text) == fold(text).text
