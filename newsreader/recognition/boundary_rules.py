"""Rules that correct the bounds and kinds of the chosen readings by their context.

Each takes the text and readings that are in order and do not overlap, and returns such readings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from newsreader.entities import wordlists
from newsreader.entities.kind import Kind
from newsreader.entities.name_forms import DOTS, word_continues
from newsreader.recognition.engine import NAMES, Reading
from newsreader.text.span import Span

DOT = frozenset(DOTS)
_MARKS = r"\s，,。.、；;：:！!？?“”\"'‘’「」『』《》〈〉【】\[\]…—|/"
_MARKED = re.compile(rf"^[{_MARKS}()（）]|[{_MARKS}(（]$|^[^(（]*[)）]$")
PEOPLE = re.compile(r"人(?!民|口|大|士|事|工|员|才|力)|话(?!剧|费|语|务)|语(?!言)|裔|籍(?!贯)")
_TITLE = re.compile(
    r"(?<=.)(?:王子|公主|国王|女王|大帝|皇帝|皇后|太后|亲王|郡王|贝勒|贝子|教授|先生|女士|小姐|夫人"
    r"|将军|主席|总统|总理|部长|局长|市长|书记|院长|校长|董事长|总裁|经理|医生|律师|老师|博士)$"
)


def trim(text: str, readings: Sequence[Reading]) -> Iterator[Reading]:
    """Drop names that begin or end with a mark, and those of the list; cut titles off people."""
    for reading in readings:
        name = reading.span.of(text)
        if reading.kind in NAMES and (_MARKED.search(name) or name in wordlists.words("not_names")):
            continue
        if reading.kind is Kind.ORG and word_continues(text, reading.span.end):
            continue
        title = _TITLE.search(name) if reading.kind is Kind.PER else None
        if title and title.start() != len(wordlists.opening(name, "surnames")):
            yield replace(reading, span=Span(reading.span.start, reading.span.end - len(title[0])))
        else:
            yield reading


def drop_peoples(text: str, readings: Sequence[Reading]) -> Iterator[Reading]:
    """Drop peoples and languages that were read as names: 法国人, 希腊语."""
    for reading in readings:
        after = text[reading.span.end : reading.span.end + 2]
        if reading.kind is Kind.LOC and PEOPLE.match(after):
            continue
        name = reading.span.of(text)
        if reading.kind is Kind.PER and len(name) > 2 and name.endswith("人"):
            continue
        yield reading


def split_pairs(text: str, readings: Sequence[Reading]) -> Iterator[Reading]:
    """Split countries that are named by one character each: 中|美关系."""
    short = {name for name in wordlists.words("countries") if len(name) == 1}
    for reading in readings:
        name, start = reading.span.of(text), reading.span.start
        known = name in wordlists.words("countries") or name in wordlists.words("places")
        if (
            reading.kind is Kind.LOC
            and len(name) in (2, 3)
            and short.issuperset(name)
            and not known
        ):
            for at in range(start, reading.span.end):
                yield replace(reading, span=Span(at, at + 1))
        else:
            yield reading


_SCHOOL = re.compile("(?:大学|学院)$")


def split_countries(text: str, readings: Sequence[Reading]) -> Iterator[Reading]:
    """Split a foreign country from its university: 英国|剑桥大学."""
    for reading in readings:
        name, start = reading.span.of(text), reading.span.start
        country = wordlists.opening(name, "countries") if reading.kind is Kind.ORG else ""
        rest = name[len(country) :]
        if len(country) > 1 and country != "中国" and len(rest) > 3 and _SCHOOL.search(rest):
            yield Reading(Span(start, start + len(country)), Kind.LOC, reading.weight)
            yield replace(reading, span=Span(start + len(country), reading.span.end))
        else:
            yield reading


_HYPHEN = re.compile("[-—–－]")


def split_routes(text: str, readings: Sequence[Reading]) -> Iterator[Reading]:
    """Split a list of places with hyphens: 锡澄路|-|暨南大道.

    A country before the hyphen begins a name of its own: 宁波|中国-中东欧国家经贸合作示范区.
    """
    for reading in readings:
        parts = _HYPHEN.split(reading.span.of(text)) if reading.kind is Kind.LOC else []
        if not any(wordlists.ending(part[1:], "place_endings") for part in parts[1:]):
            yield reading
            continue
        start = reading.span.start
        country = wordlists.ending(parts[0], "countries")
        if len(country) > 1:
            begin = start + len(parts[0]) - len(country)
            if begin > start:
                yield replace(reading, span=Span(start, begin))
            yield replace(reading, span=Span(begin, reading.span.end))
            continue
        for part in parts:
            if part:
                yield replace(reading, span=Span(start, start + len(part)))
            start += len(part) + 1


def extend_names(text: str, readings: Sequence[Reading]) -> Iterator[Reading]:
    """Extend a place to a word for a place after it (史旺森山脉), or to its police (江门警方)."""
    for index, reading in enumerate(readings):
        limit = readings[index + 1].span.start if index + 1 < len(readings) else len(text)
        ahead = text[reading.span.end : min(limit, reading.span.end + 6)]
        body = wordlists.opening(ahead, "authorities")
        name = reading.span.of(text)
        more = "" if body else wordlists.opening(ahead, "place_extensions")
        if name in wordlists.words("countries") or wordlists.ending(name[1:], "place_extensions"):
            more = ""
        if reading.kind is Kind.LOC and (body or more):
            end = reading.span.end + len(body or more)
            kind = Kind.ORG if body else Kind.LOC
            yield Reading(Span(reading.span.start, end), kind, reading.weight)
        else:
            yield reading


def join_neighbours(text: str, readings: Sequence[Reading]) -> list[Reading]:
    """Join places in each other (浙江省宁波市), a bank and its branch, a company and 中国."""
    joined: list[Reading] = []
    for reading in readings:
        held = joined[-1] if joined else None
        if held and held.span.end == reading.span.start and _are_one(text, held, reading):
            joined[-1] = replace(held, span=held.span.union(reading.span))
        else:
            joined.append(reading)
    return joined


def _are_one(text: str, held: Reading, reading: Reading) -> bool:
    if held.kind is reading.kind is Kind.ORG:
        return len(held.span) + len(reading.span) > 4
    if reading.kind is not Kind.LOC:
        return False
    if held.kind is Kind.ORG:
        return reading.span.of(text) == "中国"
    words = text[reading.span.start : reading.span.end + 1]  # with a hyphen after it
    outer = held.kind is Kind.LOC and text[held.span.end - 1] not in _ROAD
    return outer and len(held.span) + len(reading.span) > 3 and not _HYPHEN.search(words)


_ROAD = "路道速街线桥"
