"""Partners: what a sitting asks of those it works with. For annotations only, and never loaded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from newsreader.analysis.protocol import Fact
from newsreader.anchoring.reanchoring import Reanchoring
from newsreader.article.article import Article
from newsreader.entities.user_lexicon import LexiconEntry
from newsreader.notebook.notebook import Notebook
from newsreader.sidecar.loaded import Loaded
from newsreader.text.span import Span


class Store(Protocol):
    """Where the notebook is kept."""

    def load(self, article: Article) -> Loaded: ...
    def save(self, notebook: Notebook) -> Notebook: ...
    def changed(self) -> bool: ...
    def refresh(self, notebook: Notebook) -> Loaded: ...
    def follow(self, passage: Reanchoring) -> None: ...


class Helper(Protocol):
    """Who finds words and mentions, and tells them as facts."""

    def listen(self, callback: Callable[[Fact], None]) -> None: ...
    def request(self, sha256_text: str, text: str, paragraphs: Sequence[Span]) -> None: ...
    def attend(self, span: Span) -> None: ...
    def learn(self, entries: Iterable[LexiconEntry]) -> None: ...
    def close(self) -> None: ...
