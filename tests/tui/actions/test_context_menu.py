"""Every function is in the palette, and in the menu of its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.keys.key_table import BY_ID
from newsreader.settings.settings import Settings
from newsreader.tui.dialogs.help import HelpScreen, KeyList
from newsreader.tui.dialogs.menu import MenuList, MenuScreen
from newsreader.tui.dialogs.palette import offered_ids
from newsreader.tui.screens.library import LibraryScreen
from tests.fakes import NEWS
from tests.tui.library_pilot import shelf_on
from tests.tui.reading_pilot import open_reader
from tests.tui.waiting import until

_ASKS_ITSELF = {"app.palette"}
_IN_A_DIALOG = {key for key in BY_ID if key.startswith(("editor.", "compare."))}


async def test_the_palette_offers_every_function(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        screen = reader.screen
        offered = set(offered_ids(screen))
        assert "app.library" not in offered
        screen.visit.from_library = True
        offered |= set(offered_ids(screen))
    async with shelf_on(tmp_path) as library:
        assert isinstance(library.app.screen, LibraryScreen)
        offered |= set(offered_ids(library.app.screen))
    assert set(BY_ID) - offered == _ASKS_ITSELF | _IN_A_DIALOG


async def test_the_menu_offers_what_can_be_done_at_the_caret(tmp_path: Path) -> None:
    settings = Settings(preset="plain", colours=("事实", "", "", "", ""))
    async with open_reader(tmp_path, settings=settings) as reader:
        await reader.press("f10")
        found = reader.app.screen.query_one(MenuList)
        assert "highlight.delete" not in found.items
        assert any("事实" in found.render_line(y).text for y in range(found.size.height))
        await reader.press("f10")
        assert reader.app.screen is reader.screen
        await reader.press("f6", "1", "f10")
        found = reader.app.screen.query_one(MenuList)
        assert {"highlight.delete", "highlight.range", "selection.copy"} <= set(found.items)
        found.choose(found.items.index("highlight.delete"))
        await reader.press("enter")
        assert not reader.screen.session.notebook.shown()


async def test_the_key_that_opened_a_dialog_closes_it(tmp_path: Path) -> None:
    for preset, keys in (("vim", ("c", "f10", ".", "f1")), ("plain", ("f12", "f10", "f1"))):
        text = NEWS.replace("签署协议。双方", "签署协议。\n\n一、双方\n\n双方")
        folder = tmp_path / preset
        folder.mkdir()
        async with open_reader(folder, text, settings=Settings(preset=preset)) as reader:
            for key in keys:
                await reader.press(key)
                assert reader.app.screen is not reader.screen, key
                await reader.press(key)
                assert reader.app.screen is reader.screen, key


async def test_the_menus_of_the_lists_work_without_letter_keys(tmp_path: Path) -> None:
    async with open_reader(tmp_path, settings=Settings(preset="plain")) as reader:
        await reader.press("f6", "1", "tab", "tab", "f10")
        assert isinstance(reader.app.screen, MenuScreen)
        found = reader.app.screen.query_one(MenuList)
        found.choose(found.items.index("notes.group"))
        await reader.press("enter")
        assert reader.screen.panel.grouping.value != "none"
        await reader.press("shift+tab", "f10", "ctrl+s")
        assert reader.screen.sidebar.by_count


async def test_a_function_chosen_in_the_help_is_done_in_its_pane(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await reader.press("s", "1", "?")
        assert isinstance(reader.app.screen, HelpScreen)
        await reader.write("notes.group")
        await reader.press("enter")
        assert reader.screen.panel.grouping.value != "none"


async def test_a_function_of_a_hidden_pane_shows_that_pane(tmp_path: Path) -> None:
    async with open_reader(tmp_path, size=(60, 20)) as reader:
        await reader.press("s", "1", "f3", "?")
        await reader.write("notes.group")
        await reader.press("enter")
        await reader.pilot.pause()
        assert reader.screen.panel.has_focus
        assert reader.screen.panel.size.height > 0
        await reader.press("escape", "z", "?")
        await reader.write("entities.sort")
        await reader.press("enter")
        await reader.pilot.pause()
        assert reader.screen.sidebar.size.height > 0


async def test_a_key_with_nothing_to_do_does_nothing(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await reader.press("o", "-")
        assert reader.screen.pane.message_queue_size == 0


async def test_the_help_shows_all_keys_of_a_function_and_on_demand_its_id(
    tmp_path: Path,
) -> None:
    for size in ((40, 12), (100, 30)):
        async with open_reader(tmp_path, size=size) as reader:
            await reader.press("?")
            await reader.write("cursor.page_down")
            found = reader.app.screen.query_one(KeyList)
            text = "\n".join(found.render_line(y).text for y in range(found.size.height))
            assert all(name in text for name in ("Space", "PageDown", "Ctrl+F"))
            assert "cursor.page_down" not in text
            await reader.press("f2")
            text = "\n".join(found.render_line(y).text for y in range(found.size.height))
            assert "cursor.page_down" in text


async def test_a_menu_has_a_dozen_items_and_leads_to_the_others(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        for keys in (("f10",), ("s", "f10"), ("1", "f10"), ("tab", "f10"), ("tab", "f10")):
            await reader.press(*keys)
            items = reader.app.screen.query_one(MenuList).items
            assert len(items) <= 12
            assert items[-1] == "app.palette"
            await reader.press("escape")
    async with shelf_on(tmp_path) as shelf:
        await shelf.press("f10")
        assert len(shelf.app.screen.query_one(MenuList).items) <= 12


async def test_the_nearest_is_the_first_in_the_menu(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await reader.press("s", "f10")
        assert reader.app.screen.query_one(MenuList).items[0] == "highlight.colour_1"
        await reader.press("escape", "1", "f10")
        assert reader.app.screen.query_one(MenuList).items[:2] == (
            "highlight.note",
            "highlight.tags",
        )
        await reader.press("escape", "d")
        reader.screen.pane.go_to(NEWS.index("陆知行"))
        await reader.press("f10")
        assert reader.app.screen.query_one(MenuList).items[0] == "mention.next"


async def test_the_palette_never_begins_with_the_end_of_the_program(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await reader.press("ctrl+p", "enter")
        await reader.pilot.pause()
        assert reader.app.return_code is None
        offered = offered_ids(reader.screen)
        assert offered[-1] == "app.quit"


async def test_the_note_on_the_article_counts_as_a_note(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await reader.press("M")
        await reader.write("全文")
        await reader.press("ctrl+s")
        assert "1" in reader.screen.panel.heading().partition("·")[0]


async def test_the_help_begins_with_the_essential_keys_of_the_pane(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        for pane, key in ((), "highlight.note"), (("tab",), "entities.open"):
            await reader.press(*pane, "?")
            found = reader.app.screen.query_one(KeyList)
            first = found.counted()[:16]
            assert {key, "app.help", "app.quit"} <= set(first)
            assert len(set(found.items)) == len(found.items)
            assert len(reader.screen.keys) >= len(found.counted())
            await reader.press("escape")


@pytest.mark.parametrize(("width", "columns"), [(99, 1), (100, 2)])
async def test_the_help_has_two_columns_where_there_is_room(
    tmp_path: Path, width: int, columns: int
) -> None:
    async with open_reader(tmp_path, size=(width, 24)) as reader:
        await reader.press("?")
        found = reader.app.screen.query_one(KeyList)
        assert found.columns == columns
        rows = [found.render_line(y) for y in range(found.size.height)]
        assert {row.cell_length for row in rows} == {found.size.width}
        await reader.press(*["down"] * 20)
        marked = [row.text.count("▌") for row in (found.render_line(y) for y in range(len(rows)))]
        assert sum(marked) >= 1
        assert max(marked) == 1


async def test_a_key_in_the_second_column_of_the_help_can_be_clicked(tmp_path: Path) -> None:
    async with open_reader(tmp_path, size=(120, 30)) as reader:
        await reader.press("?")
        found = reader.app.screen.query_one(KeyList)
        beside = found.size.width // 2
        for y in range(found.size.height):
            if "end of the article" in found.render_line(y).text[beside - 4 :]:
                await reader.pilot.click(KeyList, offset=(beside + 5, y))
        await reader.pilot.pause()
        assert reader.app.screen is reader.screen
        assert reader.at.startswith("。")


async def test_the_right_button_opens_the_menu_beside_the_pointer(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await reader.press("s", "1")
        await reader.pilot.click("#article", offset=(10, 4), button=3)
        await reader.pilot.pause()
        box = reader.app.screen.query_one(".box").region
        assert box.offset == (11, 4 + reader.screen.pane.region.y)
        await reader.press("escape")
        await reader.pilot.click("#notes", offset=(4, 2), button=3)
        await reader.pilot.pause()
        assert isinstance(reader.app.screen, MenuScreen)
        box = reader.app.screen.query_one(".box").region
        assert box.right == reader.app.size.width  # it would not fit at the right of the pointer
        assert "notes.edit" in reader.app.screen.query_one(MenuList).items
        await reader.press("escape")
        assert reader.screen.panel.has_focus


async def test_the_right_button_opens_the_menu_where_there_is_nothing_too(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await reader.press("j")
        await reader.no_message()
        blank = next(y for y in range(20) if reader.screen.pane.viewport.offset_at(y, 0) is None)
        caret = reader.screen.pane.caret
        await reader.pilot.click("#article", offset=(10, blank), button=3)
        await until(lambda: isinstance(reader.app.screen, MenuScreen))
        assert "lookup.dictionary" in reader.app.screen.query_one(MenuList).items
        await reader.press("escape")
        assert reader.screen.pane.caret == caret
        for row in (0, 4):  # the title, and the words of the empty list
            await reader.pilot.click("#notes", offset=(4, row), button=3)
            await until(lambda: isinstance(reader.app.screen, MenuScreen))
            assert "notes.article" in reader.app.screen.query_one(MenuList).items
            await reader.press("escape")


@pytest.mark.parametrize("size", [(40, 12), (80, 24)])
async def test_a_menu_at_the_edge_is_wholly_on_the_screen(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with open_reader(tmp_path, "港口忙，铁路通。" * 200, size=size) as reader:
        await reader.press("space")
        await reader.no_message()
        await reader.pilot.click("#article", offset=(30, size[1] - 4), button=3)
        await reader.pilot.pause()
        box = reader.app.screen.query_one(".box").region
        assert reader.app.screen.region.contains_region(box)
        found = reader.app.screen.query_one(MenuList)
        assert found.region.height >= min(12, size[1] - 2)


async def test_the_right_button_opens_the_menu_of_an_article_in_the_library(
    tmp_path: Path,
) -> None:
    async with shelf_on(tmp_path) as shelf:
        await shelf.pilot.click("#library", offset=(10, 3), button=3)
        await shelf.pilot.pause()
        assert isinstance(shelf.app.screen, MenuScreen)
        found = shelf.app.screen.query_one(MenuList)
        assert "library.open" in found.items
        rows = [found.render_line(y).text for y in range(found.size.height)]
        assert any("star the article, or take the star away" in row for row in rows)
