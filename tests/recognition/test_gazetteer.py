"""Known names are found if an engine does not know them, unless they are parts of words."""

from __future__ import annotations

from newsreader.entities.kind import Kind
from newsreader.recognition.engine import Reading
from newsreader.recognition.gazetteer import known_names, match_gazetteer, match_short_names
from newsreader.text.span import Span


def found(text: str, *readings: Reading) -> list[tuple[str, str]]:
    return [(r.span.of(text), r.kind.value) for r in match_gazetteer(text, readings)]


def test_organisations_and_places_of_the_lexicon() -> None:
    text = "廉政公署称他已离开喀土穆"
    assert found(text) == [("廉政公署", "ORG"), ("喀土穆", "LOC")]


def test_a_known_name_inside_a_longer_name_of_an_engine_is_not_added() -> None:
    longer = Reading(Span(0, 6), Kind.ORG, 0.9)
    assert found("财政部预算司", longer) == [("财政部预算司", "ORG")]


def test_a_short_name_needs_a_reading_of_an_engine() -> None:
    assert list(match_short_names("元朗", [])) == []
    read = Reading(Span(0, 2), Kind.PER, 0.4)
    assert [r.kind for r in match_short_names("元朗", [read])] == [Kind.PER, Kind.LOC]


def test_a_known_company_is_no_person() -> None:
    read = Reading(Span(0, 3), Kind.PER, 0.8)
    assert max(match_short_names("特斯拉", [read]), key=lambda r: r.weight).kind is Kind.ORG


def test_a_single_character_is_not_a_known_name() -> None:
    assert all(len(name) > 1 for name in known_names())
