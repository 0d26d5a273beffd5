"""Rules that correct the bounds and kinds of the chosen readings by their context.

Each takes the text and readings that are in order and do not overlap, and returns such readings.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from newsreader.entities import wordlists
from newsreader.entities.kind import Kind
from newsreader.entities.name_forms import word_continues
from newsreader.recognition.engine import NAMES, Reading
from newsreader.recognition.interval_set import IntervalSet
from newsreader.recognition.person_names import DOT
from newsreader.text.span import Span

_HYPHENS = frozenset("-—–－")
_MARK = re.compile(r"[\s，,。.、；;：:！!？?“”\"'‘’「」『』《》〈〉【】\[\]()（）…—|/]")
PEOPLE = re.compile(r"人(?!民|口|大|士|事|工|员|才|力)|话(?!剧|费|语|务)|语(?!言)|裔|籍(?!贯)")
_RANK = re.compile(
    r"(?<=.)(?:王子|公主|国王|女王|大帝|皇帝|皇后|太后|亲王|郡王|贝勒|贝子|教授|先生|女士|小姐|夫人"
    r"|将军|主席|总统|总理|部长|局长|市长|书记|院长|校长|董事长|总裁|经理|医生|律师|老师|博士)$"
)
_AT = re.compile(
    r"(?:位于|地处|坐落于|坐落在|来自|前往|抵达|到达|飞抵|访问|途经|驶往|生于|逝世于|毗邻)$"
)
_LEAVES = re.compile("驶|飞|出发|前往|启程|返回|抵达|来到|赶到|赶来|回到|回来|赴")


def trim(text: str, readings: Sequence[Reading]) -> Iterator[Reading]:
    """Cut space, punctuation and titles off names, and drop words that are not names."""
    for reading in readings:
        if reading.kind not in NAMES:
            yield reading
            continue
        start, end = _without_marks(text, reading.span.start, reading.span.end)
        if reading.kind is Kind.PER:
            end = _before_title(text, start, end)
        elif reading.kind is Kind.ORG:
            end = _before_office(text, start, end)
        if end > start and not _is_not_a_name(text, reading.kind, start, end):
            span = Span(start, end)
            yield reading if reading.span == span else replace(reading, span=span)


_BELONGING = re.compile(
    r"(?<=[^的]{2})(?:母公司|子公司|旗下|总部|概念股|研报|财报|年报|季报|公告|股价|员工)$|(?<=大学|学院)[\u4e00-\u9fff]{2,6}系$"
)


def _is_not_a_name(text: str, kind: Kind, start: int, end: int) -> bool:
    """Whether it is another word: 机关, the letters QQ, the title 董秘, 外交部 in 外交部长."""
    name = text[start:end]
    if name in wordlists.words("not_names"):
        return True
    if kind is Kind.PER:
        dotted = bool(DOT & {text[start - 1 : start], text[end : end + 1]})
        alone = end - start == 1 and name not in wordlists.words("surnames")
        return (
            (alone and not dotted)
            or bool(_NOBODY.fullmatch(name))
            or name in wordlists.words("titles")
        )
    return kind is Kind.ORG and word_continues(text, end)


_NOBODY = re.compile(r"[A-Z]{1,5}|[a-z]+|[曾于][一二两三四五六七八九十多几]")


def _before_office(text: str, start: int, end: int) -> int:
    """The end of an organisation's name within a longer reading: 民进党|立委, 特斯拉|概念股."""
    name = text[start:end]
    if belonging := _BELONGING.search(name):
        return start + belonging.start()
    office = wordlists.ending(name[2:], "titles")
    if len(office) > 1 and wordlists.ending(name[1 : -len(office)], "organisation_endings"):
        return end - len(office)
    return end


def _without_marks(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and _MARK.match(text[start]):
        start += 1
    while end > start and _MARK.match(text[end - 1]):
        if text[end - 1] in "）)" and re.search(r"[（(]", text[start:end]):
            break
        end -= 1
    return start, end


def _before_title(text: str, start: int, end: int) -> int:
    """The end of a person's name before a title or a part of one: 邵董|事长, 乔治|王子."""
    rank = _RANK.search(text[start:end])
    if rank:
        return start + rank.start()
    family = wordlists.opening(text[start:end], "surnames")
    call = wordlists.opening(text[start + len(family) : end + 3], "calls") if family else ""
    reach = start + len(family) + len(call)
    return start + len(family) if call and reach >= end else end


def retype_people(text: str, readings: Sequence[Reading]) -> Iterator[Reading]:
    """A name before Mr or Ms is a person."""
    for reading in readings:
        after = text[reading.span.end : reading.span.end + 2]
        if reading.kind in (Kind.ORG, Kind.LOC) and after in ("先生", "女士", "小姐", "夫人"):
            yield replace(reading, kind=Kind.PER)
        else:
            yield reading


_FAITH = re.compile(r"[\u4e00-\u9fff]{1,3}(?<![文高主]|宗)教|穆斯林|天主教|基督徒|佛教徒")


def drop_peoples(text: str, readings: Sequence[Reading]) -> Iterator[Reading]:
    """Drop peoples, languages and religions that were read as names: 法国人, 希腊语, 道教."""
    for reading in readings:
        after = text[reading.span.end : reading.span.end + 2]
        if reading.kind is Kind.LOC and PEOPLE.match(after):
            continue
        name = reading.span.of(text)
        if reading.kind is Kind.PER and len(name) > 2 and name.endswith("人"):
            continue
        if reading.kind is Kind.ORG and _FAITH.fullmatch(name):
            continue
        yield reading


def trim_directions(text: str, readings: Sequence[Reading]) -> Iterator[Reading]:
    """Cut a direction off the name of a place: 海岛|北部."""
    for reading in readings:
        if reading.kind is Kind.LOC:
            extra = wordlists.ending(reading.span.of(text), "directions")
            if extra and len(extra) < len(reading.span) - 1:
                span = Span(reading.span.start, reading.span.end - len(extra))
                yield replace(reading, span=span)
                continue
        yield reading


def extend_places(text: str, readings: Sequence[Reading]) -> Iterator[Reading]:
    """Extend a name to a word for a place directly after it: 史旺森山脉, 将军澳线."""
    for index, reading in enumerate(readings):
        limit = readings[index + 1].span.start if index + 1 < len(readings) else len(text)
        complete = wordlists.ending(reading.span.of(text)[1:], "place_extensions")
        country = reading.span.of(text) in wordlists.words("countries")
        if reading.kind in (Kind.LOC, Kind.PER) and not complete and not country:
            ahead = text[reading.span.end : min(limit, reading.span.end + 6)]
            more = wordlists.opening(ahead, "place_extensions")
            if more and not wordlists.opening(ahead[len(more) - 1 :], "not_extensions"):
                span = Span(reading.span.start, reading.span.end + len(more))
                yield Reading(span, Kind.LOC, reading.weight)
                continue
        yield reading


def retype_places(text: str, readings: Sequence[Reading]) -> Iterator[Reading]:
    """A name after 位于, 来自 and the like is a place, and a name with the ending of a village."""
    for reading in readings:
        before = text[max(0, reading.span.start - 4) : reading.span.start]
        name = reading.span.of(text)
        leaves = text[reading.span.start - 1 : reading.span.start] == "从" and _LEAVES.match(
            text, reading.span.end
        )
        village = len(name) > 2 and name[-1] in "村邨镇乡县市"
        if reading.kind is Kind.PER and (_AT.search(before) or village or leaves):
            yield replace(reading, kind=Kind.LOC)
        else:
            yield reading


_TAIL = re.compile(
    r"等\d{0,3}[多余]?[个家名位]?"
    r"(?:(地|国|省|市|县|城市|国家|地区)|(人|人士|嘉宾)|(公司|企业|机构|单位|部门))"
)
_ITEM = re.compile(
    r"(?:(?<=[\s，。：；“（])|(?<=、))[\u4e00-\u9fff]{2,6}(?=、)|(?<=、)[\u4e00-\u9fff]{2,6}\Z"
)
_LISTED = (Kind.LOC, Kind.PER, Kind.ORG)


def agree_in_lists(text: str, readings: Sequence[Reading]) -> list[Reading]:
    """Names in a list have the kind that its end states: 喀土穆、恩图曼等地."""
    kinds: dict[Span, Kind] = {}
    for tail in _TAIL.finditer(text):
        kind = _LISTED[(tail.lastindex or 1) - 1]
        start = max(0, tail.start() - 60)
        begin = max(text.rfind(mark, start, tail.start()) for mark in "，。；：\n“（") + 1
        head = text[max(begin, start) : tail.start()]
        if "、" not in head:
            continue
        for item in _ITEM.finditer(" " + head):
            at = max(begin, start) + item.start() - 1
            kinds[Span(at, at + len(item[0]))] = kind
    known = {reading.span for reading in readings}
    kept = [
        replace(reading, kind=kinds[reading.span])
        if reading.span in kinds and reading.kind in _LISTED
        else reading
        for reading in readings
    ]
    taken = IntervalSet(len(text), known)
    new = [
        Reading(span, kind, 1.0)
        for span, kind in kinds.items()
        if kind is Kind.LOC
        and taken.is_free(span)
        and span.of(text) not in wordlists.words("not_names")
    ]
    return sorted([*kept, *new], key=lambda reading: reading.span)


def join_places(text: str, readings: Sequence[Reading]) -> Iterator[Reading]:
    """Join places that directly follow each other: 浙江省宁波市, 日本东京."""
    # 宁波中国-中东欧博览会: the second place belongs to the words after it.
    apart = {r.span.start for r in readings if text[r.span.end : r.span.end + 1] in _HYPHENS}
    return _joined(readings, Kind.LOC, 3, apart)


def join_organisations(_text: str, readings: Sequence[Reading]) -> Iterator[Reading]:
    """Join an organisation with the part of it that directly follows: 国家开发银行江西省分行."""
    return _joined(readings, Kind.ORG, 5)


def _joined(
    readings: Sequence[Reading], kind: Kind, least: int, apart: Collection[int] = ()
) -> Iterator[Reading]:
    """Join adjacent readings of `kind` with `least` code points, except at starts in `apart`."""
    held: Reading | None = None
    for reading in readings:
        if (
            held
            and held.kind is reading.kind is kind
            and held.span.end == reading.span.start
            and reading.span.start not in apart
            and len(held.span) + len(reading.span) >= least
        ):
            held = Reading(held.span.union(reading.span), kind, held.weight)
            continue
        if held:
            yield held
        held = reading
    if held:
        yield held


def join_brackets(text: str, readings: Sequence[Reading]) -> Iterator[Reading]:
    """Join a name with a place in brackets in it: 大成（昆明）律师事务所."""
    reached = 0
    for reading, inner in zip_longest(readings, readings[1:]):
        if reading.span.start < reached:
            continue
        joined = _bracketed(text, reading, inner) if inner else None
        reached = joined.span.end if joined else reached
        yield joined or reading


def _bracketed(text: str, reading: Reading, inner: Reading) -> Reading | None:
    end, close = reading.span.end, inner.span.end
    if text[end : inner.span.start] not in ("（", "(") or inner.kind is not Kind.LOC:
        return None
    if text[close : close + 1] not in ("）", ")") or reading.kind not in (Kind.ORG, Kind.LOC):
        return None
    ahead = text[close + 1 : close + 9]
    tail = wordlists.opening(ahead, "claiming_endings")
    tail = tail or wordlists.opening(ahead, "organisation_endings")
    place = "" if tail else wordlists.opening(ahead, "place_endings")
    if not tail and len(place) < 3:
        return None
    kind = Kind.ORG if tail else Kind.LOC
    return Reading(Span(reading.span.start, close + 1 + len(tail or place)), kind, 1.0)
