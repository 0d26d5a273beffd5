"""The names in articles as the reader corrected them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from newsreader.article.article import Article
from newsreader.entities.corrections import CorrectionTables, apply, from_tables
from newsreader.entities.entity import Entity
from newsreader.notebook.notebook import Notebook
from newsreader.sidecar.names_file import NamesFile
from newsreader.sidecar.paths import names_folder, names_paths


class ReaderCorrections:
    """Corrects the names in articles of any folders; what is for a whole folder is read once."""

    def __init__(self, data: Path) -> None:
        """`data` is the user's data directory."""
        self._data = data
        self._by_folder: dict[Path, CorrectionTables] = {}

    def corrected(
        self, article: Article, path: Path | None, notebook: Notebook, found: Sequence[Entity]
    ) -> tuple[Entity, ...]:
        """`found` with the corrections for the folder of `path`, then those of the notebook."""
        tables = (*self._of_folder(path), *notebook.entities)
        return apply(article.text, found, from_tables(tables))

    def _of_folder(self, path: Path | None) -> CorrectionTables:
        if path is None:
            return ()
        folder = names_folder(path.absolute())
        if folder not in self._by_folder:
            exists = any(map(os.path.lexists, names_paths(folder, self._data)))
            file = NamesFile(folder, self._data)
            self._by_folder[folder] = file.load().corrections if exists else ()
        return self._by_folder[folder]
