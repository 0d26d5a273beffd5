"""What the [[links]] in the notes of a library can link to."""

from __future__ import annotations

from pathlib import Path

from newsreader.article.loader import open_article
from newsreader.library.library import Library
from newsreader.notebook.note_links import LinkedArticle, LinkedArticles, LinkTargets, names_of
from newsreader.notebook.notebook import Notebook
from newsreader.sidecar.paths import is_lost


def link_targets(library: Library, path: Path | None = None) -> LinkTargets:
    """The targets of a note on the article at `path`; without one, of a note about a name.

    Names are those that the index knows. Reads the article: call it on a thread. Raises
    NewsreaderError.
    """
    articles = LinkedArticles(LinkedArticle(each.path, each.title) for each in library.entries)
    if path is None or is_lost(path):
        names = names_of((each.name, each.aliases) for each in library.names().appearances())
        return LinkTargets(Notebook(), names, articles)
    article = open_article(path, library.state.encoding(str(path)))
    found = library.index.mentions(article.sha256_text)
    names = names_of((each.name, each.aliases) for each in found)
    notebook = library.sidecar(path).load(article).notebook
    return LinkTargets(notebook, names, articles, article.text, path)
