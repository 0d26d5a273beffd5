"""The headings of an article, and the one above a place."""

from __future__ import annotations

from typing import NamedTuple

from newsreader.article.article import Article, Paragraph, Role
from newsreader.article.markdown_source import heading_words


class OutlineEntry(NamedTuple):
    """A heading: the index of its paragraph, its depth from 1, its words on one line."""

    paragraph: int
    level: int
    words: str


def outline(article: Article) -> tuple[OutlineEntry, ...]:
    """The headings of `article` in text order."""
    return tuple(_entry(article, p) for p in article.paragraphs if p.role is Role.HEADING)


def heading_above(article: Article, offset: int) -> OutlineEntry | None:
    """The last heading that begins at or before `offset`; None if there is none."""
    paragraphs = article.paragraphs
    index = paragraphs.last(Role.HEADING, paragraphs.at(offset))
    if index < 0 or paragraphs[index].span.start > offset:
        return None
    return _entry(article, paragraphs[index])


def _entry(article: Article, heading: Paragraph) -> OutlineEntry:
    words = heading_words(heading.span.of(article.text))
    return OutlineEntry(heading.index, heading.level, words)
