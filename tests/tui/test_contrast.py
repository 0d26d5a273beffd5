"""All text on the screen is readable: every dialog in every theme, WCAG 2.1 AA."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from rich.segment import Segment
from textual.geometry import Region
from textual.pilot import Pilot

from newsreader.locale import use_language
from newsreader.settings.settings import Settings
from newsreader.tui.app import NewsreaderApp
from newsreader.tui.dialogs.palette import PaletteScreen
from newsreader.tui.screens.reading import ReadingScreen
from newsreader.tui.theme.themes import PALETTES, Palette
from tests.tui.reading_pilot import reading
from tests.tui.theme.contrast import AA, PAINTED, contrast
from tests.tui.waiting import until

FRAME = frozenset("│─╭╮╰╯▁▂▃▄▅▆▇█▔▏▎▍▌▋▊▉ ")
"""Lines and bars, which are no text."""

WALKS: tuple[dict[str, tuple[str, ...]], ...] = (
    {"the help": ("?",), "a search in the help": ("x", "x")},
    {"the palette": ("ctrl+p",), "an empty palette": ("ä", "ä", "ä")},
    {"the export": ("ctrl+e",), "its buttons": ("tab", "tab", "tab")},
    {"no contents": ("c",)},
    {"a selection": ("s",), "the menu": ("1", "f10")},
    {"a note": ("a", "x"), "a question": ("escape",)},
    {"a letter": ("m",)},
    {"a search": ("/", "x")},
    {"a place": (":",)},
    {"tags": ("s", "1", "t")},
    {"entities": ("tab",), "notes": ("tab",)},
)
"""What is on the screen, and the keys to it from the one before; each walk begins in the text."""

ON_THE_SCREEN = {"no contents", "a selection", "a search", "a place", "tags", "entities", "notes"}
"""What is no dialog."""


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


def letters(strip: list[Segment]) -> Iterator[tuple[str, str, str]]:
    """Text with its colour and background as `#rrggbb`, as sent to the terminal."""
    for text, style, _control in strip:
        if style is None or not set(text) - FRAME:
            continue
        assert style.color is not None, text
        assert style.bgcolor is not None, text
        pair = style.color.get_truecolor().hex, style.bgcolor.get_truecolor().hex
        yield (text, *(pair[::-1] if style.reverse else pair))


async def leave(app: NewsreaderApp, screen: ReadingScreen, pilot: Pilot[None]) -> None:
    """Close all dialogs and go back to the article."""
    while app.screen is not screen:
        await app.pop_screen()
        await pilot.pause()
    await pilot.press("escape", "escape")
    screen.pane.focus()


def searching(app: NewsreaderApp) -> bool:
    """Whether the palette still collects commands: it must not be closed from outside then."""
    return any(worker.node is app.screen and not worker.is_finished for worker in app.workers)


async def walk(app: NewsreaderApp, screen: ReadingScreen, pilot: Pilot[None]) -> AsyncIterator[str]:
    """Show everything in `WALKS`, and yield the name of what is on the screen."""
    for steps in WALKS:
        for name, keys in steps.items():
            await pilot.press(*keys)
            await pilot.pause()
            await until(lambda: not searching(app))
            await pilot.pause()
            assert (app.screen is screen) == (name in ON_THE_SCREEN), name
            yield name
        await leave(app, screen, pilot)


@pytest.mark.parametrize("palette", PAINTED, ids=lambda palette: palette.name)
async def test_all_text_on_the_screen_is_readable(
    tmp_path: Path, palette: Palette, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PaletteScreen, "_NO_MATCHES_COUNTDOWN", 0.001)
    low: dict[str, object] = {}
    async with reading(tmp_path, Settings(theme=palette.name)) as (app, screen, pilot):
        async for name in walk(app, screen, pilot):
            top = app.screen
            region = Region(0, 0, *app.size)
            boxes = top.query(".box") or top.query("#--container")
            if top is not screen and boxes:
                region = boxes.first().region
            for strip in top._compositor.render_strips()[region.y : region.bottom]:
                for text, colour, ground in letters(list(strip.crop(region.x, region.right))):
                    if contrast(colour, ground) < AA:
                        low[f"{name}: {text.strip()}"] = colour, ground
    assert low == {}


async def test_the_theme_without_colours_uses_none(tmp_path: Path) -> None:
    async with reading(tmp_path, Settings(theme="mono")) as (app, screen, pilot):
        async for name in walk(app, screen, pilot):
            for strip in app.screen._compositor.render_strips():
                for text, style, _control in strip:
                    if style is not None and set(text) - FRAME:
                        colours = {c.name for c in (style.color, style.bgcolor) if c is not None}
                        assert colours <= {"default"}, (name, text, colours)
    assert PALETTES["mono"].ansi
