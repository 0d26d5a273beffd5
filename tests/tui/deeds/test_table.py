"""Table of deeds: every id leads to the module that has it."""

from __future__ import annotations

from importlib import import_module

from newsreader.tui.deeds.table import DEEDS, NEEDS_NOTES, deed


def test_every_deed_of_every_module_is_in_the_table_and_no_other() -> None:
    found = {
        key: name
        for name in set(DEEDS.values())
        for key in import_module(f"newsreader.tui.deeds.{name}").DEEDS
    }
    assert found == dict(DEEDS)
    assert all(callable(deed(key)) for key in DEEDS)


def test_what_is_held_back_without_notes_is_known() -> None:
    assert set(DEEDS) >= NEEDS_NOTES
