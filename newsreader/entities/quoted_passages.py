"""Passages in quotation marks, also over several paragraphs, and the text with them masked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsreader.text.lazy_regex import lazy_regex
from newsreader.text.script import simplify
from newsreader.text.span import Span

MASK = "\ue000"
"""Stands for every code point inside quotation marks; one of private use, which no text has."""

_CLOSING = {"“": "”", "「": "」", "『": "』", '"': '"', "＂": "＂"}
_MARK = lazy_regex('[“”「」『』"＂]')
_STOPS = "。！？!?…"
_MOST_PARAGRAPHS = 40
"""Paragraphs of one quotation, at most."""

CLAUSE_ENDS = "，,。：:；;！？!?”」』\n"
_UTTERANCE = lazy_regex(r"[，。！？；：,!?;…]")
_LONG = 14
"""Code points from which words in quotation marks are no term, even without a mark."""


class QuotedPassages:
    """The passages in quotation marks in paragraphs of a text, by their start and by their end.

    `masked` is the text with what is in them masked, in simplified characters.
    """

    def __init__(self, text: str, paragraphs: Sequence[Span]) -> None:
        passages = _outermost(text, paragraphs)
        self.starting = {span.start: span for span in passages}
        self.ending = {span.end: span for span in passages}
        self.masked = simplify(_masked(text, passages))
        self._text = text

    def words(self, passage: Span) -> Span:
        """What is between the marks, without blanks around it."""
        return Span(passage.start + 1, passage.end - 1).trimmed(self._text)

    def inside(self, passage: Span) -> str:
        return self.words(passage).of(self._text)

    def is_utterance(self, passage: Span) -> bool:
        """Whether a passage is a sentence or a clause, and no term."""
        words = self.inside(passage)
        return bool(_UTTERANCE.search(words)) or len(words) >= _LONG

    def is_said(self, passage: Span, mark: str) -> bool:
        """Whether the passage right after a verb and `mark` is somebody's words, not a term."""
        after = self.masked[passage.end : passage.end + 1]
        if not mark:
            return after not in ("的", "、") and self.is_utterance(passage)
        return mark in "：:︰" or after in tuple("。；！？，,") or self.is_utterance(passage)

    def opens_sentence(self, passage: Span) -> bool:
        """Whether a sentence or a clause begins with the passage."""
        at = self.back(passage.start, " \u3000")
        return not at or self.masked[at - 1] in CLAUSE_ENDS

    def back(self, at: int, marks: str) -> int:
        """The place before `at` and before the `marks` there."""
        while at and self.masked[at - 1] in marks:
            at -= 1
        return at


def _outermost(text: str, paragraphs: Sequence[Span]) -> list[Span]:
    """The outermost passages in quotation marks, marks included, in text order.

    A passage that opens in each paragraph and closes in the last one is one passage. Straight marks
    count where a paragraph has an even number of them; a mark without its other half never does.
    """
    found: list[Span] = []
    at = 0
    for index, paragraph in enumerate(paragraphs):
        start = max(at, paragraph.start)
        opened = -1
        for span in _in_paragraph(text, Span(min(start, paragraph.end), paragraph.end)):
            if span.end > span.start + 1:
                found.append(span)
                at = span.end
            else:
                opened = span.start
        if opened >= 0 and (end := _end_below(text, text[opened], paragraphs, index)):
            found.append(Span(opened, end))
            at = end
    return found


def _in_paragraph(text: str, paragraph: Span) -> Iterator[Span]:
    """The passages of a paragraph; one mark alone for a passage that is open at its end."""
    marks = list(_MARK.finditer(text, paragraph.start, paragraph.end))
    straight = sum(mark.group() in '"＂' for mark in marks) % 2 == 0
    opened = -1
    for mark in marks:
        sign, at = mark.group(), mark.start()
        if opened >= 0 and sign == _CLOSING[text[opened]]:
            yield Span(opened, at + 1)
            opened = -1
        elif sign in '"＂':
            opened = at if opened < 0 and straight else opened
        elif sign in _CLOSING and (opened < 0 or sign == text[opened]):
            opened = at
    if opened >= 0 and text[opened] not in '"＂':
        yield Span(opened, opened + 1)


def _end_below(text: str, opening: str, paragraphs: Sequence[Span], index: int) -> int:
    """The end of a passage that is open at the end of paragraph `index`; 0 if it is not certain."""
    closing = _CLOSING[opening]
    for below in paragraphs[index + 1 : index + _MOST_PARAGRAPHS]:
        first = below.start + (text[below.start] == opening)
        close = text.find(closing, first, below.end)
        again = text.find(opening, first, close if close >= 0 else below.end)
        if again >= 0:
            return 0
        if close >= 0:
            return close + 1
        if first == below.start:
            return 0
    return 0


def _masked(text: str, passages: Sequence[Span]) -> str:
    """`text` with MASK for all between the marks, but for a stop at the end of a passage."""
    pieces, at = [], 0
    for span in passages:
        start, end = span.start + 1, span.end - 1
        end -= end > start and text[end - 1] in _STOPS
        pieces += [text[at:start], MASK * (end - start)]
        at = end
    pieces.append(text[at:])
    return "".join(pieces)
