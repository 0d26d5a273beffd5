"""Waiting for a condition instead of a time."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

from textual.app import App

from newsreader.tui.app import NewsreaderApp

PATIENCE = 20.0
"""Seconds until a test fails."""


async def soon(holds: Callable[[], object]) -> bool:
    """Whether `holds` is true, now or before `PATIENCE` ends; it may depend on other threads."""
    end = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > end:
            return False
        await asyncio.sleep(0.005)
    return True


async def until(holds: Callable[[], object], explain: Callable[[], str] = str) -> None:
    """Wait until `holds` is true, which may depend on other threads; fail with `explain`."""
    if not await soon(holds):
        raise AssertionError(explain())


async def keys_taken(app: App[None]) -> None:
    """Wait until no key waits for the one before it."""
    queue = app._key_queue if isinstance(app, NewsreaderApp) else None
    while queue is not None and queue.is_waiting:
        await asyncio.sleep(0)


async def work_done(app: App[None]) -> None:
    """Wait until every worker is done, but for that which waits for the open article to be left."""
    if working := [each for each in app.workers if each.group != "open"]:  # none means all
        await app.workers.wait_for_complete(working)
