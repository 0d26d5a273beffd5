"""The articles that the notes on an article may link to: those of its folder and below."""

from __future__ import annotations

from contextlib import closing, suppress
from functools import lru_cache
from pathlib import Path

from newsreader.article.loader import open_article
from newsreader.article.own_export import is_exported
from newsreader.errors import NewsreaderError
from newsreader.files.signature import signature
from newsreader.library.article_files import ARTICLE_SUFFIXES
from newsreader.library.index_path import index_path
from newsreader.notebook.note_links import LinkedArticle, LinkedArticles, has_links
from newsreader.notebook.notebook import Notebook
from newsreader.sidecar.paths import names_folder

_MOST_READ = 500
"""Files beside an article that are read for their titles, if the index does not know them."""


def linked_articles(path: Path) -> LinkedArticles:
    """The articles that notes on the article at `path` may link to, itself included.

    Those of the folder that the index knows, which a library has read, and those that are beside
    it. Takes a while: call it on a thread.
    """
    path = path.absolute()
    folder = names_folder(path)
    found = {path: _title(path) or ""}
    if index_path().exists():
        from newsreader.library.index import Index  # noqa: PLC0415 (slow to load, rarely needed)

        with closing(Index.open(index_path())) as index:
            entries = [entry for entry, _stamp in index.entries([folder]) if not entry.exported]
        found |= {entry.path: entry.title for entry in entries if signature(entry.path)}
    with suppress(OSError):
        beside = sorted(p for p in path.parent.iterdir() if p.suffix.lower() in ARTICLE_SUFFIXES)
        unknown = [p for p in beside if p not in found and not p.name.startswith(".")]
        for other in unknown[:_MOST_READ]:
            title = _title(other)
            if title is not None:
                found[other] = title
    return LinkedArticles(LinkedArticle(each, title) for each, title in sorted(found.items()))


class LinkedArticlesOfFolders:
    """`linked_articles` for many articles: for all of one folder they are the same."""

    def __init__(self) -> None:
        self._by_folder: dict[Path, LinkedArticles] = {}

    def for_notes(
        self, path: Path | None, notebook: Notebook, *, titled: bool = False
    ) -> LinkedArticles:
        """As `of` for the notes on an article; none are looked for where no name needs them.

        No note has a link, and the exported file is not called after the title (`titled`).
        """
        wanted = path is not None and (titled or has_links(notebook))
        return self.of(path) if path is not None and wanted else LinkedArticles()

    def of(self, path: Path) -> LinkedArticles:
        """The articles that notes on the article at `path` may link to, itself included."""
        path = path.absolute()
        found = self._by_folder.get(path.parent)
        if found is None:
            found = self._by_folder[path.parent] = linked_articles(path)
        if any(each.path == path for each in found.with_file(path.name)):
            return found
        # One of so many that not all were read. They are not read again for each of them.
        return LinkedArticles((*found, LinkedArticle(path, _title(path) or "")))


def _title(path: Path) -> str | None:
    """The title of the article at `path`, "" if it has none; None for what is no article."""
    return _read_title(path, signature(path))


@lru_cache(maxsize=4 * _MOST_READ)
def _read_title(path: Path, _signature: tuple[int, ...]) -> str | None:
    """As `_title`; a file that is the same is read once."""
    try:
        article = open_article(path)
    except NewsreaderError:
        return None
    return None if is_exported(path.name, article.text) else article.title or ""
