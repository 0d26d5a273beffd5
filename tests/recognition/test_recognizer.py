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


def test_a_language_is_not_a_place() -> None:
    assert found("会说希腊语的法国人", {"希腊": Kind.LOC, "法国": Kind.LOC}) == []


def test_a_place_is_extended_to_the_mountain_or_the_police_after_it() -> None:
    assert found("翻过史旺森山脉。", {"史旺森": Kind.LOC}) == [("史旺森山脉", "LOC")]
    assert found("临江警方通报", {"临江": Kind.LOC}) == [("临江警方", "ORG")]


def test_a_road_is_not_joined_with_the_place_it_leads_to() -> None:
    names = {"临江大道": Kind.LOC, "南浦": Kind.LOC}
    assert found("临江大道南浦方向", names) == [("临江大道", "LOC"), ("南浦", "LOC")]


def test_a_list_of_roads_is_split() -> None:
    assert found("沿东湖路-青山路-南浦绕行", {"东湖路-青山路-南浦": Kind.LOC}) == [
        ("东湖路", "LOC"),
        ("青山路", "LOC"),
        ("南浦", "LOC"),
    ]


def test_a_company_and_its_country_are_one_and_a_university_and_its_country_two() -> None:
    names = {"云帆科技": Kind.ORG, "中国": Kind.LOC, "丹麦海森堡大学": Kind.ORG}
    assert found("云帆科技中国总裁在丹麦海森堡大学", names) == [
        ("云帆科技中国", "ORG"),
        ("丹麦", "LOC"),
        ("海森堡大学", "ORG"),
    ]


def test_a_bank_and_its_branch_are_one() -> None:
    names = {"丰禾银行": Kind.ORG, "临江支行": Kind.ORG}
    assert found("丰禾银行临江支行开业", names) == [("丰禾银行临江支行", "ORG")]


def test_two_countries_in_one_word_are_two_places() -> None:
    assert found("中越关系", {"中越": Kind.LOC}) == [("中", "LOC"), ("越", "LOC")]
    assert found("巴西队", {"巴西": Kind.LOC}) == [("巴西", "LOC")]


def test_the_other_names_of_an_organisation_are_found() -> None:
    text = "中国人民银行今日表示。人行数据显示，央行将行动。"
    bodies = [name for name, kind in found(text, {"中国人民银行": Kind.ORG}) if kind == "ORG"]
    assert bodies == ["中国人民银行", "人行", "央行"]
    assert found("行人行走", {}) == []


def test_a_brand_in_the_name_of_a_company_is_found_alone() -> None:
    text = "云岭租车公司今日开业。云岭回应投诉，云岭称将退款。"
    names = {"云岭租车公司": Kind.ORG, "云岭": Kind.LOC}
    assert found(text, names)[-2:] == [("云岭", "ORG"), ("云岭", "ORG")]
    names = {"日本银行公司": Kind.ORG, "日本": Kind.LOC}
    assert found("日本银行公司说，日本", names)[-1] == ("日本", "LOC")


def test_what_is_quoted_and_ends_like_an_organisation_is_one() -> None:
    assert found("自称“远洋互助联盟”的人", {}) == [("远洋互助联盟", "ORG")]
    assert found("所谓“云端散步”的人", {}) == []


def test_an_organisation_that_is_read_several_times_needs_less() -> None:
    text = "云端说。" * 4
    weak = FixedEngine({"云端": Kind.ORG}, weight=0.5)
    assert len(Recognizer(weak).recognize(text)) == 4
    assert Recognizer(weak).recognize(text[:4]) == []


def test_a_name_that_a_mark_begins_or_ends_is_none() -> None:
    assert found("所谓“云端”服务", {"“云端": Kind.ORG}) == []
    name = "丰禾（临江）银行"
    assert found(f"{name}开业", {name: Kind.ORG}) == [(name, "ORG")]


def test_a_word_that_continues_is_not_a_name() -> None:
    assert found("由公安部门处罚", {}) == []
    assert found("外交部长出席", {}) == []
    assert found("立法会议员出席", {}) == [("立法会", "ORG")]


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
    assert found(text, {"邵启明": Kind.PER}) == [("邵启明", "PER"), ("邵董事长", "PER")]


def test_latin_names_are_found_by_their_context() -> None:
    assert found("国际能源机构（IEX）说", {"国际能源机构": Kind.ORG})[1] == ("IEX", "ORG")
    assert found("副总裁Emma Larsson宣布", {}) == [("Emma Larsson", "PER")]
    assert found("北约（NATO）", {}) == [("北约", "ORG"), ("NATO", "ORG")]
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


def test_an_organisation_before_a_title_gains_weight() -> None:
    weak = Recognizer(FixedEngine({"国库司": Kind.ORG}, weight=0.34))
    text = "国库司司长出席，国库司"
    assert [m.span.start for m in weak.recognize(text)][:1] == [0]


def test_a_name_after_a_preposition_of_address_may_not_be_a_person() -> None:
    assert found("他对MIT Technology Review表示，", {}) == []


def test_a_single_latin_word_is_not_a_person_without_evidence() -> None:
    assert found("用Golang写的系统", {"Golang": Kind.PER}) == []
    assert found("董事长Witten出席", {"Witten": Kind.PER}) == [("Witten", "PER")]


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
