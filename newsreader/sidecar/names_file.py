"""The reader's own notes on names, and corrections of names, for all articles of a folder.

The file `newsreader-names.toml` keeps the promises of a sidecar (docs/sidecar.md): it is written as
a whole, unknown keys survive, two programs do not erase each other's notes, and of a damaged file a
copy is kept. Where the folder cannot be written, the file is in the data directory.
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
from newsreader.locale import _, reason_of
from newsreader.notebook.merge import merge_text
from newsreader.sidecar import salvage, toml
from newsreader.sidecar.backup import Backups
from newsreader.sidecar.paths import (
    backup_folder,
    conflict_copies,
    is_of_place,
    names_paths,
    unknown_copies,
)
from newsreader.sidecar.schema import LAST_LINE

FORMAT = "newsreader-names"
VERSION = 1

_FIRST_LINE = "# Notes on names in the articles of this folder, written by newsreader.\n"
_HEAD = ("format", "schema")
_NAMES, _CORRECTIONS = "name", "entity"

Table = Mapping[str, object]


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


@dataclass(slots=True)
class _Contents:
    """The tables of one file; `whole` is False for a damaged one."""

    tables: dict[str, object]
    data: bytes | None = None
    whole: bool = True

    def entries(self, name: str) -> list[dict[str, object]]:
        """The tables of the array `name`, which can be changed."""
        found = self.tables.get(name, [])
        if isinstance(found, dict):
            found = [found]
        if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
            self.tables[f"{name}_unreadable"] = found  # kept, as all that is not understood
            found = []
        self.tables[name] = found
        return found

    def note(self, kind: str, name: str) -> dict[str, object] | None:
        """The [[name]] table of `name`, or None."""
        found = (e for e in self.entries(_NAMES) if (e.get("kind"), e.get("name")) == (kind, name))
        return next(found, None)

    def set_note(self, kind: str, name: str, note: str, base: str, now: datetime) -> None:
        """Set a note that was `base` when its writer began; what is written since is kept too."""
        entry = self.note(kind, name)
        if entry is None:
            entry = {"name": name, "kind": kind}
            self.entries(_NAMES).append(entry)
        if not isinstance(entry.get("note", ""), str):
            entry["note_unreadable"] = entry.pop("note")  # kept, as all that is not understood
        entry["note"] = merge_text(base, note, _text(entry, "note"))
        entry["modified"] = now
        known = {"name", "kind", "note", "modified"}
        if not entry["note"] and entry.keys() <= known:
            self.entries(_NAMES).remove(entry)

    def merge(self, other: _Contents, now: datetime) -> None:
        """Add what `other` has and this has not."""
        for entry in other.entries(_NAMES):
            name, kind = _text(entry, "name"), _text(entry, "kind")
            self.set_note(kind, name, _text(entry, "note"), "", now)
        mine = self.entries(_CORRECTIONS)
        mine += [entry for entry in other.entries(_CORRECTIONS) if entry not in mine]

    def compose(self) -> bytes:
        """The bytes of the file."""
        rest = {k: v for k, v in self.tables.items() if k not in (*_HEAD, _NAMES, _CORRECTIONS)}
        plain = {key: item for key, item in rest.items() if not toml.has_table(item)}
        tables = {key: item for key, item in rest.items() if key not in plain}
        pieces = [
            _FIRST_LINE,
            toml.table("", {"format": FORMAT, "schema": VERSION, **plain}),
            *("\n" + toml.table(_NAMES, _lined(e), array=True) for e in self.entries(_NAMES)),
            *(
                "\n" + toml.table(_CORRECTIONS, entry, array=True)
                for entry in self.entries(_CORRECTIONS)
            ),
            toml.table("", tables),
            LAST_LINE,
        ]
        return "".join(pieces).encode()


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

    def load(self) -> NameNotes:
        """What is in the file now. Never fails: what cannot be read is named in `problems`."""
        problems: list[str] = []
        whole = _Contents({})
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
            whole.merge(found, self._now())
        for copy in (*conflict_copies(self.path), *unknown_copies(self.path)):
            message = _(
                "{file} looks like a copy of the notes, and is not merged in; "
                "import it, or move it elsewhere."
            )
            problems.append(message.format(file=copy.name))
        notes = {
            (_text(entry, "kind"), _text(entry, "name")): _text(entry, "note")
            for entry in whole.entries(_NAMES)
        }
        return NameNotes(notes, tuple(whole.entries(_CORRECTIONS)), tuple(problems))

    def save_note(self, kind: str, name: str, note: str, base: str) -> NameNotes:
        """Save the note on a name, which was `base` before it was edited; "" removes it.

        If another program has changed it since, both texts are kept. Raises SidecarError.
        """
        return self._change(lambda file: file.set_note(kind, name, note, base, self._now()))

    def save_corrections(self, added: Sequence[Table], removed: Iterable[str] = ()) -> NameNotes:
        """Add corrections, and remove those with the ids `removed`. Raises SidecarError."""
        gone = set(removed)

        def change(file: _Contents) -> None:
            entries = file.entries(_CORRECTIONS)
            entries[:] = [entry for entry in entries if entry.get("id") not in gone]
            entries += [dict(entry) for entry in added]

        return self._change(change)

    def _change(self, change: Callable[[_Contents], None]) -> NameNotes:
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

    def _write(self, path: Path, change: Callable[[_Contents], None]) -> None:
        """Change what the file holds at this moment, under the lock. Raises OSError."""
        if path == self._spare:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with atomic.locked(path) as alone:
            if alone:
                atomic.sweep(path)
            found = _read(path)
            version = found.tables.get("schema", VERSION)
            if isinstance(version, int) and version > VERSION:
                message = _("These notes were written by a later version; update to change them.")
                raise ReadOnlyError(message)
            self._keep(path, found)
            if path == self._spare:
                change(found)
                atomic.replace(path, found.compose())
                return
            with self._merged(found) as spare_is_merged:
                change(found)
                atomic.replace(path, found.compose())
                if spare_is_merged:
                    with contextlib.suppress(OSError):
                        self._spare.unlink()

    @contextlib.contextmanager
    def _merged(self, found: _Contents) -> Iterator[bool]:
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

    def _keep(self, path: Path, found: _Contents) -> None:
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


def _read(path: Path) -> _Contents:
    """The tables of the file at `path`, none without one. Raises OSError."""
    data = atomic.recover(path)
    if data is None or not data.strip(b"\0 \r\n\t"):
        return _Contents({})
    parsed = salvage.parse(data)
    cut = data.startswith(_FIRST_LINE.encode()) and LAST_LINE.strip().encode() not in data
    return _Contents(dict(parsed.tables), data, parsed.whole and not cut)


def _text(entry: Table, key: str) -> str:
    found = entry.get(key, "")
    return found if isinstance(found, str) else ""


def _lined(entry: Table) -> Table:
    """The table with its note in lines."""
    note = entry.get("note")
    return {**entry, "note": toml.Lines(note)} if isinstance(note, str) else entry
