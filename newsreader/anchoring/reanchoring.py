"""Move notebooks from one text of an article to another; each highlight is found only once."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property, lru_cache

from newsreader.anchoring.resolve import resolve
from newsreader.anchoring.sketch import sketch_of
from newsreader.article.article import Article
from newsreader.notebook.highlight import Highlight
from newsreader.notebook.notebook import Notebook, Source
from newsreader.notebook.snapshot import Snapshot


class Reanchoring:
    """Moves notebooks from the `old` text to the `new` one.

    Thousands of highlights take a second. The results are kept, so that a notebook that has
    changed meanwhile costs little more. May be used from several threads at once.
    """

    def __init__(self, old: Article, new: Article) -> None:
        self.old = old
        self.new = new
        # By identity; the highlight is kept too, so that its id() is not given to another one.
        self._found: dict[int, tuple[Highlight, Highlight]] = {}

    @cached_property
    def _sketch(self) -> str:
        return sketch_of(self.old)

    def _begins_at(self, notebook: Notebook) -> bool:
        """Whether the anchors of `notebook` are in the old text."""
        source = notebook.source
        return source is None or source.sha256_text == self.old.sha256_text

    def notebook(self, notebook: Notebook) -> Notebook:
        """`notebook` with its anchors in the new text, and that text as its source."""
        if not self._begins_at(notebook):
            return resolve(notebook, self.new)
        source = notebook.source or Source.of(self.old)
        if not source.sketch:
            source = replace(source, sketch=self._sketch)
        missing = {
            id_: highlight
            for id_, highlight in notebook.highlights.items()
            if id(highlight) not in self._found
        }
        moved = resolve(replace(notebook, highlights=missing, source=source), self.new)
        for id_, highlight in missing.items():
            self._found[id(highlight)] = highlight, moved.highlights[id_]
        highlights = {id_: self._found[id(h)][1] for id_, h in notebook.highlights.items()}
        return replace(moved, highlights=highlights)


def reanchored(notebook: Notebook, old: Article, new: Article) -> Notebook:
    """`notebook`, whose anchors are in the text of `old`, in that of `new`; the same if alike."""
    if old.sha256_text == new.sha256_text:
        return notebook
    return _reanchoring(old, new).notebook(notebook)


def reanchored_snapshot(snapshot: Snapshot, article: Article) -> Snapshot:
    """`snapshot` on another text: its notebook, its base and every step of its history."""
    old = snapshot.article
    if old.sha256_text == article.sha256_text:
        return replace(snapshot, article=article)

    def move(notebook: Notebook) -> Notebook:
        return reanchored(notebook, old, article)

    return replace(
        snapshot,
        article=article,
        notebook=move(snapshot.notebook),
        base=move(snapshot.base),
        history=snapshot.history.moved(move),
    )


@lru_cache(maxsize=2)
def _reanchoring(old: Article, new: Article) -> Reanchoring:
    """The same one for the session and its store: what one has found is not looked for twice."""
    return Reanchoring(old, new)
