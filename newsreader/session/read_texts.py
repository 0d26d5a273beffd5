"""The texts as they were when they were last read, to show what has changed since.

A text is kept once, compressed, under its hash; a small file for each article has the hash of the
text that was read last. The oldest texts are deleted when all of them are too large.
"""

from __future__ import annotations

import contextlib
import zlib
from pathlib import Path

from newsreader.article.article import Article
from newsreader.files import atomic, guarded
from newsreader.files.digest import sha256
from newsreader.files.private import make_private_folder

MEGABYTE = 1 << 20
LARGEST = 16 * MEGABYTE
"""Bytes of a text in UTF-8; a larger one is not kept."""

_HASH = 64
"""Characters of a hash, and of the file that holds it."""


class ReadTexts:
    """The kept texts in `folder`, at most `most` bytes; 0 keeps none and deletes what is there.

    May be used on any thread. Failures are ignored: what cannot be read is missing, and what
    cannot be written is not kept.
    """

    def __init__(self, folder: Path, most: int) -> None:
        self._folder = folder
        self._most = most

    def last(self, key: str) -> str | None:
        """The text that was read last of the article named `key`: a path, or a hash."""
        with contextlib.suppress(OSError, ValueError, zlib.error):
            pointer = guarded.read(self._pointer(key), _HASH)
            digest = (pointer or b"").decode("ascii")
            if len(digest) == _HASH and digest.isalnum():
                return self._read(digest)
        return None

    def keep(self, key: str, article: Article) -> None:
        """Keep the text of `article` as the one that was read last under `key`."""
        with contextlib.suppress(OSError):
            data = article.text.encode()
            named = key != article.sha256_text  # else it has no file that could change
            if named and self._most and len(data) <= LARGEST:
                make_private_folder(self._folder)
                make_private_folder(self._folder / "by-path")
                target = self._text(article.sha256_text)
                if target.exists():
                    target.touch()  # the oldest ones are deleted first
                else:
                    atomic.replace(target, zlib.compress(data), mode=0o600, durable=False)
                pointer = article.sha256_text.encode("ascii")
                atomic.replace(self._pointer(key), pointer, mode=0o600, durable=False)
            self._shrink()

    def _read(self, digest: str) -> str | None:
        data = guarded.read(self._text(digest), LARGEST)
        if data is None:
            return None
        text = zlib.decompressobj().decompress(data, LARGEST)
        # A file that another program changed is not what was read.
        return text.decode() if sha256(text) == digest else None

    def _shrink(self) -> None:
        """Delete the oldest texts, and pointers to texts that are gone, beyond the limit."""
        if not self._folder.is_dir():
            return
        texts = [(path.stat(), path) for path in self._folder.glob("*.z")]
        room = self._most
        for status, path in sorted(texts, key=lambda each: -each[0].st_mtime_ns):
            room -= status.st_size
            if room < 0:
                path.unlink(missing_ok=True)
        if room < 0:
            for pointer in (self._folder / "by-path").iterdir():
                digest = guarded.read(pointer, _HASH) or b""
                if not self._text(digest.decode("ascii", "replace")).exists():
                    pointer.unlink(missing_ok=True)

    def _text(self, digest: str) -> Path:
        return self._folder / f"{digest}.z"

    def _pointer(self, key: str) -> Path:
        return self._folder / "by-path" / sha256(key.encode("utf-8", "surrogatepass"))
