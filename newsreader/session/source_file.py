"""Origin: the file that an article was read from, and the encoding that it is read in."""

from __future__ import annotations

from pathlib import Path

from newsreader.article.article import Article
from newsreader.article.loader import open_article
from newsreader.files.signature import signature
from newsreader.state import State


class SourceFile:
    """Tells when the file holds something else, and reads it again.

    `encoding` is the one that was asked for, None where the bytes say it. `changed` and `read`
    may be called from another thread than the rest.
    """

    def __init__(self, path: Path, encoding: str | None, state: State, key: str) -> None:
        """`key` names the article in the state."""
        self.path = path
        self.encoding = encoding
        self._state = state
        self._key = key
        self._seen = signature(path)

    def changed(self) -> bool:
        """Whether the file is another than when it was last read; one look at the disk.

        A file that is gone is not: some programs put the new one in its place a moment later.
        """
        now = signature(self.path)
        return bool(now) and now != self._seen

    def read(self) -> Article:
        """The article as it is now. Raises SourceError."""
        self._seen = signature(self.path)
        return open_article(self.path, self.encoding)

    def read_as(self, encoding: str | None) -> Article:
        """The article in another encoding, which is remembered; None lets the bytes say it.

        Raises SourceError, and then nothing is remembered.
        """
        article = open_article(self.path, encoding)
        self.encoding = encoding
        self._state.remember_encoding(self._key, encoding)
        return article
