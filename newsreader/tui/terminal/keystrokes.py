"""Keystrokes: what is typed, handed on one key at a time.

A key asks for something by message, so what it opens has the keyboard a moment later. Keys that
come in one burst (a paste into the terminal, a slow line, a script) would go to the pane that had
the keyboard before: `/` and the words to search for belong together.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterator

from textual.app import App
from textual.events import Event
from textual.message_pump import MessagePump

_QUIET_ROUNDS = 3
"""Rounds of the event loop in which nobody has anything to do: then a key is done with."""

_MOST_ROUNDS = 400
"""A key that starts something long does not hold the next one for ever."""


class Keystrokes:
    """Hands events to `deliver`, each when everybody has done with the one before."""

    def __init__(self, app: App[None], deliver: Callable[[Event], Awaitable[None]]) -> None:
        self._app = app
        self._deliver = deliver
        self._waiting: deque[Event] = deque()
        self._task: asyncio.Task[None] | None = None

    def put(self, event: Event) -> None:
        """Take an event; it is delivered now, or after those that wait."""
        self._waiting.append(event)
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._hand_on())

    async def _hand_on(self) -> None:
        while self._waiting:
            await self._deliver(self._waiting.popleft())
            if self._waiting:
                await self._quiet()

    async def _quiet(self) -> None:
        quiet = 0
        for _ in range(_MOST_ROUNDS):
            await asyncio.sleep(0)
            busy = any(pump.message_queue_size for pump in self._listeners()) or self._opening()
            quiet = 0 if busy else quiet + 1
            if quiet >= _QUIET_ROUNDS:
                return

    def _listeners(self) -> Iterator[MessagePump]:
        yield self._app
        yield self._app.screen
        if self._app.focused is not None:
            yield self._app.focused

    def _opening(self) -> bool:
        """Whether a screen is coming up that has not taken the keyboard yet."""
        screen = self._app.screen
        return bool(screen.focus_chain) and screen.focused is None
