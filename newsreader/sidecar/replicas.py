"""The files that hold notes on one article, and how they are merged."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from newsreader.anchoring.reanchoring import reanchored
from newsreader.article.article import Article
from newsreader.files import atomic, guarded
from newsreader.files.digest import sha256
from newsreader.files.signature import signature
from newsreader.locale import _, ngettext
from newsreader.notebook.merge import describe, merge
from newsreader.notebook.notebook import Notebook
from newsreader.sidecar import schema
from newsreader.sidecar.backup import Backups
from newsreader.sidecar.parser import ParsedSidecar, parse_sidecar
from newsreader.sidecar.paths import SUFFIX, backup_folder

_HEAD = 1000
"""The first bytes of a file, in which a notebook names its format."""


@dataclass(slots=True)
class Replica:
    """One file of the notebook and what was in it when it was last read or written here.

    `seen` is its bytes, `base` the same as a notebook in the text of `article`: the base of a
    merge. `damaged` holds bytes that could not be read in full and are kept aside before the file
    is written; `outdated` holds those of an older schema.
    """

    path: Path
    seen: bytes | None = None
    base: Notebook | None = None
    article: Article | None = None
    damaged: bytes | None = None
    outdated: bytes | None = None
    written: bool = False
    signature: tuple[int, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether another program wrote the file since it was last read here. Cheap."""
        return signature(self.path) != self.signature

    def remember(self, data: bytes, notebook: Notebook, article: Article) -> None:
        """Note that the file holds `data`, which is `notebook` in the text of `article`."""
        self.seen, self.base, self.article = data, notebook, article

    def base_in(self, article: Article) -> Notebook | None:
        """The base of a merge in the text of `article`."""
        if self.base is None or self.article is None:
            return None
        return reanchored(self.base, self.article, article)

    def is_foreign_link(self, found: bytes | None) -> bool:
        """Whether the path is a link to a file that is no notebook and must not be overwritten.

        A folder of articles from elsewhere may hold a link to any file of the reader's. `found` is
        what the file holds.
        """
        if not self.path.is_symlink():
            return False
        if found and found.strip():
            return schema.FORMAT.encode() not in found[:_HEAD]
        return not Path(os.path.realpath(self.path)).name.endswith(SUFFIX.removeprefix("."))

    def look(self) -> bytes | None:
        """The bytes of the file, None if there is none. Raises OSError."""
        # Before reading: what is written between the two is then seen the next time.
        now = signature(self.path)
        data = atomic.recover(self.path)
        self.signature = now
        return data

    def open(self, article: Article, backups: Backups, problems: list[str]) -> ParsedSidecar | None:
        """The notes in the file, with what a damaged one lacks from its `backups`.

        None if there is no file. A whole one is kept as the last good one. Raises OSError.
        """
        data = self.look()
        if data is None:
            return None
        found = self.parse(data, article)
        problems += found.problems
        self.remember(data, found.notebook, article)
        if found.whole and not found.is_newer:
            backups.keep(data)
        return found if found.whole else with_backup(found, backups, article, problems)

    def parse(self, data: bytes, article: Article) -> ParsedSidecar:
        """Parse `data`, and note what has to be kept aside before the file is written again."""
        found = parse_sidecar(data, article)
        # A file that is whole again was only half written by an editor: nothing to keep.
        damaged = not found.whole and data.strip(b"\0 \r\n\t")
        self.damaged = data if damaged else None
        if found.version < schema.VERSION:
            self.outdated = data
        return found


def merge_copies(
    paths: Iterable[Path], notebook: Notebook, article: Article | None, problems: list[str]
) -> Notebook:
    """`notebook` merged with the files at `paths` that were not merged in before.

    `article` is None where it is not there.
    """
    for path in paths:
        with contextlib.suppress(OSError):
            data = guarded.read(path)
            if data is None or knows(notebook, data):
                continue
            found = parse_sidecar(data, article)
            if found.is_newer:  # not marked as merged in: a later version can still do it
                message = _("A later version wrote the copy {file}: it is not merged in.")
                problems.append(message.format(file=path.name))
                continue
            joined = merge_without_base(notebook, found.notebook, data)
            what = describe(notebook, joined)
            if not found.whole:
                message = _("What could be read of the damaged copy {file} is merged in: {what}.")
                problems.append(message.format(file=path.name, what=what or _("nothing new")))
            elif what:  # a copy with nothing new is not mentioned at every start
                message = _("The copy {file} is merged in: {what}.")
                problems.append(message.format(file=path.name, what=what))
            notebook = joined
    return notebook


def adds_entries(before: Notebook, after: Notebook) -> bool:
    """Whether `after` has other entries than `before`; a copy's digest alone does not count."""
    return replace(after, source=before.source) != before


def merge_copies_again(
    paths: Iterable[Path], notebook: Notebook, theirs: Notebook, article: Article
) -> Notebook:
    """`notebook`, which was merged with `theirs`, merged again with some files at `paths`.

    These are conflict copies that `notebook` has merged in and `theirs` has not: what `theirs`
    lacks of them was not deleted there.
    """
    for path in paths:
        with contextlib.suppress(OSError):
            data = guarded.read(path)
            if data is not None and knows(notebook, data) and not knows(theirs, data):
                notebook = merge(None, notebook, parse_sidecar(data, article).notebook)
    return notebook


def merge_without_base(notebook: Notebook, other: Notebook, data: bytes) -> Notebook:
    """`notebook` merged with `other`, which was read from `data`, without a merge base."""
    if knows(notebook, data):
        return notebook
    return acknowledged(merge(None, notebook, other), data)


def acknowledged(notebook: Notebook, *files: bytes) -> Notebook:
    """`notebook` with the note that the content of `files` is merged in."""
    if notebook.source is None:
        return notebook
    merged = tuple(dict.fromkeys((*notebook.source.merged, *map(digest, files))))
    if merged == notebook.source.merged:
        return notebook
    return replace(notebook, source=replace(notebook.source, merged=merged))


def with_backup(
    found: ParsedSidecar, backups: Backups, article: Article, problems: list[str]
) -> ParsedSidecar:
    """The notes of a damaged file merged with those of its last good backup."""
    kept = backups.last()
    if kept is None:
        return found
    backup = parse_sidecar(kept, article).notebook
    more = len(set(backup.highlights) - set(found.notebook.highlights))
    if more:
        message = ngettext(
            "{count} highlight that was missing comes from the backup of {time}.",
            "{count} highlights that were missing come from the backup of {time}.",
            more,
        )
        at = backups.kept_at()
        problems.append(message.format(count=more, time=f"{at:%Y-%m-%d %H:%M}" if at else "?"))
    return found._replace(notebook=merge(None, found.notebook, backup))


def digest(data: bytes) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of `data`."""
    return sha256(data)[:16]


def knows(notebook: Notebook, data: bytes) -> bool:
    """Whether the content `data` of a file is merged into `notebook`."""
    return notebook.source is not None and digest(data) in notebook.source.merged


def keep_before_write(replica: Replica, found: bytes | None, data: Path, now: datetime) -> None:
    """Keep what a write would destroy: a damaged file beside the article, a good one in `data`.

    `found` is the present content of the file. Raises OSError if a damaged file cannot be kept.
    """
    backups = Backups(backup_folder(data, replica.path))
    if replica.damaged is not None:
        stamp = f"{now:%Y%m%d-%H%M%S}-{sha256(replica.damaged)[:8]}"
        kept = replica.path.with_name(f"{replica.path.name}.corrupt-{stamp}")
        atomic.replace(kept, replica.damaged, like=replica.path)
    elif found is not None and not replica.written:
        backups.keep(found)
        backups.keep_day(found, now.date())
    if replica.outdated is not None:
        backups.keep_before_migration(replica.outdated)
    replica.damaged = replica.outdated = None
