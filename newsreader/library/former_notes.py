"""Finds the notes of an article that was renamed, moved or written again elsewhere."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from newsreader.anchoring.sketch import read, sketch
from newsreader.article.article import Article
from newsreader.errors import NewsreaderError, SidecarError
from newsreader.files import atomic, guarded
from newsreader.locale import _, reason_of
from newsreader.sidecar.lost import open_lost
from newsreader.sidecar.paths import SUFFIX, article_path, conflict_copies, is_lost, sidecar_path
from newsreader.text.fold import fold

_MOST_FOLDERS = 100
_MOST_SIDECARS = 500
"""Folders that are looked into, and sidecars that are read."""

_ALIKE = 0.6
"""Share of the chunks of the shorter text that are in the other one."""


@dataclass(frozen=True, slots=True)
class FormerNotes:
    """A sidecar whose article is not there, and whose notes fit another article.

    `same_text`: the notes are on exactly this text; else on one that is much the same.
    """

    path: Path
    highlights: int
    same_text: bool

    @property
    def name(self) -> str:
        """The file that the notes were on."""
        return article_path(self.path).name


def former_notes(source: Path, article: Article, known: Iterable[Path] = ()) -> FormerNotes | None:
    """The notes without an article that fit best to `article` in the file `source`, or None.

    Looks in the folder of `source`, the one above, the folders below both, and at `known`, which
    are sidecars. Reads the disk.
    """
    paths = dict.fromkeys([*known, *_lost_near(source)])
    found = []
    for path in islice(filter(is_lost, paths), _MOST_SIDECARS):
        with contextlib.suppress(NewsreaderError):
            if (former := _fitting(path, article)) is not None:
                found.append(former)
    return max(found, key=lambda each: (each.same_text, each.highlights), default=None)


def _fitting(path: Path, article: Article) -> FormerNotes | None:
    notebook = open_lost(path).notebook
    source, highlights = notebook.source, notebook.in_order()
    if source is None or not (highlights or notebook.note):
        return None
    if source.sha256_text == article.sha256_text:
        return FormerNotes(path, len(highlights), same_text=True)
    alike = _likeness(source.sketch, article) >= _ALIKE
    return FormerNotes(path, len(highlights), same_text=False) if alike else None


def _likeness(written: str, article: Article) -> float:
    """The share of chunks that the text of a sketch has in common with `article`, 0 to 1."""
    old = read(written)
    if old is None or not old.checksums:
        return 0.0
    new = sketch(fold(article.text), article.length, old.grain)
    ours, theirs = set(new.checksums), set(old.checksums)
    return len(ours & theirs) / min(len(ours), len(theirs)) if ours else 0.0


def _lost_near(source: Path) -> Iterator[Path]:
    here = Path(os.path.abspath(source)).parent  # noqa: PTH100 (keeps symlinks)
    folders = [here, here.parent, *_folders_in(here), *_folders_in(here.parent)]
    for folder in list(dict.fromkeys(folders))[:_MOST_FOLDERS]:
        with contextlib.suppress(OSError), os.scandir(folder) as entries:
            names = sorted(entry.name for entry in entries if entry.name.endswith(SUFFIX))
            yield from (folder / name for name in names)


def _folders_in(folder: Path) -> list[Path]:
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        found = [e.name for e in entries if not e.name.startswith(".") and e.is_dir()]
        return [folder / name for name in sorted(found)[:_MOST_FOLDERS]]
    return []


def take_over(former: FormerNotes, source: Path, *, move: bool) -> None:
    """Put the notes beside the article `source`, where there are none; `move` takes them away.

    What other programs left as copies of them goes with them. Raises SidecarError, also if the
    article of the notes is there again.
    """
    target = sidecar_path(source)
    try:
        with contextlib.ExitStack() as locks:  # nobody saves notes in either folder meanwhile
            folders = {os.path.realpath(path.parent) for path in (former.path, target)}
            for folder in sorted(folders):
                locks.enter_context(atomic.locked(Path(folder) / target.name))
            _copy(former.path, target, move=move)
    except OSError as error:
        message = _("The notes cannot be taken over ({why}); they are still in {file}.")
        why = reason_of(error)
        raise SidecarError(message.format(why=why, file=former.path)) from error


def _copy(sidecar: Path, target: Path, *, move: bool) -> None:
    if os.path.lexists(target):
        raise SidecarError(_("There are notes on this article by now."))
    if not is_lost(sidecar):
        raise SidecarError(_("The article of these notes is there again; it keeps them."))
    # The main file comes last: until then nothing is lost.
    for path in (*conflict_copies(sidecar), sidecar):
        end = path.name.removeprefix(sidecar.name.removesuffix(".toml"))
        new = target.with_name(target.name.removesuffix(".toml") + end)
        data = guarded.read(path)
        if data is not None and not os.path.lexists(new):
            atomic.replace(new, data)
            if move:
                path.unlink()
