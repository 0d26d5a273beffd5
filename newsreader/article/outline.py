"""The outline: the headings of an article."""

from __future__ import annotations

from typing import NamedTuple

from newsreader.article.article import Article, Role
from newsreader.article.markdown_source import heading_words


class OutlineEntry(NamedTuple):
    """A heading: the index of its paragraph, its depth from 1, its words on one line."""

    paragraph: int
    level: int
    words: str


def outline(article: Article) -> tuple[OutlineEntry, ...]:
    """The headings of `article` in text order."""
    return tuple(
        OutlineEntry(p.index, p.level, heading_words(p.span.of(article.text)))
        for p in article.paragraphs
        if p.role is Role.HEADING
    )
