"""Every list and text that is longer than its window has the same scrollbar."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.scrollbar import ScrollBar
from textual.strip import Strip
from textual.widget import Widget

from newsreader.keys.key_table import SCOPES
from newsreader.locale import use_language
from newsreader.tui.dialogs.dialog import Dialog
from newsreader.tui.dialogs.export_dialog import FormatList
from newsreader.tui.dialogs.help import KeyList
from newsreader.tui.dialogs.menu import MenuList
from newsreader.tui.screens.all_notes import AllNotesScreen
from newsreader.tui.widgets.item_list import ItemList
from newsreader.tui.widgets.scrollbar import MORE_ABOVE, MORE_BELOW, THUMB
from tests.tui.library_pilot import note, shelf_on
from tests.tui.reading_pilot import ReadingPilot, open_reader
from tests.tui.waiting import soon, until


def column(found: Widget) -> str:
    """The last cell of each row."""
    strips: list[Strip] = [found.render_line(y) for y in range(found.size.height)]
    return "".join(strip.text[-1] for strip in strips)


def foot(reader: ReadingPilot) -> str:
    assert isinstance(reader.app.screen, Dialog)
    return str(reader.app.screen.query_one(".box").border_subtitle)


async def test_the_help_shows_that_there_is_more_and_the_position(tmp_path: Path) -> None:
    async with open_reader(tmp_path, size=(80, 24)) as reader:
        await reader.press("?")
        found = reader.app.screen.query_one(KeyList)
        many = len(found.counted())
        assert column(found)[1] == THUMB
        assert column(found)[-1] == MORE_BELOW
        assert foot(reader).startswith(f"1/{many}")
        await reader.press("pagedown", "pagedown", "pagedown")
        assert (column(found)[1], column(found)[-1]) == (MORE_ABOVE, MORE_BELOW)
        await reader.press(*["pagedown"] * 20)
        assert column(found)[-1] == THUMB
        assert foot(reader).startswith(f"{many}/{many}")
        await reader.write("zen")
        assert not column(found).strip()
        assert await soon(lambda: "/" not in foot(reader)), foot(reader)


async def test_the_keys_of_a_dialog_follow_its_width(tmp_path: Path) -> None:
    async with open_reader(tmp_path, size=(60, 24)) as reader:
        await reader.press("?")
        assert await soon(lambda: "1/" in foot(reader) and "Esc" not in foot(reader)), foot(reader)
        await reader.pilot.resize_terminal(140, 30)
        assert await soon(lambda: "1/" in foot(reader) and "Esc" in foot(reader)), foot(reader)
        await reader.pilot.resize_terminal(60, 24)
        assert await soon(lambda: "1/" in foot(reader) and "Esc" not in foot(reader)), foot(reader)


async def test_the_columns_of_the_help_split_no_key_and_no_heading_from_its_key(
    tmp_path: Path,
) -> None:
    async with open_reader(tmp_path, size=(100, 30)) as reader:
        await reader.press("?")
        found = reader.app.screen.query_one(KeyList)
        while found.chosen < len(found.items) - 1:
            await reader.press("pagedown")
            rows, column_rows = found.window.rows, found.grid.column_rows
            assert rows[column_rows].first
            last = max(row.item for row in rows[:column_rows])
            assert found.items[last] in found.counted()


@pytest.mark.parametrize("size", [(80, 24), (100, 30)])
async def test_every_page_of_the_help_begins_with_the_heading_of_its_group(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    use_language("en")
    async with open_reader(tmp_path, size=size) as reader:
        await reader.press("?")
        found = reader.app.screen.query_one(KeyList)
        words = {f"place:{scope.name}": scope.en for scope in SCOPES}
        words["place:essentials"] = "Essentials"
        above = list[str]()
        while found.chosen < len(found.items) - 1:
            group = [item for item in found.items[: found.window.rows[0].item + 1] if item in words]
            is_heading = found.items[found.window.rows[0].item] in words
            above.append(found.render_line(0).text.strip())
            assert above[-1] == ("" if is_heading else f"{words[group[-1]]} (continued)")
            await reader.press("pagedown")
        assert "Article (continued)" in above


async def test_the_help_says_which_functions_have_no_key(tmp_path: Path) -> None:
    async with open_reader(tmp_path, size=(80, 24)) as reader:
        await reader.press("?")
        await reader.write("app.theme")
        found = reader.app.screen.query_one(KeyList)
        assert await soon(lambda: found.chosen_id == "app.theme")
        shown = next(row for row in found.window.rows if row.chosen)
        assert "".join(part.text for part in shown.line).split()[:4] == [
            "no",
            "key",
            "next",
            "theme:",
        ]


async def test_paging_through_a_list_shows_every_item(tmp_path: Path) -> None:
    async with open_reader(tmp_path, size=(80, 14)) as reader:
        await reader.press("f10")
        found = reader.app.screen.query_one(MenuList)
        seen = {row.item for row in found.window.rows}
        while found.chosen < len(found.items) - 1:
            await reader.press("pagedown")
            seen |= {row.item for row in found.window.rows}
        assert seen == set(range(len(found.items)))
        await reader.press("home")
        assert found.chosen == 0
        await reader.press("end", "pageup", "end")
        assert found.chosen == len(found.items) - 1


async def test_paging_through_notes_of_many_rows_shows_every_note(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    words = [f"第{number}句话写在这里" for number in range(30)]
    path = tmp_path / "news" / "a.txt"
    path.write_text("标题\n\n" + "\n\n".join(words), "utf-8")
    note(path, *words)
    async with shelf_on(tmp_path) as shelf:
        await shelf.press("n")
        screen = shelf.app.screen
        assert isinstance(screen, AllNotesScreen)
        found = screen.item_list
        seen = {row.item for row in found.window.rows}
        while found.chosen < len(words):  # the first item is the heading
            before = found.chosen
            await shelf.press("space")
            assert found.chosen > before
            seen |= {row.item for row in found.window.rows}
        assert seen - {-1} == set(range(31))
        await shelf.press("pageup")
        assert 0 < found.chosen < 30


async def test_the_formats_show_that_there_are_more(tmp_path: Path) -> None:
    async with open_reader(tmp_path, size=(80, 24)) as reader:
        await reader.press("ctrl+e")
        found = reader.app.screen.query_one(FormatList)
        assert column(found).endswith(MORE_BELOW)
        assert foot(reader).startswith(f"1/{len(found.items)}")
    async with open_reader(tmp_path, size=(120, 40)) as reader:
        await reader.press("ctrl+e")
        assert not column(reader.app.screen.query_one(FormatList)).strip()
        assert "/" not in foot(reader)


async def test_a_scrollbar_of_textual_looks_the_same(tmp_path: Path) -> None:
    async with open_reader(tmp_path, size=(80, 24)) as reader:
        await reader.press("s", "1", "ctrl+e", "down", "down")
        bar = reader.app.screen.query_one("#export-preview").vertical_scrollbar
        assert isinstance(bar, ScrollBar)
        await until(lambda: column(bar).startswith(THUMB))
        assert column(bar)[-1] == MORE_BELOW
        await reader.pilot.click(bar, offset=(0, bar.size.height - 1))
        await reader.pilot.pause()
        assert column(bar)[0] == MORE_ABOVE


async def test_a_click_on_the_scrollbar_goes_there_and_opens_nothing(tmp_path: Path) -> None:
    async with open_reader(tmp_path, size=(80, 24)) as reader:
        await reader.press("?")
        found = reader.app.screen.query_one(KeyList)
        last = found.size.width - 1, found.size.height - 1
        await reader.pilot.click(KeyList, offset=last)
        await reader.pilot.pause()
        assert reader.app.screen.query_one(KeyList) is found
        assert found.chosen == len(found.items) - 1


async def test_a_list_of_articles_shows_that_there_is_more(tmp_path: Path) -> None:
    news = tmp_path / "news"
    news.mkdir()
    for number in range(40):
        (news / f"{number:02}.txt").write_text(f"标题之{number}\n\n正文写在这里。\n", "utf-8")
    async with shelf_on(tmp_path) as shelf:
        found = shelf.screen.item_list
        assert isinstance(found, ItemList)
        assert column(found)[found.grid.head :][-1] == MORE_BELOW
        await shelf.press("G")
        assert column(found)[found.grid.head :][0] == MORE_ABOVE
        assert column(found)[-1] == THUMB
