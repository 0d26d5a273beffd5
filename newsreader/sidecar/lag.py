"""Lag: what was merged in on disk, as long as the screen may go on without knowing of it."""

from __future__ import annotations

from dataclasses import replace

from newsreader.anchoring.reanchoring import Reanchoring
from newsreader.notebook.merge import merge
from newsreader.notebook.notebook import Notebook, Source

_MOST = 32
"""Merges that are remembered; behind that many, what one side took away may come back."""


class Lag:
    """Counts the merges of a sitting, so that a notebook made before one of them can be told."""

    def __init__(self) -> None:
        self._revision = 0
        self._stands: Notebook | None = None
        self._asked: dict[int, Notebook] = {}
        """By revision, what the last merge with one that knew no more was made of."""

    def merged(self, notebook: Notebook, source: Source) -> Notebook:
        """`notebook`, which is the outcome of another merge; `source` where it names none."""
        self._revision += 1
        known = replace(notebook.source or source, revision=self._revision)
        return replace(notebook, source=known)

    def remember(self, asked: Notebook, stands: Notebook) -> None:
        """Whoever `asked` may go on from there and not from what `stands`."""
        if _revision(asked) < _revision(stands):
            self._asked[_revision(asked)] = asked
            self._stands = stands
            for revision in sorted(self._asked)[:-_MOST]:
                del self._asked[revision]

    def saved(self, asked: Notebook) -> None:
        """What was `asked` is on disk; nothing that knows less will be asked for again."""
        known = _revision(asked)
        self._asked = {revision: old for revision, old in self._asked.items() if revision >= known}

    def caught_up(self, notebook: Notebook) -> Notebook:
        """`notebook` with what was merged in before, when it was made without knowing of that.

        The screen goes on while the disk is waited for: what another program wrote may have been
        merged and saved, and the next change still be made to a notebook without it. One that
        could not be saved may be tried again when the screen has long known of several merges.
        """
        if self._stands is None or _revision(notebook) >= self._revision:
            return notebook
        return merge(self._asked.get(_revision(notebook)), notebook, self._stands)

    def follow(self, passage: Reanchoring) -> None:
        """The article changed while it was open."""
        if self._stands is not None:
            self._stands = passage.notebook(self._stands)
            self._asked = {known: passage.notebook(asked) for known, asked in self._asked.items()}

    def clear(self) -> None:
        """Everything was read anew."""
        self._stands = None
        self._asked.clear()


def _revision(notebook: Notebook) -> int:
    return notebook.source.revision if notebook.source else 0
