"""Table: the id of each key, and the deed that it asks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from newsreader.tui.deeds import (
    arranging,
    carrying,
    correcting,
    finding,
    going,
    marking,
    mending,
    naming,
    offering,
    recoding,
    retracting,
    showing,
    tagging,
    walking,
)
from newsreader.tui.deeds.desk import Desk
from newsreader.tui.messages import Requested

Deed = Callable[[Desk, Requested], None]

DEEDS: Mapping[str, Deed] = {
    **arranging.DEEDS,
    **carrying.DEEDS,
    **finding.DEEDS,
    **going.DEEDS,
    **marking.DEEDS,
    **mending.DEEDS,
    **correcting.DEEDS,
    **naming.DEEDS,
    **offering.DEEDS,
    **tagging.DEEDS,
    **showing.DEEDS,
    **recoding.DEEDS,
    **retracting.DEEDS,
    **walking.DEEDS,
}
"""The id of a key to what it does; keys that a pane does by itself are not here."""

WRITES = frozenset(
    {
        *marking.DEEDS,
        *correcting.DEEDS,
        *naming.DEEDS,
        *retracting.DEEDS,
        *tagging.DEEDS,
        *walking.DEEDS,
        "bookmark.set",
        "notes.empty_trash",
        "notes.keep",
        "notes.reattach",
    }
)
"""The ids of what changes the notebook: not to be done to notes that can only be read."""

NEEDS_NOTES = WRITES | {"app.export", "article.encoding", "article.tags", "notes.all_tags"}
"""The ids of what cannot be done before the notes are there."""
