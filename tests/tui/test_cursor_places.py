"""The terminal's cursor is on the text where the reader is, for screen readers and input methods.

Each line of a table has the keys, and what the row of the terminal has from the cursor on.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.emulated_terminal import EmulatedTerminal
from tests.tui.library_pilot import shelf_on
from tests.tui.reading_pilot import open_reader
from tests.tui.waiting import soon

SAMPLE = Path(__file__).parent.parent.parent / "sample_articles" / "company_news.txt"
SIZES = [(80, 24), (160, 45)]

IN_AN_ARTICLE = """
} s 1 | 2026年3月18日
t | separated by blanks
# 并 购 enter | 2026年3月18日
# | type to search
enter | f  show the highlights
escape a | Write here
字 left | 字
escape | Save (s)
tab | Discard (d)
d m | Bookmark
escape M | Write here
escape Q | type to search
escape c | 江北新区补上最后一环
j | 从实验室到产线
escape K | The dictionary needs
escape ctrl+e | Markdown
down | Whole article
tab | ! The colour
escape / | search; ↑
临 enter | 临江市人民政府
; i | type to search
escape : | 50%
escape ? | search the keys
escape ctrl+p | Search the commands
"""

IN_THE_LIBRARY = """
j | 签了！
? | search the keys
escape . | open the article
j | /       search
escape ctrl+p | Search the commands
escape / | words, "phrase"
escape i | every place
临 enter | When
j | Near it
. | go there
escape escape n | Nothing is marked
escape e | 陆知行
j | 澜川集团
enter | Together with
L escape p | Paste the text
escape k D | ~
"""


@pytest.fixture(params=SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def terminal(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> EmulatedTerminal:
    return EmulatedTerminal(monkeypatch, *request.param)


def steps(table: str) -> list[tuple[list[str], str]]:
    lines = [line.partition(" | ") for line in table.strip().split("\n")]
    return [(keys.split(), words) for keys, _bar, words in lines]


async def on_text(terminal: EmulatedTerminal, words: str) -> bool:
    """Whether the text at the cursor begins with `words`, now or soon."""
    return await soon(lambda: terminal.after_cursor.lstrip().startswith(words))


async def test_the_cursor_is_on_the_text_in_an_article(
    tmp_path: Path, terminal: EmulatedTerminal
) -> None:
    text = SAMPLE.read_text("utf-8")
    async with open_reader(tmp_path, text, terminal.size) as reader:
        for keys, words in steps(IN_AN_ARTICLE):
            await reader.press(*keys)
            assert await on_text(terminal, words), f"{keys}: {terminal.after_cursor}"


async def test_the_cursor_is_on_the_text_in_the_library(
    tmp_path: Path, terminal: EmulatedTerminal
) -> None:
    async with shelf_on(tmp_path, size=terminal.size) as shelf:
        for keys, words in steps(IN_THE_LIBRARY):
            await shelf.press(*keys)
            assert await on_text(terminal, words), f"{keys}: {terminal.after_cursor}"


@pytest.mark.parametrize(
    ("keys", "most"),
    [("right", 400), ("down", 1500), ("}", 3000)],
    ids=["right", "down", "paragraph"],
)
async def test_a_movement_writes_few_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keys: str, most: int
) -> None:
    terminal = EmulatedTerminal(monkeypatch, 100, 30)
    plain = "".join(f"第{number}行没有名字，也没有划线。\n\n" for number in range(40))
    async with open_reader(tmp_path, plain, terminal.size) as reader:
        await reader.press("right")
        await reader.no_message()
        terminal.written = 0
        await reader.press(keys)
        assert 0 < terminal.written <= most


@pytest.mark.parametrize("keys", ["j", "k"])
async def test_a_movement_in_the_library_writes_few_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keys: str
) -> None:
    terminal = EmulatedTerminal(monkeypatch, 100, 30)
    async with shelf_on(tmp_path, size=terminal.size) as shelf:
        await shelf.press("j")
        await shelf.pilot.pause()
        terminal.written = 0
        await shelf.press(keys)
        assert 0 < terminal.written <= 1500
