"""Carry: transfer the notes on one version of an article to another, on disk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple

from newsreader.anchoring.resolve import resolve
from newsreader.anchoring.sketch import sketch_of
from newsreader.article.article import Article
from newsreader.notebook.highlight import Highlight, HighlightState
from newsreader.notebook.merge import merge
from newsreader.notebook.notebook import Source
from newsreader.sidecar.loaded import Loaded
from newsreader.sidecar.sidecar import Sidecar


class ArticleVersion(NamedTuple):
    """One version of an article with its sidecar; `name` is for messages."""

    name: str
    article: Article
    sidecar: Sidecar


@dataclass(frozen=True, slots=True)
class Carried:
    """What became of each highlight that is not deleted, in text order."""

    placed: tuple[Highlight, ...]
    review: tuple[Highlight, ...]
    orphans: tuple[Highlight, ...]


def carry(
    old: ArticleVersion,
    new: ArticleVersion,
    *,
    dry_run: bool = False,
    report: Callable[[str], None] = lambda _problem: None,
) -> Carried:
    """Find the notes on `old` again in `new` and save them there, merged with its own notes.

    Ids are kept, so a second run changes nothing. A dry run saves nothing. `report` is called with
    a sentence for each problem of the two sidecars. Raises SidecarError.
    """
    notes, existing = _load(old, report).notebook, _load(new, report)
    source = Source.of(old.article, sketch_of(old.article))
    found = resolve(replace(notes, source=source), new.article)
    if not dry_run:
        new.sidecar.save(existing.changed(merge(None, existing.notebook, found)))
    placed = tuple(h for h in found.in_order() if h.state is HighlightState.PLACED)
    return Carried(placed, found.reviews(), found.orphans())


def _load(version: ArticleVersion, report: Callable[[str], None]) -> Loaded:
    loaded = version.sidecar.load(version.article)
    for problem in loaded.problems:
        report(f"{version.name}: {problem}")
    return loaded
