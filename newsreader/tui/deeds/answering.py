"""Answering: what is typed in the bar, by what it was asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from newsreader.tui.deeds import correcting, finding, going, tagging
from newsreader.tui.deeds.desk import Desk

_FILTERS = ("entities.filter", "notes.filter")

_SUBJECTS: Mapping[str, Callable[[Desk, str, str], None]] = {
    "tags": tagging.set_tags,
    "tag": tagging.renamed,
    "entity": correcting.renamed,
}
"""Questions about one thing: a purpose is the question and, behind a colon, the thing."""


def typed(desk: Desk, purpose: str, words: str) -> None:
    """The words in the bar are others."""
    if purpose == "search.open":
        finding.search(desk, words)
    elif purpose in _FILTERS:
        finding.filter_side(desk, purpose, words)


def entered(desk: Desk, purpose: str, words: str) -> None:
    """The words in the bar are meant."""
    _leave(desk, purpose)
    question, _colon, subject = purpose.partition(":")
    if purpose == "search.open":
        finding.searched(desk, words)
    elif purpose == "cursor.go_to":
        going.go_to(desk, words)
    elif question in _SUBJECTS:
        _SUBJECTS[question](desk, subject, words)


def cancelled(desk: Desk, purpose: str) -> None:
    """The reader would rather not."""
    _leave(desk, purpose)
    if purpose == "search.open":
        finding.search_cancelled(desk)
    elif purpose in _FILTERS:
        finding.filter_side(desk, purpose, "")
    elif purpose.startswith("tags:"):
        tagging.untagged(desk)


def _leave(desk: Desk, purpose: str) -> None:
    """The keys go to the article after a search, else back to the pane that asked."""
    sides = (desk.sidebar, desk.panel)
    elsewhere = purpose in ("search.open", "cursor.go_to")
    back = next((side for side in sides if side is desk.bar.came_from and not elsewhere), desk.pane)
    back.focus()
