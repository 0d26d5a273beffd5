"""Segments: the parts of a very long paragraph that are set in rows one by one.

A single line of five megabytes must not be wrapped from its start to show its middle. Such a
paragraph is cut into segments, each of which begins a row. The cuts stand at fixed places of the
paragraph, moved to the next end of a sentence: they depend on the text alone, so the rows are the
same whichever way a reader arrives, and finding a segment looks only at its own neighbourhood.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsreader.text.breaks import BLANKS, may_break
from newsreader.text.graphemes import floor_boundary
from newsreader.text.lazy_regex import lazy_regex
from newsreader.text.sentences import CLOSING
from newsreader.text.span import Span

# No paragraph of an article that is written in paragraphs comes near this many code points.
WHOLE = 8192
_STEP = 2048
_REACH = 512
_SENTENCE_END = lazy_regex(rf"[。！？!?…]+[{re.escape(CLOSING)}\"]*[ \t\n\u3000]*")


def segment_at(text: str, paragraph: Span, offset: int) -> Span:
    """The segment of `paragraph` that holds `offset` (the nearest one for an offset outside).

    A paragraph of up to `WHOLE` code points is one segment. Wrap a segment as if it were the
    paragraph, with the paragraph's indent only in the first.
    """
    if len(paragraph) <= WHOLE:
        return paragraph
    number = max(0, min(offset, paragraph.end - 1) - paragraph.start) // _STEP
    start = _cut(text, paragraph, number)
    if offset < start:
        return Span(_cut(text, paragraph, number - 1), start)
    return Span(start, _cut(text, paragraph, number + 1))


def segments(text: str, paragraph: Span) -> Iterator[Span]:
    """Every segment of `paragraph` in order; together they are the paragraph."""
    start = paragraph.start
    while True:
        segment = segment_at(text, paragraph, start)
        yield segment
        if segment.end >= paragraph.end:
            return
        start = segment.end


def _cut(text: str, paragraph: Span, number: int) -> int:
    """Where segment `number` begins: at a sentence, else where a row may end, else at a cluster."""
    place = paragraph.start + number * _STEP
    if number == 0:
        return place
    if place >= paragraph.end - _STEP // 2:
        return paragraph.end
    reach = min(place + _REACH, paragraph.end - 1)
    for match in _SENTENCE_END.finditer(text, place, reach):
        if match.end() < reach and may_break(text, match.end(), paragraph.start):
            return match.end()
    for at in range(place, reach):
        if text[at] not in BLANKS and may_break(text, at, paragraph.start):
            return at
    return floor_boundary(text, place)
