"""The names and quotations through which a selection grows."""

from __future__ import annotations

from functools import partial

from newsreader.text.span import Span
from newsreader.tui.actions.context import ReadingContext
from newsreader.tui.page.cursor_commands import Selecting

_QUOTATIONS = "quotations to grow through"
"""The group of the worker that looks for quotations."""


class KnownUnits:
    """Finds them in the session of `context`."""

    def __init__(self, context: ReadingContext) -> None:
        self._context = context

    def selecting(self) -> Selecting:
        """How text is selected by the present settings."""
        return Selecting(self.at, inclusive=self._context.settings.preset == "vim")

    def at(self, span: Span) -> list[Span]:
        """The names and quotations at `span`. Quotations that are not known yet are looked for."""
        context, analysis = self._context, self._context.session.analysis
        here = Span(span.start, max(span.end, span.start + 1))
        found = [mention.span for mention in analysis.mentions_in(here)]
        if (quotations := analysis.quotations) is not None:
            return found + [each.span for each in quotations if each.span.overlaps(here)]
        if not any(worker.group == _QUOTATIONS for worker in context.app.workers):
            from newsreader.tui.actions.quotations import prepare

            context.run_in_background(partial(prepare, context), group=_QUOTATIONS)
        return found
