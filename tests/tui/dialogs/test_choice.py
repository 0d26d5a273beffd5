"""Questions that one key answers."""

from __future__ import annotations

import pytest
from textual.app import App

from newsreader.tui.dialogs.choice import ChoiceScreen

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
