"""Evidence: what a name's form, its neighbours and the rest of the article say for a reading."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import groupby

from newsreader.entities import lexicon
from newsreader.entities.definitions import NAMES
from newsreader.entities.engine import Reading
from newsreader.entities.entity import Kind
from newsreader.text.span import Span

SURE = 0.9
"""From this weight on a reading is not doubted for being an ordinary word."""

FORM = 0.25
"""How much a reading gains whose words look like its kind."""

OWN = 9.0
"""The weight of a name that the reader put into their own dictionary."""

KNOWN_FULL = 1.25
"""The same of a name so long that it is hardly anything else."""

KNOWN = 0.56
"""The weight of a name that stands in the lexicon."""

CLAIMED = 1.3
"""The weight of a name that reaches from a place to an organisation's ending."""


def weigh_forms(text: str, readings: Iterable[Reading]) -> Iterator[Reading]:
    """Organisations that end like one, people with a family name beside their title, are surer."""
    for reading in readings:
        name = reading.span.of(text)
        if reading.kind in NAMES and (
            name in lexicon.words("not_names")
            or _NEVER_INSIDE.search(name)
            or not any(map(str.isalnum, name))
        ):
            continue
        if reading.kind is Kind.TIME and reading.weight <= 1 and not _CALENDAR.search(name):
            continue
        gain = _form(text, reading, name)
        yield replace(reading, weight=reading.weight + gain) if gain else reading


COMMON = 0.2
"""How much a reading loses that the dictionary knows as an ordinary word."""


def weigh_words(
    text: str, readings: Sequence[Reading], common: Callable[[Iterable[str]], set[str]]
) -> Iterator[Reading]:
    """A word that the dictionary knows as no name needs a surer reading, as 加大 for a company."""
    doubtful = {r.span.of(text) for r in readings if r.kind in NAMES and r.weight < SURE}
    ordinary = common(doubtful)
    for reading in readings:
        if reading.kind in NAMES and reading.weight < SURE and reading.span.of(text) in ordinary:
            yield replace(reading, weight=reading.weight - COMMON)
        else:
            yield reading


_NEVER_INSIDE = re.compile(r"(?<=.)[，。：；！？【】《》「」『』\n](?=.)")
_CALENDAR = re.compile(
    r"(?:[上下本当這这]个?|\d|[一二三四五六七八九十])月(?!饼)|\d[日号]|[一二三四五六七八九十][日号]$|(?:(?<!每)周|星期|礼拜)[一二三四五六日天末]"
    r"|[上下本这]周|[今昨明去前后当同次翌]年|[今昨明当前次同][天日]|[昨今明当][晚夜]|\d{4}年|[〇零○]"
    r"|凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚间|晚上|深夜|世纪|年代|季度|半年"
    r"|春节|中秋|端午|清明|国庆|元旦|五一|十一|除夕|圣诞|春天|夏天|秋天|冬天|[春夏秋冬]季"
)
_CLAIM = re.compile(r"[\u4e00-\u9fff·]{1,16}")
_BOUND = frozenset(
    "的了和与及在是为将被把从向对由于等以至到并也又就都而或但说称让使给跟同其该这那各两多某每个名位前五母子"
)


def claim_endings(text: str, readings: Sequence[Reading]) -> Iterator[Reading]:
    """A place followed by what an organisation's name ends with is where that name begins.

    苏州启泽创业投资合伙企业: the network may know only the first word of it.
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
    """Whether the ending of `whole` belongs to a name that begins somewhere behind `start`."""
    at = bisect_left(begun, (start.end, 0))
    if at == len(begun) or begun[at][0] >= whole.end:
        return False
    return begun[at] != (start.end, whole.end)


def _claimed(text: str, span: Span) -> Span | None:
    """From the start of `span` to the first strong ending after it with nothing else between."""
    run = _CLAIM.match(text, span.end)
    if run is None:
        return None
    reach = 0
    for at, character in enumerate(run[0]):
        if character in _BOUND:
            break
        reach = at + 1
    ahead = run[0][:reach]
    for end in range(len(ahead), 1, -1):
        if lexicon.ending(ahead[:end], "claiming_endings"):
            return Span(span.start, span.end + end)
    return None


def _form(text: str, reading: Reading, name: str) -> float:
    if reading.kind is Kind.ORG:
        return FORM if len(name) > 2 and lexicon.ending(name[1:], "organisation_endings") else 0.0
    if reading.kind is Kind.LOC:
        return FORM if len(name) > 2 and lexicon.ending(name[1:], "place_endings") else 0.0
    if reading.kind is Kind.PER:
        family = lexicon.opening(name, "surnames")
        likely = bool(family) and 1 <= len(name) - len(family) <= 2
        return FORM * (_has_title(text, reading.span) + 0.5 * likely)
    return 0.0


def _has_title(text: str, span: Span) -> bool:
    before = text[max(0, span.start - 8) : span.start]
    after = text[span.end : span.end + 6]
    return bool(lexicon.ending(before, "titles") or lexicon.opening(after, "titles"))


def find_known(text: str, readings: Sequence[Reading]) -> Iterator[Reading]:
    """Organisations and countries of the lexicon, where an engine does not know them."""
    yield from readings
    known = {(r.span, r.kind): r.weight for r in readings}
    sure = [r.span for r in readings if r.kind in NAMES and r.weight >= 0.55]
    reach = {start: max(s.end for s in same) for start, same in groupby(sorted(sure), _start)}
    places, names = _known_names()
    for span in occurrences(text, names | places):
        name = span.of(text)
        kind = Kind.LOC if name in places else Kind.ORG
        weight = KNOWN_FULL if len(name) > 3 else KNOWN
        inside = reach.get(span.start, 0) > span.end
        if known.get((span, kind), 0.0) < weight and not inside:
            yield Reading(span, kind, weight)
    short = lexicon.words("organisations") - names
    for reading in readings:
        if reading.kind in (Kind.LOC, Kind.PER) and reading.span.of(text) in short:
            yield Reading(reading.span, Kind.ORG, reading.weight + KNOWN)


def _start(span: Span) -> int:
    return span.start


@cache
def _known_names() -> tuple[frozenset[str], frozenset[str]]:
    """Countries, and organisations of three characters or more."""
    places = frozenset(word for word in lexicon.words("countries") if len(word) > 1)
    same = (entry.split("=") for entry in lexicon.entries("same"))
    names = {name for group in same if places.isdisjoint(group) for name in group}
    return places, frozenset(n for n in names | lexicon.words("organisations") if len(n) > 2)


def find_own(text: str, readings: Sequence[Reading], own: Mapping[str, Kind]) -> list[Reading]:
    """The reader's own names, surer than whatever else is read there."""
    added = (Reading(span, own[span.of(text)], OWN) for span in occurrences(text, own))
    return [*readings, *added] if own else list(readings)


def occurrences(text: str, names: Iterable[str]) -> Iterator[Span]:
    """Every place at which one of `names` stands, the longest first at each."""
    by_head: dict[str, list[int]] = defaultdict(list)
    known = set(names)
    for name in known:
        lengths = by_head[name[:2]]
        if len(name) not in lengths:
            lengths.append(len(name))
    for lengths in by_head.values():
        lengths.sort(reverse=True)
    for start in range(len(text) - 1):
        for length in by_head.get(text[start : start + 2], ()):
            if text[start : start + length] in known:
                yield Span(start, start + length)
