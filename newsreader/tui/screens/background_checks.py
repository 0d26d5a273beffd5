"""Checks of the reading screen without a key: has a file changed, or the glossary?"""

from __future__ import annotations

from functools import partial

from newsreader.tui.actions import external_changes, glossary
from newsreader.tui.actions.context import ReadingContext

_LATER = 3.0
"""Seconds after which files are watched and the text is kept as read: the start comes first."""


class BackgroundChecks:
    """Looks for changes outside when the watched files change, and keeps the text."""

    def __init__(self, context: ReadingContext) -> None:
        self._context = context
        self._watcher = external_changes.file_watcher(context)
        self._looking = self._again = False
        """Whether a look is going on, and whether another is to follow it."""

    def begin(self) -> None:
        """Look for the glossary, and for changes a little later."""
        self._look_for_glossary()
        self._context.pane.set_timer(_LATER, self._begin_later)

    def end(self) -> None:
        """Stop watching."""
        self._watcher.stop()

    def follow_glossary(self) -> None:
        """Watch the glossary that the settings name now."""
        self._watcher.look()

    def look_for_changes(self) -> None:
        """Look once, after the look that is going on; what has changed is shown."""
        self._again = True
        if not self._looking:
            self._looking = True
            self._context.run_in_background(self._look)

    def _begin_later(self) -> None:
        from newsreader.tui.actions import last_reading

        self._watcher.start()
        self._context.run_in_background(partial(last_reading.offer_changes, self._context))

    async def _look(self) -> None:
        while self._again:
            self._again = False
            await external_changes.watch(self._context)
            await glossary.follow(self._context)
        self._looking = False

    def _look_for_glossary(self) -> None:
        self._context.run_in_background(partial(glossary.follow, self._context))
