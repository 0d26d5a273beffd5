"""Articles for Python programs."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import NamedTuple

from newsreader.api.records import Records, table_html
from newsreader.article import article as inner
from newsreader.article.loader import STANDARD_INPUT, Source, open_file, read_article
from newsreader.directories import directories

_STOP = re.compile("[。！？]")


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
        )

    def to_dict(self) -> dict[str, object]:
        """The fields and the paragraphs as plain values, ready for JSON."""
        return {**self._fields(), "text": self.text, "paragraphs": self.paragraphs.to_dicts()}

    def _fields(self) -> dict[str, object]:
        names = ("title", "author", "source", "published", "published_iso", "url")
        path = None if self.path is None else str(self.path)
        return {"path": path, **{name: getattr(self, name) for name in names}}

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
        return table_html([self._fields()]) + body


def open_article(source: str | os.PathLike[str] | bytes, encoding: str | None = None) -> Article:
    """The article in a file, in the bytes of a file, or in a text.

    A file may be a saved web page. A `str` is a path, unless it has a line break in it, or a full
    stop (。！？) and there is no such file. `encoding` replaces the detected one. Raises
    NewsreaderError if the source cannot be read or is no text.
    """
    if isinstance(source, bytes):
        return Article(read_article(source, STANDARD_INPUT, encoding))
    if isinstance(source, str) and _is_text(source):
        return Article(read_article(source.encode("utf-8", "replace"), STANDARD_INPUT, "utf-8"))
    found = open_file(Path(source), lambda: directories().cache / "pages", encoding)
    return Article(found.article, found)


def _is_text(words: str) -> bool:
    if "\n" in words:
        return True
    return bool(_STOP.search(words)) and not os.path.lexists(words)


def _paragraph_dict(paragraph: Paragraph) -> dict[str, object]:
    return paragraph._asdict()


def _ends(paragraph: inner.Paragraph) -> tuple[int, int]:
    return paragraph.span.start, paragraph.span.end
