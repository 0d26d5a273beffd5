"""The entities and words of articles, found by the helper process."""

from __future__ import annotations

import queue

from newsreader.analysis.protocol import (
    CountedWord,
    Fact,
    Failed,
    Finished,
    Warned,
    WordsCounted,
)
from newsreader.analysis.service import Service
from newsreader.article.article import Article, spans_to_read
from newsreader.commands.output import complain
from newsreader.commands.sources import Opened
from newsreader.directories import directories
from newsreader.entities.entity import Entity
from newsreader.errors import AnalysisError
from newsreader.library.reader_corrections import ReaderCorrections
from newsreader.notebook.notebook import Notebook


class EntityFinder:
    """Sends texts to the helper process one by one, and waits for each result."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._corrections = ReaderCorrections(directories().data)
        self._facts: queue.SimpleQueue[Fact] = queue.SimpleQueue()
        service.listen(self._facts.put)

    def entities(self, opened: Opened, notebook: Notebook) -> tuple[Entity, ...]:
        """The entities of an article, with the reader's corrections. Raises AnalysisError."""
        article = opened.article
        return self._corrections.corrected(article, opened.path, notebook, self.found(article))

    def found(self, article: Article) -> tuple[Entity, ...]:
        """The entities of `article` as they are found. Raises AnalysisError."""
        spans = spans_to_read(article)
        self._service.request(article.sha256_text, article.text, spans)
        while True:
            match self._next_fact():
                case Finished(finished, roster) if finished == article.sha256_text:
                    return roster.entities

    def words(self, article: Article) -> tuple[CountedWord, ...]:
        """The words of `article`. Raises AnalysisError."""
        self._service.count_words([(article.text, spans_to_read(article))])
        while True:
            match self._next_fact():
                case WordsCounted((words,)):
                    return words

    def _next_fact(self) -> Fact:
        fact = self._facts.get()
        if isinstance(fact, Failed):
            raise AnalysisError(fact.reason)
        if isinstance(fact, Warned):
            complain(fact.reason)
        return fact
