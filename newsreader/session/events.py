"""What happens in a session on other threads, and the listener that is called with it."""

from __future__ import annotations

import threading
from collections.abc import Callable

from newsreader.analysis.protocol import Fact
from newsreader.session.writer import Saved, SaveFailed
from newsreader.sidecar.loaded import Loaded

Event = Saved | SaveFailed | Loaded | Fact
"""What happened on another thread; `ReadingSession.take` is called with it on the screen's."""


class EventRelay:
    """Passes events on to one listener, and keeps them until there is one."""

    def __init__(self) -> None:
        self._listener: Callable[[Event], object] | None = None
        self._unheard: list[Event] = []
        self._lock = threading.Lock()

    def listen(self, listener: Callable[[Event], object]) -> None:
        """Call `listener` with each event, on the thread where it happens."""
        with self._lock:
            for event in self._unheard:
                listener(event)
            self._unheard.clear()
            self._listener = listener

    def report(self, event: Event) -> None:
        """Pass on what happened; may be called on any thread."""
        with self._lock:
            if self._listener is None:
                self._unheard.append(event)
            else:
                self._listener(event)
