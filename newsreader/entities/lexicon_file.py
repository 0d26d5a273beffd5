"""Word file: the lines of a user dictionary, in the encoding that they are in.

Each line is kept as the bytes that stand there, so that putting a word in touches no other line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from newsreader.errors import NewsreaderError
from newsreader.locale import _
from newsreader.text.lazy_regex import lazy_regex

_BYTES = lazy_regex(rb"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_TEXT = lazy_regex(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


class Line(NamedTuple):
    """A line as it stands, its end included; `text` is None where some of it is no character."""

    raw: bytes
    text: str | None


class WordFile(NamedTuple):
    """The lines of a file, their encoding, and the byte order mark before them."""

    lines: Sequence[Line] = ()
    encoding: str = "utf-8"
    mark: bytes = b""

    @property
    def lost(self) -> list[int]:
        """The numbers of the lines that cannot be read, from 1."""
        return [number for number, line in enumerate(self.lines, 1) if line.text is None]

    def holding(self, kept: Sequence[Line], added: Sequence[str]) -> bytes:
        """The bytes of the file with the lines `kept`, and `added` behind them.

        In UTF-8 where the encoding has no place for a word, if that loses nothing. Raises
        NewsreaderError where it would.
        """
        end = _end_of(self.lines[0]) if self.lines else ""
        end = end or "\n"
        words = "".join(word + end for word in added)
        try:
            new = words.encode(self.encoding)
        except UnicodeEncodeError as problem:
            if any(line.text is None for line in kept):
                told = _("The encoding of the dictionary has no place for {words}: make it UTF-8.")
                raise NewsreaderError(told.format(words=" ".join(words.split()))) from problem
            return (_joined([line.text or "" for line in kept], end) + words).encode()
        mark, old = self.mark, b"".join(line.raw for line in kept)
        if kept and new and not _end_of(kept[-1]):
            old += end.encode(self.encoding)
        return mark + old + new


def _end_of(line: Line) -> str:
    """How the line ends; a last line may have no end."""
    text = line.text if line.text is not None else line.raw[-2:].decode("latin-1")
    return next((end for end in ("\r\n", "\n", "\r") if text.endswith(end)), "")


def _joined(lines: Sequence[str], end: str) -> str:
    return "".join(line if line.endswith(("\n", "\r")) else line + end for line in lines)


def read(path: Path) -> WordFile:
    """The lines of the file, none where it is not there; NewsreaderError where it is no text."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return WordFile()
    except OSError as problem:
        raise _unreadable(path, problem.strerror or str(problem)) from problem
    encoding = _encoding(data)
    if encoding is None:
        raise _unreadable(path, _("it is no text"))
    mark = _mark(data, encoding)
    file = WordFile(list(_lines(data[len(mark) :], encoding)), encoding, mark)
    if file.lines and len(file.lost) == len(file.lines):
        raise _unreadable(path, _("it is no text"))
    return file


def _unreadable(path: Path, why: str) -> NewsreaderError:
    told = _("The dictionary {file} cannot be read: {why}.")
    return NewsreaderError(told.format(file=path, why=why))


def _encoding(data: bytes) -> str | None:
    """The encoding of `data`, told as that of an article is; None where it is no text."""
    telling = [line for line in data.splitlines() if not line.isascii()]
    readable = sum(map(_is_utf8, telling))
    if readable == len(telling) or 2 * readable > len(telling) > 2:  # a line may be damaged
        return "utf-8"
    # The helper process needs no more than UTF-8 for most lexicons.
    from newsreader.decoding.decode import decode  # noqa: PLC0415

    found = decode(data)
    return None if found.binary else found.encoding


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _mark(data: bytes, encoding: str) -> bytes:
    try:
        mark = "\ufeff".encode(encoding)
    except UnicodeEncodeError:
        return b""
    return mark if data.startswith(mark) else b""


def _lines(data: bytes, encoding: str) -> Iterator[Line]:
    if (
        len("\n".encode(encoding)) > 1
    ):  # of two or four bytes, any of which may look like a line end
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            yield Line(data, None)
            return
        for line in _TEXT.findall(text):
            yield Line(line.encode(encoding), line)
        return
    for raw in _BYTES.findall(data):
        try:
            yield Line(raw, raw.decode(encoding))
        except UnicodeDecodeError:
            yield Line(raw, None)


def write(path: Path, data: bytes) -> None:
    """Replace the file as a whole, and create its directory if needed. Raises OSError."""
    from newsreader.files import atomic  # noqa: PLC0415 (the helper process only reads)

    path.parent.mkdir(parents=True, exist_ok=True)
    atomic.replace(path, data)
