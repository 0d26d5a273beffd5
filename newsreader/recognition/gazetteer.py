"""The gazetteer: names of the word lists and of the reader, matched everywhere in the text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import chain

from newsreader.entities import wordlists
from newsreader.entities.kind import Kind
from newsreader.entities.occurrences import Names
from newsreader.recognition.engine import NAMES, Reading
from newsreader.recognition.interval_set import replace_overlapped
from newsreader.text.span import Span

ENOUGH = 0.55
"""From this weight on a name of an engine is likely."""

_SURE = 1.1
"""From this weight on (with its form) an organisation is not cut by a name of the reader in it."""

OWN = 9.0
"""The weight of a name in the reader's own lexicon."""

KNOWN_FULL = 0.9
"""The weight of a known name of more than three characters: a network that is surer wins."""

KNOWN = 0.6
"""The weight of a known name of three characters."""

SHORT = 0.8
"""What the weight of a likely name of two characters gains if it is known."""


def match_gazetteer(text: str, readings: Sequence[Reading]) -> Iterator[Reading]:
    """Add the known names of three characters or more, unless a longer likely name begins there."""
    yield from readings
    known, reach = known_names(), _reach(readings)
    for span in _known().find(text):
        if reach.get(span.start, 0) <= span.end:
            yield Reading(span, known[span.of(text)], KNOWN_FULL if len(span) > 3 else KNOWN)


def match_short_names(text: str, readings: Sequence[Reading]) -> Iterator[Reading]:
    """Raise known names of two characters, and companies read as people, where a name was found."""
    yield from readings
    short, long = _short_names(), known_names()
    for reading in readings:
        name = reading.span.of(text)
        kind = short.get(name) if reading.kind in NAMES else None
        if reading.kind is Kind.PER and long.get(name) is Kind.ORG:
            kind = Kind.ORG
        if kind and reading.weight <= 1 and (kind is Kind.LOC or reading.kind is not kind):
            yield Reading(reading.span, kind, reading.weight + SHORT)


def _reach(readings: Sequence[Reading]) -> dict[int, int]:
    """The ends of likely names by their starts."""
    likely = [r.span for r in readings if r.kind in NAMES and r.weight >= ENOUGH]
    return {span.start: span.end for span in sorted(likely)}


@cache
def known_names() -> dict[str, Kind]:
    """Countries, and all other names of the word lists of three characters or more."""
    lands = wordlists.words("countries") | wordlists.words("provinces")
    countries = {word for word in lands if len(word) > 1}
    same = (entry.split("=") for entry in wordlists.entries("same"))
    names = dict.fromkeys(chain(*(each for each in same if countries.isdisjoint(each))), Kind.ORG)
    names |= _listed(Kind.ORG, ("organisations", "companies", "clubs", "media"))
    names |= _listed(Kind.LOC, ("places",))
    long = {name: kind for name, kind in names.items() if len(name) > 2 and not name.isascii()}
    return long | dict.fromkeys(countries, Kind.LOC)


@cache
def _short_names() -> dict[str, Kind]:
    """Names of two characters, which are often ambiguous."""
    names = _listed(Kind.ORG, ("organisations", "clubs")) | _listed(Kind.LOC, ("places",))
    return {name: kind for name, kind in names.items() if len(name) == 2}


def _listed(kind: Kind, lists: Iterable[str]) -> dict[str, Kind]:
    return {word: kind for name in lists for word in wordlists.words(name)}


def match_own_names(
    text: str, readings: Sequence[Reading], own: Mapping[str, Kind]
) -> list[Reading]:
    """Add the reader's own names, with a weight above all other readings; the longest wins.

    An organisation that contains an own name and continues with a typical ending stays whole: with
    极氪 as a product in the lexicon, the company 极氪智能科技 is still found.
    """
    if not own:
        return list(readings)
    wider = {
        at: reading.span
        for reading in readings
        if reading.kind is Kind.ORG and reading.weight >= _SURE
        for at in range(reading.span.start, reading.span.end)
    }
    added = (
        Reading(span, own[span.of(text)], OWN + len(span) / 1000)
        for span in Names(own).find(text)
        if not _is_continued(text, span, wider.get(span.start, span))
    )
    return [*readings, *added]


def keep_own_names(
    text: str, readings: Sequence[Reading], chosen: Sequence[Reading], own: Mapping[str, Kind]
) -> list[Reading]:
    """`readings` with the reader's names among `chosen` as they were before the other rules.

    A name that another rule made part of a longer one, such as a company's full name, stays there.
    """
    if not own:
        return list(readings)
    kept = [
        r if (k := own.get(r.span.of(text), r.kind)) is r.kind else replace(r, kind=k)
        for r in readings
    ]
    spans = {reading.span for reading in kept}
    mine = [r for r in chosen if r.weight >= OWN and r.span not in spans]
    starts = [reading.span.start for reading in kept]
    added = []
    for reading in mine:
        at = max(0, bisect_right(starts, reading.span.start) - 1)
        if not any(r.span.covers(reading.span) for r in kept[at : at + 1]):
            added.append(reading)
    return replace_overlapped(text, kept, added) if added else kept


def _is_continued(text: str, span: Span, whole: Span) -> bool:
    """Whether `whole` covers `span` and has an organisation's ending after it."""
    after = text[span.end : whole.end]
    return whole.covers(span) and any(
        wordlists.ending(after, name) for name in ("company_endings", "organisation_endings")
    )


def occurrences(text: str, names: Iterable[str]) -> Iterator[Span]:
    """The occurrences of all `names` of two characters or more; the longest first."""
    return Names(name for name in names if len(name) > 1).find(text)


@cache
def _known() -> Names:
    return Names(known_names())
