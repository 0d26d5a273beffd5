"""Delays what threads bring, to find tests that look too early, and faults that hurry hides.

pytest -p tests.slow_threads tests/tui
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from typing import Any

import pytest
from textual.message import Message
from textual.message_pump import MessagePump

_SECONDS = 0.12

_to_thread = asyncio.to_thread
_post_message = MessagePump.post_message


async def _slow_to_thread(function: Callable[..., Any], *about: Any, **names: Any) -> Any:
    found = await _to_thread(function, *about, **names)
    await asyncio.sleep(_SECONDS)
    return found


def _slow_post_message(pump: MessagePump, message: Message) -> bool:
    if threading.current_thread() is threading.main_thread():
        return _post_message(pump, message)
    loop = pump.app._loop
    if loop is None or not loop.is_running() or not pump.is_running:
        return False
    loop.call_soon_threadsafe(loop.call_later, _SECONDS, _post_message, pump, message)
    return True


@pytest.fixture(autouse=True)
def slow_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asyncio, "to_thread", _slow_to_thread)
    monkeypatch.setattr(MessagePump, "post_message", _slow_post_message)
