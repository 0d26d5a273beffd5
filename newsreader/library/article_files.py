"""Finds the articles in a folder."""

from __future__ import annotations

import os
from pathlib import Path

from newsreader.article.article import Article
from newsreader.article.own_export import is_exported
from newsreader.errors import SourceError
from newsreader.locale import _, reason_of
from newsreader.sidecar.paths import SUFFIX, is_lost, sidecar_path

ARTICLE_SUFFIXES = (".txt", ".md", ".markdown")
"""The suffixes of articles in a folder; a file that the user names may have any."""

_EXPORTED = (".notes.md", ".notes.txt")
"""The ends of the default names of exports."""


def no_article(*folders: str | Path) -> SourceError:
    """The error for files and folders without any article."""
    message = _("There is no article in {folder}; articles are files named .txt or .md.")
    return SourceError(message.format(folder=_(", ").join(map(str, folders))))


def articles_in(folder: Path, *, noted: bool = False, lost: bool = False) -> list[Path]:
    """The articles below `folder`, sorted, without hidden files and folders.

    With `noted` only those with a notebook beside them, with `lost` also the sidecars without
    their article. Raises SourceError if the folder cannot be read.
    """
    try:
        os.scandir(folder).close()
    except OSError as error:
        raise SourceError(
            _("The folder {folder} cannot be read ({why}); look at its permissions.").format(
                folder=folder, why=reason_of(error)
            )
        ) from error
    found = []
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        present = set(names)
        for name in sorted(names):
            if name.startswith("."):
                continue
            if name.endswith(SUFFIX):
                gone = lost and name.removesuffix(SUFFIX) not in present
                if gone and is_lost(Path(parent, name)):
                    found.append(Path(parent, name))
                continue
            has_notes = sidecar_path(Path(name)).name in present
            is_article = name.lower().endswith(ARTICLE_SUFFIXES)
            is_export = not has_notes and name.endswith(_EXPORTED)
            if has_notes if noted else is_article and not is_export:
                found.append(Path(parent, name))
    return found


def is_export(path: Path, article: Article) -> bool:
    """Whether the article in the file at `path` is an export of this program, without notes."""
    return is_exported(path.name, article.text) and not os.path.lexists(sidecar_path(path))
