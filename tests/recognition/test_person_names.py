"""People beside a title are found even if an engine does not know the name."""

from __future__ import annotations

import pytest

from newsreader.entities.kind import Kind
from newsreader.recognition.engine import Reading
from newsreader.recognition.person_names import find_dotted, find_titled
from newsreader.text.span import Span


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("前立法会议员涂谨铭批评金管局", "涂谨铭"),
        ("发言人何咏前表示，", "何咏前"),
        ("董事长孟朴曾表示", "孟朴"),
        ("局长李明、", "李明"),
        ("秘书长欧阳修文。", "欧阳修文"),
    ],
)
def test_a_name_between_a_title_and_a_verb_or_a_mark(text: str, name: str) -> None:
    assert [reading.span.of(text) for reading in find_titled(text, [])] == [name]


@pytest.mark.parametrize("text", ["记者从国家航天局获悉", "主教练米克尔·阿尔特塔说", "专家认为"])
def test_no_name_without_an_end(text: str) -> None:
    assert list(find_titled(text, [])) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("（记者顾海宁 特隆·拉森）", "特隆·拉森"),
        ("护士法蒂玛·阿里。", "法蒂玛·阿里"),
    ],
)
def test_a_foreign_name_across_its_dot(text: str, name: str) -> None:
    assert [reading.span.of(text) for reading in find_dotted(text, [])] == [name]


def test_a_foreign_name_ends_where_an_engine_reads_an_end_before_a_verb() -> None:
    text = "护士法蒂玛·阿里在电话中对记者哭着说"
    at = text.index("阿里")
    readings = [Reading(Span(at, at + 2), Kind.ORG, 0.3)]
    assert [r.span.of(text) for r in find_dotted(text, readings)] == ["阿里", "法蒂玛·阿里"]
