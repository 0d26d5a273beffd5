"""Folder: which files below it are articles."""

from __future__ import annotations

import os
from pathlib import Path

from newsreader.errors import SourceError
from newsreader.locale import _
from newsreader.sidecar.paths import SUFFIX, sidecar_path

ARTICLE_SUFFIXES = (".txt", ".md", ".markdown")
"""What is taken for an article in a folder; a file that is named may be called anything."""

_EXPORTED = (".notes.md", ".notes.txt")
"""What the program's own exports are called when the reader gives them no other name."""


def articles_in(folder: Path, *, noted: bool = False) -> list[Path]:
    """The articles below `folder`, sorted; hidden files and folders are passed over.

    With `noted` only those that have a notebook beside them. Raises SourceError when the folder
    cannot be read.
    """
    try:
        os.scandir(folder).close()
    except OSError as error:
        raise SourceError(
            _("The folder {folder} cannot be read ({why}); look at its permissions.").format(
                folder=folder, why=error.strerror
            )
        ) from error
    found = []
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        there = set(names)
        for name in sorted(names):
            if name.startswith(".") or name.endswith(SUFFIX):
                continue
            has_notes = sidecar_path(Path(name)).name in there
            article = name.lower().endswith(ARTICLE_SUFFIXES)
            own = has_notes or not name.endswith(_EXPORTED)
            if has_notes if noted else article and own:
                found.append(Path(here, name))
    return found
