"""Work beside the screen may be cancelled before it begins."""

from __future__ import annotations

import gc
from functools import partial

from textual.app import App

from newsreader.tui.background import run_in_background
from tests.tui.waiting import until


async def _note(done: list[str], what: str) -> None:
    done.append(what)


async def test_newer_work_of_a_group_cancels_the_older_without_a_warning() -> None:
    done: list[str] = []
    app: App[None] = App()
    async with app.run_test():
        run_in_background(app, partial(_note, done, "old"), "list")
        run_in_background(app, partial(_note, done, "new"), "list")
        run_in_background(app, partial(_note, done, "other"))
        await until(lambda: len(done) == 2)
    gc.collect()  # a coroutine that was never awaited would warn here
    assert done == ["new", "other"]
