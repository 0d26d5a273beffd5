"""Shape: rules that mend the bounds and kinds of the chosen readings by what stands around them.

Each takes the text and readings in order that do not overlap, and gives such again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from newsreader.entities import lexicon
from newsreader.entities.engine import Reading
from newsreader.entities.entity import Kind
from newsreader.text.span import Span

_NOT_HAN_OR_LATIN = re.compile(r"[\s，,。.、；;：:！!？?“”\"'‘’「」『』《》〈〉【】\[\]()（）…—|/]")
_PEOPLE = re.compile(r"人(?!民|口|大|士|事|工|员|才|力)|话(?!剧|费|语|务)|语(?!言)|裔|籍(?!贯)")
_RANK = re.compile(
    r"(?<=.)(?:王子|公主|国王|女王|大帝|皇帝|皇后|太后|亲王|郡王|贝勒|贝子|教授|先生|女士|小姐|夫人"
    r"|将军|主席|总统|总理|部长|局长|市长|书记|院长|校长|董事长|总裁|经理|医生|律师|老师|博士)$"
)
_AT = re.compile(
    r"(?:位于|地处|坐落于|坐落在|来自|前往|抵达|到达|飞抵|访问|途经|驶往|生于|逝世于|毗邻)$"
)
_LINK = "、"
_OPEN, _CLOSE = "（(", "）)"


def trim(text: str, readings: Sequence[Reading]) -> Iterator[Reading]:
    """No white space or marks at the ends of a name, and no title after it."""
    for reading in readings:
        start, end = reading.span.start, reading.span.end
        if reading.kind in (Kind.PER, Kind.ORG, Kind.LOC):
            while start < end and _NOT_HAN_OR_LATIN.match(text[start]):
                start += 1
            while end > start and _NOT_HAN_OR_LATIN.match(text[end - 1]):
                if text[end - 1] in "）)" and re.search(r"[（(]", text[start:end]):
                    break
                end -= 1
        if reading.kind is Kind.PER and (rank := _RANK.search(text[start:end])):
            end = start + rank.start()
        if end > start:
            yield replace(reading, span=Span(start, end))


def split_people(text: str, readings: Sequence[Reading]) -> Iterator[Reading]:
    """Two people with a blank between them are two people."""
    for reading in readings:
        name = reading.span.of(text)
        if reading.kind is Kind.PER and re.search(r"[\u4e00-\u9fff]\s+[\u4e00-\u9fff]", name):
            for part in re.finditer(r"\S+", name):
                start = reading.span.start + part.start()
                yield replace(reading, span=Span(start, start + len(part[0])))
        else:
            yield reading


def drop_peoples(text: str, readings: Sequence[Reading]) -> Iterator[Reading]:
    """A people or a language is no place: 法国人, 希腊语, 泉州话."""
    for reading in readings:
        after = text[reading.span.end : reading.span.end + 2]
        if reading.kind is Kind.LOC and _PEOPLE.match(after):
            continue
        name = reading.span.of(text)
        if reading.kind is Kind.PER and len(name) > 2 and name.endswith("人"):
            continue
        yield reading


def trim_directions(text: str, readings: Sequence[Reading]) -> Iterator[Reading]:
    """The north of an island is said with the island's name, and is not it."""
    for reading in readings:
        if reading.kind is Kind.LOC:
            extra = lexicon.ending(reading.span.of(text), "directions")
            if extra and len(extra) < len(reading.span) - 1:
                span = Span(reading.span.start, reading.span.end - len(extra))
                yield replace(reading, span=span)
                continue
        yield reading


def extend_places(text: str, readings: Sequence[Reading]) -> Iterator[Reading]:
    """A name directly before a word for a place takes it in: 史旺森山脉, 将军澳线."""
    for index, reading in enumerate(readings):
        limit = readings[index + 1].span.start if index + 1 < len(readings) else len(text)
        if reading.kind in (Kind.LOC, Kind.PER):
            ahead = text[reading.span.end : min(limit, reading.span.end + 6)]
            more = lexicon.opening(ahead, "place_extensions")
            if more:
                span = Span(reading.span.start, reading.span.end + len(more))
                yield Reading(span, Kind.LOC, reading.weight)
                continue
        yield reading


def retype_places(text: str, readings: Sequence[Reading]) -> Iterator[Reading]:
    """What somebody is in, comes from or goes to is a place."""
    for reading in readings:
        before = text[max(0, reading.span.start - 4) : reading.span.start]
        if reading.kind is Kind.PER and _AT.search(before):
            yield replace(reading, kind=Kind.LOC)
        else:
            yield reading


def agree_in_lists(text: str, readings: Sequence[Reading]) -> Iterator[Reading]:
    """Names listed with 、 between them are of one kind; the more probable kind wins."""
    held: list[Reading] = []
    for reading in readings:
        if held and text[held[-1].span.end : reading.span.start] != _LINK:
            yield from _agreed(held)
            held = []
        held.append(reading)
    yield from _agreed(held)


def _agreed(listed: list[Reading]) -> list[Reading]:
    people = [r for r in listed if r.kind is Kind.PER]
    places = [r for r in listed if r.kind is Kind.LOC]
    if len(listed) < 3 or not people or not places or len(people) + len(places) < len(listed):
        return listed
    kind = Kind.PER if len(people) > len(places) else Kind.LOC
    if len(people) == len(places):
        return listed
    return [replace(reading, kind=kind) for reading in listed]


def join_places(_text: str, readings: Sequence[Reading]) -> Iterator[Reading]:
    """Places that follow each other directly are one: 浙江省宁波市, 日本东京."""
    held: Reading | None = None
    for reading in readings:
        if (
            held
            and held.kind is reading.kind is Kind.LOC
            and held.span.end == reading.span.start
            and len(held.span) + len(reading.span) > 2
        ):
            held = Reading(held.span.union(reading.span), Kind.LOC, held.weight)
            continue
        if held:
            yield held
        held = reading
    if held:
        yield held


def join_brackets(text: str, readings: Sequence[Reading]) -> Iterator[Reading]:
    """A place in brackets inside an organisation's name: 大成（昆明）律师事务所."""
    skip = False
    for index, reading in enumerate(readings):
        if skip:
            skip = False
            continue
        following = readings[index + 1] if index + 1 < len(readings) else None
        joined = _bracketed(text, reading, following)
        if joined:
            skip = following is not None and following.span.start < joined.span.end
            yield joined
        else:
            yield reading


def _bracketed(text: str, reading: Reading, inner: Reading | None) -> Reading | None:
    end = reading.span.end
    if inner is None or inner.span.start != end + 1 or text[end] not in _OPEN:
        return None
    close = inner.span.end
    if inner.kind is not Kind.LOC or text[close : close + 1] not in tuple(_CLOSE):
        return None
    tail = lexicon.opening(text[close + 1 : close + 9], "organisation_endings")
    if not tail or reading.kind is Kind.PER:
        return None
    return Reading(Span(reading.span.start, close + 1 + len(tail)), Kind.ORG, 1.0)


def join_organisations(_text: str, readings: Sequence[Reading]) -> Iterator[Reading]:
    """An organisation directly after another is a part of it: 国家开发银行江西省分行."""
    held: Reading | None = None
    for reading in readings:
        if held and held.kind is reading.kind is Kind.ORG and held.span.end == reading.span.start:
            held = Reading(held.span.union(reading.span), Kind.ORG, held.weight)
            continue
        if held:
            yield held
        held = reading
    if held:
        yield held


_AGENCY = re.compile(
    r"(新华社|中新社|中新网|央视新闻|人民网|路透社|法新社|美联社|塔斯社|韩联社|共同社|彭博社|财联社|中央社|[\u4e00-\u9fff]{1,6}(?:日报|晚报|时报|早报|商报|日報|晚報|時報))"
    r"([\u4e00-\u9fff]{2,8}?)?(?=(?:\d{1,2}月)?\d{1,2}日(?:电|電|讯|訊)|(?:专|電)?[讯訊]|專訊|专电)"
)


def split_datelines(text: str, readings: Sequence[Reading]) -> list[Reading]:
    """新华社奥斯陆9月4日电: an agency and a place."""
    added: list[Reading] = []
    for match in _AGENCY.finditer(text):
        before = text[match.start() - 1 : match.start()]
        if before and before not in "\n【（( 　":
            continue
        added.append(Reading(Span(*match.span(1)), Kind.ORG, 1.0))
        if match[2]:
            added.append(Reading(Span(*match.span(2)), Kind.LOC, 1.0))
    kept = [
        reading for reading in readings if not any(reading.span.overlaps(new.span) for new in added)
    ]
    return sorted([*kept, *added], key=lambda reading: reading.span)
