"""Runs work on a thread with its progress, for a screen that may be closed meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from newsreader.session.daemon_thread import on_daemon_thread

_Result = TypeVar("_Result")


async def watched_work(
    work: Callable[[Callable[[float], bool]], _Result],
    name: str,
    show: Callable[[float], object],
    seconds: float = 1.0,
) -> _Result:
    """What `work` returns or raises, from a thread called `name`.

    `work` gets a function to call with the share that is done, 0 to 1. It returns False when
    the caller was cancelled and waits no more: then the work is to end. `show` is called with
    the last share after so many `seconds`, and again and again. The program ends without waiting
    for the thread.
    """
    share, left = 0.0, False

    def progress(done: float) -> bool:
        nonlocal share
        share = done
        return not left

    working = asyncio.wrap_future(on_daemon_thread(partial(work, progress), name))
    try:
        while not working.done():
            await asyncio.wait([working], timeout=seconds)
            if not working.done():
                show(share)
    finally:
        left = True
        working.cancel()
    return await working
