"""Keeping: what has to lie safe before the notes are written."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from newsreader.files import atomic
from newsreader.sidecar import replicas, schema
from newsreader.sidecar.backup import Backups
from newsreader.sidecar.paths import backup_folder, pointed_to, pointer_path
from newsreader.sidecar.replicas import Replica


def keep_before_write(copy: Replica, found: bytes | None, data: Path, now: datetime) -> None:
    """Before the first write: a damaged file aside, the old one among the backups in `data`.

    `found` is what stands there. Raises OSError when a damaged file cannot be put aside.
    """
    backups = Backups(backup_folder(data, copy.path))
    if copy.damaged is not None:
        stamp = f"{now:%Y%m%d-%H%M%S}-{replicas.digest(copy.damaged)[:8]}"
        kept = copy.path.with_name(f"{copy.path.name}.corrupt-{stamp}")
        atomic.replace(kept, copy.damaged, like=copy.path)
    elif found is not None and not copy.written:
        backups.keep(found)
        backups.keep_day(found, now.date())
    if copy.outdated is not None:
        backups.keep_as(f"before-schema-{schema.VERSION}", copy.outdated)
    copy.damaged = copy.outdated = None


def point_to(spare: Path, data: Path, source: Path | None) -> None:
    """Make room in `data` for the notes `spare`, and leave word there of whose they are."""
    spare.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if source is not None and pointed_to(data, source) != spare:
        pointer = pointer_path(data, source)
        pointer.parent.mkdir(exist_ok=True, mode=0o700)
        atomic.replace(pointer, spare.name.encode("ascii"))
