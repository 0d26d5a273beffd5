"""Highlights in an order and in groups."""

from datetime import UTC, datetime, timedelta

from newsreader.notebook.colour import Colour
from newsreader.notebook.highlight import Highlight
from newsreader.session.grouping import Grouping, HighlightOrder, grouped, ordered
from newsreader.text.span import Span

TEXT = "甲乙丙丁戊己庚辛"
BEGIN = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


def highlight(at: int, colour: Colour, minutes: int, *tags: str) -> Highlight:
    made = Highlight.new(TEXT, Span(at, at + 1), colour, BEGIN)
    return made.changed(BEGIN + timedelta(minutes=minutes), tags=tags)


FIRST = highlight(0, Colour.RED, 5, "人事")
SECOND = highlight(2, Colour.YELLOW, 9, "产业", "人事")
THIRD = highlight(4, Colour.RED, 1)
ALL = (FIRST, SECOND, THIRD)


def section(of: Highlight) -> str:
    return "" if of is FIRST else "小标题"


def test_each_order_puts_something_else_first() -> None:
    assert ordered(ALL, HighlightOrder.TEXT) == ALL
    assert ordered(ALL, HighlightOrder.NEWEST) == (SECOND, FIRST, THIRD)
    assert ordered(ALL, HighlightOrder.COLOUR) == (SECOND, FIRST, THIRD)


def test_sections_stand_as_in_the_text() -> None:
    found = grouped(ALL, HighlightOrder.NEWEST, Grouping.SECTION, section)
    assert found == [("", (FIRST,)), ("小标题", (SECOND, THIRD))]


def test_colours_stand_as_their_keys() -> None:
    found = grouped(ALL, HighlightOrder.TEXT, Grouping.COLOUR, section)
    assert found == [("yellow", (SECOND,)), ("red", (FIRST, THIRD))]


def test_a_highlight_is_in_the_group_of_each_tag_and_those_without_come_last() -> None:
    found = grouped(ALL, HighlightOrder.TEXT, Grouping.TAG, section)
    assert found == [("人事", (FIRST, SECOND)), ("产业", (SECOND,)), ("", (THIRD,))]


def test_nothing_makes_no_group() -> None:
    assert [grouped((), HighlightOrder.TEXT, each, section) for each in Grouping] == [[]] * 4
