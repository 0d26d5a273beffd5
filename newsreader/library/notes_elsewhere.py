"""Finds the articles whose notes are not beside them but in the data directory."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from newsreader.article.loader import open_article
from newsreader.errors import NewsreaderError
from newsreader.files.signature import signature
from newsreader.library.index import Index
from newsreader.sidecar.paths import SUFFIX, pointed_to, sidecar_path


def noted_elsewhere(articles: Sequence[Path], data: Path, index: Path) -> list[Path]:
    """Those of `articles` whose notes are in `data`: by their path, or by the hash of their text.

    The hash comes from the file `index` of the library if the article has not changed since; else
    the article is read. Reads nothing if there are no notes in `data`.
    """
    spares = {name.removesuffix(SUFFIX) for name in _names(data / "notebooks")}
    if not spares:
        return []
    pointed = [path for path in articles if _is_pointed_to(path, data)]
    others = set(articles) - set(pointed)
    known = _known_hashes(index, others)
    hashed = [path for path in articles if path in others and _hash(path, known) in spares]
    return [*pointed, *hashed]


def _names(folder: Path) -> list[str]:
    with contextlib.suppress(OSError):
        return [entry.name for entry in os.scandir(folder) if entry.name.endswith(SUFFIX)]
    return []


def _is_pointed_to(path: Path, data: Path) -> bool:
    notes = pointed_to(data, path)
    return notes is not None and os.path.lexists(notes)


def _known_hashes(path: Path, articles: Iterable[Path]) -> dict[Path, str]:
    """The hashes in the index of those articles that have not changed since it read them."""
    roots = {article: Path(os.path.abspath(article)) for article in articles}  # noqa: PTH100
    if not roots or not path.exists():
        return {}
    index = Index.open(path)
    try:
        common = Path(os.path.commonpath([root.parent for root in roots.values()]))
        found = {entry.path: (entry, stamp) for entry, stamp in index.entries([common])}
    finally:
        index.close()
    known = {}
    for article, root in roots.items():
        entry, stamp = found.get(root, (None, ""))
        if entry is not None and stamp.startswith(repr([signature(root)])[:-1]):
            known[article] = entry.sha256_text
    return known


def _hash(path: Path, known: dict[Path, str]) -> str:
    if path in known:
        return known[path]
    if os.path.lexists(sidecar_path(path)):
        return ""  # it has notes beside it
    try:
        return open_article(path).sha256_text
    except NewsreaderError:
        return ""
