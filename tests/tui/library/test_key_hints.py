"""The library's last row: the keys that lead on, and back, from what is listed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.cells import cell_len

from newsreader.keys.display import use_keys
from newsreader.keys.keymap import keymap
from newsreader.locale import use_language
from newsreader.tui.library.key_hints import keys_in_short
from newsreader.tui.library.view_state import LibraryView, ViewState

NARROW = ViewState(only=frozenset([Path("/news/a.txt")]))


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    use_language("en")
    yield
    use_keys(None)


def test_every_list_but_that_of_all_articles_says_the_way_back() -> None:
    assert "Esc" not in keys_in_short(ViewState(), 200)
    for view in (LibraryView.NOTES, LibraryView.NAMES):
        assert "Esc all articles" in keys_in_short(ViewState(view), 200)
        assert "Esc drops the filter" in keys_in_short(ViewState(view, words="x"), 200)
    assert "Esc all articles" in keys_in_short(NARROW, 200)
    assert "Enter goes there · Esc" in keys_in_short(ViewState(LibraryView.NOTES), 200)


@pytest.mark.parametrize("preset", ["vim", "plain"])
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("room", [36, 56, 74, 128])
def test_what_has_no_room_gives_way_and_the_help_stays(
    room: int, language: str, preset: str
) -> None:
    use_language(language)
    use_keys(keymap({}, preset).keys)
    key = "?" if preset == "vim" else "F1"
    for found in (ViewState(), NARROW, ViewState(LibraryView.NOTES), ViewState(LibraryView.NAMES)):
        words = keys_in_short(found, room)
        assert "Esc" in words or found == ViewState()
        assert cell_len(words) <= room
        assert words.rpartition(" · ")[2].startswith((key, "?"))
