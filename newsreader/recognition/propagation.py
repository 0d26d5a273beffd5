"""Names that the article has introduced are found everywhere in it, with their short forms."""

from __future__ import annotations

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from newsreader.entities import wordlists
from newsreader.entities.entity import Mention
from newsreader.entities.kind import Kind
from newsreader.entities.name_forms import last_part, other_names, plain_form
from newsreader.recognition.aliases import defined
from newsreader.recognition.boundary_rules import PEOPLE
from newsreader.recognition.engine import NAMES, Reading
from newsreader.recognition.gazetteer import occurrences

Tags = Callable[[Iterable[str]], Mapping[str, tuple[int, str]]]
"""The frequency and the tag of words that are in the dictionary."""

WELL_KNOWN = 30
"""The least frequency of a place that is no company's name as well."""


def propagate_names(
    text: str, chosen: Sequence[Reading], readings: Sequence[Reading], tags: Tags
) -> list[Reading]:
    """The chosen readings with one kind for each name, and all other occurrences of the names.

    `readings` has the alternatives too.
    """
    brands = _brands(text, chosen, readings, tags)
    chosen = _agreed(text, [r for r in chosen if r.span.of(text) not in brands])
    named = (r for r in chosen if r.kind in (*NAMES, Kind.PRODUCT) and len(r.span) <= LONGEST)
    sure = {r.span.of(text): r.kind for r in named}
    extra = {name: m.kind for m, name in defined(text, [Mention(r.span, r.kind) for r in chosen])}
    extra |= {name: kind for name, kind in _foreign_parts(sure) if name not in sure}
    forms = _short_forms({**sure, **extra})
    short = {n: kind for n, kind in forms if n not in sure or _is_no_person(n, sure[n])}
    bodies = {name: kind for name, kind in sure.items() if kind in (Kind.ORG, Kind.LOC)}
    extra |= {same: kind for name, kind in bodies.items() for same in other_names(name)}
    ordinary = {name for name, tag in tags(short).items() if not tag[1].startswith(_NAME_TAGS)}
    extra |= {name: kind for name, kind in short.items() if name not in ordinary}
    extra |= dict.fromkeys(brands, Kind.ORG)
    taken = _with_kinds(text, chosen, extra)
    free = _Free(len(text), taken)
    doubtful = _doubtful(text, chosen) - set(extra)
    for span in occurrences(text, {*sure, *extra} - doubtful):
        name = span.of(text)
        if sure.get(name) is Kind.LOC and PEOPLE.match(text, span.end):
            continue
        free.add(Reading(span, extra.get(name) or sure[name], 1.0), name in sure)
    for reading in _before_titles(text, sure):
        free.add(reading, False)
    return free.readings()


LONGEST = 60
"""Code points; what is longer is no name: 公司 a thousand times would have as many short forms."""

SURE = 0.9
"""A name that was read once with this weight is found everywhere."""

_NAME_TAGS = ("nr", "nt", "nz")

WHOLE = 0.8
"""From this weight on the name of an organisation may have a brand in it."""

SHORT = 3
"""Names up to this length may be parts of words and need better evidence."""


def _brands(
    text: str, chosen: Sequence[Reading], readings: Sequence[Reading], tags: Tags
) -> set[str]:
    """The beginnings of organisations' names that are used alone as well: 神州 for 神州租车.

    At half of the places where one is used alone, some name was read, though perhaps not surely.
    """
    rests: dict[str, set[str]] = defaultdict(set)
    people = {r.span.of(text) for r in chosen if r.kind is Kind.PER}
    for name in {r.span.of(text) for r in chosen if r.kind is Kind.ORG and r.weight >= WHOLE}:
        for length in range(2, min(SHORT + 1, len(name) - 2) + 1):
            if _may_be_brand(name[:length], name[length:]):
                rests[name[:length]].add(name[length:])
    placed = tags({r.span.of(text) for r in chosen if r.kind is Kind.LOC} & rests.keys())
    towns = {name for name, (n, tag) in placed.items() if tag == "ns" and n >= WELL_KNOWN}
    read = {r.span for r in readings if r.kind in NAMES}
    alone: dict[str, list[bool]] = defaultdict(list)
    for span in occurrences(text, rests.keys() - people - towns):
        if not text.startswith(tuple(rests[span.of(text)]), span.end):
            alone[span.of(text)].append(span in read)
    return {name for name, found in alone.items() if 2 * sum(found) >= len(found)}


def _may_be_brand(name: str, rest: str) -> bool:
    listed = any(name in wordlists.words(each) for each in ("countries", "provinces", "places"))
    ends = wordlists.ending(name[2:], "place_endings") or wordlists.ending(name, "company_endings")
    return not (listed or ends or name.isascii() or rest[0] in "省市县区州镇")


def _doubtful(text: str, chosen: Sequence[Reading]) -> set[str]:
    """Short names that are nowhere sure, and were read at less than half of their occurrences."""
    sure = {r.span.of(text) for r in chosen if r.weight >= SURE and len(r.span) <= SHORT}
    read = Counter(r.span.of(text) for r in chosen if len(r.span) <= SHORT)
    unsure = read.keys() - sure
    occurring = Counter(span.of(text) for span in occurrences(text, unsure))
    return {name for name in unsure if 2 * read[name] < occurring[name]}


def _agreed(text: str, chosen: Sequence[Reading]) -> list[Reading]:
    """The readings, each name with its most frequent kind."""
    votes: dict[str, Counter[Kind]] = defaultdict(Counter)
    for reading in chosen:
        if reading.kind in NAMES:
            votes[reading.span.of(text)][reading.kind] += reading.weight  # type: ignore[assignment]
    kinds = {name: count.most_common(1)[0][0] for name, count in votes.items()}
    return _with_kinds(text, chosen, kinds)


def _with_kinds(text: str, chosen: Iterable[Reading], kinds: dict[str, Kind]) -> list[Reading]:
    settled = []
    for reading in chosen:
        kind = kinds.get(reading.span.of(text), reading.kind)
        same = kind is reading.kind or reading.kind not in NAMES
        settled.append(reading if same else replace(reading, kind=kind))
    return settled


def _foreign_parts(sure: dict[str, Kind]) -> Iterator[tuple[str, Kind]]:
    """The last parts of foreign names, which are used later in an article."""
    for name, kind in sure.items():
        part = last_part(name) if kind is Kind.PER else ""
        if len(part) > 1:
            yield part, Kind.PER


def _short_forms(sure: dict[str, Kind]) -> Iterator[tuple[str, Kind]]:
    """Names of companies without their industry: 恒岳 for 恒岳碳纤维."""
    for name in [name for name, kind in sure.items() if kind is Kind.ORG]:
        rest = plain_form(name, Kind.ORG)
        if rest != name and rest in name and len(rest) > 2:
            yield rest, Kind.ORG
        while len(rest) > 2 and (end := wordlists.ending(rest, "company_endings")):
            rest = rest[: -len(end)]
            if len(rest) > 1:
                yield rest, Kind.ORG


def _is_no_person(name: str, kind: Kind) -> bool:
    """Whether a name was read as a person's that has no family name: 澜川 for 澜川新能源.

    Longer ones may be foreign people: 特朗普.
    """
    return kind is Kind.PER and len(name) == 2 and not wordlists.opening(name, "surnames")


def _before_titles(text: str, sure: dict[str, Kind]) -> Iterator[Reading]:
    """A family name with a title, of people whose full name is known: 李董事长."""
    families = {
        wordlists.opening(name, "surnames")
        for name, kind in sure.items()
        if kind is Kind.PER and 2 <= len(name) <= 4
    } - {""}
    calls = {family + call for family in families for call in wordlists.words("calls")}
    for span in occurrences(text, calls):
        family = wordlists.opening(span.of(text), "surnames")
        if family in families:
            yield Reading(span, Kind.PER, 1.0)


class _Free:
    """Readings that do not overlap; more can be added at free places or over shorter names."""

    def __init__(self, length: int, readings: Sequence[Reading]) -> None:
        self._readings = list(readings)
        self._at = array("i", [-1]) * length
        for number, reading in enumerate(readings):
            self._place(number, reading)

    def add(self, reading: Reading, wider: bool) -> None:
        """Add `reading` if its place is free or, if `wider`, over shorter names that it covers."""
        there = set(self._at[reading.span.start : reading.span.end]) - {-1}
        if there and not (wider and all(_is_narrower(self._readings[n], reading) for n in there)):
            return
        self._readings.append(reading)
        self._place(len(self._readings) - 1, reading)

    def readings(self) -> list[Reading]:
        kept = set(self._at) - {-1}
        return sorted((self._readings[n] for n in kept), key=lambda r: r.span)

    def _place(self, number: int, reading: Reading) -> None:
        self._at[reading.span.start : reading.span.end] = array("i", [number]) * len(reading.span)


def _is_narrower(old: Reading, new: Reading) -> bool:
    return old.kind in NAMES and old.span != new.span and new.span.covers(old.span)


_LISTED = re.compile(r"[（(][^（()）]{0,8}?(?:\d{5,6}|[A-Z]{1,5}[.:：][A-Z]|NYSE|NASDAQ)")
_OFFICIAL = re.compile(r"(?:人民|中央|储备|世界|开发|政策性|国家)银行$|^(?:央行|联储)")


def subkind(text: str, reading: Reading) -> str:
    """COMPANY for an organisation that is listed, known or named like a company, else ""."""
    if reading.kind is not Kind.ORG:
        return ""
    name = reading.span.of(text)
    if _OFFICIAL.search(name):
        return ""
    known = name in wordlists.words("companies") or wordlists.ending(name, "company_endings")
    return "COMPANY" if known or _LISTED.match(text, reading.span.end) else ""
