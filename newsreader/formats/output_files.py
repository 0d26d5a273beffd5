"""Files: an export on disk, whole or not at all, and never over what somebody else wrote."""

from __future__ import annotations

import os
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path

from newsreader.article.webpage import page_of, text_beside
from newsreader.errors import FormatError
from newsreader.files import atomic, guarded
from newsreader.formats.document import Document
from newsreader.formats.registry import Format, Paired, Updatable
from newsreader.locale import _
from newsreader.sidecar.paths import SUFFIX, sidecar_path


class Existing(StrEnum):
    """What to do with a file that is there already."""

    REFUSE = "refuse"
    UPDATE = "update"
    """Keep what the user wrote in it where the format can; replace it where it cannot."""
    REPLACE = "replace"


def write_files(
    target: Path, form: Format, document: Document, existing: Existing, source: Path | None = None
) -> None:
    """Write the export and what belongs beside it; `source` is the article's own file.

    Raises FormatError when a file cannot be written, or is there and is not to be touched; then
    none of them was changed. An article and its notes are never touched, whatever `existing` says.
    """
    files = {target: form.write(document)}
    if isinstance(form, Paired):
        files |= {target.with_suffix(s): text for s, text in form.companions(document).items()}
    _refuse_precious(files, source)
    if existing is Existing.REFUSE:
        _refuse(files)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if existing is Existing.UPDATE and isinstance(form, Updatable):
            before = guarded.read(target)
            if before is not None:
                files[target] = form.update(before.decode("utf-8"), document)
        for path, text in files.items():
            # Its other hard links may be the names of somebody's article: they keep what they have.
            atomic.replace(path, text.encode("utf-8", "backslashreplace"), links=False)
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else _("it is not UTF-8")
        told = _("{file} cannot be written ({why}); choose another place.")
        raise FormatError(told.format(file=target, why=why)) from error


def _refuse_precious(paths: Iterable[Path], source: Path | None) -> None:
    """What a reader cannot get back: the article, any notes, any article that has notes.

    The text of a web page lies beside it under its name and one suffix more: the page is as dear.
    """
    own = [] if source is None else [source, sidecar_path(source), page_of(source) or source]
    for path in paths:
        real = Path(os.path.realpath(path))
        if (
            any(_same(real, mine) for mine in own)
            or any(name.casefold().endswith(SUFFIX) for name in (path.name, real.name))
            or any(_is_noted(place) for place in (path, real))
        ):
            told = _("{file} is an article or its notes, never overwritten; choose another name.")
            raise FormatError(told.format(file=path))


def _is_noted(path: Path) -> bool:
    """Whether there are notes on the file, or on the text of the page that it is."""
    return any(os.path.lexists(sidecar_path(text)) for text in (path, text_beside(path)))


def _same(path: Path, other: Path) -> bool:
    """Whether both are one file, under whatever names."""
    try:
        return path.samefile(other)
    except OSError:
        return path == Path(os.path.realpath(other))


def _refuse(paths: Iterable[Path]) -> None:
    for path in paths:
        if os.path.lexists(path):
            told = _("{file} is there already; choose another name, or overwrite it (--force).")
            raise FormatError(told.format(file=path))
