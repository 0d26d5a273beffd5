"""The text of a paragraph as HTML, with its highlights and mentions."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from newsreader.formats.document import without_controls
from newsreader.formats.imported_highlight import without_surrogates
from newsreader.formats.labels import Label
from newsreader.formats.managed_blocks import safe_id
from newsreader.text.span import Span

_LAST_TWO = "".join(
    chr(plane + 0xFFFE) + chr(plane + 0xFFFF) for plane in range(0, 0x110000, 0x10000)
)
_NOT_IN_HTML = re.compile(f"[\ufdd0-\ufdef{_LAST_TWO}]")
_WIDE = re.compile(r"[\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")


@dataclass(frozen=True, slots=True)
class ParagraphMarks:
    """The highlights and mentions in one paragraph, and the numbers of the notes by id.

    The spans of highlights have no white space at their ends, so that each ends in a paragraph and
    not between two.
    """

    text: str
    span: Span
    highlights: Sequence[Label]
    mentions: Sequence[Label]
    numbers: Mapping[str, int]


def escape(text: str) -> str:
    """`text` for any place in a page, with U+FFFD for characters that HTML forbids."""
    return html.escape(_NOT_IN_HTML.sub("\ufffd", without_surrogates(without_controls(text))))


def paragraph_html(marks: ParagraphMarks) -> str:
    """The HTML of one paragraph. Of two highlights that overlap the shorter is the inner one."""
    span = marks.span
    edges = {span.start, span.end}
    for part in [*(one.span for one in marks.highlights), *(one.span for one in marks.mentions)]:
        edges |= {max(part.start, span.start), min(part.end, span.end)}
    over, named = _Sweep(marks.highlights), _Sweep(marks.mentions)
    return "".join(
        _run(marks, run, over.at(run.start), named.at(run.start))
        for run in (Span(start, end) for start, end in pairwise(sorted(edges)))
    )


class _Sweep:
    """The labels at an offset, for offsets in ascending order: one pass over the labels."""

    def __init__(self, marked: Sequence[Label]) -> None:
        self._waiting: list[Label] = sorted(marked, key=lambda one: one.span, reverse=True)
        self._open: list[Label] = []

    def at(self, offset: int) -> list[Label]:
        while self._waiting and self._waiting[-1].span.start <= offset:
            self._open.append(self._waiting.pop())
        self._open = [one for one in self._open if one.span.end > offset]
        return self._open


def _run(marks: ParagraphMarks, run: Span, over: list[Label], named: list[Label]) -> str:
    """One run inside all its marks, and after it the numbers of the highlights that end here."""
    words = escape(_unwrapped(marks.text, run))
    if named:
        words = f'<span class="entity" data-kind="{named[0].name}">{words}</span>'
    for one in sorted(over, key=lambda one: (len(one.span), one.id)):
        target = f' id="h-{safe_id(one.id)}"' if one.span.start == run.start else ""
        words = f'<mark class="{one.name}"{target}>{words}</mark>'
    return words + "".join(_references(marks, run, over))


def _references(marks: ParagraphMarks, run: Span, over: list[Label]) -> Iterator[str]:
    for one in over:
        number = marks.numbers.get(one.id)
        if number is not None and one.span.end == run.end:
            yield f'<a class="ref" href="#n-{number}">{number}</a>'


def _unwrapped(text: str, run: Span) -> str:
    """The text of the run without line breaks: a space replaces one between narrow characters."""
    words = run.of(text)
    if "\n" not in words:
        return words
    shown = []
    for offset, character in enumerate(words, start=run.start):
        if character == "\n":
            around = text[max(0, offset - 1) : offset] + text[offset + 1 : offset + 2]
            shown.append("" if _WIDE.search(around) else " ")
        else:
            shown.append(character)
    return "".join(shown)
