"""Asking: questions about places in the text, which may change before they are answered."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from textual.screen import Screen

from newsreader.locale import _
from newsreader.tui.deeds.desk import Desk

Answer = TypeVar("Answer")


def ask_here(desk: Desk, dialog: Screen[Answer], then: Callable[[Answer | None], None]) -> None:
    """Show a dialog and go on with its answer, if the text is then the one that was asked about."""
    article = desk.session.article

    def answered(answer: Answer | None) -> None:
        if answer is not None and desk.session.article is not article:
            desk.say(_("The article has changed meanwhile; ask again."), warning=True)
        else:
            then(answer)

    desk.ask(dialog, answered)
