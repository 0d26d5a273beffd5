"""The words that the reader knows, in a text file: one in each line, comments after #.

More columns after a tab are ignored, so that a list of an exam or of a flash card program can be
used as it is.
"""

from __future__ import annotations

from pathlib import Path

from newsreader.decoding.line_file import LineFile, parse_lines
from newsreader.errors import NewsreaderError
from newsreader.files import atomic
from newsreader.locale import _, reason_of
from newsreader.text.fold import folded_text


class KnownWordsError(NewsreaderError):
    """The file cannot be read or written."""


def read_known(path: Path) -> frozenset[str]:
    """The words in the file, as `folded_text` has them; none if there is no file.

    Raises KnownWordsError.
    """
    return frozenset(filter(None, (_word(line.text) for line in _read(path).lines)))


def add_known(path: Path, word: str) -> None:
    """Add a word at the end of the file, which is created if need be. Raises KnownWordsError."""
    _change(path, word, known=True)


def remove_known(path: Path, word: str) -> None:
    """Remove the lines of a word. Raises KnownWordsError."""
    _change(path, word, known=False)


def _word(line: str | None) -> str:
    """The word of a line as `folded_text` has it, or ""."""
    text = (line or "").strip("\r\n")
    return "" if text.lstrip().startswith("#") else folded_text(text.split("\t")[0])


def _read(path: Path) -> LineFile:
    message = _("The list of known words {file} cannot be read: {why}.")
    try:
        data = atomic.recover(path)
    except (OSError, ValueError) as error:
        why = reason_of(error)
        raise KnownWordsError(message.format(file=path, why=why)) from error
    file = parse_lines(data) if data is not None else LineFile()
    if file is None:
        raise KnownWordsError(message.format(file=path, why=_("it is not a text file")))
    return file


def _change(path: Path, word: str, *, known: bool) -> None:
    """Write the file with or without `word`; all other lines stay as they are."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with atomic.locked(path):
            file, key = _read(path), folded_text(word)
            there = [line for line in file.lines if _word(line.text) == key]
            if known and not there:
                atomic.replace(path, file.holding([*file.lines, word]))
            elif there and not known:
                atomic.replace(path, file.holding([x for x in file.lines if x not in there]))
    except OSError as error:
        message = _("The list of known words {file} cannot be written: {why}.")
        why = reason_of(error)
        raise KnownWordsError(message.format(file=path, why=why)) from error
