"""Lag: what was merged in on disk, as long as the screen may go on without knowing of it."""

from __future__ import annotations

from dataclasses import replace

from newsreader.notebook.merge import merge
from newsreader.notebook.notebook import Notebook
from newsreader.notebook.passage import Passage
from newsreader.notebook.source import Source


class Lag:
    """Counts the merges of a sitting, so that a notebook made before one of them can be told."""

    def __init__(self) -> None:
        self._revision = 0
        self._unseen: tuple[Notebook, Notebook] | None = None

    def merged(self, notebook: Notebook, source: Source) -> Notebook:
        """`notebook`, which is the outcome of another merge; `source` where it names none."""
        self._revision += 1
        known = replace(notebook.source or source, revision=self._revision)
        return replace(notebook, source=known)

    def remember(self, asked: Notebook, stands: Notebook) -> None:
        """Whoever `asked` may go on from there and not from what `stands`."""
        behind = _revision(asked) < _revision(stands)
        self._unseen = (asked, stands) if behind else None

    def caught_up(self, notebook: Notebook) -> Notebook:
        """`notebook` with what was merged in before, when it was made without knowing of that.

        The screen goes on while the disk is waited for: what another program wrote may have been
        merged and saved, and the next change still be made to a notebook without it.
        """
        if self._unseen is None or _revision(notebook) >= self._revision:
            return notebook
        asked, stands = self._unseen
        return merge(asked, notebook, stands)

    def follow(self, passage: Passage) -> None:
        """The article changed while it was open."""
        if self._unseen is not None:
            asked, stands = self._unseen
            self._unseen = passage.notebook(asked), passage.notebook(stands)

    def clear(self) -> None:
        """Everything was read anew."""
        self._unseen = None


def _revision(notebook: Notebook) -> int:
    return notebook.source.revision if notebook.source else 0
