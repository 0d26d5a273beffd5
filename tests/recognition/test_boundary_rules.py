"""The bounds of names are corrected."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from newsreader.entities.kind import Kind
from newsreader.recognition import boundary_rules
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
    assert applied(boundary_rules.split_joint, "辰溪县妇联联合县人社局引进企业", names) == [
        ("辰溪县妇联", "ORG"),
        ("县人社局", "ORG"),
    ]


def test_an_action_after_an_organisation_is_not_part_of_its_name() -> None:
    names = {"清华大学共建智能底盘联合实验室": Kind.ORG}
    text = "并与清华大学共建智能底盘联合实验室。"
    assert applied(boundary_rules.split_joint, text, names) == [("清华大学", "ORG")]


def test_an_association_keeps_the_word_for_joining_in_its_name() -> None:
    names = {"全国工商业联合会": Kind.ORG, "中华联合财险": Kind.ORG}
    text = "全国工商业联合会与中华联合财险签约"
    assert applied(boundary_rules.split_joint, text, names) == [(n, "ORG") for n in names]


def test_an_action_at_the_start_is_cut_off() -> None:
    text = "教育部会同财政部投入资金"
    assert applied(boundary_rules.split_joint, text, {"会同财政部": Kind.ORG}) == [
        ("财政部", "ORG")
    ]
