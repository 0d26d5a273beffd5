"""Text in HTML: escaped, and painted with highlights and mentions as flat runs."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from newsreader.formats.imported_highlight import whole
from newsreader.formats.labels import Label
from newsreader.formats.managed_blocks import safe_id
from newsreader.formats.markdown_text import without_controls
from newsreader.text.span import Span

_LAST_TWO = "".join(
    chr(plane + 0xFFFE) + chr(plane + 0xFFFF) for plane in range(0, 0x110000, 0x10000)
)
_NOT_IN_HTML = re.compile(f"[\ufdd0-\ufdef{_LAST_TWO}]")
_WIDE = re.compile(r"[\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")


@dataclass(frozen=True, slots=True)
class Paint:
    """What is laid over one paragraph: highlights and mentions, and the numbers of their notes.

    The highlights' spans begin and end with what is shown, so that a mark and its number stand in
    a paragraph and not between two.
    """

    text: str
    span: Span
    highlights: Sequence[Label]
    mentions: Sequence[Label]
    numbers: Mapping[str, int]


def escape(text: str) -> str:
    """`text` for any place in a page; characters that HTML forbids are shown as U+FFFD."""
    return html.escape(_NOT_IN_HTML.sub("\ufffd", whole(without_controls(text))))


def painted(paint: Paint) -> str:
    """The HTML of one paragraph. Where highlights overlap, the shorter one lies on the longer."""
    span = paint.span
    edges = {span.start, span.end}
    for part in [*(one.span for one in paint.highlights), *(one.span for one in paint.mentions)]:
        edges |= {max(part.start, span.start), min(part.end, span.end)}
    over, named = _Sweep(paint.highlights), _Sweep(paint.mentions)
    return "".join(
        _run(paint, run, over.at(run.start), named.at(run.start))
        for run in (Span(start, end) for start, end in pairwise(sorted(edges)))
    )


class _Sweep:
    """What lies over a place, asked for from left to right: many highlights cost one walk."""

    def __init__(self, marked: Sequence[Label]) -> None:
        self._waiting: list[Label] = sorted(marked, key=lambda one: one.span, reverse=True)
        self._open: list[Label] = []

    def at(self, offset: int) -> list[Label]:
        while self._waiting and self._waiting[-1].span.start <= offset:
            self._open.append(self._waiting.pop())
        self._open = [one for one in self._open if one.span.end > offset]
        return self._open


def _run(paint: Paint, run: Span, over: list[Label], named: list[Label]) -> str:
    """One run, inside all that covers it; numbers of the notes that end with it behind it."""
    words = escape(_unwrapped(paint.text, run))
    if named:
        words = f'<span class="entity" data-kind="{named[0].name}">{words}</span>'
    for one in sorted(over, key=lambda one: (len(one.span), one.id)):
        mark = f' id="h-{safe_id(one.id)}"' if one.span.start == run.start else ""
        words = f'<mark class="{one.name}"{mark}>{words}</mark>'
    return words + "".join(_references(paint, run, over))


def _references(paint: Paint, run: Span, over: list[Label]) -> Iterator[str]:
    for one in over:
        number = paint.numbers.get(one.id)
        if number is not None and one.span.end == run.end:
            yield f'<a class="ref" href="#n-{number}">{number}</a>'


def _unwrapped(text: str, run: Span) -> str:
    """The run's words without hard line breaks: a blank is left where neither side is wide."""
    words = run.of(text)
    if "\n" not in words:
        return words
    shown = []
    for place, character in enumerate(words, start=run.start):
        if character == "\n":
            around = text[max(0, place - 1) : place] + text[place + 1 : place + 2]
            shown.append("" if _WIDE.search(around) else " ")
        else:
            shown.append(character)
    return "".join(shown)
