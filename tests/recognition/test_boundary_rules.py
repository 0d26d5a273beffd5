"""Where the names that were read begin and end."""

from __future__ import annotations

from newsreader.entities.kind import Kind
from newsreader.recognition.boundary_rules import join_neighbours, split_routes
from newsreader.recognition.engine import Reading
from newsreader.text.span import Span


def test_a_country_before_a_hyphen_begins_a_name_of_its_own() -> None:
    text = "推进宁波中国-中东欧国家经贸合作示范区"
    readings = [Reading(Span(2, len(text)), Kind.LOC, 1.0)]
    split = list(split_routes(text, readings))
    assert [each.span.of(text) for each in join_neighbours(text, split)] == [
        "宁波",
        "中国-中东欧国家经贸合作示范区",
    ]
    route = "锡澄路-暨南大道"
    parts = split_routes(route, [Reading(Span(0, len(route)), Kind.LOC, 1.0)])
    assert [each.span.of(route) for each in parts] == ["锡澄路", "暨南大道"]
