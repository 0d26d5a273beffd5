"""Evidence for a reading: the form of the name, its neighbours and the rest of the article."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from newsreader.entities import wordlists
from newsreader.entities.kind import Kind
from newsreader.entities.name_forms import family_of
from newsreader.recognition.engine import Reading
from newsreader.text.span import Span

FORM = 0.25
"""The gain of a reading whose form is typical of its kind."""

CALLED = 0.35
"""The gain of a family name with a form of address: 老周, 周院长."""

QUOTED = 0.8
"""The weight of a quoted name."""

OFTEN = 1.5
"""From this sum of weights on a name is repeated."""

REPEATED = 0.1
"""The gain of a reading whose name is repeated."""


def weigh_forms(text: str, readings: Iterable[Reading]) -> Iterator[Reading]:
    """Raise names with a form that is typical of their kind, or next to a title."""
    for reading in readings:
        name = reading.span.of(text)
        if reading.kind is Kind.TIME and reading.weight <= 1 and not _is_time(text, reading.span):
            continue
        gain = _form(text, reading, name)
        yield replace(reading, weight=reading.weight + gain) if gain else reading


def _is_time(text: str, span: Span) -> bool:
    """Whether a part of the calendar is named, and not a model: S7|月销."""
    figure = text[span.start] in "0123456789" and re.match(
        "[A-Za-z]", text[span.start - 1 : span.start]
    )
    return bool(_CALENDAR.search(span.of(text))) and not figure


_CALENDAR = re.compile(
    r"(?:[上下本当這这]个?|\d|[一二三四五六七八九十])月(?!饼)|\d[日号]|[一二三四五六七八九十][日号]$|(?:(?<!每)周|星期|礼拜)[一二三四五六日天末]"
    r"|[上下本这]周|[今昨明去前后当同次翌]年|[今昨明当前次同][天日]|[昨今明当][晚夜]|\d{4}年|[〇零○]"
    r"|凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚间|晚上|深夜|世纪|年代|季度|半年"
    r"|春节|中秋|端午|清明|国庆|元旦|五一|十一|除夕|圣诞|春天|夏天|秋天|冬天|[春夏秋冬]季"
)
_QUOTED = re.compile(r"[“「『\"‘]([\u4e00-\u9fffA-Za-z0-9·]{3,14})[”」』\"’]")


def find_quoted(text: str, readings: Sequence[Reading]) -> Iterator[Reading]:
    """Add what is quoted and has the ending of an organisation: “八国联盟”."""
    yield from readings
    for match in _QUOTED.finditer(text):
        if len(wordlists.ending(match[1][1:], "organisation_endings")) > 1:
            yield Reading(Span(*match.span(1)), Kind.ORG, QUOTED)


def weigh_repeated(text: str, readings: Sequence[Reading]) -> Iterator[Reading]:
    """Raise organisations that are read several times, though never surely."""
    found: dict[str, float] = defaultdict(float)
    for reading in readings:
        if reading.kind is Kind.ORG:
            found[reading.span.of(text)] += min(1.0, reading.weight)
    for reading in readings:
        often = reading.kind is Kind.ORG and found[reading.span.of(text)] >= OFTEN
        yield replace(reading, weight=reading.weight + REPEATED) if often else reading


def _form(text: str, reading: Reading, name: str) -> float:
    if reading.kind is Kind.ORG:
        ends = len(name) > 2 and bool(wordlists.ending(name[1:], "organisation_endings"))
        after = wordlists.opening(text[reading.span.end : reading.span.end + 6], "titles")
        return FORM * (ends + (len(after) > 1))
    if reading.kind is Kind.LOC:
        return FORM if len(name) > 2 and wordlists.ending(name[1:], "place_endings") else 0.0
    if reading.kind is Kind.PER:
        family = wordlists.opening(name, "surnames")
        if len(name) > 1 and family_of(name):
            return CALLED
        likely = bool(family) and 1 <= len(name) - len(family) <= 2
        return FORM * (_has_title(text, reading.span) + 0.5 * likely)
    return 0.0


def _has_title(text: str, span: Span) -> bool:
    before = text[max(0, span.start - 8) : span.start]
    after = text[span.end : span.end + 6]
    return bool(wordlists.ending(before, "titles") or wordlists.opening(after, "titles"))
