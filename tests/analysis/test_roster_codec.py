"""A roster is the same after encoding and decoding, and no line of it is long."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.analysis.protocol import Line
from newsreader.analysis.roster_codec import ENTITIES, PLACES, RosterDecoder, encode_roster
from newsreader.entities.entity import Entity
from newsreader.entities.kind import Kind
from newsreader.entities.roster import Roster
from newsreader.text.span import Span


def decoded(lines: list[Line]) -> Roster:
    decoder = RosterDecoder("hash")
    for line in lines:
        match json.loads(json.dumps(line)):
            case {"fact": "places", "sha256_text": "hash", "rows": rows}:
                decoder.add_mentions(rows)
            case {"fact": "entities", "sha256_text": "hash", "rows": rows}:
                decoder.add_entities(rows)
    return decoder.roster()


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(0, 9), max_size=60))
def test_a_roster_is_the_same_after_a_round_trip(numbers: list[int]) -> None:
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
    assert decoded(list(encode_roster("hash", entities))) == Roster.of(entities)


def test_no_line_is_long() -> None:
    often = Entity("PER:常", "常", Kind.PER, tuple(Span(9 * at, 9 * at + 2) for at in range(600)))
    seldom = [
        Entity(f"LOC:{at}", str(at), Kind.LOC, (Span(9 * at + 3, 9 * at + 5),)) for at in range(600)
    ]
    lines = list(encode_roster("hash", [often, *seldom]))
    most = {"places": PLACES, "entities": ENTITIES}
    for line in lines:
        rows = line["rows"]
        assert isinstance(rows, list)
        assert len(rows) <= most[str(line["fact"])]
    assert decoded(lines) == Roster.of([often, *seldom])


def test_a_roster_with_missing_lines_is_refused() -> None:
    entity = Entity("PER:一", "一", Kind.PER, (Span(0, 2),))
    with pytest.raises(IndexError):
        decoded([line for line in encode_roster("hash", [entity]) if line["fact"] == "places"])
    with pytest.raises(IndexError):
        decoded([line for line in encode_roster("hash", [entity]) if line["fact"] == "entities"])
