"""Each mention of an entity in its sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from newsreader.article.article import Article
from newsreader.text.sentences import quotable_at
from newsreader.text.span import Span

REACH = 120
"""How much of a sentence is kept on either side of a mention, in code points."""


class Occurrence(NamedTuple):
    """One mention, its sentence, and the number of its paragraph, from 1.

    Of a very long sentence only the part near the mention is kept.
    """

    mention: Span
    sentence: Span
    paragraph: int


def concordance(article: Article, mentions: Sequence[Span]) -> tuple[Occurrence, ...]:
    """The occurrences of `mentions`, which are in text order."""
    text = article.text
    found: list[Occurrence] = []
    whole = Span(0, 0)
    for mention in mentions:
        number = article.paragraphs.at(mention.start)
        if not whole.covers(mention):
            paragraph = article.paragraphs[number].span
            whole = quotable_at(text, paragraph, mention.start).union(mention)
        start, end = max(whole.start, mention.start - REACH), min(whole.end, mention.end + REACH)
        found.append(Occurrence(mention, Span(start, end), number + 1))
    return tuple(found)


def within(mentions: Sequence[Span], span: Span) -> list[Span]:
    """Those of `mentions`, given in text order, that are entirely within `span`."""
    first = bisect_left(mentions, span.start, key=lambda mention: mention.start)
    found: list[Span] = []
    for mention in mentions[first:]:
        if mention.end > span.end:
            break
        found.append(mention)
    return found
