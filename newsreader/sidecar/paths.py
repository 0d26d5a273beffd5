"""Paths of sidecars: beside the article, in the data directory, backups, conflicting copies."""

from __future__ import annotations

import errno
import os
import sys
import time
from bisect import bisect_left
from pathlib import Path

from newsreader.article.loader import page_of
from newsreader.files import atomic
from newsreader.files.digest import sha256

SUFFIX = ".notes.toml"
NAMES_FILE = "newsreader-names.toml"

_MOST_ABOVE = 5
"""Folders above an article in which the file of notes on names is looked for."""

_PERMANENT = {
    errno.EACCES,
    errno.EPERM,
    errno.EROFS,
    errno.ENOENT,
    errno.ENOTDIR,
    errno.ENAMETOOLONG,
    errno.EINVAL,
    errno.EFBIG,
    errno.ELOOP,
}


def is_of_place(error: OSError) -> bool:
    """Whether a path fails permanently, so that the data directory is used instead."""
    return error.errno in _PERMANENT


def is_notes_file(path: Path) -> bool:
    """Whether `path` has the name of a sidecar."""
    return path.name.endswith(SUFFIX) and path.name != SUFFIX


def is_lost(path: Path) -> bool:
    """Whether `path` is a sidecar, and its article is not there, nor the page it came from."""
    if not is_notes_file(path):
        return False
    article = article_path(path)
    page = page_of(article)
    return not os.path.lexists(article) and not (page and os.path.lexists(page))


def article_path(sidecar: Path) -> Path:
    """Where the article of `sidecar` is, or was."""
    return sidecar.with_name(sidecar.name.removesuffix(SUFFIX))


def sidecar_path(source: Path) -> Path:
    """The sidecar of `source`: beside it, with the suffix appended and never replaced."""
    return source.with_name(source.name + SUFFIX)


def spare_path(data: Path, sha256_text: str) -> Path:
    """The sidecar in the data directory for a text with the hash `sha256_text`."""
    return data / "notebooks" / (sha256_text + SUFFIX)


def backup_folder(data: Path, sidecar: Path) -> Path:
    """The folder for the backups of `sidecar`."""
    return data / "backups" / _digest(sidecar)


def pointer_path(data: Path, source: Path) -> Path:
    """The file that names the notebook of `source` in the data directory.

    It is needed when the text has changed, because notebooks there are named by the text's hash.
    """
    return data / "notebooks" / "by-path" / _digest(source)


def pointed_to(data: Path, source: Path) -> Path | None:
    """The notebook in the data directory that was last saved for `source`, or None."""
    try:
        name = pointer_path(data, source).read_text("ascii").strip()
    except (OSError, ValueError):
        return None
    return data / "notebooks" / Path(name).name if name.endswith(SUFFIX) else None


def point_to(spare: Path, data: Path, source: Path | None) -> None:
    """Create the folder of the notes `spare` in `data`, and the pointer to them from `source`.

    Raises OSError.
    """
    spare.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if source is not None and pointed_to(data, source) != spare:
        pointer = pointer_path(data, source)
        pointer.parent.mkdir(exist_ok=True, mode=0o700)
        atomic.replace(pointer, spare.name.encode("ascii"))


def notes_on(source: Path | None, data: Path, sha256_text: str) -> Path | None:
    """The main file with notes on an article: beside it, otherwise in the data directory, or None.

    `sha256_text` is the hash of its text; `source` is None for standard input.
    """
    places: list[Path | None] = [spare_path(data, sha256_text)]
    if source is not None:
        places = [sidecar_path(source), *places, pointed_to(data, source)]
    return next((place for place in places if place and os.path.lexists(place)), None)


def names_folder(source: Path) -> Path:
    """The nearest folder above an article that has a file of notes on names, else its own."""
    own = source.parent
    above = (own, *own.parents)[:_MOST_ABOVE]
    return next((f for f in above if os.path.lexists(f / NAMES_FILE)), own)


def names_paths(folder: Path, data: Path) -> tuple[Path, Path]:
    """The file of notes on names for `folder`, and the one in the data directory."""
    return (
        folder / NAMES_FILE,
        data / "notebooks" / "names" / f"{_digest(folder)}.toml",
    )


def _digest(path: Path) -> str:
    return sha256(os.fsencode(Path(os.path.realpath(path))))[:24]


def conflict_copies(sidecar: Path) -> list[Path]:
    """Conflicting copies of `sidecar` made by a synchronisation program, sorted by name.

    After them the same name with letters composed otherwise, as archives from macOS have it.
    """
    otherwise = _composed_otherwise(sidecar)
    names = _names_like(sidecar)
    if not names:
        return otherwise
    from newsreader.sidecar.conflict_names import is_conflict  # noqa: PLC0415 (rarely needed)

    stem = sidecar.name.removesuffix(".toml")
    return [*(sidecar.with_name(name) for name in names if is_conflict(stem, name)), *otherwise]


def _composed_otherwise(sidecar: Path) -> list[Path]:
    """Files whose names are canonically equal (UAX #15) to that of `sidecar`, without an article.

    Where the file system itself takes such names as one, there is none.
    """
    if sidecar.name.isascii():
        return []
    from unicodedata import normalize  # noqa: PLC0415 (only for such names)

    names = {normalize(form, sidecar.name) for form in ("NFC", "NFD")} - {sidecar.name}
    found = (sidecar.with_name(name) for name in sorted(names))
    return [path for path in found if os.path.lexists(path) and not _belongs(path, sidecar)]


def _belongs(path: Path, sidecar: Path) -> bool:
    """Whether `path` is the notes of another article, or `sidecar` itself."""
    if os.path.lexists(path.with_name(path.name.removesuffix(SUFFIX))):
        return True
    return path.exists() and sidecar.exists() and path.samefile(sidecar)


def unknown_copies(sidecar: Path) -> list[Path]:
    """Files that look like copies of `sidecar`, but whose names no program is known to give."""
    from newsreader.sidecar.conflict_names import is_like_a_copy  # noqa: PLC0415 (rarely needed)

    stem = sidecar.name.removesuffix(".toml")
    return [sidecar.with_name(n) for n in _names_like(sidecar) if is_like_a_copy(stem, n)]


def _names_like(sidecar: Path) -> list[str]:
    """The names in the folder that begin like that of `sidecar`, sorted."""
    stem = sidecar.name.removesuffix(".toml")
    try:
        names = _names_in(sidecar.parent)
    except OSError:
        return []
    begin = bisect_left(names, stem)
    end = bisect_left(names, f"{stem}{chr(sys.maxunicode)}", begin)
    return [name for name in names[begin:end] if name != sidecar.name]


def _names_in(folder: Path) -> list[str]:
    """The names in `folder`, sorted; the last folder's are kept. Raises OSError.

    A library asks for each of its articles, which would take a time that grows with their square.
    """
    global _last_names  # noqa: PLW0603 (one folder is asked for many times)
    found = folder.stat()
    state = (str(folder), found.st_ino, found.st_mtime_ns)
    known, names = _last_names
    if known != state:
        now = time.time_ns()
        names = sorted(os.listdir(folder))  # noqa: PTH208 (names, not paths)
        # What is written in the same tick of the clock does not change the time of the folder.
        if now - found.st_mtime_ns > _SETTLED:
            _last_names = state, names
    return names


_last_names: tuple[tuple[str, int, int] | None, list[str]] = (None, [])
_SETTLED = 2_000_000_000
"""Nanoseconds since the last change of a folder from which its names are kept."""
