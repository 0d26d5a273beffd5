"""Other versions of an article that is open: those that any library has seen."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from contextlib import closing
from itertools import islice
from pathlib import Path

from newsreader.article.article import Article
from newsreader.article.loader import MARKDOWN_SUFFIXES, PAGE_SUFFIXES
from newsreader.files.signature import signature
from newsreader.library.article_entry import ArticleEntry
from newsreader.library.index import Index
from newsreader.library.index_path import index_path
from newsreader.library.reprints import reprints, shingles

_MOST_FILES = 1000
_SUFFIXES = (".txt", *MARKDOWN_SUFFIXES, *PAGE_SUFFIXES)


def other_versions(article: Article, path: Path | None) -> list[ArticleEntry]:
    """The reprints and versions of `article` at `path` that are still on disk, best first.

    Reads the index, which takes a while for thousands of articles.
    """
    if not index_path().exists():
        return []
    root = Path(Path.cwd().anchor)
    with closing(Index.open(index_path())) as index:
        samples = ((other, sample) for other, sample in index.shingles([root]).items())
        found = reprints(shingles(article), (each for each in samples if each[0] != path))
        entries = {entry.path: entry for entry, _stamp in index.entries([root])} if found else {}
    listed = (entries[other] for other, _share in found if other in entries)
    return [entry for entry in listed if signature(entry.path)]


def known_names(articles: Iterable[Article]) -> frozenset[str]:
    """The people, organisations and places that were found in `articles` when they were read."""
    if not index_path().exists():
        return frozenset()
    with closing(Index.open(index_path())) as index:
        names = index.names()
    found = (each for article in articles for each in names.get(article.sha256_text, ()))
    return frozenset(name for each in found for name in each.names)


def files_beside(path: Path) -> list[str]:
    """The names of the other files beside `path` that can be an article, at most 1,000."""
    with contextlib.suppress(OSError):
        names = (each.name for each in islice(path.parent.iterdir(), _MOST_FILES))
        return sorted(n for n in names if n != path.name and n.lower().endswith(_SUFFIXES))
    return []
