"""Mentions are merged into entities only if the text shows that they are the same."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.entities.entity import Entity, Mention
from newsreader.entities.kind import Kind
from newsreader.recognition.aliases import gather
from newsreader.text.span import Span

_MARK = re.compile(r"\{(\w+):([^{}]+)\}")


def parsed(marked: str) -> tuple[str, list[Mention]]:
    """Text and mentions of a marked-up sentence: {PER:李书福}说."""
    text, mentions, at = "", [], 0
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        at = mark.end()
        mentions.append(Mention(Span(len(text), len(text) + len(mark[2])), Kind(mark[1])))
        text += mark[2]
    return text + marked[at:], mentions


def entities(marked: str) -> dict[str, Entity]:
    return {entity.name: entity for entity in gather(*parsed(marked))}


def test_the_same_name_is_one_entity_in_order_of_first_mention() -> None:
    text, mentions = parsed("{LOC:宁波}的{PER:李书福}在{LOC:宁波}。")
    found = gather(text, mentions)
    assert [(entity.name, len(entity.mentions)) for entity in found] == [("宁波", 2), ("李书福", 1)]


def test_a_group_is_the_same_with_and_without_the_word_for_group() -> None:
    assert entities("{ORG:吉利控股}和{ORG:吉利控股集团}")["吉利控股集团"].aliases == ("吉利控股",)


def test_the_place_of_registration_may_be_left_out() -> None:
    found = entities("{ORG:浙江吉利控股集团有限公司}，{ORG:吉利控股集团}")
    assert list(found) == ["浙江吉利控股集团有限公司"]


def test_a_short_name_that_fits_two_companies_belongs_to_neither() -> None:
    assert len(entities("{ORG:吉利控股集团}和{ORG:吉利汽车}，{ORG:吉利}")) == 3


def test_a_short_name_that_the_text_defines_is_an_alias() -> None:
    found = entities("{ORG:国家能源投资集团}（以下简称“{ORG:国能}”），{ORG:国能}")
    assert found["国家能源投资集团"].aliases == ("国能",)


def test_a_latin_name_in_brackets_is_an_alias() -> None:
    assert list(entities("{ORG:国际能源机构}（{ORG:IEX}）")) == ["国际能源机构"]
    assert list(entities("{PER:Tim Cook}（{PER:库克}）")) == ["库克"]


def test_the_central_bank_is_known_by_two_names() -> None:
    assert entities("{ORG:央行}和{ORG:中国人民银行}")["中国人民银行"].aliases == ("央行",)


def test_a_city_is_the_same_with_and_without_the_word_for_city() -> None:
    assert entities("{LOC:宁波市}，{LOC:宁波}，{LOC:浙江省宁波市}").keys() == {"浙江省宁波市"}


def test_a_place_and_an_organisation_are_never_merged() -> None:
    assert len(gather(*parsed("{LOC:宁波}，{ORG:宁波}"))) == 2


def test_a_family_name_means_the_person_named_before() -> None:
    found = entities("{PER:邵启明}来了，{PER:邵}董事长说")
    assert found["邵启明"].aliases == ("邵",)


def test_a_family_name_of_two_people_is_merged_with_neither() -> None:
    assert len(entities("{PER:邵启明}、{PER:邵小红}，{PER:邵}董事长说")) == 3


def test_the_last_part_of_a_foreign_name_is_an_alias() -> None:
    assert entities("{PER:埃隆·马斯克}，{PER:马斯克}")["埃隆·马斯克"].aliases == ("马斯克",)


def same(marked: str) -> bool:
    """Whether all names in the marked text are one entity."""
    return len(gather(*parsed(marked))) == 1


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("ORG:国家烟草专卖局", "ORG:烟草专卖局"),
        ("ORG:中国棋牌协会", "ORG:棋牌协会"),
        ("ORG:成都青羊医院", "ORG:青羊医院"),
        ("ORG:清溪县教育局", "ORG:县教育局"),
        ("LOC:湖南衡阳耒阳市", "LOC:耒阳市"),
        ("LOC:贵州梵云山景区", "LOC:梵云山"),
        ("LOC:青岛国际邮轮港", "LOC:青岛邮轮港"),
        ("WORK:关于加强冬季安全的通知", "WORK:通知"),
        ("PRODUCT:Nimbus X7", "PRODUCT:X7"),
        ("PRODUCT:Nimbus-X7", "PRODUCT:nimbus X7"),
        ("ORG:辽东农业大学", "ORG:辽东农大"),
        ("ORG:中国远洋渔业行业协会", "ORG:中渔协"),
        ("ORG:旅游业监理局", "ORG:旅监局"),
        ("ORG:云帆公司", "ORG:云帆"),
        ("ORG:中科院声学研究所", "ORG:中国科学院声学研究所"),
        ("PER:沈清和", "PER:沈院长"),
        ("PER:沈清和", "PER:沈老"),
        ("PER:沈清和", "PER:清和"),
        ("PER:诺拉·贝克特", "PER:诺拉"),
        ("ORG:人行", "ORG:中国人民银行"),
    ],
)
def test_a_short_form_is_merged_with_the_only_name_it_can_mean(one: str, two: str) -> None:
    assert same(f"{{{one}}}，后来{{{two}}}")


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("ORG:中国建设银行广州支行", "ORG:中国银行"),
        ("ORG:俄罗斯外交部", "ORG:外交部"),
        ("ORG:南方战区火箭军", "ORG:火箭军"),
        ("PER:温先生", "PER:小温"),
        ("PER:王院长", "PER:王清和"),
        ("ORG:华东师范大学", "ORG:华东大学"),
        ("LOC:北海道", "LOC:海道"),
    ],
)
def test_names_that_may_mean_different_things_stay_apart(one: str, two: str) -> None:
    assert not same(f"{{{one}}}，后来{{{two}}}")


def test_several_names_in_one_pair_of_brackets_are_aliases() -> None:
    assert same("{ORG:东方理工学院}（{ORG:Eastern Institute}，{ORG:EIT}）")


def test_a_short_form_of_two_names_is_merged_with_neither() -> None:
    assert len(gather(*parsed("{ORG:成都青羊医院}和{ORG:武汉青羊医院}，{ORG:青羊医院}"))) == 3


def test_traditional_names_stay_traditional() -> None:
    found = entities("{ORG:香港聯合交易所}與{PER:陳國基}，政務司司長{PER:陳國基}表示")
    assert found["陳國基"].roles == ("政務司司長",)
    assert "香港聯合交易所" in found


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["宁波", "宁波市", "李书福", "李", "老李", "吉利", "吉利集团", "NATO"]),
            st.sampled_from([Kind.PER, Kind.ORG, Kind.LOC]),
        ),
        max_size=12,
    )
)
def test_every_mention_belongs_to_one_entity(parts: list[tuple[str, Kind]]) -> None:
    text, mentions = "", []
    for name, kind in parts:
        mentions.append(Mention(Span(len(text), len(text) + len(name)), kind))
        text += name + "，"
    found = gather(text, mentions)
    assert sorted(s for e in found for s in e.mentions) == [m.span for m in mentions]
    assert len({entity.id for entity in found}) == len(found)
    kinds = {mention.span: mention.kind for mention in mentions}
    assert all(kinds[span] is entity.kind for entity in found for span in entity.mentions)


def test_a_place_is_the_same_with_its_outer_place() -> None:
    assert list(entities("{LOC:沙特阿拉伯吉达}，{LOC:吉达}")) == ["沙特阿拉伯吉达"]
    assert list(entities("{LOC:东莞}的{LOC:东莞虎门}，{LOC:虎门}")) == ["东莞", "东莞虎门"]
    assert list(entities("{LOC:湖南省怀化市辰溪县梧桐镇}，{LOC:梧桐镇}")) == [
        "湖南省怀化市辰溪县梧桐镇"
    ]


def test_places_of_one_name_in_two_cities_are_different() -> None:
    assert len(entities("{LOC:宁波市江东路}，{LOC:杭州市江东路}，{LOC:江东路}")) == 3
    assert (
        len(
            entities(
                "{LOC:武汉长江大桥}，{LOC:武汉}，{LOC:南京}的{LOC:南京长江大桥}，{LOC:长江大桥}"
            )
        )
        == 5
    )
    assert len(entities("{LOC:几内亚}，{LOC:几内亚比绍}，{LOC:比绍}")) == 3


def test_a_court_is_the_same_with_its_province() -> None:
    found = entities("{ORG:云南省江海市中级人民法院}，{ORG:江海市中级人民法院}，{ORG:江海中院}")
    assert list(found) == ["云南省江海市中级人民法院"]
    assert len(entities("{ORG:江海市公安局}，{ORG:临江市公安局}")) == 2


def test_the_last_part_of_a_foreign_name_may_come_before_the_full_name() -> None:
    assert list(entities("{PER:厄德高}伤退。{PER:马丁·厄德高}说")) == ["马丁·厄德高"]
    assert len(entities("{PER:劳伦斯}说，{PER:布鲁斯·劳伦斯}和{PER:安·劳伦斯}")) == 3


def test_a_japanese_family_name_means_the_person_named_before() -> None:
    assert list(entities("{PER:上川阳子}说。{PER:上川}又说")) == ["上川阳子"]
    assert len(entities("{PER:上川}说。{PER:上川阳子}又说")) == 2
    assert len(entities("{PER:上川阳子}、{PER:上川义信}，{PER:上川}说")) == 3
