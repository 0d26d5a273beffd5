"""Writes an export to disk, and never over an article or its notes."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path

from newsreader.article.loader import page_of, text_beside
from newsreader.errors import FormatError
from newsreader.files import atomic, guarded
from newsreader.formats.document import Document
from newsreader.formats.registry import Combinable, Format, Paired, Updatable
from newsreader.locale import _, reason_of
from newsreader.sidecar.paths import SUFFIX, sidecar_path


class Existing(StrEnum):
    """What to do with a file that exists already."""

    REFUSE = "refuse"
    UPDATE = "update"
    """Keep the text of the user if the format can, else replace the file."""
    REPLACE = "replace"


def write_files(
    target: Path, form: Format, document: Document, existing: Existing, source: Path | None = None
) -> None:
    """Write the export to `target`, with its companions beside it; `source` is the article's file.

    An article and its notes are never overwritten, whatever `existing` is. Raises FormatError if a
    file cannot be written or must not be overwritten; in the second case none is changed.
    """
    files = {target: form.write(document)}
    if isinstance(form, Paired):
        companions = {target.with_suffix(s): t for s, t in form.companions(document).items()}
        _refuse_others(target, companions, form)
        files |= companions
    _write(files, form, [document], existing, [source] if source else [])


def write_collection(
    target: Path,
    form: Format,
    documents: Sequence[Document],
    existing: Existing,
    sources: Sequence[Path] = (),
) -> None:
    """Write one file with several articles, whose files are `sources`. Raises as `write_files`."""
    _write({target: written(form, documents)}, form, documents, existing, sources)


def written(form: Format, documents: Sequence[Document]) -> str:
    """The text of one file with several articles. Raises FormatError."""
    if not isinstance(form, Combinable):
        message = _(
            "A file in the format {format} holds one article; "
            "name a folder that ends in / for a file each."
        )
        raise FormatError(message.format(format=form.name))
    return form.write_all(documents)


def _write(
    files: dict[Path, str],
    form: Format,
    documents: Sequence[Document],
    existing: Existing,
    sources: Sequence[Path],
) -> None:
    target = next(iter(files))
    _refuse_precious(files, sources)
    if existing is Existing.REFUSE:
        _refuse(files)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if existing is Existing.UPDATE and isinstance(form, Updatable):
            before = guarded.read(target)
            if before is not None:
                files[target] = form.update_all(before.decode("utf-8"), documents)
        for path, text in files.items():
            # Another hard link of it may be an article: that one is not changed.
            atomic.replace(path, text.encode("utf-8", "backslashreplace"), links=False)
    except (OSError, ValueError) as error:
        why = reason_of(error) if isinstance(error, OSError) else _("it is not UTF-8")
        message = _("{file} cannot be written ({why}); choose another place.")
        raise FormatError(message.format(file=target, why=why)) from error


def write_text(target: Path, text: str, existing: Existing) -> None:
    """Write `text` to `target`, but never over an article with notes, or over notes.

    Raises FormatError, as `write_files` does.
    """
    _refuse_precious([target], ())
    if existing is Existing.REFUSE:
        _refuse([target])
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        atomic.replace(target, text.encode("utf-8", "backslashreplace"), links=False)
    except (OSError, ValueError) as error:
        why = reason_of(error)
        message = _("{file} cannot be written ({why}); choose another place.")
        raise FormatError(message.format(file=target, why=why)) from error


def _refuse_precious(paths: Iterable[Path], sources: Sequence[Path]) -> None:
    """Raise FormatError for the article, any notes, and any other article that has notes.

    The text of a saved web page is a file beside the page, which is protected too.
    """
    own = [path for s in sources for path in (s, sidecar_path(s), page_of(s) or s)]
    for path in paths:
        real = Path(os.path.realpath(path))
        if (
            any(_same(real, mine) for mine in own)
            or any(name.casefold().endswith(SUFFIX) for name in (path.name, real.name))
            or any(_is_noted(place) for place in (path, real))
        ):
            message = _(
                "{file} is an article or its notes, never overwritten; choose another name."
            )
            raise FormatError(message.format(file=path))


def _refuse_others(target: Path, companions: Mapping[Path, str], form: Paired) -> None:
    """Raise FormatError for a companion that may be another file than that of an earlier export.

    The user has named only `target`. Its companion is from an earlier export if `target` is one.
    """
    for path, text in companions.items():
        try:
            before, main = guarded.read(path), guarded.read(target)
        except OSError:
            continue  # writing fails with a sentence
        if before is None or before == text.encode("utf-8", "backslashreplace"):
            continue
        if main is None or not form.wrote(main.decode("utf-8", "replace")):
            message = _(
                "{file} is another file, and would be overwritten too; choose another name."
            )
            raise FormatError(message.format(file=path))


def _is_noted(path: Path) -> bool:
    """Whether there are notes on the file, or on the text of the web page that it is."""
    return any(os.path.lexists(sidecar_path(text)) for text in (path, text_beside(path)))


def _same(path: Path, other: Path) -> bool:
    """Whether both paths are one file."""
    try:
        return path.samefile(other)
    except OSError:
        return path == Path(os.path.realpath(other))


def _refuse(paths: Iterable[Path]) -> None:
    for path in paths:
        if os.path.lexists(path):
            message = _("{file} is there already; choose another name, or overwrite it (--force).")
            raise FormatError(message.format(file=path))
