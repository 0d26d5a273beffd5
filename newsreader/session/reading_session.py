"""ReadingSession: one method for each thing a reader can do with an article."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol

from newsreader.analysis.protocol import Fact
from newsreader.article.article import Article
from newsreader.formats.document import Document
from newsreader.notebook.highlight import Anchor, Colour, Highlight
from newsreader.notebook.highlight import State as Standing
from newsreader.notebook.history import History
from newsreader.notebook.merge import merge
from newsreader.notebook.notebook import Bookmark, Notebook
from newsreader.notebook.sidecar import Loaded
from newsreader.session.exports import Exports
from newsreader.session.knowledge import Knowledge
from newsreader.session.writer import Saved, SaveFailed, Writer
from newsreader.settings import Settings
from newsreader.state import Place, State
from newsreader.text.span import Span

Event = Saved | SaveFailed | Fact
"""What the session is told from its threads; `take` is to be called with it on the reader's own."""


class Store(Protocol):
    """Where the notebook is kept."""

    def load(self, article: Article) -> Loaded: ...
    def save(self, notebook: Notebook) -> Notebook: ...


class Helper(Protocol):
    """Who finds words and mentions, and tells them as facts."""

    def listen(self, callback: Callable[[Fact], None]) -> None: ...
    def request(self, fingerprint: str, text: str, paragraphs: Sequence[Span]) -> None: ...
    def attend(self, span: Span) -> None: ...
    def close(self) -> None: ...


def now() -> datetime:
    """The time with its zone, to the second: what a sidecar holds."""
    return datetime.now().astimezone().replace(microsecond=0)


class ReadingSession:
    """An article, its notebook, what is known about it, and where the reader stopped.

    All methods are called from one thread. What happens on others (a save, a fact of the helper
    process) is handed to the listener as an Event, and comes back through `take`.
    """

    def __init__(
        self,
        article: Article,
        store: Store,
        state: State,
        place_key: str,
        service: Helper | None = None,
        clock: Callable[[], datetime] = now,
    ) -> None:
        """`place_key` names the article in the state: an absolute path, or its text's hash."""
        loaded = store.load(article)
        self.article = article
        self.notebook = loaded.notebook
        self.problems = loaded.problems
        self.read_only = loaded.read_only
        self.knowledge = Knowledge(article)
        self.colour = Colour.YELLOW
        self.unsaved_reason = ""
        self._state = state
        self._place_key = place_key
        self._service = service
        self._clock = clock
        self._history = History()
        self._listener: Callable[[Event], object] = lambda _event: None
        self._writer = Writer(store.save, self._tell)

    def listen(self, listener: Callable[[Event], object]) -> None:
        """Have `listener` told, from whichever thread it happens on, and start the analysis."""
        self._listener = listener
        if self._service is not None:
            self._service.listen(self._tell)
            self._service.request(
                self.article.fingerprint,
                self.article.text,
                [paragraph.span for paragraph in self.article.paragraphs],
            )

    def _tell(self, event: Event) -> None:
        """On another thread: hand on what happened to whoever listens now."""
        self._listener(event)

    def take(self, event: Event) -> bool:
        """Take in what happened; True when the mentions are other than before."""
        match event:
            case Saved(written, stands):
                self.unsaved_reason = ""
                if stands is not written and stands != written:
                    self.notebook = merge(written, self.notebook, stands)
            case SaveFailed(reason):
                self.unsaved_reason = reason
            case _:
                return self.knowledge.learn(event)
        return False

    @property
    def saved(self) -> bool:
        """Whether every change is on disk."""
        return self._writer.settled and not self.unsaved_reason

    def attend(self, span: Span) -> None:
        """Say what is on the screen, so that its words and mentions are found first."""
        if self._service is not None and self.knowledge.progress < 1:
            self._service.attend(span)

    def highlight(self, span: Span, colour: Colour) -> Highlight:
        """Highlight `span`; the same span twice is one highlight in the later colour."""
        self.colour = colour
        for standing in self.notebook.shown():
            if standing.span == span:
                return self.recolour(standing.id, colour)
        return self._put(Highlight.new(self.article.text, span, colour, self._clock()))

    def highlight_all(self, words: str, colour: Colour) -> int:
        """Highlight every occurrence of `words` in one step; returns how many there are."""
        self.colour = colour
        taken = {highlight.span for highlight in self.notebook.shown()}
        found = [span for span in _occurrences(self.article.text, words) if span not in taken]
        self._change(
            self.notebook.with_highlights(
                Highlight.new(self.article.text, span, colour, self._clock()) for span in found
            )
        )
        return len(found)

    def recolour(self, highlight_id: str, colour: Colour) -> Highlight:
        self.colour = colour
        return self._put(self._entry(highlight_id).changed(self._clock(), colour=colour))

    def annotate(self, highlight_id: str, note: str) -> Highlight:
        """Write `note` on a highlight; an empty one takes the note away."""
        return self._put(self._entry(highlight_id).changed(self._clock(), note=note))

    def tag(self, highlight_id: str, tags: Iterable[str]) -> Highlight:
        """Give a highlight these tags, each once, in the order given."""
        kept = tuple(dict.fromkeys(tag.strip() for tag in tags if tag.strip()))
        return self._put(self._entry(highlight_id).changed(self._clock(), tags=kept))

    def move(self, highlight_id: str, span: Span) -> Highlight:
        """Give a highlight new ends, or an orphan a place."""
        return self._put(
            self._entry(highlight_id).changed(
                self._clock(),
                anchor=Anchor.on(self.article.text, span),
                state=Standing.PLACED,
                reason="",
            )
        )

    def delete(self, highlight_id: str) -> Highlight:
        """Put a highlight into the trash."""
        return self._put(self._entry(highlight_id).changed(self._clock(), state=Standing.DELETED))

    def bookmark(self, letter: str, offset: int) -> None:
        """Set the bookmark `letter` at `offset`."""
        bookmark = Bookmark.on(self.article.text, letter, offset)
        self._change(self.notebook.with_bookmark(bookmark))

    def undo(self) -> bool:
        """Take back one's own last change; False when there is none."""
        return self._step(self._history.undo(self.notebook))

    def redo(self) -> bool:
        """Do again what was taken back last; False when there is nothing."""
        return self._step(self._history.redo(self.notebook))

    def tags(self) -> tuple[str, ...]:
        """All tags in the notebook, the most used first."""
        counts: dict[str, int] = {}
        for highlight in self.notebook.in_order():
            for tag in highlight.tags:
                counts[tag] = counts.get(tag, 0) + 1
        return tuple(sorted(counts, key=lambda tag: (-counts[tag], tag)))

    def stopped_at(self) -> int:
        """Where the reader stopped the last time, by what stood there; 0 for a new article."""
        return self._state.stopped_at(self._place_key, self.article.text)

    def stop_at(self, offset: int) -> None:
        """Remember where the reader stopped."""
        self._state.remember_place(self._place_key, Place.on(self.article.text, offset))

    def exports(self, settings: Settings) -> Exports:
        """The ways out for what stands in the notebook now."""

        def document() -> Document:
            meanings = dict(zip(Colour, settings.colours, strict=True))
            return Document(self.article, self.notebook, self.knowledge.entities, meanings=meanings)

        name = self.article.name if self.article.name != "-" else "article.txt"
        source = Path(self._place_key).with_name(name) if os.sep in self._place_key else Path(name)
        return Exports(
            document, source, self._state, settings.export_format, settings.export_folder
        )

    @staticmethod
    def write_draft(text: str) -> Path:
        """A file of the reader's own, with `text` in it, for another program to edit."""
        handle, name = tempfile.mkstemp(prefix="newsreader-", suffix=".md")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        return Path(name)

    @staticmethod
    def take_draft(path: Path) -> str:
        """What stands in a draft now; the file is removed."""
        try:
            text = path.read_text(encoding="utf-8", errors="replace")
        finally:
            path.unlink(missing_ok=True)
        return text.removesuffix("\n")

    def settle(self, timeout: float | None = None) -> bool:
        """Wait until everything is on disk, or could not be put there; `timeout` in seconds."""
        return self._writer.close(timeout)

    def go_on(self) -> None:
        """Go on after `settle`, when the reader would rather not leave."""
        self._writer.reopen()

    def close(self) -> None:
        """End the helper process. Nothing is saved here: `settle` comes first."""
        if self._service is not None:
            self._service.close()

    def _entry(self, highlight_id: str) -> Highlight:
        return self.notebook.highlights[highlight_id]

    def _put(self, highlight: Highlight) -> Highlight:
        self._change(self.notebook.with_highlights([highlight]))
        return highlight

    def _change(self, notebook: Notebook) -> None:
        if notebook == self.notebook:
            return
        self._history.record(self.notebook, notebook)
        self._step(notebook)

    def _step(self, notebook: Notebook | None) -> bool:
        if notebook is None:
            return False
        self.notebook = notebook
        self._writer.put(notebook)
        return True


def _occurrences(text: str, words: str) -> Iterable[Span]:
    start = text.find(words) if words else -1
    while start >= 0:
        yield Span(start, start + len(words))
        start = text.find(words, start + len(words))
