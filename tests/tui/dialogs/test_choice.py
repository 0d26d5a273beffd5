"""Questions that one key answers."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.app import App
from textual.widgets import Static

from newsreader.tui.dialogs.choice import ChoiceScreen
from tests.tui.library_pilot import shelf_on

ANSWERS = [("s", "Save"), ("d", "Discard"), ("k", "Keep writing")]


@pytest.mark.parametrize(
    ("keys", "letter"),
    [
        (("enter",), "s"),
        (("right", "enter"), "d"),
        (("right", "right", "left", "enter"), "d"),
        (("down", "down", "enter"), "k"),
        (("left", "enter"), "k"),
        (("right", "up", "enter"), "s"),
    ],
)
async def test_arrows_move_between_the_answers(keys: tuple[str, ...], letter: str) -> None:
    app: App[None] = App()
    found: list[str | None] = []
    async with app.run_test() as pilot:
        await app.push_screen(ChoiceScreen("Really?", ANSWERS), found.append)
        await pilot.press(*keys)
        await pilot.pause()
    assert found == [letter]


@pytest.mark.parametrize("width", [40, 48, 80, 120])
async def test_a_question_is_broken_as_other_chinese_text_is(tmp_path: Path, width: int) -> None:
    question = "把澜川新能源与临江市签署合作协议,固态电池中试基地落户江北新区的 5 条划线带过来吗？"
    async with shelf_on(tmp_path, size=(width, 24)) as shelf:
        shelf.screen.ask(ChoiceScreen(question, ANSWERS), lambda _letter: None)
        await shelf.until(lambda: shelf.app.screen.query("#question"))
        await shelf.pilot.pause()
        asked = shelf.app.screen.query_one("#question", Static)
        rows = str(asked.render()).split("\n")
        assert "".join(rows).replace(" ", "") == question.replace(" ", "")
        assert not any(row[0] in ",，。？" for row in rows)
        assert asked.size.height == len(rows)
        assert asked.size.width >= max(map(cell_len, rows))
