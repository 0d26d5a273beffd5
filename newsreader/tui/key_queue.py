"""Keystrokes: what is typed, handed on one key at a time, and taken as it was meant.

A key asks for something by message, so what it opens has the keyboard a moment later. Keys that
come in one burst (a paste into the terminal, a slow line, a script) would go to the pane that had
the keyboard before: `/` and the words to search for belong together. Where no text is written, the
mark that an input method sends is the key that it stands on.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Collection, Iterator, Mapping

from textual.app import App
from textual.events import Event, Key
from textual.message_pump import MessagePump

from newsreader.keys.input_method import KEYS
from newsreader.tui.compat import textual_key

_QUIET_ROUNDS = 3
"""Rounds of the event loop in which nobody has anything to do: then a key is done with."""

_MOST_ROUNDS = 400
"""A key that starts something long does not hold the next one for ever."""

_MEANT: Mapping[str, str] = {textual_key(mark): key for mark, key in KEYS.items()}
"""The name of the key that a mark comes as, to the character that was meant."""


def _is_character(key: str) -> bool:
    return len(key) == 1


class KeyQueue:
    """Hands events to `deliver`, each when everybody has done with the one before."""

    def __init__(
        self,
        app: App[None],
        deliver: Callable[[Event], Awaitable[None]],
        bound: Collection[str] = (),
    ) -> None:
        """`bound` are keys that mean something themselves, whatever an input method makes of them.

        They are written as in the table of keys.
        """
        self._app = app
        self._bound = frozenset(map(textual_key, filter(_is_character, bound)))
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
            await self._deliver(self._as_meant(self._waiting.popleft()))
            if self._waiting:
                await self._quiet()

    def _as_meant(self, event: Event) -> Event:
        if not isinstance(event, Key) or self._is_written(event):
            return event
        meant = _MEANT.get(event.key) if event.key not in self._bound else None
        return event if meant is None else Key(textual_key(meant), meant)

    def _is_written(self, event: Key) -> bool:
        """Whether it is a letter of what somebody writes."""
        writer = self._app.focused
        return writer is not None and writer.check_consume_key(event.key, event.character)

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
