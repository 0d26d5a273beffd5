"""Corrections of names that apply to all articles of a folder."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from newsreader.entities.corrections import CorrectionAction, CorrectionTables, from_tables
from newsreader.sidecar.paths import names_paths

if TYPE_CHECKING:
    from newsreader.sidecar.names_file import NamesFile

_KEPT = (CorrectionAction.RENAME, CorrectionAction.MERGE, CorrectionAction.HIDE)
"""The corrections that the folder keeps; the lexicon keeps the others."""


class FolderCorrections:
    """Keeps the folder's file of names in step with the corrections meant for all articles.

    It gets only changes of the reader's own, as the lexicon does.
    """

    def __init__(self, folder: Path, data: Path) -> None:
        """`data` is the user's data directory."""
        self._folder = folder
        self._data = data
        self._tables: CorrectionTables | None = None

    def tables(self) -> CorrectionTables:
        """The corrections in the file when it was first asked for, less those taken back since."""
        if self._tables is None:
            exists = any(map(os.path.lexists, names_paths(self._folder, self._data)))
            self._tables = self._file().load().corrections if exists else ()
        return self._tables

    def update(self, before: CorrectionTables, after: CorrectionTables) -> None:
        """Add what is only in `after`, remove what is only in `before`. Raises SidecarError."""
        old, new = _kept(before), _kept(after)
        added = [new[id_] for id_ in new.keys() - old.keys()]
        removed = old.keys() - new.keys()
        if added or removed:
            self._file().save_corrections(added, removed)
            self._tables = tuple(t for t in self.tables() if t.get("id") not in removed)

    def _file(self) -> NamesFile:
        from newsreader.sidecar.names_file import NamesFile  # noqa: PLC0415 (most have none)

        return NamesFile(self._folder, self._data)


def _kept(tables: CorrectionTables) -> dict[str, Mapping[str, object]]:
    """The tables of the corrections that the folder keeps, by id."""
    wanted = {each.id for each in from_tables(tables) if each.everywhere and each.action in _KEPT}
    return {str(table["id"]): table for table in tables if table.get("id") in wanted}
