"""Carry: transfer the notes on one version of an article to another, on disk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple

from newsreader.anchoring.resolve import resolve
from newsreader.anchoring.sketch import sketch_of
from newsreader.article.article import Article
from newsreader.locale import with_label
from newsreader.notebook.highlight import Highlight, HighlightState
from newsreader.notebook.merge import merge
from newsreader.notebook.notebook import Notebook, Source
from newsreader.sidecar.compose import Composer
from newsreader.sidecar.loaded import Loaded
from newsreader.sidecar.replicas import acknowledged, knows
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

    A second run changes nothing in what the reader has changed in the new notes since. A dry run
    saves nothing. `report` is called with
    a sentence for each problem of the two sidecars. Raises SidecarError.
    """
    notes, existing = _load(old, report).notebook, _load(new, report)
    source = Source.of(old.article, sketch_of(old.article))
    found = resolve(replace(notes, source=source), new.article)
    if not dry_run:
        new.sidecar.save(existing.changed(_merged(existing.notebook, notes, found)))
    placed = tuple(h for h in found.in_order() if h.state is HighlightState.PLACED)
    return Carried(placed, found.reviews(), found.orphans())


def _merged(ours: Notebook, notes: Notebook, found: Notebook) -> Notebook:
    """`ours` with `notes`, which were found again as `found`; what came earlier stays as it is.

    The digests of `notes` and of its note on the article say what came earlier. Of a highlight on
    both sides the old one counts only if it has been modified since.
    """
    plain = replace(notes, source=Source("", ""))
    whole, note = Composer().compose(plain), b"note " + notes.note.encode()
    if knows(ours, whole):
        return ours
    earlier = {
        id_: theirs
        for id_, theirs in found.highlights.items()
        if id_ in ours.highlights and theirs.latest <= ours.highlights[id_].latest
    }
    base = Notebook(highlights=earlier, note=notes.note if knows(ours, note) else "")
    return acknowledged(merge(base, ours, found), whole, note)


def _load(version: ArticleVersion, report: Callable[[str], None]) -> Loaded:
    loaded = version.sidecar.load(version.article)
    for problem in loaded.problems:
        report(with_label(version.name, problem))
    return loaded
