"""Each part of the screen binds its functions by id, so that they can be rebound."""

from __future__ import annotations

import pytest
from textual.binding import Binding

from newsreader.keys.key_table import SCOPES, keys_of_scope
from newsreader.keys.keymap import keymap
from newsreader.tui.bindings import bindings, rebound


@pytest.mark.parametrize("place", [place.name for place in SCOPES])
def test_every_function_is_bound_by_its_id(place: str) -> None:
    made = [each for each in bindings(place) if isinstance(each, Binding)]
    assert [each.id for each in made] == [key.id for key in keys_of_scope(place)]


def test_only_changed_keys_are_passed_to_textual() -> None:
    assert rebound(keymap({}).keys) == {}
    mine = rebound(keymap({"app.quit": ("f12", ">"), "cursor.up": ()}).keys)
    assert mine["app.quit"] == "f12,>"
    assert mine["cursor.up"] == "no-key"
    assert "app.undo" not in mine
