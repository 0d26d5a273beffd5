"""The bounds of organisations' names are corrected."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from newsreader.entities.kind import Kind
from newsreader.recognition import organisation_bounds
from newsreader.recognition.engine import Reading
from newsreader.text.span import Span

Rule = Callable[[str, Sequence[Reading]], Iterable[Reading]]


def applied(rule: Rule, text: str, names: Mapping[str, Kind]) -> list[tuple[str, str]]:
    readings = [
        Reading(Span(text.index(name), text.index(name) + len(name)), kind, 0.9)
        for name, kind in names.items()
    ]
    return [(reading.span.of(text), reading.kind.value) for reading in rule(text, readings)]


def test_two_organisations_with_an_action_between_them_are_split() -> None:
    names = {"辰溪县妇联联合县人社局": Kind.ORG}
    assert applied(organisation_bounds.split_joint, "辰溪县妇联联合县人社局引进企业", names) == [
        ("辰溪县妇联", "ORG"),
        ("县人社局", "ORG"),
    ]


def test_an_action_after_an_organisation_is_not_part_of_its_name() -> None:
    names = {"清华大学共建智能底盘联合实验室": Kind.ORG}
    text = "并与清华大学共建智能底盘联合实验室。"
    assert applied(organisation_bounds.split_joint, text, names) == [("清华大学", "ORG")]


def test_an_association_keeps_the_word_for_joining_in_its_name() -> None:
    names = {"全国工商业联合会": Kind.ORG, "中华联合财险": Kind.ORG}
    text = "全国工商业联合会与中华联合财险签约"
    assert applied(organisation_bounds.split_joint, text, names) == [(n, "ORG") for n in names]


def test_an_action_at_the_start_is_cut_off() -> None:
    text = "教育部会同财政部投入资金"
    assert applied(organisation_bounds.split_joint, text, {"会同财政部": Kind.ORG}) == [
        ("财政部", "ORG")
    ]


def test_an_institute_with_two_fields_is_joined() -> None:
    text = "中国探月与航天工程中心主任关锋透露"
    names = {"中国": Kind.LOC, "航天工程中心": Kind.ORG}
    assert applied(organisation_bounds.join_linked, text, names) == [
        ("中国探月与航天工程中心", "ORG")
    ]


def test_a_company_and_an_institute_are_not_joined() -> None:
    text = "中国企业与清华大学研究院合作"
    names = {"中国": Kind.LOC, "清华大学研究院": Kind.ORG}
    assert applied(organisation_bounds.join_linked, text, names) == [
        ("中国", "LOC"),
        ("清华大学研究院", "ORG"),
    ]


def test_a_company_is_extended_to_its_industry() -> None:
    text = "恒大汽车公告称，恒大的汽车"
    assert applied(organisation_bounds.extend_companies, text, {"恒大": Kind.ORG}) == [
        ("恒大汽车", "ORG")
    ]


def test_a_country_is_not_extended_to_an_industry() -> None:
    names = {"日本": Kind.LOC}
    assert applied(organisation_bounds.extend_companies, "日本半导体、钢铁", names) == [
        ("日本", "LOC")
    ]


def test_an_army_is_an_organisation_and_not_part_of_a_person() -> None:
    assert applied(organisation_bounds.name_forces, "俄军称", {}) == [("俄军", "ORG")]
    assert applied(organisation_bounds.name_forces, "美军事专家，英国军方，民国军务", {}) == []
    names = {"李明军": Kind.PER}
    assert applied(organisation_bounds.name_forces, "局长李明军说", names) == [("李明军", "PER")]


def test_a_name_before_a_security_in_brackets_is_a_company() -> None:
    text = "今日，三六零（601360.SH）跌停"
    assert applied(organisation_bounds.name_listed, text, {"601360.SH": Kind.TICKER}) == [
        ("三六零", "ORG"),
        ("601360.SH", "TICKER"),
    ]
