"""The comparison of two articles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.article.article import Article
from newsreader.article.loader import read_article
from newsreader.compare.comparison import ChangeKind, Comparison, compare
from newsreader.compare.facts import FactKind
from newsreader.compare.pairing import pair
from newsreader.compare.patience import heaviest
from newsreader.compare.summary import stops, summary
from newsreader.text.script import Script, in_script
from newsreader.text.span import Span
from newsreader.text.words import Words

OLD = """南山码头动工 首期投资42亿元

南山码头昨天动工，公司首期投资42亿元，建设三个泊位。码头预计在2026年5月1日启用。

这一段讲的是附近居民的看法。有人觉得噪音会变大，也有人盼着早点开工。

最后一段介绍公司的历史，它成立于一九九八年。
"""


def article(text: str) -> Article:
    return read_article(text.encode(), "a.txt")


def compared(new: str, *, old: str = OLD, exact: bool = False) -> Comparison:
    return compare(article(old), article(new), exact=exact)


def kinds(comparison: Comparison) -> list[ChangeKind]:
    return [passage.kind for passage in comparison.passages if passage.changed]


def test_changed_figures_and_dates_come_first_in_the_summary() -> None:
    new = OLD.replace("42亿元", "45亿元").replace("5月1日", "6月1日")
    found = summary(compared(new))
    assert [(fact.old, fact.new) for fact in found.facts] == [
        ("42亿元", "45亿元"),
        ("2026年5月1日", "2026年6月1日"),
    ]
    assert found.facts[0].subject == "首期投资"
    assert found.title
    assert found.parts()[0] == "首期投资 42亿元 → 45亿元"


def test_a_subject_that_is_cut_off_does_not_begin_with_the_end_of_a_word() -> None:
    old = "临江港去年完成吞吐量4200万吨，货轮八百艘。\n"
    found = summary(compared(old.replace("4200", "4500"), old=old))
    assert found.parts()[0] == "完成吞吐量 4200万吨 → 4500万吨"


@pytest.mark.parametrize(
    ("clause", "subject"),
    [
        ("離島區平日成人單程票價為", "離島區平日成人單程票價為"),
        ("全市现有规模以上零部件企业", "全市现有规模以上零部件企业"),
        ("归属于母公司股东的净利润为", "净利润为"),
        ("拟每10股派发现金红利", "派发现金红利"),
        ("高于市场预期的", "高于市场预期的"),
        ("昨天下午在临江市举行的会议上有人宣布港口投资为", "会议上有人宣布港口投资为"),
        ("临江市交通运输管理部门公布高速公路今年客运量", "客运量"),
        ("临江市交通运输管理部门公布高速公路平日的日均客运", "日均客运"),
        ("临江市交通运输管理部门公布高速公路平均每日客运", ""),
    ],
)
def test_a_subject_begins_with_a_word(clause: str, subject: str) -> None:
    old = f"这里很忙，{clause}3600万吨，货轮八百艘。\n"
    (fact,) = summary(compared(old.replace("3600", "4500"), old=old)).facts
    assert fact.subject == subject


def test_a_subject_begins_with_a_known_word() -> None:
    old = "据说现有规模以上零部件企业3600家，货轮八百艘。\n"
    words = Words(old)
    words.learn(Span(0, 13), [0, 2, 4, 6, 8, 11])
    found = compare(article(old), article(old.replace("3600", "4500")), words=(words, words))
    assert summary(found).facts[0].subject == "零部件企业"


def test_a_sentence_that_is_split_and_changed_is_one_change() -> None:
    old = "昨天下了雨。会议讨论了预算，代表们没有达成一致。散会很晚。\n"
    new = old.replace("预算，代表们没有", "明年的预算。代表们未能就数额")
    (passage,) = (each for each in compared(new, old=old).passages if each.changed)
    assert (passage.kind, len(passage.old), len(passage.new)) == (ChangeKind.CHANGED, 1, 2)
    merged = [each.kind for each in compared(old, old=new).passages if each.changed]
    assert merged == [ChangeKind.CHANGED]
    other = old.replace("达成一致。", "达成一致。邻近的居民对此表示担忧。")
    assert [each.kind for each in compared(other, old=old).passages if each.changed] == [
        ChangeKind.ADDED
    ]


def test_a_percentage_in_chinese_numerals_is_a_figure() -> None:
    old = "临江港一季度很忙，吞吐量增长百分之八，货轮八百艘。\n"
    found = summary(compared(old.replace("之八", "之九点五"), old=old))
    assert found.parts()[0] == "吞吐量增长 百分之八 → 百分之九点五"


def test_variants_of_one_character_are_no_change() -> None:
    old = "其餘港口合計910萬噸，鍾先生說。\n"
    assert not kinds(compared("其馀港口合计910万吨，锺先生说。\n", old=old))


def test_known_names_are_facts() -> None:
    new = OLD.replace("南山码头昨天", "北湾码头昨天")
    comparison = compare(article(OLD), article(new), names=("南山码头", "北湾码头"))
    facts = summary(comparison).facts
    assert [(fact.kind, fact.old, fact.new) for fact in facts] == [
        (FactKind.NAME, "南山码头", "北湾码头")
    ]


def test_script_width_punctuation_wrapping_and_encoding_do_not_count() -> None:
    wide = OLD.replace("42", "４２").replace("，", ",").replace("有人觉得", "有人\n觉得")
    new = in_script(wide, Script.TRADITIONAL)
    comparison = compare(
        article(OLD), read_article(new.encode("big5hkscs", "replace"), "b.txt", "big5hkscs")
    )
    assert summary(comparison).same


def test_they_count_when_asked_for() -> None:
    assert not summary(compared(OLD.replace("，", ","), exact=True)).same


def test_sentences_that_were_deleted_and_added() -> None:
    new = OLD.replace("码头预计在2026年5月1日启用。", "")
    assert kinds(compared(new)) == [ChangeKind.DELETED]
    back = compared(OLD, old=new)
    assert kinds(back) == [ChangeKind.ADDED]
    assert summary(back).added == (0, 1)


def test_a_moved_paragraph_is_one_change_in_two_places() -> None:
    title, first, second, third = OLD.strip().split("\n\n")
    comparison = compared("\n\n".join([title, second, first, third]))
    assert set(kinds(comparison)) == {ChangeKind.MOVED}
    assert summary(comparison).moved == (1, 0)
    assert len(stops(comparison)) == 1
    moved = [place for place in comparison.places if place.passage.moved]
    assert {(place.in_old, place.in_new) for place in moved} == {(True, False), (False, True)}


def test_of_two_parts_that_changed_places_the_shorter_one_has_moved() -> None:
    title, first, second, third = OLD.strip().split("\n\n")
    short = "这一段很短。"
    comparison = compared(
        "\n\n".join([title, short, first, second, third]),
        old="\n\n".join([title, first, second, third, short]),
    )
    moved = [passage.new[0].key for passage in comparison.passages if passage.moved]
    assert moved == ["这一段很短"]


@given(st.permutations(range(12)), st.lists(st.integers(1, 9), min_size=12, max_size=12))
def test_the_heaviest_increasing_part_is_found(places: list[int], weights: list[int]) -> None:
    chain = heaviest(places, weights)
    assert [places[at] for at in chain] == sorted(places[at] for at in chain)
    best = [0] * 12
    for at, place in enumerate(places):
        best[at] = weights[at] + max((best[i] for i in range(at) if places[i] < place), default=0)
    assert sum(weights[at] for at in chain) == max(best)


def test_split_and_merged_sentences() -> None:
    new = OLD.replace("噪音会变大，也有人", "噪音会变大。也有人")
    assert kinds(compared(new)) == [ChangeKind.SPLIT]
    assert kinds(compared(OLD, old=new)) == [ChangeKind.MERGED]


def test_words_around_a_single_common_character_are_one_edit() -> None:
    comparison = compared("根据协议，双方合作。\n", old="依照协定，双方合作。\n")
    (passage,) = (each for each in comparison.passages if each.changed)
    assert [(old.start, old.end, new.start, new.end) for old, new in passage.edits] == [
        (0, 4, 0, 4)
    ]


def test_known_words_are_shown_whole() -> None:
    old, new = "公司计划扩大经营范围。\n", "公司计划扩大运营范围。\n"
    words = Words(old)
    words.learn(Span(0, 10), [0, 2, 4, 6, 8])
    comparison = compare(article(old), article(new), words=(words, None))
    (passage,) = (each for each in comparison.passages if each.changed)
    assert [(edit.old.of(old), edit.new.of(new)) for edit in passage.edits] == [("经营", "运营")]


def test_page_furniture_is_left_out() -> None:
    page = OLD + "\n责任编辑：王五\n\n相关推荐\n\n点击查看更多\n"
    assert summary(compared(page)).same


def test_a_rewritten_title_is_one_change() -> None:
    old = "某地发生地震\n\n新闻社2026年3月1日电 今天上午某地发生地震，没有人受伤。\n"
    new = "震后二十四小时记录\n\n新闻社2026年3月1日电 今天上午某地发生地震，没有人受伤。\n"
    found = summary(compared(new, old=old))
    assert found.places == 1


@given(st.lists(st.text("甲乙丙。", max_size=4)), st.lists(st.text("甲乙丙。", max_size=4)))
def test_no_unit_is_paired_twice(old: list[str], new: list[str]) -> None:
    matches = pair([key or "空" for key in old], [key or "空" for key in new])
    for first, last in (("old", "old_end"), ("new", "new_end")):
        taken = [n for m in matches for n in range(getattr(m, first), getattr(m, last))]
        assert len(taken) == len(set(taken))


@given(st.text("一二。，\n张42 年", max_size=80), st.text("一二。，\n张42 年", max_size=80))
def test_every_sentence_is_shown_once_on_its_side(old: str, new: str) -> None:
    comparison = compared("新" + new, old="新" + old)
    for in_side, side in (("in_old", "old"), ("in_new", "new")):
        shown = [
            unit.span
            for place in comparison.places
            if getattr(place, in_side)
            for unit in getattr(place.passage, side)
        ]
        assert shown == sorted(set(shown))
