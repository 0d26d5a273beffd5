"""Answering: what is typed in the bar, by what it was asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from newsreader.tui.actions import corrections, navigation, search, tags
from newsreader.tui.actions.context import ReadingContext

_FILTERS = ("entities.filter", "notes.filter")

_SUBJECTS: Mapping[str, Callable[[ReadingContext, str, str], None]] = {
    "tags": tags.set_tags,
    "tag": tags.renamed,
    "entity": corrections.renamed,
}
"""Questions about one thing: a purpose is the question and, behind a colon, the thing."""


def typed(context: ReadingContext, purpose: str, words: str) -> None:
    """The words in the bar are others."""
    if purpose == "search.open":
        search.search(context, words)
    elif purpose in _FILTERS:
        search.filter_side(context, purpose, words)


def entered(context: ReadingContext, purpose: str, words: str) -> None:
    """The words in the bar are meant."""
    _leave(context, purpose)
    question, _colon, subject = purpose.partition(":")
    if purpose == "search.open":
        search.searched(context, words)
    elif purpose == "cursor.go_to":
        navigation.go_to(context, words)
    elif question in _SUBJECTS:
        _SUBJECTS[question](context, subject, words)


def cancelled(context: ReadingContext, purpose: str) -> None:
    """The reader would rather not."""
    _leave(context, purpose)
    if purpose == "search.open":
        search.search_cancelled(context)
    elif purpose in _FILTERS:
        search.filter_side(context, purpose, "")
    elif purpose.startswith("tags:"):
        tags.untagged(context)


def _leave(context: ReadingContext, purpose: str) -> None:
    """The keys go to the article after a search, else back to the pane that asked."""
    sides = (context.sidebar, context.panel)
    elsewhere = purpose in ("search.open", "cursor.go_to")
    back = next(
        (side for side in sides if side is context.bar.came_from and not elsewhere), context.pane
    )
    back.focus()
