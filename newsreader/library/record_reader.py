"""Reads the record of an article for the index, with a stamp that shows later changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from newsreader.article.article import Article, Role
from newsreader.article.loader import open_article
from newsreader.article.own_export import is_exported
from newsreader.entities.watchlist import named_in
from newsreader.errors import NewsreaderError, SourceError
from newsreader.files.signature import signature
from newsreader.library.article_entry import ArticleEntry, NoteExcerpt, Record
from newsreader.library.reprints import shingles
from newsreader.library.text_index import StoredText
from newsreader.notebook.highlight import Highlight
from newsreader.notebook.notebook import Notebook
from newsreader.sidecar.lost import open_lost
from newsreader.sidecar.paths import is_lost, sidecar_path, spare_path
from newsreader.sidecar.sidecar import Sidecar
from newsreader.text.graphemes import previous_boundary
from newsreader.text.query_expression import SEPARATOR
from newsreader.text.sanitize import clean_line

_DAY = len("2026-03-18")


def stamp(path: Path, data: Path, sha256_text: str, watch: Sequence[str] = ()) -> str:
    """A value that changes when the article at `path`, its notebook or the watch list does.

    `sha256_text` is the hash of the text when it was last read, by which a notebook in the data
    directory is found. Costs three calls of stat.
    """
    return _stamp(signature(path), path, data, sha256_text, watch)


def _stamp(
    file: tuple[int, ...], path: Path, data: Path, sha256_text: str, watch: Sequence[str]
) -> str:
    """`stamp` of the article at `path`, whose own signature is `file`."""
    spare = signature(spare_path(data, sha256_text)) if sha256_text else ()
    return repr([file, signature(sidecar_path(path)), spare, *watch])


def read_record(
    path: Path, data: Path, encoding: str | None = None, watch: Sequence[str] = ()
) -> Record:
    """The record of the article at `path`; if it cannot be opened, its entry has a problem."""
    # Before the file is read, so that a change in between is noticed next time.
    file = signature(path)
    if is_lost(path):
        return _lost_record(path, data, watch)
    try:
        article = open_article(path, encoding)
    except NewsreaderError as error:
        entry = ArticleEntry(path, problem=clean_line(str(error)))
        return Record(entry, _stamp(file, path, data, "", watch))
    now = _stamp(file, path, data, article.sha256_text, watch)
    notebook = Sidecar(path, data).load(article).notebook
    listed = notebook.in_order()
    entry = ArticleEntry(
        path,
        article.sha256_text,
        article.title or "",
        article.author or "",
        article.source or "",
        article.published or "",
        (article.published_iso or "")[:_DAY],
        article.length,
        len(listed),
        sum(1 for highlight in listed if highlight.note),
        len(notebook.orphans()),
        last=_last(article),
        exported=not listed and not notebook.note and is_exported(path.name, article.text),
        watched=named_in(article.text, watch) if watch else (),
    )
    excerpts = _excerpts(path, notebook)
    searched = StoredText.of(article, _more(entry, excerpts))
    return Record(entry, now, excerpts, shingles(article), searched)


def _lost_record(path: Path, data: Path, watch: Sequence[str]) -> Record:
    """The record of notes without their article."""
    file = signature(path)
    try:
        article, notebook, _problems = open_lost(path)
    except SourceError as error:
        entry = ArticleEntry(path, problem=clean_line(str(error)))
        return Record(entry, _stamp(file, path, data, "", watch))
    listed = notebook.in_order()
    entry = ArticleEntry(
        path,
        article.sha256_text,
        article.title or "",
        highlights=len(listed),
        notes=sum(1 for highlight in listed if highlight.note),
        orphans=len(listed),
    )
    excerpts = _excerpts(path, notebook)
    now = _stamp(file, path, data, article.sha256_text, watch)
    return Record(
        entry, now, excerpts, searched=StoredText("", SEPARATOR.join(_more(entry, excerpts)))
    )


def _more(entry: ArticleEntry, excerpts: Iterable[NoteExcerpt]) -> Iterator[str]:
    """What is searched beside the text."""
    yield from (entry.title, entry.author, entry.source, entry.published, entry.day)
    yield f"{entry.path.parent.name}/{entry.path.name}"
    for excerpt in excerpts:
        yield from (excerpt.quote, excerpt.note, *excerpt.tags)


def _last(article: Article) -> int:
    """The offset of the last cluster before trailing page furniture, in code points."""
    paragraphs = article.paragraphs
    read = (n for n in reversed(range(len(paragraphs))) if paragraphs[n].role is not Role.FURNITURE)
    final = next(read, len(paragraphs) - 1)
    return previous_boundary(article.text, paragraphs[final].span.end) if final >= 0 else 0


def _excerpts(path: Path, notebook: Notebook) -> tuple[NoteExcerpt, ...]:
    """The note on the whole article, then the highlights in text order."""
    whole = [NoteExcerpt(path, "", 0, "", notebook.note)] if notebook.note else []
    return (
        *whole,
        *(
            NoteExcerpt(
                path,
                h.id,
                h.anchor.start,
                h.quote,
                h.note,
                h.tags,
                h.colour,
                h.state,
                _marked(h),
                h.speaker,
            )
            for h in notebook.in_order()
        ),
    )


def _marked(highlight: Highlight) -> str:
    made = highlight.created
    return "" if made is None else made.astimezone().date().isoformat()
