"""One session with one article: its notes, what is known of it, and where the reader stops."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from newsreader.analysis.protocol import Failed, Finished
from newsreader.article.article import Article, spans_to_read
from newsreader.entities.entity import Entity
from newsreader.entities.user_lexicon import LexiconEntry
from newsreader.entities.watchlist import watched
from newsreader.errors import SourceError
from newsreader.locale import _, reason_of
from newsreader.notebook.colour import Colour
from newsreader.notebook.highlight import Highlight
from newsreader.notebook.notebook import Notebook, Source
from newsreader.session.analysis_state import AnalysisState
from newsreader.session.daemon_thread import on_daemon_thread
from newsreader.session.drafts import Drafts
from newsreader.session.entity_corrections import EntityCorrections
from newsreader.session.environment import Environment
from newsreader.session.events import Event, EventRelay
from newsreader.session.notes import Notes
from newsreader.session.shared_corrections import LexiconUpdater, SharedCorrections
from newsreader.session.sync import Prepared, Sync
from newsreader.session.word_counter import WordCounter
from newsreader.session.writer import Saved, SaveFailed
from newsreader.sidecar.loaded import Loaded
from newsreader.state import ReadingPosition
from newsreader.text.span import Span

if TYPE_CHECKING:
    from newsreader.text.query_expression import Item


def open_session(
    article: Article, environment: Environment, patience: float | None = None
) -> ReadingSession:
    """Load the notes on `article` and start its analysis, from where the reader stopped.

    `patience` is how long to wait for the notes, in seconds: if they take longer, the session is
    not `ready` until it has taken them as an event. None waits until they are loaded.
    """
    rest = None
    if patience is None:
        loaded = environment.store.load(article)
    else:
        loading = on_daemon_thread(partial(environment.store.load, article), "notebook-reader")
        try:
            loaded = loading.result(patience)
        except TimeoutError:
            loaded, rest = Loaded(article, Notebook(source=Source.of(article))), loading
    session = ReadingSession(loaded, environment, rest)
    session.begin(loaded)
    return session


class ReadingSession:
    """An article and everything that happens with it in one session.

    All methods are called on one thread. What happens on others (a save, a fact of the helper
    process) is passed to the listener as an Event, and comes back through `take`.
    """

    def __init__(
        self, loaded: Loaded, environment: Environment, rest: Future[Loaded] | None = None
    ) -> None:
        """`rest` will hold the notes if `loaded` is only a placeholder. See `open_session`."""
        self.problems = loaded.problems
        self.moved = loaded.moved
        """Whether the highlights were saved on another text than the one they were found in."""
        self._rest = rest
        self.state = environment.state
        """What is remembered between the sessions with all articles."""
        self._place_key = environment.place_key
        self._helper = environment.helper
        self.word_counter = WordCounter(environment.helper)
        self._learned = environment.learned
        self._keep = environment.keep
        self.kept: Path | None = None
        """The file that the text was saved in, if it had none."""
        folder = environment.drafts
        self.drafts = Drafts(folder, self._place_key) if folder is not None else None
        self.failure = ""
        """Why the helper process finds no more names and words, "" while it can."""
        self._finished = ""
        """The hash of the text that was analysed to its end."""
        self._events = EventRelay()
        self.sync = Sync(
            loaded, environment.store, environment.source, self._report, environment.undo_file
        )
        lexicon = LexiconUpdater(environment.lexicon, self._relearn)
        self._shared = SharedCorrections(lexicon, environment.folder)
        self.notes = Notes(self.sync, environment.clock, self._shared.update)
        self.corrections = EntityCorrections(self.notes)
        self.analysis = self._new_analysis()

    @property
    def ready(self) -> bool:
        """Whether the notes are loaded; before that nothing may be changed."""
        return self._rest is None

    @property
    def lacks_file(self) -> bool:
        """Whether the text came from standard input, and was not saved yet."""
        return self._keep is not None and self.kept is None

    def keep(self) -> Path:
        """Save a text that has no file; the notes are found there by the text.

        Raises SourceError.
        """
        if self._keep is not None and self.kept is None:
            self.kept = self._keep(self.article)
        if self.kept is None:
            raise SourceError(_("This article has a file already."))
        return self.kept

    @property
    def place_key(self) -> str:
        """The key of the article in the user's own files: its path, or the hash of its text."""
        return self._place_key

    @property
    def article(self) -> Article:
        return self.sync.snapshot.article

    @property
    def notebook(self) -> Notebook:
        """Everything that the reader wrote, as it is now."""
        return self.sync.snapshot.notebook

    @property
    def read_only(self) -> bool:
        return self.sync.read_only

    @property
    def saved(self) -> bool:
        """Whether every change is on disk."""
        return self.sync.saved

    @property
    def unsaved_reason(self) -> str:
        """Why the last change is not on disk, as a sentence; "" if it is or will be."""
        return self.sync.unsaved_reason

    def query_item(self, highlight: Highlight, meanings: Mapping[Colour, str]) -> Item:
        """A highlight as the query language sees it; `meanings` are those of the colours."""
        from newsreader.notebook.query_item import highlight_item  # noqa: PLC0415 (rarely needed)

        index = self.analysis.index
        mentions = index.mentions_in(highlight.span) if highlight.is_shown else ()
        entities = filter(None, (index.at(mention.span.start) for mention in mentions))
        words = (highlight.quote, highlight.note)
        return replace(
            highlight_item(words, highlight.tags, highlight.colour, meanings, highlight.speaker),
            authors=(self.article.author or "",),
            sources=(self.article.source or "",),
            names=[name for entity in entities for name in entity.names],
            day=self.article.published_iso or "",
        )

    def begin(self, loaded: Loaded) -> None:
        """Start the analysis and save what was merged in; events are kept for `listen`."""
        self.sync.start(loaded)
        if self._rest is not None:
            self._rest.add_done_callback(self._report_rest)
        if self._helper is not None:
            self._helper.listen(self._report)
            self._analyse()
            if offset := self.stopped_at():
                self.attend(Span(offset, offset))

    def listen(self, listener: Callable[[Event], object]) -> None:
        """Call `listener` with each event, on the thread where it happens."""
        self._events.listen(listener)

    def take(self, event: Event) -> bool:
        """Handle what happened; True when the mentions have changed."""
        match event:
            case Saved() | SaveFailed():
                self.sync.after_save(event)
            case Loaded():
                self.problems, self.moved, self._rest = event.problems, event.moved, None
                self.sync.start(event)
            case Failed(reason):
                self.failure = reason
            case Finished(sha256_text) if sha256_text == self.article.sha256_text:
                self.analysis.learn(event)
                self._finished = sha256_text
                return True
            case _:
                return self.analysis.learn(event)
        return False

    def commit(self, prepared: Prepared) -> bool:
        """As `Sync.commit`; another text is analysed from the beginning."""
        article = self.article
        if not self.sync.commit(prepared):
            return False
        if self.article is not article:
            self.analysis = self._new_analysis()
            self._analyse()
        return True

    def attend(self, span: Span) -> None:
        """Have the words and mentions found first that are on the screen."""
        if self._helper is not None and self.analysis.progress < 1:
            self._helper.attend(span)

    @property
    def has_unfinished_note(self) -> bool:
        """Whether a note was being written when the program ended."""
        return self.drafts is not None and self.drafts.unfinished() is not None

    def watched(self, names: Sequence[str]) -> tuple[Entity, ...]:
        """The entities of the watch list `names` that are in the article, in the list's order."""
        return watched(self.article.text, self.analysis.entities, names) if names else ()

    def stopped_at(self) -> int:
        """The offset where the reader stopped the last time, found by the text there, or 0."""
        return self.state.stopped_at(self._place_key, self.article.text)

    def stop_at(self, offset: int, *, ended: bool = False) -> None:
        """Remember where the reader stopped; `ended` if there was nothing left to read."""
        place = ReadingPosition.on(self.article.text, offset, ended=ended)
        self.state.remember_place(self._place_key, place)

    def settle(self, timeout: float | None = None) -> bool:
        """Wait until all is on disk, or could not be saved; `timeout` in seconds."""
        return self.sync.settle(timeout)

    def finish(self, timeout: float) -> bool:
        """As `settle`, before the program ends: what cannot be saved is kept elsewhere.

        False if that is impossible, too. A draft that is in the notebook is removed.
        """
        if not self.sync.finish(timeout):
            return False
        if self.drafts is not None and self.drafts.kept is not None:
            draft = self.drafts.kept
            highlight = self.notebook.highlights.get(draft.highlight_id)
            if draft.note in (highlight.note if highlight is not None else self.notebook.note):
                self.drafts.forget()
        return True

    def reopen(self) -> None:
        """Go on after `settle`, when the reader decides to stay."""
        self.sync.reopen()

    def close(self) -> None:
        """End the helper process, and leave an unfinished note for the next session.

        Nothing is saved here: `settle` comes first.
        """
        if self._helper is not None:
            self._helper.close()
        if self.drafts is not None:
            self.drafts.leave()
        if self._finished == self.article.sha256_text and self._learned is not None:
            self._finished = ""
            self._learned(self.article.sha256_text, self.analysis.entities)

    def _report(self, event: Event) -> None:
        """On another thread: pass on what happened, or keep it until there is a listener."""
        self.word_counter.take(event)
        self._events.report(event)

    def _report_rest(self, rest: Future[Loaded]) -> None:
        """Pass on the notes that took long; if they cannot be read, none may be written."""
        error = rest.exception()
        if error is None:
            self._report(rest.result())
        else:
            message = _("The notes cannot be read ({why}); nothing is changed in them.")
            problems = (message.format(why=reason_of(error)),)
            self._report(Loaded(self.article, self.notebook, problems, read_only=True))

    def _relearn(self, entries: Sequence[LexiconEntry]) -> None:
        """Analyse the article again with the reader's own names."""
        if self._helper is not None:
            self._helper.learn(entries)
            self._analyse()

    def _new_analysis(self) -> AnalysisState:
        return AnalysisState(self.article, lambda: self._shared.with_own(self.notebook.entities))

    @property
    def has_folder(self) -> bool:
        """Whether a correction can be for all articles of a folder."""
        return self._shared.has_folder

    def _analyse(self) -> None:
        if self._helper is not None:
            article = self.article
            self._helper.request(article.sha256_text, article.text, spans_to_read(article))
