"""Notes: the notebook of a sitting, with a method for each thing that a reader can change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from newsreader.anchoring.reanchoring import Reanchoring
from newsreader.article.article import Article
from newsreader.entities.corrections import Correction, from_table, to_table
from newsreader.notebook.colour import Colour
from newsreader.notebook.highlight import Highlight
from newsreader.notebook.history import History
from newsreader.notebook.notebook import Bookmark, Notebook
from newsreader.text.span import Span

Tables = tuple[Mapping[str, object], ...]
"""The reader's corrections as the notebook holds them."""


class Standing(NamedTuple):
    """A notebook and the steps of this sitting that led to it."""

    notebook: Notebook
    history: History

    def taken(self, passage: Reanchoring) -> Standing:
        """The same in the text that `passage` leads to. Takes a second for thousands of entries."""
        return Standing(passage.notebook(self.notebook), self.history.moved(passage.notebook))


class Notes:
    """Every change makes a new notebook, can be undone, and is handed to `save` at once."""

    def __init__(
        self,
        article: Article,
        notebook: Notebook,
        save: Callable[[Notebook], None],
        clock: Callable[[], datetime],
    ) -> None:
        self.notebook = notebook
        self.colour = Colour.YELLOW
        """The colour used last, which the next note is written in."""
        self.article = article
        self._save = save
        self.corrected: Callable[[Tables, Tables], None] = lambda _before, _after: None
        """Told what the reader says about the article's entities, before and after a deed."""
        self.clock = clock
        self._history = History()

    @property
    def text(self) -> str:
        """The canonical text that the notes are on."""
        return self.article.text

    def standing(self) -> Standing:
        """What stands now: for another thread to take into another text."""
        return Standing(self.notebook, self._history.copy())

    def follow(self, article: Article, standing: Standing) -> None:
        """The article's text has changed; `standing` is in the new one."""
        self.article = article
        self.notebook, self._history = standing.notebook, standing.history

    def highlight(self, span: Span, colour: Colour) -> Highlight:
        """Highlight `span`; the same span twice is one highlight in the later colour."""
        self.colour = colour
        for standing in self.notebook.shown():
            if standing.span == span:
                return self.recolour(standing.id, colour)
        return self._put(Highlight.new(self.article.text, span, colour, self.clock()))

    def highlight_all(self, words: str, colour: Colour) -> int:
        """Highlight every occurrence of `words` in one step; returns how many were new."""
        self.colour = colour
        taken = {highlight.span for highlight in self.notebook.shown()}
        found = [span for span in _occurrences(self.article.text, words) if span not in taken]
        self.change(
            self.notebook.with_highlights(
                Highlight.new(self.article.text, span, colour, self.clock()) for span in found
            )
        )
        return len(found)

    def recolour(self, highlight_id: str, colour: Colour) -> Highlight:
        self.colour = colour
        return self._amend(highlight_id, colour=colour)

    def annotate(self, highlight_id: str, note: str) -> Highlight:
        """Write `note` on a highlight; an empty one takes the note away."""
        return self._amend(highlight_id, note=note)

    def tag(self, highlight_id: str, tags: Iterable[str]) -> Highlight:
        """Give a highlight these tags, each once, in the order given."""
        kept = tuple(dict.fromkeys(tag.strip() for tag in tags if tag.strip()))
        return self._amend(highlight_id, tags=kept)

    def move(self, highlight_id: str, span: Span) -> Highlight:
        """Give a highlight new ends, or an orphan a place."""
        standing = self.notebook.highlights[highlight_id]
        return self._put(standing.attached(self.article.text, span, self.clock()))

    def orphan(self, highlight_id: str) -> Highlight:
        """Keep a highlight without a place; its own words and its note stay."""
        return self._put(self.notebook.highlights[highlight_id].detached(self.clock()))

    def delete(self, highlight_id: str) -> Highlight:
        """Put a highlight into the trash."""
        return self._put(self.notebook.highlights[highlight_id].deleted(self.clock()))

    def restore(self, highlight_id: str) -> Highlight:
        """Take a highlight out of the trash: to its place, or without one when its text is gone."""
        standing = self.notebook.highlights[highlight_id]
        return self._put(standing.restored(self.article.text, self.clock()))

    def empty_trash(self) -> None:
        """Forget what was deleted."""
        self.change(self.notebook.emptied())

    def remark(self, note: str) -> None:
        """Write the note on the whole article."""
        self.change(self.notebook.with_note(note))

    def bookmark(self, letter: str, offset: int) -> None:
        """Set the bookmark `letter` at `offset`."""
        bookmark = Bookmark.on(self.article.text, letter, offset)
        self.change(self.notebook.with_bookmark(bookmark))

    def correct(self, wishes: Iterable[Correction]) -> None:
        """Say more about the article's entities, in one step."""
        said = tuple(to_table(wish) for wish in wishes)
        self.change(self.notebook.with_entities((*self.notebook.entities, *said)))

    def withdraw(self, correction_id: str) -> None:
        """Take a correction back, whenever it was made."""
        kept = [
            table
            for table in self.notebook.entities
            if (wish := from_table(table)) is None or wish.id != correction_id
        ]
        self.change(self.notebook.with_entities(kept))

    def corrections(self) -> tuple[Correction, ...]:
        """What the reader said about the entities, in order; what nobody here knows is left out."""
        said = (from_table(table) for table in self.notebook.entities)
        return tuple(wish for wish in said if wish is not None)

    def undo(self) -> bool:
        """Take back one's own last change; False when there is none.

        Raises NewsreaderError where it was meant everywhere and the lexicon cannot be written.
        """
        return self._step(self._history.undo(self.notebook))

    def redo(self) -> bool:
        """Do again what was taken back last; False when there is nothing."""
        return self._step(self._history.redo(self.notebook))

    def _amend(self, highlight_id: str, **fields: object) -> Highlight:
        return self._put(self.notebook.highlights[highlight_id].changed(self.clock(), **fields))

    def _put(self, highlight: Highlight) -> Highlight:
        self.change(self.notebook.with_highlights([highlight]))
        return highlight

    def change(self, notebook: Notebook) -> None:
        """Have `notebook` stand, which is another than before by one deed of the reader's."""
        if notebook != self.notebook:
            self._history.record(self.notebook, notebook)
            self._step(notebook)

    def _step(self, notebook: Notebook | None) -> bool:
        if notebook is None:
            return False
        before, self.notebook = self.notebook, notebook
        self._save(notebook)
        if notebook.entities != before.entities:
            self.corrected(before.entities, notebook.entities)
        return True


def _occurrences(text: str, words: str) -> Iterable[Span]:
    start = text.find(words) if words else -1
    while start >= 0:
        yield Span(start, start + len(words))
        start = text.find(words, start + len(words))
