"""Carrying: the notes on one reprint of an article taken over to another, on the disk."""

from __future__ import annotations

from pathlib import Path

from newsreader.anchoring.carry import Carried, carry
from newsreader.article.loader import open_article
from newsreader.notebook.merge import merge
from newsreader.sidecar.sidecar import Sidecar
from newsreader.state import State


def carry_over(origin: Path, target: Path, data: Path, state: State) -> Carried:
    """What stands in the notebook of `origin`, found again in `target` and saved there.

    Ids are kept: a second time adds nothing. Raises SourceError, SidecarError.
    """
    old = open_article(origin, state.encoding(str(origin)))
    new = open_article(target, state.encoding(str(target)))
    carried = carry(old, Sidecar(origin, data).load(old).notebook, new)
    there = Sidecar(target, data)
    loaded = there.load(new)
    there.save(loaded.changed(merge(None, loaded.notebook, carried.notebook)))
    return carried
