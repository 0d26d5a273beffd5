"""Work that goes on beside the screen, and calls that are made later."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import TypeAlias, cast

from textual.dom import DOMNode
from textual.message_pump import MessagePump
from textual.worker import WorkType

BackgroundWork: TypeAlias = Callable[[], Coroutine[object, None, None]]
"""A function and no coroutine: work that is cancelled before it begins leaves nothing behind."""


def run_in_background(node: DOMNode, work: BackgroundWork, group: str = "") -> None:
    """Run `work` while the reader goes on; a newer one of the same `group` cancels it.

    The end of `node` cancels it too.
    """
    node.run_worker(cast(WorkType[None], work), group=group or "default", exclusive=bool(group))


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
