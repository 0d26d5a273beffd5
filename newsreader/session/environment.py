"""What a session works with beside its article: store, helper process, state and files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from newsreader.analysis.protocol import Fact, Failed
from newsreader.entities.entity import Entity
from newsreader.entities.user_lexicon import LexiconEntry
from newsreader.state import State
from newsreader.text.span import Span

if TYPE_CHECKING:
    from newsreader.article.article import Article
    from newsreader.notebook.snapshot import Snapshot
    from newsreader.session.sync import SourceFile
    from newsreader.sidecar.loaded import Loaded


class Store(Protocol):
    """Where the notebook is kept. `changed` and `revision` never wait for the disk."""

    @property
    def revision(self) -> int: ...
    def load(self, article: Article) -> Loaded: ...
    def save(self, snapshot: Snapshot) -> Loaded: ...
    def changed(self) -> bool: ...
    def refresh(self, article: Article) -> Loaded: ...


class Helper(Protocol):
    """Finds words and mentions, and reports them as facts on a thread of its own."""

    def listen(self, callback: Callable[[Fact], None]) -> None: ...
    def request(self, sha256_text: str, text: str, paragraphs: Sequence[Span]) -> None: ...
    def attend(self, span: Span) -> None: ...
    def learn(self, entries: Iterable[LexiconEntry]) -> None: ...
    def close(self) -> None: ...


def now() -> datetime:
    """The local time with its zone, to the second: what a sidecar holds."""
    return datetime.now().astimezone().replace(microsecond=0)


@dataclass(frozen=True, slots=True)
class Environment:
    """Everything that a session is given.

    `place_key` names the article in the state: an absolute path, or the hash of its text.
    `drafts` is the folder for notes that are being written; without one they are not kept.
    `source` is the article's file, `lexicon` the file of the reader's own names.
    `learned` is called when the session closes, with the hash of a text that was analysed to its
    end and the entities in it.
    """

    store: Store
    state: State
    place_key: str
    helper: Helper | None = None
    clock: Callable[[], datetime] = now
    drafts: Path | None = None
    source: SourceFile | None = None
    lexicon: Path | None = None
    learned: Callable[[str, Sequence[Entity]], None] | None = None


class SharedHelper:
    """One helper process for one session after another; closing it leaves the process alive.

    Each `listen` begins another session: the earlier listener gets nothing more.
    """

    def __init__(self, helper: Helper) -> None:
        self._helper = helper
        self._listener: Callable[[Fact], None] = _ignore
        self._failed: Failed | None = None
        self._listening = False

    def listen(self, callback: Callable[[Fact], None]) -> None:
        self._listener = callback
        if not self._listening:
            self._listening = True
            self._helper.listen(self._report)
        elif self._failed is not None:
            callback(self._failed)

    def request(self, sha256_text: str, text: str, paragraphs: Sequence[Span]) -> None:
        self._helper.request(sha256_text, text, paragraphs)

    def attend(self, span: Span) -> None:
        self._helper.attend(span)

    def learn(self, entries: Iterable[LexiconEntry]) -> None:
        self._helper.learn(entries)

    def close(self) -> None:
        self._listener = _ignore

    def _report(self, fact: Fact) -> None:
        if isinstance(fact, Failed):
            self._failed = fact
        self._listener(fact)


def _ignore(_fact: Fact) -> None:
    pass
