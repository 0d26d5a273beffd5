"""Two versions or reprints with the notes on each, compared."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

from newsreader.article.article import Article
from newsreader.article.loader import open_article
from newsreader.compare.comparison import Comparison, Progress, compare
from newsreader.notebook.highlight import Highlight
from newsreader.sidecar.sidecar import Sidecar
from newsreader.text.words import Words


class Version(NamedTuple):
    """One version: `name` is shown above it, `words` are its words where they are known."""

    name: str
    article: Article
    highlights: tuple[Highlight, ...] = ()
    words: Words | None = None


class ComparedVersions(NamedTuple):
    """Two versions and what differs between them."""

    old: Version
    new: Version
    comparison: Comparison


def open_version(path: Path, data: Path, encoding: str | None = None) -> Version:
    """The article at `path` with its highlights. `data` is the user's data directory.

    Raises SourceError.
    """
    article = open_article(path, encoding)
    notebook = Sidecar(path, data).load(article).notebook
    return Version(label(article, path.name), article, notebook.shown())


def label(article: Article, name: str) -> str:
    """What distinguishes a version from another one: outlet, day and file."""
    day = (article.published_iso or "")[:10]
    return " · ".join(filter(None, (article.source, day, name)))


def by_date(one: Version, other: Version) -> tuple[Version, Version]:
    """The earlier one first, if both say when they were published."""
    dates = one.article.published_iso, other.article.published_iso
    return (other, one) if all(dates) and (dates[1] or "") < (dates[0] or "") else (one, other)


def compared(
    versions: tuple[Version, Version],
    names: Collection[str],
    progress: Progress,
    *,
    exact: bool = False,
) -> ComparedVersions:
    """`versions`, compared; `names` are the names that are known to be in them."""
    old, new = versions
    comparison = compare(
        old.article,
        new.article,
        names=names,
        words=(old.words, new.words),
        exact=exact,
        progress=progress,
    )
    return ComparedVersions(old, new, comparison)
