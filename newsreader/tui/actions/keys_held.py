"""Holds the keys that are pressed while an action prepares what they are meant for."""

from __future__ import annotations

from contextlib import AbstractContextManager, ExitStack
from typing import cast

from newsreader.tui.actions.context import ScreenContext
from newsreader.tui.background import BackgroundWork, leave_at_end
from newsreader.tui.messages import HoldsKeys


def holding_keys(context: ScreenContext) -> AbstractContextManager[None]:
    """Keys that arrive meanwhile wait for the end."""
    return cast(HoldsKeys, context.app).holding_keys()


def run_holding_keys(context: ScreenContext, work: BackgroundWork, group: str = "") -> None:
    """Run `work` in the background; keys that arrive from now on wait for its end."""
    with ExitStack() as held:
        held.enter_context(holding_keys(context))
        worker = context.run_in_background(work, group)
        leave_at_end(worker, held.pop_all())
