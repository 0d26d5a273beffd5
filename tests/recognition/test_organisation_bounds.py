"""Organisations' names end where another begins, and go on where they must."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from newsreader.entities.entity import Kind
from newsreader.recognition import organisation_bounds
from newsreader.recognition.engine import Reading
from newsreader.text.span import Span

Rule = Callable[[str, Sequence[Reading]], Iterable[Reading]]


def mended(rule: Rule, text: str, names: Mapping[str, Kind]) -> list[tuple[str, str]]:
    readings = [
        Reading(Span(text.index(name), text.index(name) + len(name)), kind, 0.9)
        for name, kind in names.items()
    ]
    return [(reading.span.of(text), reading.kind.value) for reading in rule(text, readings)]


def test_two_organisations_that_do_something_together_are_two() -> None:
    names = {"辰溪县妇联联合县人社局": Kind.ORG}
    assert mended(organisation_bounds.split_joint, "辰溪县妇联联合县人社局引进企业", names) == [
        ("辰溪县妇联", "ORG"),
        ("县人社局", "ORG"),
    ]


def test_what_is_built_is_no_part_of_its_builder() -> None:
    names = {"清华大学共建智能底盘联合实验室": Kind.ORG}
    text = "并与清华大学共建智能底盘联合实验室。"
    assert mended(organisation_bounds.split_joint, text, names) == [("清华大学", "ORG")]


def test_an_association_keeps_the_word_for_joining_in_its_name() -> None:
    names = {"全国工商业联合会": Kind.ORG, "中华联合财险": Kind.ORG}
    text = "全国工商业联合会与中华联合财险签约"
    assert mended(organisation_bounds.split_joint, text, names) == [(n, "ORG") for n in names]


def test_a_name_without_the_deed_that_was_read_with_it() -> None:
    text = "教育部会同财政部投入资金"
    assert mended(organisation_bounds.split_joint, text, {"会同财政部": Kind.ORG}) == [
        ("财政部", "ORG")
    ]


def test_an_institute_with_two_fields_is_one() -> None:
    text = "中国探月与航天工程中心主任关锋透露"
    names = {"中国": Kind.LOC, "航天工程中心": Kind.ORG}
    assert mended(organisation_bounds.join_linked, text, names) == [
        ("中国探月与航天工程中心", "ORG")
    ]


def test_a_company_and_an_institute_stay_two() -> None:
    text = "中国企业与清华大学研究院合作"
    names = {"中国": Kind.LOC, "清华大学研究院": Kind.ORG}
    assert mended(organisation_bounds.join_linked, text, names) == [
        ("中国", "LOC"),
        ("清华大学研究院", "ORG"),
    ]


def test_a_company_takes_in_its_business() -> None:
    text = "恒大汽车公告称，恒大的汽车"
    assert mended(organisation_bounds.extend_companies, text, {"恒大": Kind.ORG}) == [
        ("恒大汽车", "ORG")
    ]


def test_a_country_takes_in_no_business() -> None:
    names = {"日本": Kind.LOC}
    assert mended(organisation_bounds.extend_companies, "日本半导体、钢铁", names) == [
        ("日本", "LOC")
    ]


def test_an_army_is_an_organisation_and_no_part_of_a_person() -> None:
    assert mended(organisation_bounds.name_forces, "俄军称", {}) == [("俄军", "ORG")]
    assert mended(organisation_bounds.name_forces, "美军事专家，英国军方，民国军务", {}) == []
    names = {"李明军": Kind.PER}
    assert mended(organisation_bounds.name_forces, "局长李明军说", names) == [("李明军", "PER")]


def test_what_has_a_security_in_brackets_is_a_company() -> None:
    text = "今日，三六零（601360.SH）跌停"
    assert mended(organisation_bounds.name_listed, text, {"601360.SH": Kind.TICKER}) == [
        ("三六零", "ORG"),
        ("601360.SH", "TICKER"),
    ]
