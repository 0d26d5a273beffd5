"""The roster finds the entity at an offset."""

from __future__ import annotations

from newsreader.entities.entity import Entity
from newsreader.entities.kind import Kind
from newsreader.entities.roster import Roster
from newsreader.text.span import Span

ONE = Entity("PER:一", "一", Kind.PER, (Span(0, 2), Span(9, 11)))
TWO = Entity("ORG:二", "二", Kind.ORG, (Span(4, 8),))


def test_the_entity_at_an_offset() -> None:
    roster = Roster.of([ONE, TWO])
    assert [roster.at(offset) for offset in (0, 1, 2, 3, 4, 7, 8, 9, 11)] == (
        [ONE, ONE, None, None, TWO, TWO, None, ONE, None]
    )
    assert list(roster.within(Span(1, 10))) == [
        (Span(0, 2), ONE),
        (Span(4, 8), TWO),
        (Span(9, 11), ONE),
    ]


def test_an_empty_roster() -> None:
    assert Roster.of([]) == Roster()
    assert Roster().at(0) is None
