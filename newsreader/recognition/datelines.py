"""Datelines: fixed phrases of news in which names stand: bylines, datelines, 中美关系."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsreader.entities import wordlists
from newsreader.entities.entity import Kind
from newsreader.recognition.engine import Reading
from newsreader.recognition.interval_set import IntervalSet
from newsreader.text.span import Span

_BYLINE = re.compile(
    r"(?:记者|通讯员|编辑|作者|责编|撰文|编译|实习生|特派员)[ \u3000:：/]*"
    r"((?:[\u4e00-\u9fff]{2,4}[ \u3000、]+){0,4}[\u4e00-\u9fff]{2,4})"
    r"(?=[ \u3000]*[）)\n|]|[ \u3000]+[\u4e00-\u9fff]{2,8}(?:报道|[电讯摄])|\Z)"
)


def read_bylines(text: str, readings: Sequence[Reading]) -> list[Reading]:
    """（记者 陆知遥 顾海宁）: people, whatever a network makes of lone names."""
    added: list[Reading] = []
    for byline in _BYLINE.finditer(text):
        for name in re.finditer(r"[\u4e00-\u9fff]+", byline[1]):
            if wordlists.opening(name[0], "surnames"):
                start = byline.start(1) + name.start()
                added.append(Reading(Span(start, start + len(name[0])), Kind.PER, 1.0))
    return _replaced(text, readings, added)


_PAIR = re.compile(
    r"[中美俄日英法德韩朝印欧澳加越菲挪芬丹巴埃伊以土哈蒙新泰缅意西葡荷]{2,3}"
    r"(?=外长|关系|两国|三国|建交|领导人|元首|首脑|防长|经贸|贸易|会晤|双边|友好|边境"
    r"|战争|冲突|谈判|峰会|双方|联合|高层|战略|文化交流)"
)


def read_pairs(text: str, readings: Sequence[Reading]) -> list[Reading]:
    """中挪关系: each character is a country."""
    added: list[Reading] = []
    for pair in _PAIR.finditer(text):
        if len(set(pair[0])) == len(pair[0]):
            places = range(pair.start(), pair.end())
            added.extend(Reading(Span(at, at + 1), Kind.LOC, 1.0) for at in places)
    return _replaced(text, readings, added)


def _replaced(text: str, readings: Sequence[Reading], added: Sequence[Reading]) -> list[Reading]:
    """With `added` in the place of what overlaps it."""
    taken = IntervalSet(len(text), (new.span for new in added))
    kept = [reading for reading in readings if taken.is_free(reading.span)]
    return sorted([*kept, *added], key=lambda reading: reading.span)


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
    return _replaced(text, readings, added)
