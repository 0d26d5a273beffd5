"""What a session works with beside its article: store, helper process, state and files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from newsreader.analysis.protocol import Fact, Failed
from newsreader.article.article import Article
from newsreader.article.loader import open_article
from newsreader.entities.entity import Entity
from newsreader.entities.user_lexicon import LexiconEntry
from newsreader.errors import SourceError
from newsreader.files.signature import signature
from newsreader.locale import _
from newsreader.state import State
from newsreader.text.span import Span

if TYPE_CHECKING:
    from newsreader.notebook.snapshot import Snapshot
    from newsreader.session.folder_corrections import FolderCorrections
    from newsreader.sidecar.loaded import Loaded
    from newsreader.sidecar.undo_file import UndoFile


class Store(Protocol):
    """Where the notebook is kept. `changed` and `revision` never wait for the disk.

    `path` is the file, None where there is none.
    """

    @property
    def path(self) -> Path | None: ...
    @property
    def revision(self) -> int: ...
    def load(self, article: Article) -> Loaded: ...
    def save(self, snapshot: Snapshot) -> Loaded: ...
    def changed(self) -> bool: ...
    def refresh(self, article: Article) -> Loaded: ...
    def rescue(self, snapshot: Snapshot) -> object: ...


class Helper(Protocol):
    """Finds words and mentions, and reports them as facts on a thread of its own."""

    def listen(self, callback: Callable[[Fact], None]) -> None: ...
    def request(self, sha256_text: str, text: str, paragraphs: Sequence[Span]) -> None: ...
    def attend(self, span: Span) -> None: ...
    def learn(self, entries: Iterable[LexiconEntry]) -> None: ...
    def count_words(self, texts: Sequence[tuple[str, Sequence[Span]]]) -> None: ...
    def close(self) -> None: ...


MOST_FOLLOWED = 64 * 1024 * 1024
"""Bytes of a text that is read again while it is open. Finding the highlights in one of 200 MB
takes minutes, and gigabytes of memory."""


def now() -> datetime:
    """The local time with its zone, to the second: what a sidecar holds."""
    return datetime.now().astimezone().replace(microsecond=0)


class SourceFile:
    """The file that an article was read from, and the encoding that it is read in.

    `encoding` is the one that the reader chose, None where the bytes decide.
    """

    def __init__(
        self, path: Path, encoding: str | None, seen: tuple[int, ...], state: State, key: str
    ) -> None:
        """`seen` is the signature of the file when it was read; `key` is its name in the state."""
        self.path = path
        self.encoding = encoding
        self._seen = seen
        self._state = state
        self._key = key

    @classmethod
    def at(cls, path: Path, encoding: str | None, state: State, key: str) -> SourceFile:
        """The file at `path`, which was just read. Looks at the disk."""
        return cls(path, encoding, signature(path), state, key)

    def changed(self) -> bool:
        """Whether the file was written since it was last read; one stat().

        A missing file is not a change: some programs put the new one in its place a moment later.
        """
        now = signature(self.path)
        return bool(now) and now != self._seen

    def read(self) -> Article:
        """The article as it is now. Raises SourceError, also for a file that has become huge."""
        self._seen = signature(self.path)
        if self._seen and self._seen[1] > MOST_FOLLOWED:
            message = _("{name} has grown to more than 64 MB; open it again to read it.")
            raise SourceError(message.format(name=self.path.name))
        return open_article(self.path, self.encoding)

    def read_as(self, encoding: str | None) -> Article:
        """The article in another encoding, which is remembered; None lets the bytes decide.

        Raises SourceError, and then nothing is remembered.
        """
        article = open_article(self.path, encoding)
        self.encoding = encoding
        self._state.remember_encoding(self._key, encoding)
        return article


@dataclass(frozen=True, slots=True)
class Environment:
    """Everything that a session is given.

    `place_key` names the article in the state: an absolute path, or the hash of its text.
    `drafts` is the folder for notes that are being written; without one they are not kept.
    `source` is the article's file, `lexicon` the file of the reader's own names.
    `learned` is called when the session closes, with the hash of a text that was analysed to its
    end and the entities in it. `keep` saves the text of an article without a file in one, and
    returns its path or raises SourceError. `folder` has the corrections for all articles of the
    folder. `undo_file` has the steps of earlier sessions.
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
    keep: Callable[[Article], Path] | None = None
    folder: FolderCorrections | None = None
    undo_file: UndoFile | None = None


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

    def count_words(self, texts: Sequence[tuple[str, Sequence[Span]]]) -> None:
        self._helper.count_words(texts)

    def close(self) -> None:
        self._listener = _ignore

    def _report(self, fact: Fact) -> None:
        if isinstance(fact, Failed):
            self._failed = fact
        self._listener(fact)


def _ignore(_fact: Fact) -> None:
    pass
