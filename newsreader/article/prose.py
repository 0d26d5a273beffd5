"""Prose: what of a page is read for the words and names in it."""

from __future__ import annotations

from newsreader.article.article import Article, Role
from newsreader.text.span import Span


def spans_to_read(article: Article) -> list[Span]:
    """Every paragraph but page furniture, whose names are not what the article is about.

    Who is on a button or in a link to another article would only be found behind a fold. Where all
    of a page was taken for furniture, all of it is read.
    """
    paragraphs = article.paragraphs
    prose = [each.span for each in paragraphs if each.role is not Role.FURNITURE]
    return prose or [each.span for each in paragraphs]
