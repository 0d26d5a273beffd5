"""The first page looks like the screen that replaces it."""

from __future__ import annotations

import pytest
from rich.color import Color, ColorSystem

from newsreader.article.article import Role
from newsreader.settings.settings import Settings
from newsreader.tui.page.runs import CellState, style_of
from newsreader.tui.startup.first_page import PageDrawing
from newsreader.tui.startup.first_screen import sgr
from newsreader.tui.theme.palette256 import PALETTES_256
from newsreader.tui.theme.themes import MONO
from tests.fakes import NEWS, article_of


@pytest.fixture(autouse=True)
def a_terminal_in_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.delenv("NO_COLOR", raising=False)


def written(settings: Settings) -> str:
    return "".join(PageDrawing(article_of(NEWS), settings, 60, 21).lines(0))


def test_a_theme_is_written_in_exact_colours() -> None:
    assert "\x1b[0;38;2;217;220;227;48;2;22;24;29m" in written(Settings(theme="dark"))


def test_without_colour_there_are_attributes_only() -> None:
    text = written(Settings(theme="mono"))
    assert "\x1b[0;1m" in text
    assert "38;" not in text
    assert "48;" not in text


def test_the_script_of_the_settings_is_used() -> None:
    assert "臨江市" in written(Settings(theme="mono", script="traditional"))
    assert "临江市" in written(Settings(theme="mono"))


def test_the_spacing_of_the_settings_is_used() -> None:
    assert written(Settings(spacing=1)) != written(Settings())


def test_the_caret_is_drawn() -> None:
    assert "\x1b[0;1;4;7m" in written(Settings(theme="mono"))


def test_the_cursor_is_visible_without_colour() -> None:
    assert sgr(style_of(CellState(cursor=True), MONO)) == "\x1b[0;1;4;7m"


@pytest.mark.parametrize("name", ["dark", "light", "sepia", "contrast"])
def test_with_256_colours_the_page_has_those_of_the_screen(name: str) -> None:
    palette = PALETTES_256[name]
    for state in (
        CellState(),
        CellState(cursor=True),
        CellState(Role.TITLE),
        *map(CellState, Role),
    ):
        style = style_of(state, palette)
        rounded = [
            Color.parse(c).downgrade(ColorSystem.EIGHT_BIT) for c in (style.color, style.bgcolor)
        ]
        written = sgr(style, indexed=True)
        assert written.endswith("38;5;{};48;5;{}m".format(*(each.number for each in rounded)))
