"""Work beside the screen may be cancelled before it begins."""

from __future__ import annotations

import gc
from contextlib import nullcontext
from functools import partial

import pytest
from textual.app import App
from textual.widget import Widget
from textual.worker import WorkerFailed

from newsreader.tui.background import DelayedCall, run_in_background
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


@pytest.mark.parametrize("is_gone", [True, False])
async def test_a_part_that_is_missing_is_an_error_unless_its_screen_is_gone(is_gone: bool) -> None:
    app: App[None] = App()

    async def look() -> None:
        app.query_one("#missing")

    with nullcontext() if is_gone else pytest.raises(WorkerFailed):
        async with app.run_test():
            run_in_background(Widget() if is_gone else app, look)
            await app.workers.wait_for_complete()


async def test_a_delayed_call_that_is_stopped_while_it_is_on_its_way_is_not_made() -> None:
    called: list[str] = []
    app: App[None] = App()
    async with app.run_test():
        stopped = DelayedCall(app, 60, lambda: called.append("stopped"))
        made = DelayedCall(app, 60, lambda: called.append("made"))
        for call in (stopped, made):
            assert call._timer._callback is not None
            call._timer._callback()  # the message is sent, as by the timer
        stopped.stop()
        await until(lambda: called)
    assert called == ["made"]
