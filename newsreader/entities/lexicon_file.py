"""The lines of a user dictionary file, in its own encoding.

Each line keeps its bytes, so that a new word changes no other line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from newsreader.errors import NewsreaderError
from newsreader.files import guarded
from newsreader.locale import _, reason_of
from newsreader.text.lazy_regex import lazy_regex

_BYTES = lazy_regex(rb"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_TEXT = lazy_regex(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


class Line(NamedTuple):
    """A line with its line end; `text` is None if the bytes cannot be decoded."""

    raw: bytes
    text: str | None


class WordFile(NamedTuple):
    """The lines of a file, its encoding and its byte order mark."""

    lines: Sequence[Line] = ()
    encoding: str = "utf-8"
    mark: bytes = b""

    @property
    def lost(self) -> list[int]:
        """The numbers of the lines that cannot be decoded, from 1."""
        return [number for number, line in enumerate(self.lines, 1) if line.text is None]

    def holding(self, kept: Sequence[Line], added: Sequence[str]) -> bytes:
        """The bytes of the file with the lines `kept`, followed by the lines `added`.

        If the encoding cannot represent an added word, the file becomes UTF-8. Raises
        NewsreaderError if it also has lines that cannot be decoded.
        """
        end = _end_of(self.lines[0]) if self.lines else ""
        end = end or "\n"
        words = "".join(word + end for word in added)
        try:
            new = words.encode(self.encoding)
        except UnicodeEncodeError as problem:
            if any(line.text is None for line in kept):
                message = _(
                    "The encoding of the dictionary has no place for {words}: make it UTF-8."
                )
                raise NewsreaderError(message.format(words=" ".join(words.split()))) from problem
            return (_joined([line.text or "" for line in kept], end) + words).encode()
        mark, old = self.mark, b"".join(line.raw for line in kept)
        if kept and new and not _end_of(kept[-1]):
            old += end.encode(self.encoding)
        return mark + old + new


def _end_of(line: Line) -> str:
    """The line end of `line`; the last line of a file may have none."""
    text = line.text if line.text is not None else line.raw[-2:].decode("latin-1")
    return next((end for end in ("\r\n", "\n", "\r") if text.endswith(end)), "")


def _joined(lines: Sequence[str], end: str) -> str:
    return "".join(line if line.endswith(("\n", "\r")) else line + end for line in lines)


def read(path: Path) -> WordFile:
    """The lines of the file, or none if there is no file. Raises NewsreaderError."""
    try:
        data = guarded.read(path)
    except OSError as problem:
        raise _unreadable(path, reason_of(problem)) from problem
    if data is None:
        return WordFile()
    encoding = _encoding(data)
    if encoding is None:
        raise _unreadable(path, _("it is no text"))
    mark = _mark(data, encoding)
    file = WordFile(list(_lines(data[len(mark) :], encoding)), encoding, mark)
    if file.lines and len(file.lost) == len(file.lines):
        raise _unreadable(path, _("it is no text"))
    return file


def _unreadable(path: Path, why: str) -> NewsreaderError:
    message = _("The dictionary {file} cannot be read: {why}.")
    return NewsreaderError(message.format(file=path, why=why))


def _encoding(data: bytes) -> str | None:
    """The encoding of `data`, detected as for an article; None if it is not text."""
    lines = [line for line in data.splitlines() if not line.isascii()]
    readable = sum(map(_is_utf8, lines))
    if readable == len(lines) or 2 * readable > len(lines) > 2:  # some lines may be damaged
        return "utf-8"
    # Imported late: most lexicons are UTF-8.
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
    if len("\n".encode(encoding)) > 1:
        # A code unit of two or four bytes may hold a byte that looks like a line end.
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
