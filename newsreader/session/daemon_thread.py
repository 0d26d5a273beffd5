"""Work on a thread that the end of the program does not wait for."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

_Result = TypeVar("_Result")


def on_daemon_thread(work: Callable[[], _Result], name: str) -> Future[_Result]:
    """What `work` returns or raises, from a thread called `name`.

    An executor would be waited for at the end, for ever if the disk never answers.
    """
    result: Future[_Result] = Future()
    result.set_running_or_notify_cancel()  # so that who no longer waits cannot cancel it

    def run() -> None:
        try:
            result.set_result(work())
        except BaseException as error:  # raised where the result is waited for, else for ever
            result.set_exception(error)

    threading.Thread(target=run, name=name, daemon=True).start()
    return result
