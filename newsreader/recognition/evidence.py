"""Evidence for a reading: the form of the name, its neighbours and the rest of the article."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from newsreader.entities import wordlists
from newsreader.entities.kind import Kind
from newsreader.recognition.engine import NAMES, Reading
from newsreader.text.span import Span

FORM = 0.25
"""The gain of a reading whose form is typical of its kind."""

QUOTED = 0.8
"""The weight of a quoted name."""

OFTEN = 1.5
"""From this sum of weights on a name is repeated."""

REPEATED = 0.1
"""The gain of a reading whose name is repeated."""

CLAIMED = 1.3
"""The weight of a name from a place to the ending of an organisation."""


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
_SMALL = (
    "的了和与及在是为将被把从向对由于等以至到并也又就都而或但说称让使"
    "给跟同其该这那各两多某每个名位前五母子"
)
_CLAIM = re.compile(rf"(?:(?![{_SMALL}])[\u4e00-\u9fff·]){{2,16}}")


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


def claim_endings(text: str, readings: Sequence[Reading]) -> Iterator[Reading]:
    """A place before the ending of an organisation's name is the start of that name.

    苏州启泽创业投资合伙企业: the network may recognise only the first word.
    """
    yield from readings
    known = {r.span: r.weight for r in readings if r.kind is Kind.ORG}
    begun = sorted(
        (r.span.start, r.span.end) for r in readings if r.kind in NAMES and r.weight > 0.5
    )
    for reading in readings:
        if reading.kind not in (Kind.ORG, Kind.LOC) or reading.weight < 0.3:
            continue
        span = _claimed(text, reading.span)
        if span and known.get(span, 0.0) < CLAIMED and not _other_ends(begun, reading.span, span):
            known[span] = CLAIMED
            yield Reading(span, Kind.ORG, CLAIMED)


def _other_ends(begun: Sequence[tuple[int, int]], start: Span, whole: Span) -> bool:
    """Whether the ending of `whole` belongs to a name that begins after `start`."""
    at = bisect_left(begun, (start.end, 0))
    if at == len(begun) or begun[at][0] >= whole.end:
        return False
    return begun[at] != (start.end, whole.end)


def _claimed(text: str, span: Span) -> Span | None:
    """From the start of `span` to a strong ending after it, without small words in between."""
    run = _CLAIM.match(text, span.end)
    ends = range(run.end(), span.end + 1, -1) if run else ()
    claiming = (e for e in ends if wordlists.ending(text[span.end : e], "claiming_endings"))
    end = next(claiming, None)
    return None if end is None else Span(span.start, end)


def _form(text: str, reading: Reading, name: str) -> float:
    if reading.kind is Kind.ORG:
        ends = len(name) > 2 and bool(wordlists.ending(name[1:], "organisation_endings"))
        after = wordlists.opening(text[reading.span.end : reading.span.end + 6], "titles")
        return FORM * (ends + (len(after) > 1))
    if reading.kind is Kind.LOC:
        return FORM if len(name) > 2 and wordlists.ending(name[1:], "place_endings") else 0.0
    if reading.kind is Kind.PER:
        family = wordlists.opening(name, "surnames")
        likely = bool(family) and 1 <= len(name) - len(family) <= 2
        return FORM * (_has_title(text, reading.span) + 0.5 * likely)
    return 0.0


def _has_title(text: str, span: Span) -> bool:
    before = text[max(0, span.start - 8) : span.start]
    after = text[span.end : span.end + 6]
    return bool(wordlists.ending(before, "titles") or wordlists.opening(after, "titles"))
