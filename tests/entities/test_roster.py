"""The roster knows who is named where, also after a few of its entities were changed."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.entities.entity import Entity, Kind
from newsreader.entities.roster import Roster
from newsreader.text.span import Span

ONE = Entity("PER:一", "一", Kind.PER, (Span(0, 2), Span(9, 11)))
TWO = Entity("ORG:二", "二", Kind.ORG, (Span(4, 8),))


def test_who_is_named_at_an_offset() -> None:
    roster = Roster.of([ONE, TWO])
    assert [roster.at(offset) for offset in (0, 1, 2, 3, 4, 7, 8, 9, 11)] == (
        [ONE, ONE, None, None, TWO, TWO, None, ONE, None]
    )
    assert list(roster.within(Span(1, 10))) == [
        (Span(0, 2), ONE),
        (Span(4, 8), TWO),
        (Span(9, 11), ONE),
    ]


def test_a_roster_of_nobody() -> None:
    assert Roster.of([]) == Roster()
    assert Roster().at(0) is None


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=30))
def test_changing_some_is_as_making_it_anew(owners: list[tuple[int, int]]) -> None:
    def entities(numbers: list[int]) -> list[Entity]:
        return [
            Entity(str(n), str(n), Kind.PER, tuple(Span(2 * at, 2 * at + 1) for at in places))
            for n in range(4)
            if (places := [at for at, number in enumerate(numbers) if number == n])
        ]

    before = Roster.of(entities([old for old, _new in owners]))
    known = {entity: entity for entity in before.entities}
    after = [known.get(e, e) for e in entities([new for _old, new in owners])]
    assert before.changed(after) == Roster.of(after)
    assert before.changed(replace(e) for e in after) == Roster.of(after)
