"""Copies: other files that hold notes on the same article, and how they come together."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from newsreader.article.article import Article
from newsreader.locale import _, ngettext
from newsreader.notebook import disk
from newsreader.notebook.backup import Backups
from newsreader.notebook.merge import describe, merge
from newsreader.notebook.notebook import Notebook
from newsreader.notebook.reading import Understood, understand
from newsreader.text.digest import sha256


def gather(
    paths: Iterable[Path], notebook: Notebook, article: Article, problems: list[str]
) -> Notebook:
    """`notebook` and what stands in the files at `paths` and was not merged in before."""
    for path in paths:
        with contextlib.suppress(OSError):
            data = disk.read(path)
            if data is None or _knows(notebook, data):
                continue
            joined = join(notebook, understand(data, article).notebook, data)
            told = _("The copy {file} is merged in: {what}.")
            problems.append(told.format(file=path.name, what=describe(notebook, joined)))
            notebook = joined
    return notebook


def join(notebook: Notebook, other: Notebook, data: bytes) -> Notebook:
    """`notebook` and `other`, which is read from `data` and has no common ancestor with it."""
    if _knows(notebook, data):
        return notebook
    return acknowledged(merge(None, notebook, other), data)


def acknowledged(notebook: Notebook, data: bytes) -> Notebook:
    """`notebook`, saying that it holds what stands in `data`."""
    if notebook.source is None or _knows(notebook, data):
        return notebook
    merged = (*notebook.source.merged, digest(data))
    return replace(notebook, source=replace(notebook.source, merged=merged))


def with_backup(
    found: Understood, backups: Backups, article: Article, problems: list[str]
) -> Understood:
    """What could be read of a damaged file, and what its last good backup has beyond that."""
    kept = backups.last()
    if kept is None:
        return found
    backup = understand(kept, article).notebook
    more = len(set(backup.highlights) - set(found.notebook.highlights))
    if more:
        told = ngettext(
            "{count} highlight that was missing comes from the backup of {time}.",
            "{count} highlights that were missing come from the backup of {time}.",
            more,
        )
        at = backups.kept_at()
        problems.append(told.format(count=more, time=f"{at:%Y-%m-%d %H:%M}" if at else "?"))
    return replace(found, notebook=merge(None, found.notebook, backup))


def digest(data: bytes) -> str:
    """The short name of a file's content."""
    return sha256(data)[:16]


def _knows(notebook: Notebook, data: bytes) -> bool:
    return notebook.source is not None and digest(data) in notebook.source.merged
