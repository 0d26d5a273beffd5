"""The recognizer corrects bounds and kinds, and finds other occurrences of names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.entities.kind import Kind
from newsreader.recognition.aliases import gather
from newsreader.recognition.engine import Reading
from newsreader.recognition.recognizer import RULES, Recognizer
from newsreader.text.span import Span


class FixedEngine:
    """An engine that finds the given names, in pieces that contain `only`."""

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
    mentions = Recognizer(FixedEngine(names, only)).recognize(text)
    return [(mention.span.of(text), mention.kind.value) for mention in mentions]


def test_adjacent_places_are_joined() -> None:
    names = {"浙江省": Kind.LOC, "宁波市": Kind.LOC}
    assert found("在浙江省宁波市。", names) == [("浙江省宁波市", "LOC")]


def test_the_short_name_of_a_company_is_not_a_person_unless_it_could_be_one() -> None:
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


def test_a_foreign_sentence_around_a_name_is_not_a_name() -> None:
    text = "Try to find 闻一舟 in this paragraph"
    assert found(text, {text: Kind.ORG, "闻一舟": Kind.PER}) == [("闻一舟", "PER")]


def test_a_direction_is_not_part_of_a_place() -> None:
    assert found("海岛北部。", {"海岛北部": Kind.LOC}) == [("海岛", "LOC")]


def test_a_foreign_name_never_reaches_into_the_next() -> None:
    names = {"张三": Kind.PER, "王五": Kind.PER}
    assert found("张三·李四王五", names) == [("张三", "PER"), ("王五", "PER")]


def test_a_foreign_name_is_whole_on_both_sides_of_its_dot() -> None:
    assert found("中锋阿不都热合曼·买买提。", {"曼": Kind.PER}) == [("阿不都热合曼·买买提", "PER")]
    assert found("，哈利·华纳表示", {"哈利": Kind.PER, "华纳": Kind.ORG}) == [("哈利·华纳", "PER")]


def test_names_in_a_list_have_the_kind_that_its_end_states() -> None:
    assert found("，喀土穆、恩图曼等地", {"恩图曼": Kind.PER}) == [
        ("喀土穆", "LOC"),
        ("恩图曼", "LOC"),
    ]


def test_a_language_is_not_a_place() -> None:
    assert found("会说希腊语的法国人", {"希腊": Kind.LOC, "法国": Kind.LOC}) == []


def test_a_name_is_extended_to_the_mountain_after_it() -> None:
    assert found("翻过史旺森山脉。", {"史旺森": Kind.PER}) == [("史旺森山脉", "LOC")]


def test_two_reporters_are_two_people() -> None:
    names = {"顾海宁 陆知遥": Kind.PER}
    assert found("（记者顾海宁 陆知遥）", names) == [("顾海宁", "PER"), ("陆知遥", "PER")]


def test_a_dateline_is_an_agency_and_a_place() -> None:
    found_ = found("新华社奥斯陆9月4日电", {})
    assert found_[:2] == [("新华社", "ORG"), ("奥斯陆", "LOC")]


def test_a_title_is_not_part_of_a_name() -> None:
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


def test_latin_names_are_found_by_their_context() -> None:
    assert found("国际能源机构（IEX）说", {"国际能源机构": Kind.ORG})[1] == ("IEX", "ORG")
    assert found("副总裁Emma Larsson宣布", {}) == [("Emma Larsson", "PER")]
    assert found("北约（NATO）", {}) == [("NATO", "ORG")]
    assert found("用5G和AI看VIP", {}) == []


def test_a_company_has_a_subkind() -> None:
    mentions = Recognizer(FixedEngine({"芯途科技": Kind.ORG})).recognize("芯途科技发布")
    assert mentions[0].subkind == "COMPANY"


def test_the_readers_own_names_outweigh_all_others() -> None:
    own = {"极氪": Kind.PRODUCT, "陈国基": Kind.ORG}
    recognizer = Recognizer(FixedEngine({"极氪发布": Kind.ORG}), own=own)
    mentions = recognizer.recognize("极氪发布")
    assert [(m.span, m.kind) for m in mentions] == [(Span(0, 2), Kind.PRODUCT)]


def test_an_organisation_that_contains_an_own_name_stays_whole() -> None:
    names = {"极氪智能科技公司": Kind.ORG, "保育协会总干事": Kind.ORG}
    recognizer = Recognizer(FixedEngine(names), own={"极氪": Kind.PRODUCT, "保育协会": Kind.ORG})
    text = "极氪智能科技公司发布极氪，保育协会总干事来了"
    found = {mention.span.of(text): mention.kind for mention in recognizer.recognize(text)}
    assert found == {"极氪智能科技公司": Kind.ORG, "极氪": Kind.PRODUCT, "保育协会": Kind.ORG}


def test_a_listed_company_is_a_company_and_a_central_bank_is_not() -> None:
    names = {"甲乙丙": Kind.ORG, "中国人民银行": Kind.ORG, "中信银行": Kind.ORG}
    mentions = Recognizer(FixedEngine(names)).recognize(
        "甲乙丙（600519.SH）、中国人民银行、中信银行"
    )
    kinds = [mention.subkind for mention in mentions if mention.kind is Kind.ORG]
    assert kinds == ["COMPANY", "", "COMPANY"]


def test_products_are_a_brand_and_a_model() -> None:
    text = (
        "，甲乙丙X3发布。新车搭载麒麟9020芯片，甲乙丙001与iPhone 17 Pro，用5G和2021年3D技术，3000点"
    )
    products = [name for name, kind in found(text, {"甲乙丙": Kind.ORG}) if kind == "PRODUCT"]
    assert products == ["甲乙丙X3", "麒麟9020", "甲乙丙001", "iPhone 17 Pro"]


def test_an_improbable_reading_is_not_a_mention() -> None:
    assert Recognizer(FixedEngine({"天地": Kind.LOC}, weight=0.3)).recognize("天地之间") == []


@pytest.mark.parametrize(("weight", "mentions"), [(0.54, 0), (0.56, 1)])
def test_a_reading_becomes_a_mention_from_a_weight_of_055_on(weight: float, mentions: int) -> None:
    recognizer = Recognizer(FixedEngine({"天地": Kind.LOC}, weight=weight))
    assert len(recognizer.recognize("天地之间")) == mentions


def test_traditional_text_is_read_as_simplified() -> None:
    text = "陳國基會見傳媒，談論財政與經濟發展。"
    assert found(text, {"陈国基": Kind.PER}) == [("陳國基", "PER")]


def test_texts_read_together_have_the_same_mentions_as_alone() -> None:
    recognizer = Recognizer(FixedEngine({"宁波": Kind.LOC, "李书福": Kind.PER}))
    texts = ["李书福在宁波。", "", "宁波。\n李书福。"]
    assert recognizer.recognize_all(texts) == [recognizer.recognize(text) for text in texts]


def test_every_rule_can_be_left_out() -> None:
    for rule in RULES:
        assert Recognizer(FixedEngine({}), without=[rule]).recognize("2021年") in ([], _year())


def _year() -> list[object]:
    return list(Recognizer(FixedEngine({})).recognize("2021年"))


ALPHABET = "宁波李书福、，。（）()《》·“” \n省市王子人语山2021年6月%亿元NATO aAé\u0301😀陳國"


@settings(max_examples=300, deadline=None)
@given(
    st.text(ALPHABET, max_size=60), st.sets(st.text(ALPHABET, min_size=1, max_size=4), max_size=4)
)
def test_mentions_lie_in_the_text_in_order_and_apart(text: str, names: set[str]) -> None:
    kinds = {name: list(Kind)[len(name) % 3] for name in names}
    mentions = Recognizer(FixedEngine(kinds)).recognize(text)
    spans = [mention.span for mention in mentions]
    assert all(span and span.end <= len(text) for span in spans)
    assert all(one.end <= two.start for one, two in pairwise(spans))


def test_a_short_name_read_at_few_of_its_occurrences_is_not_propagated() -> None:
    engine = FixedEngine({"何咏": Kind.PER}, only="答：", weight=0.7)
    text = "答：何咏来了。\n何咏叹。\n奈何咏春。"
    mentions = Recognizer(engine).recognize(text)
    assert [mention.span.start for mention in mentions] == [2]
    sure = Recognizer(FixedEngine({"何咏": Kind.PER}, only="答：", weight=0.95)).recognize(text)
    assert len(sure) == 3


def test_an_activity_after_a_province_is_not_an_organisation() -> None:
    assert found("当好浙江建设的模范", {"浙江建设": Kind.ORG}) == [("浙江", "LOC")]


def test_an_organisation_before_a_title_gains_weight() -> None:
    weak = Recognizer(FixedEngine({"国库司": Kind.ORG}, weight=0.34))
    text = "国库司司长出席，国库司"
    assert [m.span.start for m in weak.recognize(text)][:1] == [0]


def test_a_title_after_an_organisation_is_not_part_of_it() -> None:
    assert found("民进党立委抗议", {"民进党立委": Kind.ORG}) == [("民进党", "ORG")]


def test_a_name_with_the_ending_of_a_village_is_a_place() -> None:
    assert found("在逸東邨的居民說，這裡沒有車。", {"逸东邨": Kind.PER}) == [("逸東邨", "LOC")]


def test_an_english_sentence_is_not_a_name() -> None:
    words = "The gap is narrowing"
    assert found(f"他说，“{words}.”", {words: Kind.ORG}) == []


def test_a_latin_name_that_was_read_in_part_is_completed() -> None:
    assert found("由Wei Witten与他执笔", {"Witten": Kind.PER}) == [("Wei Witten", "PER")]


def test_a_name_after_a_preposition_of_address_may_not_be_a_person() -> None:
    assert found("他对MIT Technology Review表示，", {}) == []


def test_a_single_latin_word_is_not_a_person_without_evidence() -> None:
    assert found("用Golang写的系统", {"Golang": Kind.PER}) == []
    assert found("董事长Witten出席", {"Witten": Kind.PER}) == [("Witten", "PER")]


def test_a_common_word_for_offices_is_not_a_name_in_a_list() -> None:
    assert found("，人民法院、公安机关等国家机关", {"公安机关": Kind.ORG}) == []


def test_a_name_after_from_and_before_a_verb_of_leaving_is_a_place() -> None:
    assert found("渡轮从巴莱尔驶往波利略岛", {"巴莱尔": Kind.PER}) == [("巴莱尔", "LOC")]


def test_a_religion_is_not_an_organisation() -> None:
    names = {"天主教": Kind.ORG, "全真教": Kind.ORG, "中国道教协会": Kind.ORG}
    assert found("天主教和全真教，中国道教协会", names) == [("中国道教协会", "ORG")]


def owned(text: str, names: Mapping[str, Kind], own: Mapping[str, Kind]) -> list[tuple[str, str]]:
    mentions = Recognizer(FixedEngine(names), own=own).recognize(text)
    return [(mention.span.of(text), mention.kind.value) for mention in mentions]


def test_the_kind_that_the_reader_gave_is_not_overruled() -> None:
    names = {"李强": Kind.PER, "德国": Kind.LOC, "沈阳": Kind.LOC}
    text = "李强表示，德国人在沈阳。记者 李强"
    own = {"李强": Kind.ORG, "德国": Kind.PRODUCT}
    assert owned(text, names, own) == [
        ("李强", "ORG"),
        ("德国", "PRODUCT"),
        ("沈阳", "LOC"),
        ("李强", "ORG"),
    ]


def test_the_longest_name_of_the_reader_wins_and_none_is_part_of_a_word() -> None:
    text = "极光科创的party，极光与art。"
    assert owned("他买了58件，58同城的第58店。", {}, {"58": Kind.ORG}) == [("58", "ORG")]
    assert owned(text, {}, {"极光": Kind.PRODUCT, "极光科创": Kind.ORG, "art": Kind.WORK}) == [
        ("极光科创", "ORG"),
        ("极光", "PRODUCT"),
        ("art", "WORK"),
    ]


def test_names_in_text_with_invisible_characters_and_radicals() -> None:
    text = "在江\u200b\u200b\U000e0100城，⾼⼩⼭与江城。"
    found = Recognizer(FixedEngine({"江城": Kind.LOC, "高小山": Kind.PER})).recognize(text)
    assert [(m.span.of(text), m.kind.value) for m in found] == [
        ("江\u200b\u200b\U000e0100城", "LOC"),
        ("⾼⼩⼭", "PER"),
        ("江城", "LOC"),
    ]
    entities = {e.name: len(e.mentions) for e in gather(text, found)}
    assert entities == {"江城": 2, "高小山": 1}
    steps = Recognizer(FixedEngine({"江城": Kind.LOC, "高小山": Kind.PER}))
    whole = Span(0, len(text))
    readings = steps.read(text, [whole])
    assert steps.settle(text, readings) == steps.settle_within(text, readings, whole) == found
