"""Survey: an article and its notebook are opened once, and what the library lists is noted."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from newsreader.article.article import Article, Role
from newsreader.article.loader import open_article
from newsreader.article.own_export import is_exported
from newsreader.entities.watchlist import named_in
from newsreader.errors import NewsreaderError
from newsreader.files.signature import signature
from newsreader.library.article_entry import ArticleEntry, NoteExcerpt, Record
from newsreader.library.reprints import likeness
from newsreader.notebook.notebook import Notebook
from newsreader.sidecar.paths import sidecar_path, spare_path
from newsreader.sidecar.sidecar import Sidecar
from newsreader.text.graphemes import previous_boundary
from newsreader.text.sanitize import clean_line


def stamp(path: Path, data: Path, sha256_text: str, watch: Sequence[str] = ()) -> str:
    """What changes when the article at `path`, its notebook or the watch list does.

    `fingerprint` is the text's as it was last known: where its notebook lies that could not lie
    beside the article. Takes three looks at the disk.
    """
    return repr([signature(path), *_of_notes(path, data, sha256_text), *watch])


def _of_notes(path: Path, data: Path, sha256_text: str) -> list[tuple[int, ...]]:
    spare = signature(spare_path(data, sha256_text)) if sha256_text else ()
    return [signature(sidecar_path(path)), spare]


def survey(
    path: Path, data: Path, encoding: str | None = None, watch: Sequence[str] = ()
) -> Record:
    """What there is to know of the article at `path`; a sentence where it cannot be opened."""
    # Before it is read: a change that comes meanwhile shows the next time.
    file = signature(path)
    try:
        article = open_article(path, encoding)
    except NewsreaderError as error:
        entry = ArticleEntry(path, problem=clean_line(str(error)))
        return Record(entry, repr([file, *_of_notes(path, data, ""), *watch]))
    now = repr([file, *_of_notes(path, data, article.sha256_text), *watch])
    notebook = Sidecar(path, data).load(article).notebook
    listed = notebook.in_order()
    entry = ArticleEntry(
        path,
        article.sha256_text,
        article.title or "",
        article.author or "",
        article.source or "",
        article.published or "",
        article.length,
        len(listed),
        sum(1 for highlight in listed if highlight.note),
        len(notebook.orphans()),
        last=_last(article),
        exported=not listed and not notebook.note and is_exported(path.name, article.text),
        watched=named_in(article.text, watch) if watch else (),
    )
    return Record(entry, now, _excerpts(path, notebook), likeness(article))


def _last(article: Article) -> int:
    """The code point with which the article is read to its end: page furniture is folded away."""
    paragraphs = article.paragraphs
    read = (n for n in reversed(range(len(paragraphs))) if paragraphs[n].role is not Role.FURNITURE)
    final = next(read, len(paragraphs) - 1)
    return previous_boundary(article.text, paragraphs[final].span.end) if final >= 0 else 0


def _excerpts(path: Path, notebook: Notebook) -> tuple[NoteExcerpt, ...]:
    """The note on the whole article, which has no id, then every highlight in text order."""
    whole = [NoteExcerpt(path, "", 0, "", notebook.note)] if notebook.note else []
    return (
        *whole,
        *(
            NoteExcerpt(path, h.id, h.anchor.start, h.quote, h.note, h.tags, h.colour, h.state)
            for h in notebook.in_order()
        ),
    )
