"""Reads a file from another program: its text, its format and its entries."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from newsreader.decoding.decode import decode
from newsreader.errors import FormatError, SourceError
from newsreader.files import guarded
from newsreader.formats.format_detection import UncertainFormatError
from newsreader.formats.imported_highlight import ImportedHighlight
from newsreader.formats.registry import importer_named, read_any
from newsreader.locale import _, reason_of, with_label


class ImportedFile(NamedTuple):
    """The name of the format of a file, and its entries in their order."""

    format: str
    entries: list[ImportedHighlight]


def read_imported(
    path: Path,
    name: str | None = None,
    encoding: str | None = None,
    progress: Callable[[float], object] = lambda _share: None,
) -> ImportedFile:
    """The file at `path` in the format `name`, or in the one that its content shows.

    `progress` is called with the share that is read, 0 to 1. Raises SourceError if it cannot be
    read, FormatError if it is in no such format, UncertainFormatError if it may be in two, and
    UsageError if there is no such encoding.
    """
    text = _text(path, encoding, progress)
    if not text.strip():
        message = _("{name} has no text in it; choose another file.")
        raise FormatError(message.format(name=path))
    importer = importer_named(name) if name is not None else None
    try:
        if importer is not None:
            return ImportedFile(importer.name, importer.read(text))
        return ImportedFile(*read_any(text))
    except UncertainFormatError as error:
        raise UncertainFormatError(with_label(path, str(error)), error.names) from error
    except FormatError as error:
        raise FormatError(with_label(path, str(error))) from error


def text_of(data: bytes, encoding: str | None = None) -> str:
    """The text of `data` in `encoding`, or in the detected one, without a byte order mark.

    Line ends become line feeds. Raises UsageError if there is no such encoding.
    """
    try:
        text = data.decode("utf-8-sig") if encoding is None else None
    except UnicodeDecodeError:
        text = None
    if text is None or "\0" in text:
        text = decode(data, encoding).text
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _text(path: Path, encoding: str | None, progress: Callable[[float], object]) -> str:
    try:
        data = guarded.read(path, progress=progress)
    except guarded.RefusedFileError as error:
        message = _(
            "{name} is not an ordinary file, or far too large; save it as one and import that."
        )
        raise SourceError(message.format(name=path)) from error
    except OSError as error:
        raise SourceError(_unreadable(path, reason_of(error))) from error
    if data is None:
        raise SourceError(_unreadable(path, _(os.strerror(errno.ENOENT))))
    return text_of(data, encoding)


def _unreadable(path: Path, why: str | None) -> str:
    message = _("{name} cannot be read ({reason}); look at its name and folder.")
    return message.format(name=path, reason=why)
