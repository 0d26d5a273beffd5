"""The registry: every row has a function that can be called, under an id of the key table."""

from __future__ import annotations

from collections.abc import Mapping
from inspect import signature

import pytest

from newsreader.keys.key_table import BY_ID
from newsreader.tui.actions.registry import ALL_NOTES, LIBRARY, READING, Action


@pytest.mark.parametrize(
    "table", [READING, LIBRARY, ALL_NOTES], ids=["reading", "library", "notes"]
)
def test_every_action_can_be_loaded_and_called(table: Mapping[str, Action]) -> None:
    for key, action in table.items():
        assert key in BY_ID
        signature(action.load()).bind("context", "request")


def test_every_function_of_both_screens_has_an_action() -> None:
    everywhere = {key for key in BY_ID if key.startswith("app.")}
    assert everywhere <= set(READING)
    assert everywhere & set(LIBRARY) == everywhere - {
        "app.library",
        "app.next_pane",
        "app.previous_pane",
        "app.redo",
        "app.toggle_entities",
        "app.toggle_notes",
        "app.zen",
    }
    assert everywhere & set(ALL_NOTES) == everywhere - {
        "app.next_pane",
        "app.previous_pane",
        "app.redo",
        "app.toggle_entities",
        "app.toggle_notes",
        "app.zen",
    }


def test_what_changes_the_notebook_is_marked() -> None:
    writing = {key for key, action in READING.items() if action.writes}
    assert {"app.undo", "bookmark.set", "entities.hide", "highlight.colour_5"} <= writing
    assert not writing & {"cursor.top", "entities.concordance", "search.open", "selection.copy"}
