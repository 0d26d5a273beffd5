"""Times in the text of an article, resolved against its date of publication.

Only what names a day, a week, a month, a part of a year or a year is found; 近日 and 目前 are not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from newsreader.article.article import Article, Role
from newsreader.article.dates import number_in
from newsreader.article.periods import Period, date_of
from newsreader.article.time_context import TimeContext
from newsreader.article.time_patterns import AFTER, DATELINE, FUTURE, TIME
from newsreader.text.sentences import sentences
from newsreader.text.span import Span

_AROUND = 10
"""Code points on either side in which the words for the future are looked for."""

_NEAR = 3
"""Days that a dateline is before the publication at most."""


class TimeMention(NamedTuple):
    """A time at `span`, in code points, and the days that it means."""

    span: Span
    period: Period
    certain: bool


def spans_with_times(article: Article) -> list[Span]:
    """The paragraphs whose times are part of the story: not the byline, no page furniture."""
    story = (Role.TITLE, Role.HEADING, Role.BODY, Role.CAPTION)
    return [each.span for each in article.paragraphs if each.role in story]


def find_times(text: str, paragraphs: Iterable[Span], published: date | None) -> list[TimeMention]:
    """The times in the paragraphs of an article, in text order.

    Without a date of publication only those with a year are found.
    """
    paragraphs = list(paragraphs)
    context = TimeContext(text, _dateline(text, paragraphs, published))
    return [found for paragraph in paragraphs for found in _in_paragraph(paragraph, context)]


def _in_paragraph(paragraph: Span, context: TimeContext) -> Iterator[TimeMention]:
    text = context.text
    context.begin_paragraph()
    for sentence in sentences(text, paragraph):
        context.begin_sentence()
        for match in TIME.finditer(text, sentence.start, sentence.end):
            near = max(sentence.start, match.start() - _AROUND)
            after = min(sentence.end, match.end() + _AROUND)
            future = FUTURE.search(text, near, after) is not None
            if (found := context.resolved(match, future=future)) is not None:
                clock = AFTER.match(text, match.end(), sentence.end)
                end = clock.end() if clock else match.end()
                start = match.end() - len(match[0].lstrip())
                yield TimeMention(Span(start, end), *found)


def _dateline(text: str, paragraphs: Sequence[Span], published: date | None) -> date | None:
    """The day of the dateline (新华社北京9月7日电), else that of the publication."""
    if published is None or not paragraphs:
        return published
    first = paragraphs[0]
    match = DATELINE.search(text, first.start, min(first.end, first.start + 60))
    if match is not None:
        for year in (published.year, published.year - 1):
            day = date_of(year, number_in(match["month"]), number_in(match["day"]))
            if day is not None and timedelta() <= published - day <= timedelta(_NEAR):
                return day
    return published
