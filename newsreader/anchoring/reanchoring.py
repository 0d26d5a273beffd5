"""Passage: entries on their way from one text of an article into another, each found again once."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from newsreader.anchoring.resolve import resolve
from newsreader.anchoring.sketch import sketch_of
from newsreader.article.article import Article
from newsreader.notebook.highlight import Highlight
from newsreader.notebook.notebook import Notebook, Source


class Reanchoring:
    """Takes notebooks on the `old` text into the `new` one.

    Thousands of highlights take a second, the reader goes on meanwhile, and what was changed in
    that second has to follow: a highlight that was found before is not looked for again. May be
    used from several threads at once.
    """

    def __init__(self, old: Article, new: Article) -> None:
        self.old = old
        self.new = new
        # By identity; the highlight is kept too, so that no other can come to have its number.
        self._found: dict[int, tuple[Highlight, Highlight]] = {}

    @cached_property
    def _sketch(self) -> str:
        return sketch_of(self.old)

    def begins_at(self, notebook: Notebook) -> bool:
        """Whether `notebook` stands in the old text."""
        source = notebook.source
        return source is None or source.sha256_text == self.old.sha256_text

    def notebook(self, notebook: Notebook) -> Notebook:
        """`notebook` in the new text; what it says of the file is that of the new one."""
        if not self.begins_at(notebook):
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
