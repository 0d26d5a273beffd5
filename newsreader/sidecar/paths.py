"""Where a notebook lies: beside its article, or in the data directory where it cannot."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from newsreader.files.digest import sha256

SUFFIX = ".notes.toml"

_CONFLICT = ("sync-conflict", "conflicted copy", "冲突副本", "衝突複本")
"""How Syncthing, Dropbox, Nextcloud and their kin name the copy that lost a race."""

_ELSEWHERE = {
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
    """Whether a place fails for good, not only now: the data directory may take the notebook."""
    return error.errno in _ELSEWHERE


def sidecar_path(source: Path) -> Path:
    """Where the notes on `source` lie: beside it, the suffix appended and never replaced."""
    return source.with_name(source.name + SUFFIX)


def spare_path(data: Path, sha256_text: str) -> Path:
    """Where the notes on a text lie that has no place of its own, by the text's hash."""
    return data / "notebooks" / (sha256_text + SUFFIX)


def backup_folder(data: Path, sidecar: Path) -> Path:
    """Where the backups of `sidecar` lie, one folder for each."""
    return data / "backups" / _digest(sidecar)


def pointer_path(data: Path, source: Path) -> Path:
    """The file that says which notebook in the data directory is that of `source`.

    The text's hash alone would lose sight of it when the text changes.
    """
    return data / "notebooks" / "by-path" / _digest(source)


def pointed_to(data: Path, source: Path) -> Path | None:
    """The notebook in the data directory that was last saved for `source`, if there was one."""
    try:
        name = pointer_path(data, source).read_text("ascii").strip()
    except (OSError, ValueError):
        return None
    return data / "notebooks" / Path(name).name if name.endswith(SUFFIX) else None


def notes_on(source: Path | None, data: Path, sha256_text: str) -> Path | None:
    """The file that leads with notes on an article: beside it, else in the data directory.

    `fingerprint` is the hash of its text; `source` is None for standard input.
    """
    places: list[Path | None] = [spare_path(data, sha256_text)]
    if source is not None:
        places = [sidecar_path(source), *places, pointed_to(data, source)]
    return next((place for place in places if place and os.path.lexists(place)), None)


def _digest(path: Path) -> str:
    return sha256(os.fsencode(Path(os.path.realpath(path))))[:24]


def conflict_copies(sidecar: Path) -> list[Path]:
    """Copies of `sidecar` that a program for synchronising put beside it, in order of name."""
    stem = sidecar.name.removesuffix(".toml")
    try:
        with os.scandir(sidecar.parent) as entries:
            names = [e.name for e in entries if e.name.startswith(stem) and e.name != sidecar.name]
    except OSError:
        return []
    return [
        sidecar.with_name(name)
        for name in sorted(names)
        if name.endswith(".toml") and any(sign in name for sign in _CONFLICT)
    ]
