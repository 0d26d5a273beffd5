"""The Article: the canonical text of one source, its paragraphs and its metadata."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple, overload

from newsreader.article.line_text import is_prose
from newsreader.text.span import Span


class Role(StrEnum):
    """The role of a paragraph on the page."""

    TITLE = "title"
    HEADING = "heading"
    BODY = "body"
    CAPTION = "caption"
    METADATA = "metadata"
    FURNITURE = "furniture"


_ROLES = tuple(Role)
_NUMBERS = {role: number for number, role in enumerate(_ROLES)}


class Paragraph(NamedTuple):
    """A stretch of text that is read as one block, without the white space around it.

    `level` is the depth of a heading, from 1; 0 for every other role. A line break inside the span
    is a hard wrap, which is not shown.
    """

    index: int  # type: ignore[assignment]  # replaces the method of tuple
    span: Span
    role: Role = Role.BODY
    level: int = 0


class Paragraphs(Sequence[Paragraph]):
    """Paragraphs in text order, stored in arrays because a large file has a million."""

    __slots__ = ("_ends", "_levels", "_roles", "_starts")

    def __init__(self, paragraphs: Iterable[tuple[int, int, Role, int]]) -> None:
        """`paragraphs` are (start, end, role, level) in text order, without overlap."""
        self._starts = array("Q")
        self._ends = array("Q")
        self._roles = bytearray()
        self._levels = bytearray()
        for start, end, role, level in paragraphs:
            self._starts.append(start)
            self._ends.append(end)
            self._roles.append(_NUMBERS[role])
            self._levels.append(level)

    def __len__(self) -> int:
        return len(self._starts)

    @overload
    def __getitem__(self, index: int) -> Paragraph: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Paragraph, ...]: ...
    def __getitem__(self, index: int | slice) -> Paragraph | tuple[Paragraph, ...]:
        if isinstance(index, slice):
            return tuple(self[i] for i in range(*index.indices(len(self))))
        index = range(len(self))[index]
        return Paragraph(
            index,
            Span(self._starts[index], self._ends[index]),
            _ROLES[self._roles[index]],
            self._levels[index],
        )

    def __iter__(self) -> Iterator[Paragraph]:
        return (self[i] for i in range(len(self)))

    def at(self, offset: int) -> int:
        """Index of the paragraph that holds `offset`, else the last one before it, 0 at worst."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def last(self, role: Role, index: int) -> int:
        """Index of the last paragraph of `role`, at most `index`; -1 if there is none."""
        return self._roles.rfind(_NUMBERS[role], 0, index + 1)


class Article(NamedTuple):
    """One source, decoded. Every position is a code point offset into `text`, 0-based.

    `title`, `author`, `source` and `published` are quoted from the text, or None where the page
    does not have them; nothing is guessed. `published_iso` is `published` in ISO 8601, or None
    where the day is not certain. `url` is where the article was published and `captured` the day
    when its page was saved, as the page or the text says.
    """

    name: str
    text: str
    paragraphs: Paragraphs
    sha256_text: str
    sha256_raw: str
    encoding: str = "utf-8"
    certain: bool = True
    newline: str = "lf"
    title: str | None = None
    author: str | None = None
    source: str | None = None
    published: str | None = None
    published_iso: str | None = None
    url: str | None = None
    captured: date | None = None

    def __repr__(self) -> str:
        return f"Article({self.name!r}, {self.length} code points, {self.sha256_text})"

    @property
    def length(self) -> int:
        """Length of the canonical text in code points."""
        return len(self.text)

    def paragraph_at(self, offset: int) -> Paragraph:
        """The paragraph that holds `offset`, else the last one before it."""
        return self.paragraphs[self.paragraphs.at(offset)]


_FEW = 5
_LONG = 120


def is_only_lines(article: Article) -> bool:
    """Whether there are lines and no running text, as in a menu or a list of search results."""
    paragraphs = article.paragraphs
    return len(paragraphs) >= _FEW and not any(
        each.role is Role.BODY and (len(each.span) >= _LONG or is_prose(each.span.of(article.text)))
        for each in paragraphs
    )


def spans_to_read(article: Article) -> list[Span]:
    """The paragraphs that are searched for words and names: all but page furniture.

    Where all of a page was taken for furniture, all of it is read.
    """
    paragraphs = article.paragraphs
    prose = [each.span for each in paragraphs if each.role is not Role.FURNITURE]
    return prose or [each.span for each in paragraphs]
