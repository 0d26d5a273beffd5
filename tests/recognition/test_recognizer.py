"""The recognizer mends what an engine reads: bounds, kinds, and names found once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.entities.entity import Kind
from newsreader.recognition.engine import Reading
from newsreader.recognition.recognizer import RULES, Recognizer
from newsreader.text.span import Span


class Told:
    """An engine that finds the names that it was told of, in the pieces that hold `only`."""

    def __init__(self, names: Mapping[str, Kind], only: str = "", weight: float = 0.9) -> None:
        self._names = names
        self._only = only
        self._weight = weight

    def find(self, pieces: Sequence[str]) -> list[list[Reading]]:
        return [self._in(piece) if self._only in piece else [] for piece in pieces]

    def _in(self, piece: str) -> list[Reading]:
        return [
            Reading(Span(at, at + len(name)), kind, self._weight)
            for name, kind in self._names.items()
            for at in range(len(piece))
            if piece.startswith(name, at)
        ]


def found(text: str, names: Mapping[str, Kind], only: str = "") -> list[tuple[str, str]]:
    mentions = Recognizer(Told(names, only)).recognize(text)
    return [(mention.span.of(text), mention.kind.value) for mention in mentions]


def test_places_that_follow_each_other_are_one() -> None:
    names = {"浙江省": Kind.LOC, "宁波市": Kind.LOC}
    assert found("在浙江省宁波市。", names) == [("浙江省宁波市", "LOC")]


def test_a_companys_short_name_is_no_person_unless_it_could_be_one() -> None:
    text = "{0}汽车集团宣布扩产。{0}说，产能不足。"
    for name, people, kind in (
        ("澜川", {}, "ORG"),
        ("李宁", {}, "PER"),
        ("志明", {"张志明": Kind.PER}, "PER"),
    ):
        full = f"{name}汽车集团"
        article = text.format(name) + "".join(f"{person}也来了。" for person in people)
        read = found(article, {full: Kind.ORG, **people, name: Kind.PER})
        assert (full, "ORG") in read
        assert (name, kind) in read


def test_a_sentence_in_another_language_round_a_name_is_no_name() -> None:
    text = "Try to find 闻一舟 in this paragraph"
    assert found(text, {text: Kind.ORG, "闻一舟": Kind.PER}) == [("闻一舟", "PER")]


def test_a_direction_is_no_part_of_a_place() -> None:
    assert found("海岛北部。", {"海岛北部": Kind.LOC}) == [("海岛", "LOC")]


def test_a_foreign_name_never_reaches_into_the_next() -> None:
    names = {"张三": Kind.PER, "王五": Kind.PER}
    assert found("张三·李四王五", names) == [("张三", "PER"), ("王五", "PER")]


def test_a_foreign_name_is_whole_on_both_sides_of_its_dot() -> None:
    assert found("中锋阿不都热合曼·买买提。", {"曼": Kind.PER}) == [("阿不都热合曼·买买提", "PER")]
    assert found("，哈利·华纳表示", {"哈利": Kind.PER, "华纳": Kind.ORG}) == [("哈利·华纳", "PER")]


def test_what_a_list_says_that_it_lists_its_names_are() -> None:
    assert found("，喀土穆、恩图曼等地", {"恩图曼": Kind.PER}) == [
        ("喀土穆", "LOC"),
        ("恩图曼", "LOC"),
    ]


def test_a_language_is_no_place() -> None:
    assert found("会说希腊语的法国人", {"希腊": Kind.LOC, "法国": Kind.LOC}) == []


def test_a_name_takes_in_the_mountain_after_it() -> None:
    assert found("翻过史旺森山脉。", {"史旺森": Kind.PER}) == [("史旺森山脉", "LOC")]


def test_two_reporters_are_two_people() -> None:
    names = {"顾海宁 陆知遥": Kind.PER}
    assert found("（记者顾海宁 陆知遥）", names) == [("顾海宁", "PER"), ("陆知遥", "PER")]


def test_a_dateline_is_an_agency_and_a_place() -> None:
    found_ = found("新华社奥斯陆9月4日电", {})
    assert found_[:2] == [("新华社", "ORG"), ("奥斯陆", "LOC")]


def test_a_title_is_no_part_of_a_name() -> None:
    assert found("乔治王子来了", {"乔治王子": Kind.PER}) == [("乔治", "PER")]


def test_a_name_found_once_is_found_everywhere() -> None:
    text = "董事长梁致远说。\n后来致电梁致远。"
    assert found(text, {"梁致远": Kind.PER}, only="董事长") == [
        ("梁致远", "PER"),
        ("梁致远", "PER"),
    ]


def test_a_defined_short_name_is_found_everywhere() -> None:
    text = "国能投资公司（以下简称“国能”）成立。国能说。"
    kinds = found(text, {"国能投资公司": Kind.ORG})
    assert kinds == [("国能投资公司", "ORG"), ("国能", "ORG"), ("国能", "ORG")]


def test_a_foreign_person_is_found_by_the_last_part() -> None:
    text = "埃隆·马斯克来了。马斯克说。"
    assert found(text, {"埃隆·马斯克": Kind.PER})[1] == ("马斯克", "PER")


def test_a_family_name_before_a_title_is_the_person() -> None:
    text = "邵启明来了。邵董事长说。"
    assert found(text, {"邵启明": Kind.PER}) == [("邵启明", "PER"), ("邵", "PER")]


def test_latin_names_are_told_by_what_stands_around_them() -> None:
    assert found("国际能源机构（IEX）说", {"国际能源机构": Kind.ORG})[1] == ("IEX", "ORG")
    assert found("副总裁Emma Larsson宣布", {}) == [("Emma Larsson", "PER")]
    assert found("北约（NATO）", {}) == [("NATO", "ORG")]
    assert found("用5G和AI看VIP", {}) == []


def test_a_company_is_said_to_be_one() -> None:
    mentions = Recognizer(Told({"芯途科技": Kind.ORG})).recognize("芯途科技发布")
    assert mentions[0].subkind == "COMPANY"


def test_the_readers_own_names_outweigh_all_others() -> None:
    own = {"极氪": Kind.PRODUCT, "陈国基": Kind.ORG}
    recognizer = Recognizer(Told({"极氪发布": Kind.ORG}), own=own)
    mentions = recognizer.recognize("极氪发布")
    assert [(m.span, m.kind) for m in mentions] == [(Span(0, 2), Kind.PRODUCT)]


def test_an_organisation_that_goes_on_behind_an_own_name_stays_whole() -> None:
    names = {"极氪智能科技公司": Kind.ORG, "保育协会总干事": Kind.ORG}
    recognizer = Recognizer(Told(names), own={"极氪": Kind.PRODUCT, "保育协会": Kind.ORG})
    text = "极氪智能科技公司发布极氪，保育协会总干事来了"
    found = {mention.span.of(text): mention.kind for mention in recognizer.recognize(text)}
    assert found == {"极氪智能科技公司": Kind.ORG, "极氪": Kind.PRODUCT, "保育协会": Kind.ORG}


def test_a_listed_company_is_one_and_a_central_bank_is_none() -> None:
    names = {"甲乙丙": Kind.ORG, "中国人民银行": Kind.ORG, "中信银行": Kind.ORG}
    mentions = Recognizer(Told(names)).recognize("甲乙丙（600519.SH）、中国人民银行、中信银行")
    kinds = [mention.subkind for mention in mentions if mention.kind is Kind.ORG]
    assert kinds == ["COMPANY", "", "COMPANY"]


def test_products_are_a_brand_and_a_model() -> None:
    text = (
        "，甲乙丙X3发布。新车搭载麒麟9020芯片，甲乙丙001与iPhone 17 Pro，用5G和2021年3D技术，3000点"
    )
    products = [name for name, kind in found(text, {"甲乙丙": Kind.ORG}) if kind == "PRODUCT"]
    assert products == ["甲乙丙X3", "麒麟9020", "甲乙丙001", "iPhone 17 Pro"]


def test_an_unsure_reading_is_no_mention() -> None:
    assert Recognizer(Told({"天地": Kind.LOC}, weight=0.3)).recognize("天地之间") == []


@pytest.mark.parametrize(("weight", "mentions"), [(0.54, 0), (0.56, 1)])
def test_a_reading_becomes_a_mention_from_a_weight_of_055_on(weight: float, mentions: int) -> None:
    recognizer = Recognizer(Told({"天地": Kind.LOC}, weight=weight))
    assert len(recognizer.recognize("天地之间")) == mentions


def test_traditional_text_is_read_as_simplified() -> None:
    text = "陳國基會見傳媒，談論財政與經濟發展。"
    assert found(text, {"陈国基": Kind.PER}) == [("陳國基", "PER")]


def test_texts_read_together_are_read_as_if_alone() -> None:
    recognizer = Recognizer(Told({"宁波": Kind.LOC, "李书福": Kind.PER}))
    texts = ["李书福在宁波。", "", "宁波。\n李书福。"]
    assert recognizer.recognize_all(texts) == [recognizer.recognize(text) for text in texts]


def test_every_rule_can_be_left_out() -> None:
    for rule in RULES:
        assert Recognizer(Told({}), without=[rule]).recognize("2021年") in ([], _year())


def _year() -> list[object]:
    return list(Recognizer(Told({})).recognize("2021年"))


ALPHABET = "宁波李书福、，。（）()《》·“” \n省市王子人语山2021年6月%亿元NATO aAé\u0301😀陳國"


@settings(max_examples=300, deadline=None)
@given(
    st.text(ALPHABET, max_size=60), st.sets(st.text(ALPHABET, min_size=1, max_size=4), max_size=4)
)
def test_mentions_lie_in_the_text_in_order_and_apart(text: str, names: set[str]) -> None:
    kinds = {name: list(Kind)[len(name) % 3] for name in names}
    mentions = Recognizer(Told(kinds)).recognize(text)
    spans = [mention.span for mention in mentions]
    assert all(span and span.end <= len(text) for span in spans)
    assert all(one.end <= two.start for one, two in pairwise(spans))


def test_a_short_name_that_is_seldom_read_where_it_stands_is_not_found_elsewhere() -> None:
    engine = Told({"何咏": Kind.PER}, only="答：", weight=0.7)
    text = "答：何咏来了。\n何咏叹。\n奈何咏春。"
    mentions = Recognizer(engine).recognize(text)
    assert [mention.span.start for mention in mentions] == [2]
    sure = Recognizer(Told({"何咏": Kind.PER}, only="答：", weight=0.95)).recognize(text)
    assert len(sure) == 3


def test_what_is_done_in_a_province_makes_no_organisation_of_it() -> None:
    assert found("当好浙江建设的模范", {"浙江建设": Kind.ORG}) == [("浙江", "LOC")]


def test_an_organisation_before_a_title_is_surer() -> None:
    weak = Recognizer(Told({"国库司": Kind.ORG}, weight=0.34))
    text = "国库司司长出席，国库司"
    assert [m.span.start for m in weak.recognize(text)][:1] == [0]


def test_a_title_behind_an_organisation_is_no_part_of_it() -> None:
    assert found("民进党立委抗议", {"民进党立委": Kind.ORG}) == [("民进党", "ORG")]


def test_who_ends_as_a_village_is_a_place() -> None:
    assert found("在逸東邨的居民說，這裡沒有車。", {"逸东邨": Kind.PER}) == [("逸東邨", "LOC")]


def test_a_sentence_of_english_is_no_name() -> None:
    words = "The gap is narrowing"
    assert found(f"他说，“{words}.”", {words: Kind.ORG}) == []


def test_a_latin_name_that_a_network_read_in_part_is_whole() -> None:
    assert found("由Wei Witten与他执笔", {"Witten": Kind.PER}) == [("Wei Witten", "PER")]


def test_who_is_spoken_to_need_be_no_person() -> None:
    assert found("他对MIT Technology Review表示，", {}) == []


def test_a_lone_latin_word_is_nobody_without_something_that_says_so() -> None:
    assert found("用Golang写的系统", {"Golang": Kind.PER}) == []
    assert found("董事长Witten出席", {"Witten": Kind.PER}) == [("Witten", "PER")]


def test_a_word_for_offices_is_no_name_in_a_list_either() -> None:
    assert found("，人民法院、公安机关等国家机关", {"公安机关": Kind.ORG}) == []


def test_who_leaves_from_somewhere_leaves_from_a_place() -> None:
    assert found("渡轮从巴莱尔驶往波利略岛", {"巴莱尔": Kind.PER}) == [("巴莱尔", "LOC")]


def test_a_faith_is_no_organisation() -> None:
    names = {"天主教": Kind.ORG, "全真教": Kind.ORG, "中国道教协会": Kind.ORG}
    assert found("天主教和全真教，中国道教协会", names) == [("中国道教协会", "ORG")]
