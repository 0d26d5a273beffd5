"""Delivers keys one at a time, and translates those of Chinese input methods.

A key requests something by message, so what it opens has the focus a moment later. Of keys that
arrive together (a slow line, a script), those after `/` would otherwise miss the search prompt.
While an article is opened or left, which a thread does, keys wait: they are meant for what comes.
Outside of text fields, a full-width mark of an input method counts as the key that typed it.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from math import inf
from time import monotonic

from textual.app import App
from textual.events import Callback, Event, Key
from textual.message_pump import MessagePump

from newsreader.keys.input_method import KEYS
from newsreader.tui.compat import textual_key

_IDLE_ROUNDS = 3
"""Idle rounds of the event loop after which a key is handled."""

_LONGEST_KEY = 0.25
"""Seconds after which a key counts as handled. One that is pressed before that waits for it."""

_MOST_ROUNDS = 400
"""Rounds after which the next key is delivered in any case."""

_MOST_MESSAGES = 50_000
"""Rounds to wait for a part of the screen, which may be closing and handle nothing any more."""

_LONGEST_HOLD = 5.0
"""Seconds after the beginning of a hold in which keys wait. Then they are delivered in any case, so
that a file that cannot be read can be left."""

_MEANT: Mapping[str, str] = {textual_key(mark): key for mark, key in KEYS.items()}
"""The character that is meant by a mark, by Textual's name of the mark."""


def _is_character(key: str) -> bool:
    return len(key) == 1


class KeyQueue:
    """Passes events to `deliver`, each after the one before is handled."""

    def __init__(
        self,
        app: App[None],
        deliver: Callable[[Event], Awaitable[None]],
        bound: Collection[str] = (),
    ) -> None:
        self._app = app
        self.use(bound)
        self._deliver = deliver
        self._waiting: deque[Event] = deque()
        self._task: asyncio.Task[None] | None = None
        self._last = -inf
        """When the last key was delivered, on the clock of `Event.time`, which is `monotonic`."""
        self._holds = 0
        self._held_until = 0.0
        """When keys are delivered in any case, on the clock of the event loop."""
        self._free = asyncio.Event()
        self._free.set()

    @contextmanager
    def holding(self) -> Iterator[None]:
        """Keys that arrive meanwhile wait for the end."""
        if not self._holds:
            self._held_until = asyncio.get_running_loop().time() + _LONGEST_HOLD
        self._holds += 1
        self._free.clear()
        try:
            yield
        finally:
            self._holds -= 1
            if not self._holds:
                self._free.set()

    @property
    def is_waiting(self) -> bool:
        """Whether a key waits for the one before it. Keys that are held do not count."""
        return self._task is not None and not self._task.done() and self._free.is_set()

    def use(self, bound: Collection[str]) -> None:
        """`bound` are the names of keys in use: a mark among them is not translated."""
        self._bound = frozenset(map(textual_key, filter(_is_character, bound)))
        alt = [name for name in bound if name.startswith("alt+") and len(name.split("+")[-1]) <= 1]
        self._with_alt = {name[-1].upper() if "shift+" in name else name[-1] for name in alt}

    def means_alt(self, character: str) -> bool:
        """Whether Alt with `character` is a key in use."""
        return character in self._with_alt

    def put(self, event: Event) -> None:
        """Deliver `event`, after those that wait."""
        self._waiting.append(event)
        if self._task is None or self._task.done():
            # Not by the loop, whose tasks Textual begins at once from Python 3.12 on: the keys that
            # have arrived together have to be here when the first of them is delivered.
            self._task = asyncio.Task(self._deliver_all())

    async def _deliver_all(self) -> None:
        while self._waiting:
            if self._waiting[0].time < self._last + _LONGEST_KEY or self._is_busy():
                await self._until_idle()
            await self._until_free()  # after that, as the last key may have begun to hold them
            if not self._app.screen_stack:  # the program ends
                return
            await self._deliver(self._translated(self._waiting.popleft()))
            self._last = monotonic()

    async def _until_free(self) -> None:
        """Wait for the end of what holds the keys, and of what has begun then."""
        while not self._free.is_set():
            try:
                async with asyncio.timeout_at(self._held_until):
                    await self._free.wait()
            except TimeoutError:
                return
            await self._until_idle()

    def _translated(self, event: Event) -> Event:
        if not isinstance(event, Key) or self._is_text(event):
            return event
        meant = _MEANT.get(event.key) if event.key not in self._bound else None
        return event if meant is None else Key(textual_key(meant), meant)

    def _is_text(self, event: Key) -> bool:
        """Whether a text field takes the key."""
        field = self._app.focused
        return field is not None and field.check_consume_key(event.key, event.character)

    async def _until_idle(self) -> None:
        """Wait until what the last key has requested is done."""
        if not self._app.screen_stack:  # the program ended while keys were held
            return
        for node in (self._app.focused or self._app.screen).ancestors_with_self:
            await _until_handled(node)  # the key
            await _until_handled(node)  # what it has requested, on its way to the screen
        idle = 0
        for _ in range(_MOST_ROUNDS):
            await asyncio.sleep(0)
            if not self._app.screen_stack:
                return
            idle = 0 if self._is_busy() else idle + 1
            if idle >= _IDLE_ROUNDS:
                return

    def _is_busy(self) -> bool:
        if not self._app.screen_stack:  # the program ends
            return False
        return any(pump.message_queue_size for pump in self._listeners()) or self._opening()

    def _listeners(self) -> Iterator[MessagePump]:
        yield self._app
        yield self._app.screen
        if self._app.focused is not None:
            yield self._app.focused

    def _opening(self) -> bool:
        """Whether a new screen has no focus yet."""
        screen = self._app.screen
        return screen.focused is None and bool(screen.focus_chain)


async def _until_handled(pump: MessagePump) -> None:
    """Wait until `pump` has handled the messages that it has now.

    There may be thousands, while names are being read, and always more of them.
    """
    handled = asyncio.Event()
    if pump.post_message(Callback(handled.set)):
        for _ in range(_MOST_MESSAGES):
            if handled.is_set():
                return
            await asyncio.sleep(0)
