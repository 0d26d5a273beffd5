"""Passages in quotation marks, also over several paragraphs, and the text with them masked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsreader.text.lazy_regex import lazy_regex
from newsreader.text.span import Span

MASK = "\ue000"
"""Stands for every code point inside quotation marks; one of private use, which no text has."""

_CLOSING = {"“": "”", "「": "」", "『": "』", '"': '"', "＂": "＂"}
_MARK = lazy_regex('[“”「」『』"＂]')
_STOPS = "。！？!?…"
_MOST_PARAGRAPHS = 40
"""Paragraphs of one quotation, at most."""


def quoted_passages(text: str, paragraphs: Sequence[Span]) -> list[Span]:
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


def masked(text: str, passages: Sequence[Span]) -> str:
    """`text` with MASK for all between the marks, but for a stop at the end of a passage."""
    pieces, at = [], 0
    for span in passages:
        start, end = span.start + 1, span.end - 1
        end -= end > start and text[end - 1] in _STOPS
        pieces += [text[at:start], MASK * (end - start)]
        at = end
    pieces.append(text[at:])
    return "".join(pieces)
