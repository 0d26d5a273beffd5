"""Asking: questions about places in the text, which may change before they are answered."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from textual.screen import Screen

from newsreader.locale import _
from newsreader.tui.actions.context import ReadingContext

Answer = TypeVar("Answer")


def ask_here(
    context: ReadingContext, dialog: Screen[Answer], then: Callable[[Answer | None], None]
) -> None:
    """Show a dialog and go on with its answer, if the text is then the one that was asked about."""
    article = context.session.article

    def answered(answer: Answer | None) -> None:
        if answer is not None and context.session.article is not article:
            context.say(_("The article has changed meanwhile; ask again."), warning=True)
        else:
            then(answer)

    context.ask(dialog, answered)
