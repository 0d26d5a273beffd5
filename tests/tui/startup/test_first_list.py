"""The first rows of a library look like the screen that replaces them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from rich.segment import Segment

from newsreader.library.article_entry import ArticleEntry, Record
from newsreader.library.index import Index
from newsreader.library.library import Library
from newsreader.locale import use_language
from newsreader.state import State
from newsreader.tui.library.list_layout import ListLayout
from newsreader.tui.startup import first_list
from newsreader.tui.theme.palette256 import PALETTES_256
from newsreader.tui.theme.themes import DARK
from tests.tui.library_pilot import shelf_on


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


Cells = list[tuple[str, str, str]]


def cells(runs: Iterable[tuple[str, str, str]]) -> Cells:
    """Each character of a row with its colour and background; a blank has no colour."""
    return [
        (character, "" if character == " " else colour, ground)
        for text, colour, ground in runs
        for character in text
    ]


def painted(strip: Iterable[Segment]) -> Cells:
    """The same for a row of the screen."""
    found = []
    for text, style, _control in strip:
        assert style is not None
        assert style.bgcolor is not None
        found.append((text, style.color.name if style.color else "", style.bgcolor.name))
    return cells(found)


@pytest.mark.parametrize("more", [0, 17, 18, 60])
async def test_every_row_equals_that_of_the_screen(tmp_path: Path, more: int) -> None:
    (tmp_path / "news").mkdir()
    for number in range(more):
        (tmp_path / "news" / f"{number:02}.txt").write_text(f"标题之{number}\n\n正文。\n", "utf-8")
    async with shelf_on(tmp_path) as shelf:
        screen = shelf.screen
        screen.item_list.reprinted = {}
        screen.show_list()
        await shelf.pilot.pause()
        rows = first_list._rows(screen.library, DARK, 120, 24)
        written = [cells((text, style.color, style.bgcolor) for text, style in row) for row in rows]
        listed = [
            painted(screen.item_list.render_line(y)) for y in range(screen.item_list.size.height)
        ]
        layout = ListLayout(120, 24)
        beside = 120 - layout.room - layout.left
        assert [row[layout.left : len(row) - beside] for row in written[1:-1]] == listed
        assert written[-1] == painted(screen.foot.render_line(0))
        assert written[0] == painted(screen.query_one("#library-head").render_line(0))


def library_of(folder: Path, *entries: ArticleEntry) -> Library:
    index = Index.open(folder / "library.db")
    index.put([Record(entry, "stamp") for entry in entries])
    return Library([folder], index, State.open(folder / "state.json"), folder / "data").refresh()


def test_a_hostile_title_is_written_without_control_characters(tmp_path: Path) -> None:
    entry = ArticleEntry(
        tmp_path / "a.txt", title="新\x1b]52;c;QUJD\x07闻", author="\u202e林一\x9b2J"
    )
    library = library_of(tmp_path, entry)
    rows = first_list._rows(library, DARK, 80, 10)
    text = "".join(text for row in rows for text, _style in row)
    assert "52;c;" in text
    assert not any(character in text for character in "\x1b\x07\x9b\u202e\n")
    library.index.close()


def test_with_256_colours_they_are_written_by_number(tmp_path: Path) -> None:
    library = library_of(tmp_path, ArticleEntry(tmp_path / "a.txt", title="新闻"))
    exact = "".join(first_list._screen(library, DARK, 80, 10))
    few = "".join(first_list._screen(library, PALETTES_256["dark"], 80, 10))
    assert "38;2;" in exact
    assert "38;2;" not in few
    assert "38;5;" in few
    assert "新闻" in few
    library.index.close()


@pytest.mark.parametrize("size", [(1, 1), (10, 2), (40, 3), (240, 60)])
def test_no_terminal_is_too_small(tmp_path: Path, size: tuple[int, int]) -> None:
    library = library_of(tmp_path, ArticleEntry(tmp_path / "a.txt", title="新闻"))
    assert first_list._rows(library, DARK, *size)
    library.index.close()
