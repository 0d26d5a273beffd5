"""The reader's own notes on names, and corrections of names, for all articles of a folder.

The file `newsreader-names.toml` keeps the promises of a sidecar (docs/sidecar.md): it is written as
a whole, unknown keys survive, two programs do not erase each other's notes, conflicting copies are
merged in, and of a damaged file a copy is kept. Where the folder cannot be written, the file is in
the data directory.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from newsreader.errors import ReadOnlyError, UnsavedError
from newsreader.files import atomic
from newsreader.files.digest import sha256
from newsreader.files.signature import signature
from newsreader.locale import _, reason_of
from newsreader.sidecar.backup import Backups
from newsreader.sidecar.names_contents import (
    CORRECTIONS,
    NAMES,
    NamesContents,
    Table,
    parsed_names,
    text_of,
)
from newsreader.sidecar.paths import (
    backup_folder,
    conflict_copies,
    is_of_place,
    names_paths,
    unknown_copies,
)


@dataclass(frozen=True, slots=True)
class NameNotes:
    """What the file holds: notes by kind and name, and corrections as [[entity]] tables.

    `problems` are sentences for the reader.
    """

    notes: Mapping[tuple[str, str], str] = field(default_factory=dict)
    corrections: tuple[Table, ...] = ()
    problems: tuple[str, ...] = ()

    def note(self, kind: str, names: Iterable[str]) -> str:
        """The note on the first of `names` that has one, or ""."""
        return next((n for name in names if (n := self.notes.get((kind, name), ""))), "")


class NamesFile:
    """The file of one folder. Safe to use from any thread; the methods wait for the disk.

    `data` is the user's data directory.
    """

    def __init__(
        self, folder: Path, data: Path, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self.path, self._spare = names_paths(folder, data)
        self._data = data
        self._now = now

    def signature(self) -> tuple[tuple[int, ...], ...]:
        """A value that changes when the file or a conflicting copy of it does."""
        return tuple(map(signature, (self.path, *conflict_copies(self.path))))

    def load(self) -> NameNotes:
        """What is in the file now. Never fails: what cannot be read is named in `problems`."""
        problems: list[str] = []
        whole = NamesContents({})
        for path in (self.path, self._spare):
            try:
                found = _read(path)
            except OSError as error:
                message = _("The notes file {file} cannot be read: {why}.")
                problems.append(message.format(file=path, why=reason_of(error)))
                continue
            if not found.whole:
                message = _(
                    "The file of notes on names {file} is damaged: what can be read is shown, "
                    "and a copy is kept before anything is saved."
                )
                problems.append(message.format(file=path))
            if found.is_newer:
                problems.append(_later_version())
            whole.merge(found, self._now())
        problems += whole.merge_copies(conflict_copies(self.path), self._now())
        for copy in unknown_copies(self.path):
            message = _(
                "{file} looks like a copy of the notes, and is not merged in; "
                "import it, or move it elsewhere."
            )
            problems.append(message.format(file=copy.name))
        notes = {
            (text_of(entry, "kind"), text_of(entry, "name")): text_of(entry, "note")
            for entry in whole.entries(NAMES)
        }
        return NameNotes(notes, tuple(whole.entries(CORRECTIONS)), tuple(problems))

    def save_note(self, kind: str, name: str, note: str, base: str) -> NameNotes:
        """Save the note on a name, which was `base` before it was edited; "" removes it.

        If another program has changed it since, both texts are kept. Raises SidecarError.
        """
        return self._change(lambda file: file.set_note(kind, name, note, base, self._now()))

    def save_corrections(self, added: Sequence[Table], removed: Iterable[str] = ()) -> NameNotes:
        """Add corrections, and remove those with the ids `removed`. Raises SidecarError."""
        gone = set(removed)

        def change(file: NamesContents) -> None:
            entries = file.entries(CORRECTIONS)
            entries[:] = [entry for entry in entries if entry.get("id") not in gone]
            entries += [dict(entry) for entry in added]

        return self._change(change)

    def _change(self, change: Callable[[NamesContents], None]) -> NameNotes:
        failure: OSError | None = None
        for path in (self.path, self._spare):
            try:
                self._write(path, change)
            except OSError as error:
                failure = failure or error
                if not is_of_place(error):
                    break
            else:
                return self.load()
        message = _("The notes are not saved: {why} ({file}).")
        why = reason_of(failure) if failure else ""
        raise UnsavedError(message.format(why=why, file=self.path)) from failure

    def _write(self, path: Path, change: Callable[[NamesContents], None]) -> None:
        """Change what the file holds at this moment, under the lock. Raises OSError."""
        if path == self._spare:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with atomic.locked(path) as alone:
            if alone:
                atomic.sweep(path)
            found = _read(path)
            if found.is_newer:
                raise ReadOnlyError(_later_version())
            self._keep(path, found)
            copies = conflict_copies(self.path)
            if path == self._spare:
                found.merge_copies(copies, self._now())
                change(found)
                atomic.replace(path, found.compose())
                return
            with self._merged(found) as spare_is_merged:
                found.merge_copies(copies, self._now())
                change(found)
                atomic.replace(path, found.compose())
                if spare_is_merged:
                    with contextlib.suppress(OSError):
                        self._spare.unlink()

    @contextlib.contextmanager
    def _merged(self, found: NamesContents) -> Iterator[bool]:
        """Add what is in the spare file, whose lock is held meanwhile; yields whether it is there.

        A copy of the file is kept. One that cannot be read or kept stays, for a later time.
        """
        if not os.path.lexists(self._spare):
            yield False
            return
        with contextlib.ExitStack() as lock:
            is_merged = False
            with contextlib.suppress(OSError):
                lock.enter_context(atomic.locked(self._spare))
                spare = _read(self._spare)
                self._keep(self._spare, spare)
                found.merge(spare, self._now())
                is_merged = True
            yield is_merged

    def _keep(self, path: Path, found: NamesContents) -> None:
        """Keep a damaged file beside it, a good one in the data directory."""
        if found.data is None:
            return
        if found.whole:
            backups = Backups(backup_folder(self._data, path))
            backups.keep(found.data)
            backups.keep_day(found.data, self._now().date())
            return
        stamp = f"{self._now():%Y%m%d-%H%M%S}-{sha256(found.data)[:8]}"
        kept = path.with_name(f"{path.name}.corrupt-{stamp}")
        atomic.replace(kept, found.data, like=path)


def _read(path: Path) -> NamesContents:
    """The tables of the file at `path`, none without one. Raises OSError."""
    return parsed_names(atomic.recover(path))


def _later_version() -> str:
    return _("These notes were written by a later version; update to change them.")
