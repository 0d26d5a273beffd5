"""The first page looks as the screen that follows it."""

from __future__ import annotations

from newsreader.settings import Settings
from newsreader.text.script import Script
from newsreader.tui.looks.themes import DARK, MONO, Palette
from newsreader.tui.page.column import Column
from newsreader.tui.page.page import Page
from newsreader.tui.page.painting import Look, ink_of, measure
from newsreader.tui.page.viewport import Viewport
from newsreader.tui.terminal import first_page
from tests.fakes import NEWS, article_of


def written(palette: Palette | None, script: Script = Script.ORIGINAL, spacing: int = 0) -> str:
    setting = first_page.page_setting(Settings(spacing=spacing)).at_width(40)
    page = Page(article_of(NEWS), setting, measure)
    rows = Viewport(page, 20).rows
    return "".join(first_page._screen(page, rows, Column(60, 40), palette, script))


def test_a_theme_is_written_in_exact_colours() -> None:
    assert "\x1b[0;38;2;217;220;227;48;2;22;24;29m" in written(DARK)


def test_without_colour_there_are_attributes_only() -> None:
    text = written(MONO)
    assert "\x1b[0;1m" in text
    assert "38;" not in text
    assert "48;" not in text


def test_the_script_of_the_settings_is_on_it() -> None:
    assert "臨江市" in written(None, Script.TRADITIONAL)
    assert "临江市" in written(None)


def test_spacing_moves_the_rows_apart() -> None:
    assert written(None, spacing=1) != written(None)


def test_the_cursor_needs_no_colour() -> None:
    assert first_page.sgr(ink_of(Look(cursor=True), MONO)) == "\x1b[0;1;4;7m"
