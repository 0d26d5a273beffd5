"""The pilot of these tests waits for an idle event loop instead of a time."""

from __future__ import annotations

import asyncio
import time

import pytest
from textual import app, pilot

_QUIET = 3
"""Looks at the loop, a millisecond apart, that must find nothing to do."""


async def wait_for_idle(min_sleep: float = 0, max_sleep: float = 1) -> None:
    """Wait until the event loop has nothing to do.

    Textual's own function waits until the process uses no processor time for 20 ms. That takes half
    of the time of these tests, and ends too early on a busy machine.
    """
    loop = asyncio.get_running_loop()
    end = time.monotonic() + max_sleep
    quiet = 0
    while quiet < _QUIET and time.monotonic() < end:
        await asyncio.sleep(0.001)
        quiet = 0 if loop._ready else quiet + 1  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def idle_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (app, pilot):
        monkeypatch.setattr(module, "wait_for_idle", wait_for_idle)
