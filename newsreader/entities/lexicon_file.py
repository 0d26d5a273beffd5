"""The lines of the file of the user's lexicon."""

from __future__ import annotations

from pathlib import Path

from newsreader.decoding.line_file import LineFile, parse_lines
from newsreader.errors import NewsreaderError
from newsreader.files import guarded
from newsreader.locale import _, reason_of


def read(path: Path) -> LineFile:
    """The lines of the file, or none if there is no file. Raises NewsreaderError."""
    try:
        data = guarded.read(path)
    except OSError as problem:
        raise _unreadable(path, reason_of(problem)) from problem
    if data is None:
        return LineFile()
    file = parse_lines(data)
    if file is None:
        raise _unreadable(path, _("it is not a text file"))
    return file


def _unreadable(path: Path, why: str) -> NewsreaderError:
    message = _("Your lexicon {file} cannot be read: {why}.")
    return NewsreaderError(message.format(file=path, why=why))


def write(path: Path, data: bytes) -> None:
    """Replace the file as a whole, and create its directory if needed. Raises OSError."""
    from newsreader.files import atomic  # noqa: PLC0415 (the helper process only reads)

    path.parent.mkdir(parents=True, exist_ok=True)
    atomic.replace(path, data)
