"""The state of a session's notes at one moment."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from newsreader.notebook.history import History
from newsreader.notebook.notebook import Notebook

if TYPE_CHECKING:
    from newsreader.article.article import Article


@dataclass(frozen=True, slots=True, eq=False)
class Snapshot:
    """A notebook on `article`, and the history of the session's own changes that led to it.

    `base` is the stored notebook that this one was made from, in the text of `article`: the base
    of a three-way merge with what is stored later. `revision` is that of the store at `base`.
    """

    article: Article
    notebook: Notebook
    base: Notebook = field(default_factory=Notebook)
    revision: int = 0
    history: History = field(default_factory=History)

    def changed(self, notebook: Notebook) -> Snapshot:
        """The snapshot after the reader's own change to `notebook`, which can be undone."""
        history = self.history.recorded(self.notebook, notebook)
        return replace(self, notebook=notebook, history=history)

    def undone(self) -> Snapshot | None:
        """The snapshot without the reader's last change; None when there is nothing to undo.

        The notebook stays the same if another program has changed the same entries since.
        """
        return self._step(self.history.undo(self.notebook))

    def redone(self) -> Snapshot | None:
        """The snapshot with the change that was undone last; None when there is none.

        As with `undone`, the notebook may stay the same.
        """
        return self._step(self.history.redo(self.notebook))

    def _step(self, step: tuple[Notebook, History] | None) -> Snapshot | None:
        return replace(self, notebook=step[0], history=step[1]) if step else None
