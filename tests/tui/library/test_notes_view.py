"""What the list of all notes says above and below itself, without a screen."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from newsreader.library.all_notes import KnownNotes
from newsreader.library.note_groups import NoteGrouping
from newsreader.locale import use_language
from newsreader.notebook.colour import Colour
from newsreader.tui.library.notes_view import NotesView


@pytest.fixture(autouse=True)
def _in_english() -> None:
    use_language("en")


def test_the_head_says_what_narrows_the_list() -> None:
    view = NotesView(NoteGrouping.TAG, next(iter(Colour)), "港口")
    head = view.head(KnownNotes(), [Path("/news")])
    assert head.title == "All notes"
    assert head.facts.startswith("by tag · ")
    assert head.facts.endswith(" · /港口")
    assert head.places == "/news"


def test_an_empty_list_says_why() -> None:
    assert "drops the search" in NotesView(words="x").nothing(is_scanning=True)
    assert "being read" in NotesView().nothing(is_scanning=True)
    assert "Nothing is marked" in NotesView().nothing(is_scanning=False)


def test_the_key_hints_name_the_way_back_or_to_all() -> None:
    assert "Esc back" in NotesView().key_hints(200)
    assert "Esc shows all" in replace(NotesView(), words="x").key_hints(200)


def test_the_key_hints_of_an_empty_list_name_no_key_for_what_is_listed() -> None:
    hints = replace(NotesView(), words="x").key_hints(200, is_empty=True)
    assert hints.startswith("Esc shows all · / searches · g groups · ?")


def test_a_grouping_that_the_notes_do_not_have_goes_on_with_the_first() -> None:
    assert NotesView(NoteGrouping.SPEAKER).grouping_after(KnownNotes()) is NoteGrouping.ARTICLE
