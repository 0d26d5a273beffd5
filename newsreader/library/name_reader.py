"""Reads the articles of a library for names, one after the other, in the background."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Protocol

from newsreader.analysis.protocol import Fact, Failed, Finished, WordsFound
from newsreader.article.article import Article, spans_to_read
from newsreader.article.loader import open_article
from newsreader.errors import NewsreaderError
from newsreader.library.article_entry import ArticleEntry
from newsreader.library.library import Library
from newsreader.text.span import Span
from newsreader.text.words import Words


class Helper(Protocol):
    """The helper process. Each `listen` takes it over from the listener before."""

    def listen(self, callback: Callable[[Fact], None]) -> None: ...
    def request(self, sha256_text: str, text: str, paragraphs: Sequence[Span]) -> None: ...


class NameReader:
    """Keeps the names and words in the index of `library`; no article is read twice.

    A session with an article takes the helper over; `start` takes it back. `start` opens the first
    article, so it is called on a thread; the others are opened on the helper's thread.
    """

    def __init__(self, library: Library, helper: Helper) -> None:
        self._library = library
        self._helper = helper
        self._lock = threading.Lock()
        self._waiting: list[ArticleEntry] = []
        self._reading = ""
        """The hash of the text that the helper reads now."""
        self._words = Words("")
        """The words of that text."""
        self._finished: Finished | None = None
        """Its names, when only some of its words are to come."""
        self._to_come = 0
        """How many more facts about its words there are."""
        self._begun = 0
        """How often reading was started or stopped."""
        self._report: Callable[[], object] = lambda: None

    @property
    def is_reading(self) -> bool:
        """Whether articles are being read."""
        return bool(self._reading)

    def start(self, entries: Sequence[ArticleEntry], report: Callable[[], object]) -> None:
        """Read those of `entries` that are new, in this order.

        `report` is called on another thread after each article, and at the end.
        """
        known = self._library.index.analysed()
        with self._lock:
            self._waiting = [
                entry
                for entry in reversed(entries)
                if entry.sha256_text and entry.sha256_text not in known and not entry.is_lost
            ]
            self._report = report
            self._reading = ""
            self._begun += 1
            if not self._waiting:
                return
        self._helper.listen(self._take)
        self._next()

    def prefer(self, paths: Collection[Path]) -> None:
        """Read those of the waiting articles that are at `paths` before the others."""
        with self._lock:
            self._waiting.sort(key=lambda entry: entry.path in paths)  # the last is read next

    def stop(self) -> None:
        """Read no more articles. The present one is read to its end and then forgotten."""
        with self._lock:
            self._waiting, self._reading = [], ""
            self._begun += 1

    def _take(self, fact: Fact) -> None:
        match fact:
            case WordsFound(sha256_text, span, starts) if sha256_text == self._reading:
                self._words.learn(span, starts)
                self._to_come -= 1
                self._keep()
            case Finished(sha256_text) if sha256_text == self._reading:
                self._finished, self._to_come = fact, fact.following
                self._keep()
            case Failed(reason):
                self._library.failure = reason
                self.stop()
                self._report()

    def _keep(self) -> None:
        """Store what was found in the present text when it is complete, and go on."""
        finished = self._finished
        if finished is None or self._to_come > 0:
            return
        entities, marks = finished.roster.entities, self._words.marks
        self._library.index.learn(finished.sha256_text, entities, marks)
        self._finished = None
        self._next()
        self._report()

    def _next(self) -> None:
        """Ask for the next article that can be opened."""
        while True:
            with self._lock:
                self._reading = ""
                if not self._waiting:
                    return
                entry = self._waiting.pop()
                beginning = self._begun
            article = self._opened(entry)
            if article is not None:
                with self._lock:
                    if beginning != self._begun:  # stopped, or begun once more meanwhile
                        return
                    self._reading, self._words = article.sha256_text, Words(article.text)
                    self._finished = None
                text, spans = article.text, spans_to_read(article)
                self._helper.request(article.sha256_text, text, spans)
                return

    def _opened(self, entry: ArticleEntry) -> Article | None:
        encoding = self._library.state.encoding(str(entry.path))
        try:
            return open_article(entry.path, encoding)
        except NewsreaderError:
            return None  # the next scan of the library reports it
