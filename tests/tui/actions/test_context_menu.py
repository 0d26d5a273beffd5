"""Every function is in the palette, and in the menu of its place."""

from __future__ import annotations

from pathlib import Path

from newsreader.keys.key_table import BY_ID
from newsreader.settings.settings import Settings
from newsreader.tui.dialogs.help import HelpScreen, KeyList
from newsreader.tui.dialogs.menu import MenuList, MenuScreen
from newsreader.tui.dialogs.palette import KeyCommands
from newsreader.tui.screens.library import LibraryScreen
from tests.fakes import NEWS
from tests.tui.library_pilot import shelf_on
from tests.tui.reading_pilot import open_reader

_ASKS_ITSELF = {"app.palette"}
_IN_A_DIALOG = {key for key in BY_ID if key.startswith(("editor.", "compare."))}


async def test_the_palette_offers_every_function(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        screen = reader.screen
        offered = {key.id for key in KeyCommands(screen)._offered()}
        assert "app.library" not in offered
        screen.from_library = True
        offered |= {key.id for key in KeyCommands(screen)._offered()}
    async with shelf_on(tmp_path) as library:
        assert isinstance(library.app.screen, LibraryScreen)
        offered |= {key.id for key in KeyCommands(library.app.screen)._offered()}
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


async def test_the_help_shows_all_keys_of_a_function_and_its_id(
    tmp_path: Path,
) -> None:
    for size in ((40, 12), (100, 30)):
        async with open_reader(tmp_path, size=size) as reader:
            await reader.press("?")
            await reader.write("cursor.page_down")
            found = reader.app.screen.query_one(KeyList)
            text = "\n".join(found.render_line(y).text for y in range(found.size.height))
            assert all(name in text for name in ("Space", "PageDown", "Ctrl+F"))
            assert "in the settings:" in text
            assert "cursor.page_down" in text
