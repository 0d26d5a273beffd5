"""What a file of notes on names holds: changed, merged with what others hold, composed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeGuard

from newsreader.files import guarded
from newsreader.files.digest import sha256
from newsreader.locale import _, reason_of
from newsreader.notebook.merge import merge_text
from newsreader.sidecar import salvage, toml
from newsreader.sidecar.schema import LAST_LINE

FORMAT = "newsreader-names"
VERSION = 1

_FIRST_LINE = "# Notes on names in the articles of this folder, written by newsreader.\n"
_HEAD = ("format", "schema")
NAMES, CORRECTIONS = "name", "entity"
_MERGED = "merged"
"""The key with the digests of the copies that are merged in: what was deleted stays deleted."""

_MOST_MERGED = 100
"""Digests that are kept, the latest ones."""

Table = Mapping[str, object]


@dataclass(slots=True)
class NamesContents:
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
        found = (e for e in self.entries(NAMES) if (e.get("kind"), e.get("name")) == (kind, name))
        return next(found, None)

    def set_note(self, kind: str, name: str, note: str, base: str, now: datetime) -> None:
        """Set a note that was `base` when its writer began; what is written since is kept too."""
        entry = self.note(kind, name)
        if entry is None:
            entry = {"name": name, "kind": kind}
            self.entries(NAMES).append(entry)
        if not isinstance(entry.get("note", ""), str):
            entry["note_unreadable"] = entry.pop("note")  # kept, as all that is not understood
        entry["note"] = merge_text(base, note, text_of(entry, "note"))
        entry["modified"] = now
        known = {"name", "kind", "note", "modified"}
        if not entry["note"] and entry.keys() <= known:
            self.entries(NAMES).remove(entry)

    def merge(self, other: NamesContents, now: datetime) -> bool:
        """Add what `other` has and this has not; returns whether that is anything."""
        is_more = False
        for entry in other.entries(NAMES):
            name, kind, note = (text_of(entry, key) for key in ("name", "kind", "note"))
            mine = self.note(kind, name)
            before = text_of(mine, "note") if mine else ""
            if note and merge_text("", note, before) != before:
                self.set_note(kind, name, note, "", now)
                is_more = True
        corrections = self.entries(CORRECTIONS)
        more = [entry for entry in other.entries(CORRECTIONS) if entry not in corrections]
        corrections += more
        if merged := [*self.merged, *other.merged]:
            self.tables[_MERGED] = list(dict.fromkeys(merged))[-_MOST_MERGED:]
        return is_more or bool(more)

    @property
    def merged(self) -> list[str]:
        """The digests of the copies that are merged in."""
        found = self.tables.get(_MERGED)
        return [each for each in found if isinstance(each, str)] if _is_list(found) else []

    def merge_copies(self, copies: Iterable[Path], now: datetime) -> list[str]:
        """Add what conflicting copies have, each content once; returns sentences that say so."""
        problems = []
        for copy in copies:
            try:
                data = guarded.read(copy) or b""
            except OSError as error:
                message = _("The notes file {file} cannot be read: {why}.")
                problems.append(message.format(file=copy.name, why=reason_of(error)))
                continue
            digest = sha256(data)[:16]
            if digest in self.merged:
                continue
            found = parsed_names(data)
            if found.is_newer:  # a later version can still do it
                message = _("A later version wrote the copy {file}: it is not merged in.")
                problems.append(message.format(file=copy.name))
                continue
            if self.merge(found, now):
                message = _("The copy {file} is merged in.")
                problems.append(message.format(file=copy.name))
            self.tables[_MERGED] = [*self.merged, digest][-_MOST_MERGED:]
        return problems

    @property
    def is_newer(self) -> bool:
        """Whether a later version of the program wrote it."""
        version = self.tables.get("schema", VERSION)
        return isinstance(version, int) and version > VERSION

    def compose(self) -> bytes:
        """The bytes of the file."""
        rest = {k: v for k, v in self.tables.items() if k not in (*_HEAD, NAMES, CORRECTIONS)}
        plain = {key: item for key, item in rest.items() if not toml.has_table(item)}
        tables = {key: item for key, item in rest.items() if key not in plain}
        pieces = [
            _FIRST_LINE,
            toml.table("", {"format": FORMAT, "schema": VERSION, **plain}),
            *("\n" + toml.table(NAMES, _lined(e), array=True) for e in self.entries(NAMES)),
            *(
                "\n" + toml.table(CORRECTIONS, entry, array=True)
                for entry in self.entries(CORRECTIONS)
            ),
            toml.table("", tables),
            LAST_LINE,
        ]
        return "".join(pieces).encode()


def parsed_names(data: bytes | None) -> NamesContents:
    """The tables of a file with the content `data`, none where there is none."""
    if data is None or not data.strip(b"\0 \r\n\t"):
        return NamesContents({})
    parsed = salvage.parse(data)
    cut = data.startswith(_FIRST_LINE.encode()) and LAST_LINE.strip().encode() not in data
    return NamesContents(dict(parsed.tables), data, parsed.whole and not cut)


def _is_list(value: object) -> TypeGuard[list[object]]:
    return isinstance(value, list)


def text_of(entry: Table, key: str) -> str:
    """The string at `key`, "" without one."""
    found = entry.get(key, "")
    return found if isinstance(found, str) else ""


def _lined(entry: Table) -> Table:
    """The table with its note in lines."""
    note = entry.get("note")
    return {**entry, "note": toml.Lines(note)} if isinstance(note, str) else entry
