"""What opens over a page of Chinese text leaves no damage, neither open nor closed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.app import ComposeResult
from textual.screen import ModalScreen
from textual.widgets import Static

from tests.tui.emulated_terminal import EmulatedTerminal
from tests.tui.library_pilot import shelf_on
from tests.tui.reading_pilot import open_reader
from tests.tui.waiting import soon

SAMPLE = Path(__file__).parent.parent.parent / "sample_articles" / "company_news.txt"
SIZES = [(80, 24), (100, 30), (64, 20)]
"""Two common sizes, and one where the edge of a box falls into a character."""

IN_AN_ARTICLE = """
} s 1
a|字 a 字|escape|k|escape|d
?|n o t|down|escape
.|escape
ctrl+p|s c r i p t|escape
c|j|escape
ctrl+e|j|tab|escape
Q|j j|escape
K|escape
i|escape
t|# 并 购|enter
#|enter|escape
E|escape
M|字 字|escape|d
/|临|enter
tab tab|j|.|escape|escape
D|escape
ctrl+p|d o s s|enter|escape
z|z|f2|f2|f3|f3|pagedown
"""

IN_THE_LIBRARY = """
?|n o t|escape
.|escape
ctrl+p|escape
p|escape
/|临|enter|escape
n|.|escape|?|escape|n
e|j|escape
Q|escape
i|临|enter|?|escape|escape
t|escape
"""


@pytest.fixture(params=SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def terminal(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> EmulatedTerminal:
    return EmulatedTerminal(monkeypatch, *request.param)


def steps(table: str) -> Iterator[list[str]]:
    """The keys that are pressed before each comparison."""
    for line in table.split("\n"):
        yield from (step.split() for step in line.split("|"))


async def test_what_opens_over_an_article_leaves_no_damage(
    tmp_path: Path, terminal: EmulatedTerminal
) -> None:
    text = SAMPLE.read_text("utf-8")
    async with open_reader(tmp_path, text, terminal.size) as reader:
        for keys in steps(IN_AN_ARTICLE):
            await reader.press(*keys)
            assert await soon(lambda: not terminal.damage(reader.app)), terminal.damage(reader.app)


async def test_what_opens_over_the_library_leaves_no_damage(
    tmp_path: Path, terminal: EmulatedTerminal
) -> None:
    async with shelf_on(tmp_path, size=terminal.size) as shelf:
        for keys in steps(IN_THE_LIBRARY):
            await shelf.press(*keys)
            assert await soon(lambda: not terminal.damage(shelf.app)), terminal.damage(shelf.app)


class Box(ModalScreen[None]):
    CSS = "Box { align: center middle; background: black 30%; } Box Static { height: 5; }"

    def compose(self) -> ComposeResult:
        yield Static()


async def test_a_box_that_gets_smaller_leaves_whole_characters(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = EmulatedTerminal(monkeypatch, 60, 20)
    async with open_reader(tmp_path, "吉利控股集团董事长说，" * 40, terminal.size) as reader:
        box = Box()
        await reader.app.push_screen(box)
        for width in (20, 14, 15, 17, 11, 30, 3, 31):
            box.query_one(Static).styles.width = width
            await reader.pilot.pause()
            assert not terminal.damage(reader.app), width
