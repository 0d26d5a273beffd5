"""Work that goes on beside the screen, and calls that are made later."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import AbstractContextManager, suppress
from typing import TypeAlias, cast

from textual.css.query import NoMatches
from textual.dom import DOMNode, NoScreen
from textual.message_pump import MessagePump
from textual.worker import Worker, WorkerCancelled, WorkerFailed, WorkType

BackgroundWork: TypeAlias = Callable[[], Coroutine[object, None, None]]
"""A function and no coroutine: work that is cancelled before it begins leaves nothing behind."""


_waiting: set[asyncio.Task[None]] = set()
"""The tasks that wait for the end of a worker. The event loop alone would not keep them."""


def run_in_background(node: DOMNode, work: BackgroundWork, group: str = "") -> Worker[None]:
    """Run `work` while the reader goes on; a newer one of the same `group` cancels it.

    The end of `node` cancels it too. What it misses on a screen that is going then is no error.
    """

    async def run() -> None:
        try:
            await work()
        except (NoMatches, NoScreen):
            if node.is_attached and node.display:  # not displayed while it is removed
                raise

    started = cast(WorkType[None], run)
    return node.run_worker(started, group=group or "default", exclusive=bool(group))


def leave_at_end(worker: Worker[None], entered: AbstractContextManager[object]) -> None:
    """Leave `entered` when `worker` has ended, also if it is cancelled before it begins."""

    async def wait() -> None:
        with entered, suppress(WorkerCancelled, WorkerFailed):
            await worker.wait()

    task = asyncio.create_task(wait())
    _waiting.add(task)
    task.add_done_callback(_waiting.discard)


class DelayedCall:
    """Calls `function` after some seconds, unless it is stopped before.

    A timer of Textual calls by message, which may be on its way when the timer is stopped.
    """

    def __init__(self, pump: MessagePump, seconds: float, function: Callable[[], object]) -> None:
        self._function: Callable[[], object] | None = function
        self._timer = pump.set_timer(seconds, self._call)

    def stop(self) -> None:
        self._timer.stop()
        self._function = None

    def _call(self) -> None:
        if self._function is not None:
            self._function()
