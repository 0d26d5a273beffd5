"""Copies: the files that hold notes on one article, and how they come together."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from newsreader.article.article import Article
from newsreader.files import atomic
from newsreader.files.digest import sha256
from newsreader.files.signature import signature
from newsreader.locale import _, ngettext
from newsreader.notebook.merge import describe, merge
from newsreader.notebook.notebook import Notebook
from newsreader.sidecar import schema
from newsreader.sidecar.backup import Backups
from newsreader.sidecar.parser import ParsedSidecar, parse_sidecar
from newsreader.sidecar.paths import SUFFIX

_HEAD = 1000
"""Bytes among which a notebook says that it is one."""


@dataclass(slots=True)
class Replica:
    """One file of the notebook and what stood in it when it was last read or written here.

    `base` is that as a notebook, the common ancestor for a merge. `damaged` holds bytes that were
    not read in full and must be kept aside before the file is written.
    """

    path: Path
    seen: bytes | None = None
    base: Notebook | None = None
    damaged: bytes | None = None
    outdated: bytes | None = None
    written: bool = False
    signature: tuple[int, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether another program wrote the file since it was last looked at. Cheap."""
        return signature(self.path) != self.signature

    def leads_astray(self, found: bytes | None) -> bool:
        """Whether the path is a link to what is not a notebook, and shall not become one.

        A folder of articles from elsewhere may hold a link to any file of the reader's; `found` is
        what stands in it.
        """
        if not self.path.is_symlink():
            return False
        if found and found.strip():
            return schema.FORMAT.encode() not in found[:_HEAD]
        return not Path(os.path.realpath(self.path)).name.endswith(SUFFIX.removeprefix("."))

    def look(self) -> bytes | None:
        """What stands in the file, None where there is none. Raises OSError."""
        # Before the reading: what is written between the two is news to the next look.
        now = signature(self.path)
        data = atomic.recover(self.path)
        self.signature = now
        return data

    def open(self, article: Article, backups: Backups, problems: list[str]) -> ParsedSidecar | None:
        """What stands in the file, and what a damaged one lacks, from its `backups`.

        None where there is no file. A whole one is kept as the last good. Raises OSError.
        """
        data = self.look()
        if data is None:
            return None
        found = self.parse(data, article)
        problems += found.problems
        self.seen, self.base = data, found.notebook
        if found.whole and not found.newer:
            backups.keep(data)
        return found if found.whole else with_backup(found, backups, article, problems)

    def parse(self, data: bytes, article: Article) -> ParsedSidecar:
        """Read `data`, and note what has to be kept of it before the file is written again."""
        found = parse_sidecar(data, article)
        # Whole again, as when an editor was in the middle of writing: nothing has to be put aside.
        damaged = not found.whole and data.strip(b"\0 \r\n\t")
        self.damaged = data if damaged else None
        if found.version < schema.VERSION:
            self.outdated = data
        return found


def gather(
    paths: Iterable[Path], notebook: Notebook, article: Article, problems: list[str]
) -> Notebook:
    """`notebook` and what stands in the files at `paths` and was not merged in before."""
    for path in paths:
        with contextlib.suppress(OSError):
            data = atomic.read(path)
            if data is None or _knows(notebook, data):
                continue
            found = parse_sidecar(data, article)
            if found.newer:  # who understands it shall find it not yet merged in
                told = _("A later version wrote the copy {file}: it is not merged in.")
                problems.append(told.format(file=path.name))
                continue
            joined = join(notebook, found.notebook, data)
            what = describe(notebook, joined)
            if not found.whole:
                told = _("What could be read of the damaged copy {file} is merged in: {what}.")
                problems.append(told.format(file=path.name, what=what or _("nothing new")))
            elif what:  # who lets old copies lie is not told of them at every start
                told = _("The copy {file} is merged in: {what}.")
                problems.append(told.format(file=path.name, what=what))
            notebook = joined
    return notebook


def brought(before: Notebook, after: Notebook) -> bool:
    """Whether `after` holds more than that it knows of a copy, which need not be saved at once."""
    return replace(after, source=before.source) != before


def once_more(
    paths: Iterable[Path], notebook: Notebook, theirs: Notebook, article: Article
) -> Notebook:
    """`notebook`, which was merged with `theirs`, and what stands in the files at `paths`.

    Who lost a race wrote what stands in the copy; it was merged in here before the winner's file
    came, which knows nothing of it, so that what is missing there was not deleted.
    """
    for path in paths:
        with contextlib.suppress(OSError):
            data = atomic.read(path)
            if data is not None and _knows(notebook, data) and not _knows(theirs, data):
                notebook = merge(None, notebook, parse_sidecar(data, article).notebook)
    return notebook


def join(notebook: Notebook, other: Notebook, data: bytes) -> Notebook:
    """`notebook` and `other`, which is read from `data` and has no common ancestor with it."""
    if _knows(notebook, data):
        return notebook
    return acknowledged(merge(None, notebook, other), data)


def acknowledged(notebook: Notebook, *files: bytes) -> Notebook:
    """`notebook`, saying that it holds what stands in `files`."""
    if notebook.source is None:
        return notebook
    merged = tuple(dict.fromkeys((*notebook.source.merged, *map(digest, files))))
    if merged == notebook.source.merged:
        return notebook
    return replace(notebook, source=replace(notebook.source, merged=merged))


def with_backup(
    found: ParsedSidecar, backups: Backups, article: Article, problems: list[str]
) -> ParsedSidecar:
    """What could be read of a damaged file, and what its last good backup has beyond that."""
    kept = backups.last()
    if kept is None:
        return found
    backup = parse_sidecar(kept, article).notebook
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
