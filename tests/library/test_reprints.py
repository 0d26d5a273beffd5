"""Reprints are recognized, and other articles are not."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.library.reprints import containment, reprint_counts, reprints, shingles
from tests.fakes import article_of

REPORT = (
    "临江市与澜川集团签署协议\n\n作者：林一  2026-03-18 10:42:07\n\n"
    "临江市市长闻一舟与澜川集团董事长陆知行昨天在市政府签署协议，双方将在三年内投资四十二亿元，"
    "在城南建设一座新能源材料工厂，第一期工程预计明年春天动工。\n\n"
    "“我们等了三年。”陆知行说，“现在可以开工了。”他表示公司会优先在本地招聘，"
    "并与两所职业学校合作开设培训课程。\n\n"
    "市政府发言人介绍，项目建成后将带来约两千个就业岗位，配套的道路和供水工程已经列入预算。\n\n"
    "分享\n微信\n收藏\n"
)
REPRINT = (
    "签了！四十二亿元项目落户城南\n\n2026年3月19日 来源：江畔新闻网\n\n"
    "臨江市市長聞一舟與瀾川集團董事長陸知行昨天在市政府簽署協議，雙方將在三年內投資四十二億元，"
    "在城南建設一座新能源材料工廠，第一期工程預計明年春天動工。\n\n"
    "「我們等了三年。」陸知行說，「現在可以開工了。」他表示公司會優先在本地招聘，"
    "並與兩所職業學校合作開設培訓課程。\n\n責任編輯：王五\n"
)
OTHER = (
    "临江市与澜川集团合作一年：工厂未见动工\n\n"
    "一年以前，市长与董事长在镜头前握手。记者日前走访城南，看到的仍然是一片菜地，"
    "村民说从来没有见过施工的机器，只有一块写着项目名称的牌子立在路边。\n\n"
    "“我们等了三年。”当时陆知行说。如今他已经离任，公司没有回答记者的问题。\n\n"
    "市政府有关部门回复说，土地手续仍在办理之中，具体时间以公告为准，请市民耐心等待。\n"
)


def of(text: str) -> bytes:
    return shingles(article_of(text))


def test_a_reprint_in_traditional_characters_on_another_page_is_recognized() -> None:
    assert containment(of(REPORT), of(REPRINT)) > 0.8


def test_another_report_on_the_same_event_is_not_a_reprint() -> None:
    assert containment(of(REPORT), of(OTHER)) < 0.3


def test_only_reprints_are_found() -> None:
    among = [("other", of(OTHER)), ("reprint", of(REPRINT)), ("same", of(REPORT))]
    assert {name for name, _ in reprints(of(REPORT), among)} == {"same", "reprint"}


def test_all_reprints_of_a_library_are_counted() -> None:
    samples = {"a": of(REPORT), "b": of(REPRINT), "c": of(OTHER), "d": of(REPORT), "e": b""}
    assert reprint_counts(samples) == {"a": 2, "b": 2, "d": 2}


def test_a_text_that_is_too_short_matches_nothing() -> None:
    assert of("短讯。\n") == b""
    assert containment(b"", of(REPORT)) == 0


def test_a_part_of_a_long_text_is_found_in_the_whole() -> None:
    long = "".join(
        f"第{n}节说的是{chr(0x4E00 + n)}与{chr(0x5E00 + n)}的事情。" for n in range(3000)
    )
    assert containment(of(long), of(long[: len(long) // 3])) > 0.8


TEXTS = st.text(st.characters(min_codepoint=32), max_size=400)


@settings(max_examples=40, deadline=None)
@given(TEXTS, TEXTS)
def test_containment_is_symmetric(one: str, other: str) -> None:
    a, b = of(one + "x"), of(other + "x")
    assert containment(a, b) == containment(b, a)
    assert 0 <= containment(a, b) <= 1
    assert not a or containment(a, a) == 1
