"""Files: an export on disk, whole or not at all, and never over what somebody else wrote."""

from __future__ import annotations

import os
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path

from newsreader.errors import FormatError
from newsreader.formats.document import Document
from newsreader.formats.registry import Format, Paired, Updatable
from newsreader.locale import _


class Existing(StrEnum):
    """What to do with a file that is there already."""

    REFUSE = "refuse"
    UPDATE = "update"
    """Keep what the user wrote in it where the format can; replace it where it cannot."""
    REPLACE = "replace"


def write_files(target: Path, form: Format, document: Document, existing: Existing) -> None:
    """Write the export and what belongs beside it.

    Raises FormatError when a file cannot be written, or is there and is not to be touched; then
    none of them was changed.
    """
    files = {target: form.write(document)}
    if isinstance(form, Paired):
        files |= {target.with_suffix(s): text for s, text in form.companions(document).items()}
    if existing is Existing.REFUSE:
        _refuse(files)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if existing is Existing.UPDATE and isinstance(form, Updatable) and target.exists():
            files[target] = form.update(target.read_bytes().decode("utf-8"), document)
        for path, text in files.items():
            _write(path, text)
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else _("it is not UTF-8")
        told = _("{file} cannot be written ({why}); choose another place.")
        raise FormatError(told.format(file=target, why=why)) from error


def _refuse(paths: Iterable[Path]) -> None:
    for path in paths:
        if os.path.lexists(path):
            told = _("{file} is there already; choose another name, or overwrite it (--force).")
            raise FormatError(told.format(file=path))


def _write(path: Path, text: str) -> None:
    """All of it or nothing: a file half written would look like an export."""
    temporary = path.with_name(f".{path.name}.part")
    try:
        temporary.write_bytes(text.encode("utf-8", "backslashreplace"))
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
