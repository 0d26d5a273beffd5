"""The view is changed while reading: at once, at the same place, and for the next start too."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from newsreader.settings.settings import Settings
from newsreader.tui.preferences import Preferences
from newsreader.tui.screens.reading import ReadingScreen
from newsreader.tui.startup.first_page import PageDrawing
from tests.fakes import NEWS
from tests.tui.library_pilot import shelf_on
from tests.tui.reading_pilot import ReadingPilot, open_reader
from tests.tui.waiting import work_done

LONG = "\n\n".join(f"第{n}段。" + NEWS.replace("\n", "") for n in range(40))


def keeping(reader: ReadingPilot, folder: Path) -> Path:
    """Let the app keep what is changed in a file, and return its path."""
    path = folder / "config.toml"
    reader.app.preferences = Preferences(reader.app.preferences.settings, path)
    return path


async def kept(reader: ReadingPilot, path: Path) -> dict[str, object]:
    await work_done(reader.app)
    return tomllib.loads(path.read_text("utf-8"))


async def test_the_column_grows_and_shrinks_and_is_kept(tmp_path: Path) -> None:
    settings = Settings(column=30)
    async with open_reader(tmp_path, size=(130, 30), settings=settings) as reader:
        path = keeping(reader, tmp_path)
        await reader.press("=", "=", "_", "=")
        assert reader.screen.pane.column == 2 * 34
        assert await kept(reader, path) == {"page": {"column": 34}}


async def test_the_column_shrinks_from_what_is_seen_and_never_past_the_pane(
    tmp_path: Path,
) -> None:
    async with open_reader(tmp_path, size=(80, 24)) as reader:
        pane = reader.screen.pane
        room = pane.widest // 2
        assert room < 42
        await reader.press("=")
        assert reader.screen.settings.column == 42
        await reader.press("_")
        assert pane.column == 2 * (room - 2)
        await reader.press("=", "=")
        assert reader.screen.settings.column == room
        for _press in range(20):
            await reader.press("_")
        assert reader.screen.settings.column == 10


@pytest.mark.parametrize(
    "changes", [("=", "="), ("_",), ("view.spacing",), ("view.indent",), ("article.script",)]
)
async def test_the_caret_stays_in_its_row_of_the_screen(
    tmp_path: Path, changes: tuple[str, ...]
) -> None:
    async with open_reader(tmp_path, LONG, settings=Settings(column=26)) as reader:
        pane = reader.screen.pane
        pane.go_to(LONG.index("第20段") + 150)
        offset = pane.caret.offset
        row = pane.viewport.index_of(pane.viewport.page.place_of(offset))
        for change in changes:
            if "." in change:
                reader.screen.do(change)
            else:
                await reader.press(change)
        await reader.pilot.pause()
        assert pane.caret.offset == offset
        assert pane.viewport.index_of(pane.viewport.page.place_of(offset)) == row


async def test_spacing_indent_script_theme_and_preset_are_kept(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        path, setting = keeping(reader, tmp_path), reader.screen.pane.setting
        for key in ("view.spacing", "view.indent", "article.script", "app.theme", "view.preset"):
            reader.screen.do(key)
            await reader.pilot.pause()
        assert reader.screen.pane.setting.spacing == 1
        assert reader.screen.pane.setting.lines.indent > setting.lines.indent
        assert await kept(reader, path) == {
            "theme": "light",
            "preset": "plain",
            "page": {"spacing": 1, "paragraph": "indent", "script": "simplified"},
        }


async def test_another_preset_has_its_keys_at_once(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        reader.screen.do("view.preset")
        await reader.pilot.pause()
        before = reader.screen.pane.caret.offset
        await reader.press("j", "l", "}")
        assert reader.screen.pane.caret.offset == before
        await reader.press("ctrl+down")
        assert reader.screen.pane.caret.offset > before
        reader.screen.do("view.preset")
        await reader.pilot.pause()
        await reader.press("g", "j")
        assert reader.screen.pane.caret.offset > before


async def test_the_next_article_of_a_library_has_the_changed_view(tmp_path: Path) -> None:
    async with shelf_on(tmp_path) as shelf:
        await shelf.read()
        assert isinstance(shelf.app.screen, ReadingScreen)
        await shelf.press("_")
        column = shelf.app.screen.settings.column
        assert column < 42
        await shelf.press("L")
        await shelf.until(lambda: shelf.app.screen is shelf.screen)
        await shelf.read()
        assert shelf.reading.pane.column == 2 * column


def test_the_first_page_has_the_kept_column(tmp_path: Path) -> None:
    from newsreader.article.loader import open_article
    from newsreader.settings.config_file import load_settings
    from newsreader.settings.entries import entry_of
    from newsreader.settings.settings_file import SettingsFile

    source, path = tmp_path / "article.txt", tmp_path / "config.toml"
    source.write_text(LONG, "utf-8")
    SettingsFile(path).write(entry_of("page", "column"), 20, 42)
    settings, _problems = load_settings(path)
    drawing = PageDrawing(open_article(source), settings, 100, 30)
    assert drawing.viewport.page.setting.lines.width == 40
