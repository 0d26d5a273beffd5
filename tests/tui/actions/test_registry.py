"""Table of deeds: every id leads to the module that has it."""

from __future__ import annotations

from importlib import import_module

from newsreader.tui.actions.registry import ACTIONS, NEEDS_NOTES, action


def test_every_deed_of_every_module_is_in_the_table_and_no_other() -> None:
    found = {
        key: name
        for name in set(ACTIONS.values())
        for key in import_module(f"newsreader.tui.actions.{name}").ACTIONS
    }
    assert found == dict(ACTIONS)
    assert all(callable(action(key)) for key in ACTIONS)


def test_what_is_held_back_without_notes_is_known() -> None:
    assert set(ACTIONS) >= NEEDS_NOTES
