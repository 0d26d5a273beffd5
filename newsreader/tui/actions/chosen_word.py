"""The word that an action is about: that at the caret, or the nearest one to a mark there."""

from __future__ import annotations

from newsreader.text.sentences import sentence_at
from newsreader.text.span import Span
from newsreader.tui.actions.context import ReadingContext

_FAR = 40
"""Code points of the sentence on each side in which the nearest word is looked for."""


def nearest_word(context: ReadingContext, at: int) -> Span:
    """The word at `at`; where a mark is, the nearest word of the sentence; else an empty span.

    Of two words that are as near, the one before the mark.
    """
    article, words = context.session.article, context.session.analysis.words
    here = words.at(at)
    if is_word(here.of(article.text)):
        return here
    sentence = sentence_at(article.text, article.paragraph_at(at).span, at)
    start, end = max(sentence.start, at - _FAR), min(sentence.end, at + _FAR)
    found: list[Span] = []
    while start < end:
        word = words.at(start)
        start = word.end
        if is_word(word.of(article.text)):
            found.append(word)
    return min(found, key=lambda w: max(at - w.end, w.start - at - 1), default=Span(at, at))


def is_word(words: str) -> bool:
    """Whether there is more than marks and blanks."""
    return any(map(str.isalnum, words))
