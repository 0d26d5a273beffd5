"""The notebook of a session, with a method for each change that a reader can make."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime

from newsreader.anchoring.resolve import Candidate, suggest
from newsreader.article.article import Article
from newsreader.article.outline import heading_above
from newsreader.entities.corrections import CorrectionTables
from newsreader.notebook.colour import Colour
from newsreader.notebook.highlight import Highlight, HighlightState, tags_renamed
from newsreader.notebook.history import History
from newsreader.notebook.notebook import Bookmark, Notebook
from newsreader.notebook.snapshot import Snapshot
from newsreader.session.sync import Sync
from newsreader.text.span import Span


class Notes:
    """Every change makes a new snapshot, can be undone, and is saved at once."""

    def __init__(
        self,
        sync: Sync,
        clock: Callable[[], datetime],
        on_correction: Callable[[CorrectionTables, CorrectionTables], None],
    ) -> None:
        """`on_correction` gets the corrections of entities before and after each change of them.

        It may raise NewsreaderError; the change is made nevertheless.
        """
        self.colour = Colour.YELLOW
        """The colour used last, which the next note is written in."""
        self._sync = sync
        self.clock = clock
        """Returns the present time."""
        self._on_correction = on_correction

    @property
    def notebook(self) -> Notebook:
        return self._sync.snapshot.notebook

    @property
    def history(self) -> History:
        """What can be undone and redone."""
        return self._sync.snapshot.history

    @property
    def article(self) -> Article:
        return self._sync.snapshot.article

    @property
    def text(self) -> str:
        """The canonical text that the notes are on."""
        return self.article.text

    def highlight(self, span: Span, colour: Colour, speaker: str = "") -> Highlight:
        """Highlight `span`; the same span twice is one highlight in the later colour.

        `speaker` is who says the words, "" if nobody is known.
        """
        self.colour = colour
        for existing in self.notebook.shown():
            if existing.span == span:
                return self.recolour(existing.id, colour)
        return self._put(Highlight.new(self.text, span, colour, self.clock(), speaker))

    def highlight_all(self, words: str, colour: Colour) -> int:
        """Highlight every occurrence of `words` in one step; returns how many were new."""
        self.colour = colour
        taken = {highlight.span for highlight in self.notebook.shown()}
        found = [span for span in _occurrences(self.text, words) if span not in taken]
        self.change(
            self.notebook.with_highlights(
                Highlight.new(self.text, span, colour, self.clock()) for span in found
            )
        )
        return len(found)

    def recolour(self, highlight_id: str, colour: Colour) -> Highlight:
        self.colour = colour
        return self._amend(highlight_id, colour=colour)

    def annotate(self, highlight_id: str, note: str) -> Highlight:
        """Write `note` on a highlight; an empty one removes the note."""
        return self._amend(highlight_id, note=note)

    def tag(
        self, highlight_id: str, tags: Iterable[str], colour: Colour | None = None
    ) -> Highlight:
        """Give a highlight these tags, each once, in the order given, and if given a colour."""
        kept = tuple(dict.fromkeys(tag.strip() for tag in tags if tag.strip()))
        if colour is None:
            return self._amend(highlight_id, tags=kept)
        return self._amend(highlight_id, tags=kept, colour=colour)

    def move(self, highlight_id: str, span: Span) -> Highlight:
        """Give a highlight new ends, or an orphan a place."""
        highlight = self.notebook.highlights[highlight_id]
        return self._put(highlight.attached(self.text, span, self.clock()))

    def orphan(self, highlight_id: str) -> Highlight:
        """Keep a highlight without a place; its own words and its note stay."""
        return self._put(self.notebook.highlights[highlight_id].detached(self.clock()))

    def delete(self, highlight_id: str) -> Highlight:
        """Put a highlight into the trash."""
        return self._put(self.notebook.highlights[highlight_id].deleted(self.clock()))

    def restore(self, highlight_id: str) -> Highlight:
        """Take a highlight out of the trash; it is an orphan if its text is gone."""
        highlight = self.notebook.highlights[highlight_id]
        return self._put(highlight.restored(self.text, self.clock()))

    def empty_trash(self) -> None:
        """Remove what was deleted."""
        self.change(self.notebook.emptied())

    def remark(self, note: str) -> None:
        """Write the note on the whole article."""
        self.change(self.notebook.with_note(note))

    def bookmark(self, letter: str, offset: int) -> None:
        """Set the bookmark `letter` at `offset`."""
        bookmark = Bookmark.on(self.text, letter, offset)
        self.change(self.notebook.with_bookmark(bookmark))

    def section(self, highlight: Highlight) -> str:
        """The heading above a highlight, on one line; "" for none and for an orphan."""
        heading = (
            heading_above(self.article, highlight.anchor.start) if highlight.is_shown else None
        )
        return heading.words if heading else ""

    def suggestions(self, highlight_id: str) -> list[tuple[Candidate, str]]:
        """Where an orphan may belong, with the words there; the most likely place first."""
        found = suggest(self.notebook.highlights[highlight_id], self.article)
        return [(candidate, candidate.span.of(self.text)) for candidate in found]

    def tags(self) -> dict[str, int]:
        """How many highlights have each tag, the most used first; the trash does not count."""
        counts = Counter(tag for h in self.notebook.in_order() for tag in h.tags)
        return {tag: counts[tag] for tag in sorted(counts, key=lambda tag: (-counts[tag], tag))}

    def rename_tag(self, old: str, new: str) -> int:
        """Rename a tag on every highlight, in one step; returns how many outside the trash had it.

        If `new` is a tag already, the two become one. An empty `new` removes the tag.
        """
        now, new = self.clock(), new.strip()
        changed = [
            highlight.changed(now, tags=tags_renamed(highlight.tags, old, new))
            for highlight in self.notebook.highlights.values()
            if old in highlight.tags
        ]
        if old != new:
            self.change(self.notebook.with_highlights(changed))
        return sum(1 for highlight in changed if highlight.state is not HighlightState.DELETED)

    def undo(self) -> bool:
        """Undo the reader's last change; False when there is none, or it cannot be undone.

        It cannot if another program has changed the same entries; the next call undoes the change
        before it.
        Raises NewsreaderError if it changes the reader's lexicon and that cannot be written.
        """
        return self._step(self._sync.undone())

    def redo(self) -> bool:
        """Repeat the change that was undone last; False as with `undo`."""
        return self._step(self._sync.redone())

    def change(self, notebook: Notebook) -> None:
        """Replace the notebook by one with a change of the reader's."""
        if notebook != self.notebook:
            self._step(self._sync.snapshot.changed(notebook))

    def _amend(self, highlight_id: str, **fields: object) -> Highlight:
        return self._put(self.notebook.highlights[highlight_id].changed(self.clock(), **fields))

    def _put(self, highlight: Highlight) -> Highlight:
        self.change(self.notebook.with_highlights([highlight]))
        return highlight

    def _step(self, snapshot: Snapshot | None) -> bool:
        if snapshot is None:
            return False
        if snapshot.notebook is self.notebook:
            self._sync.snapshot = snapshot
            return False
        before = self.notebook.entities
        self._sync.keep(snapshot)
        if snapshot.notebook.entities != before:
            self._on_correction(before, snapshot.notebook.entities)
        return True


def _occurrences(text: str, words: str) -> Iterable[Span]:
    start = text.find(words) if words else -1
    while start >= 0:
        yield Span(start, start + len(words))
        start = text.find(words, start + len(words))
