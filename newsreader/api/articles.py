"""Articles for Python programs."""

from __future__ import annotations

import os
import re
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from newsreader.api.arguments import existing, of_type
from newsreader.api.records import Records, table_html
from newsreader.article import article as inner
from newsreader.article.description import article_fields
from newsreader.article.loader import Source, open_file, read_page_or_text
from newsreader.decoding.decode import known_encoding
from newsreader.directories import directories
from newsreader.errors import NewsreaderError, SourceError
from newsreader.locale import _

_STOP = re.compile("[。！？]")
_ADDRESS = re.compile("https?://", re.I)


class Paragraph(NamedTuple):
    """A paragraph of an article.

    `role` is "title", "heading", "body", "caption", "metadata" or "furniture" (what else is on the
    page). `start` and `end` are code points of the article's text, the end not included. `level`
    is the depth of a heading, from 1, and 0 for other roles.
    """

    text: str
    role: str
    start: int
    end: int
    level: int = 0


class Article:
    """An article; `open_article` makes it. It never changes.

    What the page does not say is None; nothing is guessed.
    """

    __slots__ = ("inner", "source_file")

    def __init__(self, article: inner.Article, source: Source | None = None) -> None:
        """`source` is the file it was read from. Both attributes are not part of the API."""
        self.inner = article
        self.source_file = source

    @property
    def path(self) -> Path | None:
        """The file of the article; None for a text or bytes."""
        return self.source_file.path if self.source_file else None

    @property
    def text(self) -> str:
        """The decoded text; all positions are code points of it, from 0."""
        return self.inner.text

    @property
    def title(self) -> str | None:
        return self.inner.title

    @property
    def author(self) -> str | None:
        return self.inner.author

    @property
    def source(self) -> str | None:
        """The outlet."""
        return self.inner.source

    @property
    def published(self) -> str | None:
        """The time of publication as the page writes it."""
        return self.inner.published

    @property
    def published_iso(self) -> str | None:
        """The same in ISO 8601; None where the day is not certain."""
        return self.inner.published_iso

    @property
    def url(self) -> str | None:
        """Where the article was published."""
        return self.inner.url

    @property
    def encoding(self) -> str:
        return self.inner.encoding

    @property
    def paragraphs(self) -> Records[Paragraph]:
        """All paragraphs in text order."""
        text = self.text
        return Records(
            (
                Paragraph(each.span.of(text), each.role.value, *_ends(each), each.level)
                for each in self.inner.paragraphs
            ),
            _paragraph_dict,
            Paragraph._fields,
        )

    def to_dict(self) -> dict[str, object]:
        """The fields and the paragraphs as plain values, ready for JSON."""
        path = None if self.path is None else str(self.path)
        fields = {"path": path, **article_fields(self.inner), "text": self.text}
        return {**fields, "paragraphs": self.paragraphs.to_dicts()}

    def __repr__(self) -> str:
        return f"<Article {self.title!r}, {len(self.text)} code points>"

    def _repr_html_(self) -> str:
        """The fields as a table, then the paragraphs; page furniture is left out."""
        from newsreader.formats.html_text import escape  # noqa: PLC0415 (most show no HTML)

        tags = {"title": "h3", "heading": "h4"}
        shown = (
            (tags.get(each.role, "p"), escape(each.text))
            for each in self.paragraphs
            if each.role != inner.Role.FURNITURE
        )
        body = "".join(f"<{tag}>{words}</{tag}>" for tag, words in shown)
        names = ("path", "title", "author", "source", "published", "published_iso", "url")
        return table_html([{name: getattr(self, name) for name in names}], body)


def open_article(source: str | os.PathLike[str] | bytes, encoding: str | None = None) -> Article:
    """The article in a file, in the bytes of a file, or in a text.

    Each may be a saved web page. A `str` is a path, unless it is empty, or has a line break in it,
    or a full stop (。！？) and there is no such file; bytes are never a path. `encoding` replaces
    the detected one of a file or bytes. Raises NewsreaderError if the source cannot be read or is
    no text.
    """
    _check_encoding(encoding)
    if isinstance(source, str) and _is_text(source):
        source, encoding = source.encode("utf-8", "replace"), "utf-8"
    if isinstance(source, bytes):
        return Article(read_page_or_text(source, _pages, encoding, shown=_("What was given")))
    if isinstance(source, str) and _ADDRESS.match(source):
        message = _("{url} is an address; save the page, and open its file or bytes.")
        raise SourceError(message.format(url=source))
    found = open_file(Path(source), _pages, encoding)
    return Article(found.article, found)


def open_articles(
    *places: str | os.PathLike[str], encoding: str | None = None
) -> Iterator[Article]:
    """The articles in files, and in folders and below them, opened one by one.

    They are those that the commands read: text and Markdown, without hidden files and exports of
    this program. Warns of one that cannot be read. Raises NewsreaderError for a place that is not
    there, a folder without articles or that cannot be read, and TypeError without a place.
    """
    if not places:
        raise TypeError("open_articles takes files or folders")
    _check_encoding(encoding)
    return _opened([Path(existing(each)) for each in places], encoding)


def _opened(places: list[Path], encoding: str | None) -> Iterator[Article]:
    # Loaded here: it knows the library, which one article does not need.
    from newsreader.library.article_files import articles_in, is_export, no_article  # noqa: PLC0415

    for place in places:
        is_folder = os.path.isdir(place)  # noqa: PTH112 (Path's own may raise)
        paths = articles_in(place) if is_folder else [place]
        if not paths:
            raise no_article(place)
        for path in paths:
            try:
                article = open_article(path, encoding)
            except NewsreaderError as error:
                warnings.warn(str(error), stacklevel=2)
                continue
            if not (is_folder and is_export(path, article.inner)):
                yield article


def checked(value: Article) -> Article:
    """`value`. Raises TypeError if it is something else, as a path is."""
    return of_type(value, Article, "this takes an Article (see open_article)")


def _check_encoding(name: str | None) -> None:
    """Raises TypeError, and UsageError if there is no such encoding."""
    if name is not None:
        known_encoding(of_type(name, str, "an encoding is a str"))


def _pages() -> Path:
    """The folder with the texts of saved pages."""
    return directories().cache / "pages"


def _is_text(words: str) -> bool:
    if not words or "\n" in words:
        return True
    return bool(_STOP.search(words)) and not os.path.lexists(words)


def _paragraph_dict(paragraph: Paragraph) -> dict[str, object]:
    return paragraph._asdict()


def _ends(paragraph: inner.Paragraph) -> tuple[int, int]:
    return paragraph.span.start, paragraph.span.end
