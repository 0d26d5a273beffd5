"""Work that goes on beside the screen."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import TypeAlias, cast

from textual.dom import DOMNode
from textual.worker import WorkType

BackgroundWork: TypeAlias = Callable[[], Coroutine[object, None, None]]
"""A function and no coroutine: work that is cancelled before it begins leaves nothing behind."""


def run_in_background(node: DOMNode, work: BackgroundWork, group: str = "") -> None:
    """Run `work` while the reader goes on; a newer one of the same `group` cancels it.

    The end of `node` cancels it too.
    """
    node.run_worker(cast(WorkType[None], work), group=group or "default", exclusive=bool(group))
