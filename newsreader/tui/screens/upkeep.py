"""What the reading screen does without a key: it follows the file and the glossary."""

from __future__ import annotations

from newsreader.tui.actions import external_changes
from newsreader.tui.actions.context import ReadingContext

_LATER = 3.0
"""Seconds after which the text is kept as read, so that the start is not slower."""


class Upkeep:
    """Looks from time to time whether something outside has changed, and keeps the text."""

    def __init__(self, context: ReadingContext) -> None:
        self._context = context

    def begin(self) -> None:
        """Look for the first time, and set the timers for the next times."""
        self._look_for_glossary()
        self._context.pane.set_interval(external_changes.EVERY_SECONDS, self._look_for_changes)
        self._context.pane.set_timer(_LATER, self._keep_text)

    def _keep_text(self) -> None:
        from newsreader.tui.actions import compare

        self._context.run_in_background(compare.offer_since_last_reading(self._context))

    def _look_for_changes(self) -> None:
        self._context.run_in_background(external_changes.watch(self._context))
        self._look_for_glossary()

    def _look_for_glossary(self) -> None:
        from newsreader.tui.actions import glossary

        self._context.run_in_background(glossary.follow(self._context))
