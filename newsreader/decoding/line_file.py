"""A text file as lines that keep their bytes, so that a changed line changes no other one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newsreader.errors import NewsreaderError
from newsreader.locale import _
from newsreader.text.lazy_regex import lazy_regex

_TEXT = lazy_regex(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


class Line(NamedTuple):
    """A line with its line end; `text` is None if the bytes cannot be decoded."""

    raw: bytes
    text: str | None


class LineFile(NamedTuple):
    """The lines of a file, its encoding and its byte order mark."""

    lines: Sequence[Line] = ()
    encoding: str = "utf-8"
    mark: bytes = b""

    @property
    def lost(self) -> list[int]:
        """The numbers of the lines that cannot be decoded, from 1."""
        return [number for number, line in enumerate(self.lines, 1) if line.text is None]

    def holding(self, lines: Sequence[Line | str]) -> bytes:
        """The bytes of the file with `lines`; those that are new are strings without a line end.

        If the encoding cannot represent a new line, the file becomes UTF-8. Raises
        NewsreaderError if it also has lines that cannot be decoded.
        """
        end = (_end_of(self.lines[0]) if self.lines else "") or "\n"
        try:
            new = [
                Line((line + end).encode(self.encoding), line + end)
                if isinstance(line, str)
                else line
                for line in lines
            ]
        except UnicodeEncodeError as problem:
            if any(isinstance(line, Line) and line.text is None for line in lines):
                words = " ".join(line for line in lines if isinstance(line, str))
                message = _("The encoding of the file has no place for {words}: make it UTF-8.")
                raise NewsreaderError(message.format(words=" ".join(words.split()))) from problem
            texts = [line if isinstance(line, str) else line.text or "" for line in lines]
            return "".join(
                text if text.endswith(("\n", "\r")) else text + end for text in texts
            ).encode()
        # The last line of a file may have no end; it needs one where another line follows.
        between = end.encode(self.encoding)
        pieces = [line.raw if _end_of(line) else line.raw + between for line in new[:-1]]
        return self.mark + b"".join([*pieces, *(line.raw for line in new[-1:])])


def parse_lines(data: bytes) -> LineFile | None:
    """The lines in `data`, whose encoding is detected as for an article; None if it is no text."""
    encoding = _encoding(data)
    if encoding is None:
        return None
    mark = _mark(data, encoding)
    file = LineFile(list(_lines(data[len(mark) :], encoding)), encoding, mark)
    return None if file.lines and len(file.lost) == len(file.lines) else file


def _end_of(line: Line) -> str:
    """The line end of `line`; the last line of a file may have none."""
    text = line.text if line.text is not None else line.raw[-2:].decode("latin-1")
    return next((end for end in ("\r\n", "\n", "\r") if text.endswith(end)), "")


def _encoding(data: bytes) -> str | None:
    """The encoding of `data`; None if it is not text."""
    if _is_utf8(data):
        return "utf-8"
    lines = [line for line in data.splitlines() if not line.isascii()]
    readable = sum(map(_is_utf8, lines))
    if 2 * readable > len(lines) > 2:  # some lines may be damaged
        return "utf-8"
    # Imported late: most of these files are UTF-8.
    from newsreader.decoding.decode import decode  # noqa: PLC0415

    found = decode(data)
    return None if found.binary else found.encoding


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
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
    for raw in data.splitlines(keepends=True):
        try:
            yield Line(raw, raw.decode(encoding))
        except UnicodeDecodeError:
            yield Line(raw, None)
