"""Tags: those of the whole notebook, to be counted and renamed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from newsreader.notebook.highlight import HighlightState
from newsreader.session.notes import Notes


class Tags:
    """The tags of a sitting's notes; a highlight itself gets its tags from those."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes

    def names(self) -> tuple[str, ...]:
        """All tags in the notebook, the most used first."""
        return tuple(self.counts())

    def counts(self) -> dict[str, int]:
        """How many highlights have each tag, the most used first; the trash does not count."""
        counts = Counter(tag for h in self._notes.notebook.in_order() for tag in h.tags)
        return {tag: counts[tag] for tag in sorted(counts, key=lambda tag: (-counts[tag], tag))}

    def rename(self, old: str, new: str) -> int:
        """Call the tag `old` `new` on every highlight, in one step; returns how many are listed.

        Where `new` is a tag already, the two become one; an empty `new` takes the tag away.
        """
        notebook, now, new = self._notes.notebook, self._notes.clock(), new.strip()
        changed = [
            highlight.changed(now, tags=_renamed(highlight.tags, old, new))
            for highlight in notebook.highlights.values()
            if old in highlight.tags
        ]
        if old != new:
            self._notes.change(notebook.with_highlights(changed))
        return sum(1 for highlight in changed if highlight.state is not HighlightState.DELETED)


def _renamed(tags: Iterable[str], old: str, new: str) -> tuple[str, ...]:
    """`tags` with `new` in the place of `old`, each once."""
    renamed = (new if tag == old else tag for tag in tags)
    return tuple(dict.fromkeys(tag for tag in renamed if tag))
