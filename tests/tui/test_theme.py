"""Themes, scripts and sizes on the reading screen, and what works by mouse alone."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.widgets import Button

from newsreader.keys.key_table import KEYS
from newsreader.locale import use_language
from newsreader.settings.settings import Settings
from newsreader.text.script import Script
from newsreader.tui.dialogs.menu import MenuList
from newsreader.tui.dialogs.picker import SearchedList
from newsreader.tui.screens.reading import ReadingScreen
from newsreader.tui.session_status import welcome
from newsreader.tui.theme.themes import PALETTES
from newsreader.tui.widgets.status_line import _CLEAR_SECONDS, StatusLine
from tests.tui.reading_pilot import reading


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


def rows(screen: ReadingScreen) -> list[str]:
    pane = screen.pane
    return [pane.render_line(y).text.rstrip(" │┃┤┥┨┫╡╣") for y in range(pane.size.height)]


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (240, 60)])
async def test_every_theme_works_at_every_size(tmp_path: Path, size: tuple[int, int]) -> None:
    async with reading(tmp_path, Settings(theme="sepia"), size) as (app, screen, pilot):
        assert screen.palette is PALETTES["sepia"]
        await pilot.press("}", "s", "1")
        for theme in PALETTES:
            app.theme = theme
            await pilot.press("?", "escape", "f10", "escape")
            assert app.screen is screen
            assert any("临江市" in row for row in rows(screen))


async def test_the_theme_changes_while_reading(tmp_path: Path) -> None:
    async with reading(tmp_path) as (app, screen, _pilot):
        seen = [screen.palette.name]
        for _ in PALETTES:
            screen.do("app.theme")
            assert app.theme == screen.palette.name
            seen.append(screen.palette.name)
        assert set(seen) == set(PALETTES)
        assert seen[0] == seen[-1]


async def test_the_digit_of_a_highlight_is_in_the_margin(tmp_path: Path) -> None:
    async with reading(tmp_path) as (_app, screen, pilot):
        await pilot.press("}", "s", "4")
        await pilot.pause()
        marked = [row for row in rows(screen) if row.strip().startswith("4")]
        assert len(marked) == 1
        assert "临江市市长" in marked[0]


async def test_another_script_does_not_change_text_and_offsets(tmp_path: Path) -> None:
    async with reading(tmp_path) as (_app, screen, pilot):
        before = screen.session.article.text
        screen.do("article.script")
        screen.do("article.script")
        await pilot.pause()
        assert screen.pane.script is Script.TRADITIONAL
        assert any("臨江市與瀾川集團簽署協議" in row for row in rows(screen))
        await pilot.press("}", "s", "1")
        highlight = screen.session.notebook.in_order()[0]
        assert highlight.quote == highlight.span.of(before)
        assert "临江市" in highlight.quote


async def test_the_script_of_the_settings_is_shown_first(tmp_path: Path) -> None:
    async with reading(tmp_path, Settings(script="traditional")) as (_app, screen, _pilot):
        assert any("臨江市" in row for row in rows(screen))


async def test_line_spacing_puts_a_blank_row_between_two(tmp_path: Path) -> None:
    settings = Settings(spacing=1, column=10)
    async with reading(tmp_path, settings, (60, 30)) as (_app, screen, pilot):
        shown = rows(screen)
        first = next(y for y, row in enumerate(shown) if "临江市市长" in row)
        assert shown[first + 1].strip() == ""
        assert shown[first + 2].strip() != ""
        await pilot.press("g", "}")
        start = screen.pane.caret.offset
        await pilot.press("j", "j", "k", "k")
        assert screen.pane.caret.offset == start


async def test_a_copied_quotation_has_its_source(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(tmp_path) as (app, _screen, pilot):
        copied: list[str] = []
        monkeypatch.setattr(app, "copy_to_clipboard", copied.append)
        await pilot.press("}", "}", "s", "Y", "p", "Y")
        await pilot.pause()
        source = "（林一，《临江市与澜川集团签署协议》，2026-03-18 10:42:07）"
        assert copied[0] == "“我们等了三年。”" + source
        assert copied[1].startswith("“‘我们等了三年。’陆知行说，‘现在可以开工了。’")
        assert copied[1].endswith("表示支持。”" + source)


async def test_shift_and_arrows_select(tmp_path: Path) -> None:
    async with reading(tmp_path, Settings(preset="plain")) as (_app, screen, pilot):
        await pilot.press("ctrl+down", "shift+right", "shift+right", "1")
        assert [h.quote for h in screen.session.notebook.in_order()] == ["临江"]
        await pilot.press("j", "v", "q")
        assert [h.quote for h in screen.session.notebook.in_order()] == ["临江"]


async def test_a_highlight_is_made_by_mouse_alone(tmp_path: Path) -> None:
    async with reading(tmp_path) as (app, screen, pilot):
        y = next(y for y, row in enumerate(rows(screen)) if "临江市市长" in row)
        await pilot.click("#article", offset=(10, y), button=3)
        await pilot.pause()
        assert app.screen is not screen
        menu = app.screen.query_one(MenuList)
        menu.choose(menu.items.index("highlight.colour_1"))
        await pilot.press("enter")
        await pilot.pause()
        quotes = [h.quote for h in screen.session.notebook.in_order()]
        assert quotes == ["临江市市长闻一舟与澜川集团董事长陆知行签署协议。"]


async def test_the_palette_offers_every_function_of_the_screen(tmp_path: Path) -> None:
    async with reading(tmp_path) as (_app, screen, pilot):
        offered = {key.id for key in KEYS if screen.offers(key.id)}
        assert {key.id for key in KEYS} - offered == {
            *(key.id for key in KEYS if key.group in ("compare", "editor", "library")),
            "app.library",  # there is no library to go back to
        }
        screen.do("notes.trash")
        await pilot.pause()
        assert screen.panel.view.value == "trash"


async def test_only_the_first_start_shows_the_welcome(
    tmp_path: Path,
) -> None:
    async with reading(tmp_path) as (_app, screen, _pilot):
        words = screen.query_one(StatusLine).notice.words
        assert words == welcome()
        screen.session.stop_at(0)
    async with reading(tmp_path) as (_app, screen, _pilot):
        assert not screen.query_one(StatusLine).notice.words


async def test_a_screen_below_has_the_new_theme_too(tmp_path: Path) -> None:
    async with reading(tmp_path) as (app, screen, pilot):
        await pilot.press("?")
        app.theme = "sepia"
        await pilot.pause()
        assert screen.palette is PALETTES["sepia"]
        assert screen.sidebar.palette is PALETTES["sepia"]


async def test_a_pane_stays_visible_while_it_is_filtered(tmp_path: Path) -> None:
    async with reading(tmp_path, size=(40, 12)) as (_app, screen, pilot):
        await pilot.press("s", "1", "tab", "tab", "/", "x")
        assert screen.panel.display
        assert not screen.pane.display
        await pilot.press("escape")
        assert screen.panel.display


async def test_a_dialog_is_as_high_as_its_list_and_says_when_nothing_matches(
    tmp_path: Path,
) -> None:
    async with reading(tmp_path) as (app, screen, pilot):
        await pilot.press("s", "1", "t", *"港口", "enter", "#")
        await pilot.pause()
        await pilot.pause()
        box = app.screen.query_one(".box")
        high = box.size.height
        assert high < 10
        await pilot.press("x", "y")
        found = app.screen.query_one(SearchedList)
        assert "Nothing matches." in found.render_line(0).text
        assert box.size.height == high
        await pilot.press("escape")
        assert app.screen is screen


@pytest.mark.parametrize("width", [40, 60, 100])
async def test_every_answer_and_every_button_is_wide_enough(tmp_path: Path, width: int) -> None:
    async with reading(tmp_path, size=(width, 12)) as (app, _screen, pilot):
        await pilot.press("s", "1", "ctrl+e")
        await pilot.pause()
        (tmp_path / "article.txt.md").write_text("mine", "utf-8")
        for keys in ((), ("ctrl+s",)):
            await pilot.press(*keys)
            await pilot.pause()
            await pilot.pause()
            box = app.screen.query_one(".box")
            for button in app.screen.query(Button):
                assert box.region.contains_region(button.region)
                room = button.region.width * button.region.height
                assert room >= cell_len(str(button.label))


async def test_a_notice_that_is_shown_again_at_a_key_stays(tmp_path: Path) -> None:
    async with reading(tmp_path) as (_app, screen, _pilot):
        line = screen.query_one(StatusLine)
        line.show_notice("灯 1/1")
        line.clear_notice_soon()
        line.show_notice("灯 1/1")
        later = asyncio.Event()
        line.set_timer(2 * _CLEAR_SECONDS, later.set)
        await later.wait()
        assert line.notice.words == "灯 1/1"
