"""A roster comes out of its lines as it went in, and no line of them is long."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.analysis.protocol import Line
from newsreader.analysis.roster_codec import ENTITIES, PLACES, RosterDecoder, encode_roster
from newsreader.entities.entity import Entity, Kind
from newsreader.entities.roster import Roster
from newsreader.text.span import Span


def rolled(lines: list[Line]) -> Roster:
    taken = RosterDecoder()
    for line in lines:
        match json.loads(json.dumps(line)):
            case {"fact": "places", "rows": rows}:
                taken.place(rows)
            case {"fact": "entities", "rows": rows}:
                taken.enter(rows)
    return taken.roster()


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(0, 9), max_size=60))
def test_entities_come_back_as_they_were(numbers: list[int]) -> None:
    entities = [
        Entity(
            f"ORG:{number}",
            f"名{number}",
            Kind.ORG,
            spans,
            "COMPANY",
            (f"又{number}",),
            ("董事长",),
        )
        for number in dict.fromkeys(numbers)
        if (spans := tuple(Span(3 * at, 3 * at + 2) for at, n in enumerate(numbers) if n == number))
    ]
    assert rolled(list(encode_roster(entities))) == Roster.of(entities)


def test_no_line_is_long() -> None:
    often = Entity("PER:常", "常", Kind.PER, tuple(Span(9 * at, 9 * at + 2) for at in range(600)))
    seldom = [
        Entity(f"LOC:{at}", str(at), Kind.LOC, (Span(9 * at + 3, 9 * at + 5),)) for at in range(600)
    ]
    lines = list(encode_roster([often, *seldom]))
    most = {"places": PLACES, "entities": ENTITIES}
    for line in lines:
        rows = line["rows"]
        assert isinstance(rows, list)
        assert len(rows) <= most[str(line["fact"])]
    assert rolled(lines) == Roster.of([often, *seldom])


def test_a_roll_with_entities_missing_is_refused() -> None:
    entity = Entity("PER:一", "一", Kind.PER, (Span(0, 2),))
    with pytest.raises(IndexError):
        rolled([line for line in encode_roster([entity]) if line["fact"] == "places"])
    with pytest.raises(IndexError):
        rolled([line for line in encode_roster([entity]) if line["fact"] == "entities"])
