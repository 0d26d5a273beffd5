"""What a query may say about highlights."""

from __future__ import annotations

import pytest

from newsreader.errors import SearchError
from newsreader.locale import use_language
from newsreader.notebook.colour import Colour
from newsreader.notebook.query_item import highlight_item, note_query, note_readings

MEANINGS = {Colour.RED: "事实"}


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


@pytest.mark.parametrize("value", ["red", "RED", "4", "４", "事实"])
def test_a_colour_has_a_name_a_number_and_a_meaning(value: str) -> None:
    query = note_query(f"colour:{value}", MEANINGS)
    assert query.matches(highlight_item((), (), Colour.RED, MEANINGS))
    assert not query.matches(highlight_item((), (), Colour.BLUE, MEANINGS))


@pytest.mark.parametrize("query", ["colour:gren", "港口 -color:6", "(colour:数字 OR 港口) 航线"])
def test_a_colour_that_does_not_exist_is_an_error_that_lists_them(query: str) -> None:
    with pytest.raises(
        SearchError, match=r"is not a colour; there are yellow, .*red, 事实, purple"
    ):
        note_query(query, MEANINGS)


def test_a_colour_that_is_being_typed_is_valid_while_it_can_become_one() -> None:
    next(note_readings("colour:gr", MEANINGS))
    next(note_readings("colour:事", MEANINGS))
    for query in ("colour:gren", "colour:gr 港口", "colour:数"):
        with pytest.raises(SearchError, match="is not a colour"):
            next(note_readings(query, MEANINGS))
