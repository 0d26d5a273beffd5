"""What a store of notes answers: the notebook as it is stored, and what the reader has to know."""

from __future__ import annotations

from typing import NamedTuple

from newsreader.anchoring.reanchoring import reanchored
from newsreader.article.article import Article
from newsreader.notebook.merge import merge
from newsreader.notebook.notebook import Notebook
from newsreader.notebook.snapshot import Snapshot


class Loaded(NamedTuple):
    """The stored `notebook`, with its anchors in the text of `article`.

    `problems` are sentences for the reader. `moved`: the highlights were saved on another text
    than they are on now. `joined`: copies were merged in, which the file has only after the next
    save. `gone` is a sentence for the reader if the file was there before and is missing now.

    `revision` grows with every change of `notebook`. `included` is the last snapshot that was
    saved: as it was given, and as it is with each revision between that and `included_at`, from
    which on it is part of `notebook`.
    """

    article: Article
    notebook: Notebook
    problems: tuple[str, ...] = ()
    read_only: bool = False
    moved: bool = False
    joined: bool = False
    gone: str = ""
    revision: int = 0
    included: tuple[Snapshot, ...] = ()
    included_at: int = 0

    def changed(self, notebook: Notebook) -> Snapshot:
        """A snapshot with `notebook`, which was made from the stored one."""
        return Snapshot(self.article, notebook, self.notebook, self.revision)

    def merged_into(self, snapshot: Snapshot) -> Snapshot:
        """`snapshot` with everything that is stored and that it does not know yet.

        Takes long if the texts differ; else a few milliseconds for thousands of highlights.
        """
        if self.revision <= snapshot.revision:
            return snapshot
        stored = reanchored(self.notebook, self.article, snapshot.article)
        base = self._merge_base(snapshot)
        notebook = snapshot.notebook
        if notebook is base or notebook == base:
            notebook = stored
        elif stored != base:
            notebook = merge(base, notebook, stored)
        return Snapshot(snapshot.article, notebook, stored, self.revision, snapshot.history)

    def _merge_base(self, snapshot: Snapshot) -> Notebook:
        """All that `snapshot` and the stored notebook have in common.

        A snapshot that does not know that an earlier one was saved was made from that one.
        """
        if snapshot.revision < self.included_at:
            for earlier in self.included:
                if earlier.revision == snapshot.revision:
                    return reanchored(earlier.notebook, earlier.article, snapshot.article)
        return snapshot.base
