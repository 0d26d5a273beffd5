"""Carry a notebook from one version or reprint of an article over to another."""

from __future__ import annotations

from dataclasses import dataclass, replace

from newsreader.anchoring.resolve import resolve
from newsreader.anchoring.sketch import sketch_of
from newsreader.article.article import Article
from newsreader.notebook.highlight import Highlight, HighlightState
from newsreader.notebook.notebook import Notebook
from newsreader.notebook.source import Source


@dataclass(frozen=True, slots=True)
class Carried:
    """A notebook in its new article, and what became of each highlight that was not deleted."""

    notebook: Notebook
    placed: tuple[Highlight, ...]
    review: tuple[Highlight, ...]
    orphans: tuple[Highlight, ...]


def carry(old: Article, notebook: Notebook, new: Article) -> Carried:
    """The entries of `notebook`, which stand in `old`, found again in `new`.

    Ids are kept, so that carrying twice is carrying once; to add to what `new` has already, merge
    with it without a common ancestor.
    """
    known = replace(notebook, source=Source.of(old, sketch_of(old)))
    carried = resolve(known, new)
    shown = carried.in_order()
    return Carried(
        carried,
        tuple(h for h in shown if h.state is HighlightState.PLACED),
        tuple(h for h in shown if h.state is HighlightState.REVIEW),
        tuple(h for h in shown if h.state is HighlightState.ORPHAN),
    )
