"""ReadingSession: a sitting with one article; its notebook, what is known of it, where it stops."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from newsreader.analysis.protocol import Fact, Finished
from newsreader.anchoring.reanchoring import Reanchoring
from newsreader.article.article import Article, spans_to_read
from newsreader.entities.entity import Entity
from newsreader.entities.user_lexicon import LexiconEntry
from newsreader.entities.watchlist import watched
from newsreader.locale import _
from newsreader.notebook.colour import Colour
from newsreader.notebook.merge import merge
from newsreader.notebook.notebook import Notebook
from newsreader.session.analysis_state import AnalysisState
from newsreader.session.drafts import Drafts
from newsreader.session.entity_corrections import EntityCorrections
from newsreader.session.notes import Notes, Standing
from newsreader.session.sections import Sections
from newsreader.session.source_file import SourceFile
from newsreader.session.tags import Tags
from newsreader.session.writer import Saved, SaveFailed, Writer
from newsreader.settings.settings import Settings
from newsreader.sidecar.loaded import Loaded
from newsreader.state import ReadingPosition, State
from newsreader.text.span import Span

if TYPE_CHECKING:
    from newsreader.formats.document import Document
    from newsreader.session.exports import Exports
    from newsreader.session.ports import Helper, Store


class CaughtUp(NamedTuple):
    """`loaded` holds `asked`, and what other programs wrote meanwhile."""

    asked: Notebook
    loaded: Loaded


Event = Saved | SaveFailed | CaughtUp | Loaded | Fact
"""What the session is told from its threads; `take` is to be called with it on the reader's own."""


def now() -> datetime:
    """The time with its zone, to the second: what a sidecar holds."""
    return datetime.now().astimezone().replace(microsecond=0)


class ReadingSession:
    """An article and all that happens with it in one sitting.

    All methods are called from one thread. What happens on others (a save, a fact of the helper
    process) is handed to the listener as an Event, and comes back through `take`.
    """

    def __init__(
        self,
        article: Article,
        store: Store,
        state: State,
        place_key: str,
        helper: Helper | None = None,
        clock: Callable[[], datetime] = now,
        drafts: Path | None = None,
    ) -> None:
        """`place_key` names the article in the state: an absolute path, or its text's hash.

        `drafts` is the folder for notes being written; without one they are not kept.
        """
        loaded = store.load(article)
        self.article = article
        self._rest = loaded.rest
        self.problems = loaded.problems
        self.read_only = loaded.read_only
        self.moved = loaded.moved
        """Whether the highlights were saved on another text than the one they were found in."""
        self._behind = False
        self._gone = ""
        """What the reader is told while the notes file is not where it was."""
        self.analysis = AnalysisState(article, lambda: self.notebook.entities)
        self.unsaved_reason = ""
        self.drafts = Drafts(drafts, place_key) if drafts is not None else None
        self.origin: SourceFile | None = None
        """The file, where there is one that can be read again."""
        self.learned: Callable[[str, Sequence[Entity]], None] = lambda _sha256_text, _entities: None
        """Told at the end who appears in the text with a sha256_text, if all of it was read."""
        self._found = ""
        """The fingerprint of the text that was read to its end."""
        self._store = store
        self._state = state
        self._place_key = place_key
        self._helper = helper
        self._listener: Callable[[Event], object] | None = None
        self._unheard: list[Event] = []
        self._hearing = threading.Lock()
        self._begun = False
        self._writer = Writer(store.save, self._tell)
        self.notes = Notes(article, loaded.notebook, self._writer.put, clock)
        self.tags = Tags(self.notes)
        self.places = Sections(self.notes)
        self.names = EntityCorrections(self.notes, self._learn)
        self._save_joined(loaded)

    @property
    def ready(self) -> bool:
        """Whether the notes are there; nothing may be changed before the listener is told so."""
        return self._rest is None

    @property
    def notebook(self) -> Notebook:
        """Everything that the reader wrote, as it is now."""
        return self.notes.notebook

    @property
    def saved(self) -> bool:
        """Whether every change is on disk."""
        return self._writer.settled and not self.unsaved_reason

    def begin(self) -> None:
        """Start the analysis, from where the reader stopped; what it tells is kept for `listen`."""
        if self._helper is None or self._begun:
            return
        self._begun = True
        self._helper.listen(self._tell)
        self._analyse()
        if offset := self.stopped_at():
            self.attend(Span(offset, offset))

    def listen(self, listener: Callable[[Event], object]) -> None:
        """Have `listener` told, from whichever thread it happens on, and start the analysis."""
        self.begin()
        with self._hearing:
            for event in self._unheard:
                listener(event)
            self._unheard.clear()
            self._listener = listener
        if self._rest is not None:
            self._rest.add_done_callback(self._tell_rest)

    def take(self, event: Event) -> bool:
        """Take in what happened; True when the mentions are other than before."""
        match event:
            case Saved(written, stands):
                self.unsaved_reason = self._gone = ""
                self._take_in(written, stands)
            case SaveFailed(reason):
                self.unsaved_reason = reason
            case CaughtUp(asked, loaded):
                self.read_only, self._behind = loaded.read_only, False
                self._follow_file(loaded.gone)
                self._take_in(asked, loaded.notebook)
                self._save_joined(loaded)
            case Loaded(notebook, problems, read_only):
                self.read_only, self.problems, self._rest = read_only, problems, None
                self.moved = event.moved
                self.notes.notebook = notebook
                self._save_joined(event)
            case Finished(sha256_text) if sha256_text == self.article.sha256_text:
                self.analysis.learn(event)
                self._found = sha256_text
                return True
            case _:
                return self.analysis.learn(event)
        return False

    def attend(self, span: Span) -> None:
        """Say what is on the screen, so that its words and mentions are found first."""
        if self._helper is not None and self.analysis.progress < 1:
            self._helper.attend(span)

    def _take_in(self, asked: Notebook, stands: Notebook) -> None:
        """`stands` is what was `asked` and the work of other programs: that comes to the screen."""
        if stands is asked or stands == asked:
            return
        here = self.article.sha256_text
        if any(each.source and each.source.sha256_text != here for each in (asked, stands)):
            # The text changed in between. The store knows what is missing here, and tells it again.
            self._behind = True
        elif self.notebook is asked:
            self.notes.notebook = stands
        else:
            self.notes.notebook = merge(asked, self.notebook, stands)

    def _save_joined(self, loaded: Loaded) -> None:
        """Who reads that a copy is merged in may delete it: that has to be on disk then."""
        if loaded.joined and not loaded.read_only:
            self._writer.put(self.notebook)

    def _follow_file(self, gone: str) -> None:
        """What is on the screen only is not saved, until the file is back or written again."""
        if gone or self.unsaved_reason == self._gone:
            self.unsaved_reason = gone
        self._gone = gone

    def notebook_changed(self) -> bool:
        """Whether there is work of another program that is not on the screen. Cheap."""
        return self._behind or self._store.changed()

    def catch_up(self) -> CaughtUp:
        """Read what another program wrote, to be taken in by `take`. On any thread."""
        asked = self.notebook
        return CaughtUp(asked, self._store.refresh(asked))

    def move(self, passage: Reanchoring, standing: Standing) -> Standing:
        """Find every highlight again in another text, or make it an orphan. On any thread.

        What is saved from now on stands in that text; `follow` brings it to the screen.
        """
        moved = standing.taken(passage)
        self._store.follow(passage)
        return moved

    def follow(self, article: Article, before: Standing, after: Standing) -> bool:
        """The file holds another text now, in which `after` is what `before` was.

        False when more was changed since `before`, which has to be moved too: nothing is done.
        """
        if self.notebook is not before.notebook:
            return False
        self.notes.follow(article, after)
        self.article = article
        self.analysis = AnalysisState(article, lambda: self.notebook.entities)
        if self._helper is not None:
            self._analyse()
        return True

    @property
    def interrupted(self) -> bool:
        """Whether a note was being written when the program ended."""
        return self.drafts is not None and self.drafts.unfinished() is not None

    @property
    def first_ever(self) -> bool:
        """Whether the reader has never read anything with this program."""
        return self._state.new

    def watched(self, names: Sequence[str]) -> tuple[Entity, ...]:
        """Those of the reader's watch list whom the article names, in the list's order."""
        return watched(self.article.text, self.analysis.entities, names) if names else ()

    def stopped_at(self) -> int:
        """Where the reader stopped the last time, by what stood there; 0 for a new article."""
        return self._state.stopped_at(self._place_key, self.article.text)

    def stop_at(self, offset: int, *, ended: bool = False) -> None:
        """Remember where the reader stopped; `ended` when there was nothing left to be read."""
        place = ReadingPosition.on(self.article.text, offset, ended=ended)
        self._state.remember_place(self._place_key, place)

    def exports(self, settings: Settings) -> Exports:
        """The ways out for what stands in the notebook."""
        # A sitting that carries nothing out does without all formats.
        from newsreader.formats.document import Document  # noqa: PLC0415
        from newsreader.session.exports import Exports  # noqa: PLC0415

        def document() -> Document:
            meanings = dict(zip(Colour, settings.colours, strict=True))
            return Document(self.article, self.notebook, self.analysis.entities, meanings=meanings)

        name = self.article.name if self.article.name != "-" else "article.txt"
        source = Path(self._place_key).with_name(name) if os.sep in self._place_key else Path(name)
        return Exports(
            document, source, self._state, settings.export_format, settings.export_folder
        )

    def settle(self, timeout: float | None = None) -> bool:
        """Wait until everything is on disk, or could not be put there; `timeout` in seconds."""
        if self._gone and not self.read_only:
            self._writer.put(self.notebook)
        return self._writer.close(timeout)

    def go_on(self) -> None:
        """Go on after `settle`, when the reader would rather not leave."""
        self._writer.reopen()

    def close(self) -> None:
        """End the helper process, and leave a note that is unfinished to the next sitting.

        Nothing is saved here: `settle` comes first.
        """
        if self._helper is not None:
            self._helper.close()
        if self.drafts is not None:
            self.drafts.leave()
        if self._found == self.article.sha256_text:
            self._found = ""
            self.learned(self.article.sha256_text, self.analysis.entities)

    def _tell(self, event: Event) -> None:
        """On another thread: hand on what happened to whoever listens now."""
        with self._hearing:
            if self._listener is None:
                self._unheard.append(event)
            else:
                self._listener(event)

    def _tell_rest(self, rest: Future[Loaded]) -> None:
        """Hand on the notes that took their time; where they cannot be had, none may be written."""
        error = rest.exception()
        if error is None:
            self._tell(rest.result())
        else:
            told = _("The notes cannot be read ({why}); nothing is changed in them.")
            self._tell(Loaded(self.notebook, (told.format(why=error),), read_only=True))

    def _learn(self, entries: Sequence[LexiconEntry]) -> None:
        """Have the reader's own names known, and the article read again with them."""
        if self._helper is not None:
            self._helper.learn(entries)
            self._analyse()

    def _analyse(self) -> None:
        if self._helper is not None:
            article = self.article
            spans = spans_to_read(article)
            self._helper.request(article.sha256_text, article.text, spans)
