"""The words of the article, counted by the helper process when they are asked for."""

from __future__ import annotations

from collections import deque
from concurrent.futures import Future

from newsreader.analysis.protocol import CountedWord, Failed, WordsCounted
from newsreader.article.article import Article, spans_to_read
from newsreader.errors import AnalysisError
from newsreader.locale import _
from newsreader.session.environment import Helper


class WordCounter:
    """Asks the helper process, and passes its answers on in the order of the questions."""

    def __init__(self, helper: Helper | None) -> None:
        self._helper = helper
        self._waiting: deque[Future[tuple[CountedWord, ...]]] = deque()
        self._problem = "" if helper is not None else _("There is no helper process.")

    def count(self, article: Article) -> Future[tuple[CountedWord, ...]]:
        """The words of `article`; the future raises AnalysisError if the helper cannot work."""
        asked: Future[tuple[CountedWord, ...]] = Future()
        if self._helper is None or self._problem:
            asked.set_exception(AnalysisError(self._problem))
        else:
            self._waiting.append(asked)
            self._helper.count_words([(article.text, spans_to_read(article))])
        return asked

    def take(self, event: object) -> None:
        """Take what the helper reports, on its thread."""
        match event:
            case WordsCounted((words,)) if self._waiting:
                asked = self._waiting.popleft()
                if asked.set_running_or_notify_cancel():
                    asked.set_result(words)
            case Failed(reason):
                self._problem = reason
                while self._waiting:
                    asked = self._waiting.popleft()
                    if asked.set_running_or_notify_cancel():
                        asked.set_exception(AnalysisError(reason))
