"""Notes: the notebook of a sitting, with a method for each thing that a reader can change."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from newsreader.article.article import Article
from newsreader.article.contents import contents
from newsreader.entities.corrections import Correction, from_table, to_table
from newsreader.notebook.anchor import Candidate, suggest
from newsreader.notebook.highlight import Colour, Highlight, State
from newsreader.notebook.history import History
from newsreader.notebook.notebook import Bookmark, Notebook
from newsreader.notebook.passage import Passage
from newsreader.text.span import Span


@dataclass(frozen=True, slots=True)
class Standing:
    """A notebook and the steps of this sitting that led to it."""

    notebook: Notebook
    history: History

    def taken(self, passage: Passage) -> Standing:
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
        self._article = article
        self._save = save
        self._clock = clock
        self._history = History()
        self._headings: tuple[str, list[tuple[int, str]]] | None = None

    @property
    def text(self) -> str:
        """The canonical text that the notes are on."""
        return self._article.text

    def standing(self) -> Standing:
        """What stands now: for another thread to take into another text."""
        return Standing(self.notebook, self._history.copy())

    def follow(self, article: Article, standing: Standing) -> None:
        """The article's text has changed; `standing` is in the new one."""
        self._article = article
        self.notebook, self._history = standing.notebook, standing.history

    def highlight(self, span: Span, colour: Colour) -> Highlight:
        """Highlight `span`; the same span twice is one highlight in the later colour."""
        self.colour = colour
        for standing in self.notebook.shown():
            if standing.span == span:
                return self.recolour(standing.id, colour)
        return self._put(Highlight.new(self._article.text, span, colour, self._clock()))

    def highlight_all(self, words: str, colour: Colour) -> int:
        """Highlight every occurrence of `words` in one step; returns how many were new."""
        self.colour = colour
        taken = {highlight.span for highlight in self.notebook.shown()}
        found = [span for span in _occurrences(self._article.text, words) if span not in taken]
        self._change(
            self.notebook.with_highlights(
                Highlight.new(self._article.text, span, colour, self._clock()) for span in found
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
        return self._put(standing.attached(self._article.text, span, self._clock()))

    def accept(self, highlight_id: str) -> Highlight:
        """Agree to the place where a highlight was found again."""
        return self.move(highlight_id, self.notebook.highlights[highlight_id].span)

    def orphan(self, highlight_id: str) -> Highlight:
        """Keep a highlight without a place; its own words and its note stay."""
        return self._put(self.notebook.highlights[highlight_id].detached(self._clock()))

    def delete(self, highlight_id: str) -> Highlight:
        """Put a highlight into the trash."""
        return self._put(self.notebook.highlights[highlight_id].deleted(self._clock()))

    def restore(self, highlight_id: str) -> Highlight:
        """Take a highlight out of the trash: to its place, or without one when its text is gone."""
        standing = self.notebook.highlights[highlight_id]
        return self._put(standing.restored(self._article.text, self._clock()))

    def empty_trash(self) -> None:
        """Forget what was deleted."""
        self._change(self.notebook.emptied())

    def remark(self, note: str) -> None:
        """Write the note on the whole article."""
        self._change(self.notebook.with_note(note))

    def bookmark(self, letter: str, offset: int) -> None:
        """Set the bookmark `letter` at `offset`."""
        bookmark = Bookmark.on(self._article.text, letter, offset)
        self._change(self.notebook.with_bookmark(bookmark))

    def correct(self, wishes: Iterable[Correction]) -> None:
        """Say more about the article's entities, in one step."""
        said = tuple(to_table(wish) for wish in wishes)
        self._change(self.notebook.with_entities((*self.notebook.entities, *said)))

    def withdraw(self, correction_id: str) -> None:
        """Take a correction back, whenever it was made."""
        kept = [
            table
            for table in self.notebook.entities
            if (wish := from_table(table)) is None or wish.id != correction_id
        ]
        self._change(self.notebook.with_entities(kept))

    def corrections(self) -> tuple[Correction, ...]:
        """What the reader said about the entities, in order; what nobody here knows is left out."""
        said = (from_table(table) for table in self.notebook.entities)
        return tuple(wish for wish in said if wish is not None)

    def retag(self, old: str, new: str) -> int:
        """Call the tag `old` `new` on every highlight, in one step; returns how many are listed.

        Where `new` is a tag already, the two become one; an empty `new` takes the tag away.
        """
        new = new.strip()
        changed = [
            highlight.changed(self._clock(), tags=_renamed(highlight.tags, old, new))
            for highlight in self.notebook.highlights.values()
            if old in highlight.tags
        ]
        if old != new:
            self._change(self.notebook.with_highlights(changed))
        return sum(1 for highlight in changed if highlight.state is not State.DELETED)

    def section(self, highlight: Highlight) -> str:
        """The heading that a highlight stands under, on one line; "" for none and for an orphan."""
        if self._headings is None or self._headings[0] != self._article.fingerprint:
            starts = self._article.paragraphs
            rows = [(starts[e.paragraph].span.start, e.words) for e in contents(self._article)]
            self._headings = self._article.fingerprint, rows
        rows = self._headings[1]
        at = bisect_right(rows, highlight.anchor.start, key=lambda row: row[0]) - 1
        return rows[at][1] if at >= 0 and highlight.shown else ""

    def suggestions(self, highlight_id: str) -> list[tuple[Candidate, str]]:
        """Where a highlight without a place may belong, with what stands there; likeliest first."""
        found = suggest(self.notebook.highlights[highlight_id], self._article)
        return [(candidate, candidate.span.of(self._article.text)) for candidate in found]

    def tags(self) -> tuple[str, ...]:
        """All tags in the notebook, the most used first."""
        return tuple(self.tag_counts())

    def tag_counts(self) -> dict[str, int]:
        """How many highlights have each tag, the most used first; the trash does not count."""
        counts = Counter(tag for h in self.notebook.in_order() for tag in h.tags)
        return {tag: counts[tag] for tag in sorted(counts, key=lambda tag: (-counts[tag], tag))}

    def undo(self) -> bool:
        """Take back one's own last change; False when there is none."""
        return self._step(self._history.undo(self.notebook))

    def redo(self) -> bool:
        """Do again what was taken back last; False when there is nothing."""
        return self._step(self._history.redo(self.notebook))

    def _amend(self, highlight_id: str, **fields: object) -> Highlight:
        return self._put(self.notebook.highlights[highlight_id].changed(self._clock(), **fields))

    def _put(self, highlight: Highlight) -> Highlight:
        self._change(self.notebook.with_highlights([highlight]))
        return highlight

    def _change(self, notebook: Notebook) -> None:
        if notebook != self.notebook:
            self._history.record(self.notebook, notebook)
            self._step(notebook)

    def _step(self, notebook: Notebook | None) -> bool:
        if notebook is None:
            return False
        self.notebook = notebook
        self._save(notebook)
        return True


def _renamed(tags: Iterable[str], old: str, new: str) -> tuple[str, ...]:
    """`tags` with `new` in the place of `old`, each once."""
    renamed = (new if tag == old else tag for tag in tags)
    return tuple(dict.fromkeys(tag for tag in renamed if tag))


def _occurrences(text: str, words: str) -> Iterable[Span]:
    start = text.find(words) if words else -1
    while start >= 0:
        yield Span(start, start + len(words))
        start = text.find(words, start + len(words))
