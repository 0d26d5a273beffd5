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
from newsreader.entities.naming import DOTS
from newsreader.entities.taken import Taken
from newsreader.text.span import Span

_NOT_HAN_OR_LATIN = re.compile(r"[\s，,。.、；;：:！!？?“”\"'‘’「」『』《》〈〉【】\[\]()（）…—|/]")
PEOPLE = re.compile(r"人(?!民|口|大|士|事|工|员|才|力)|话(?!剧|费|语|务)|语(?!言)|裔|籍(?!贯)")
_RANK = re.compile(
    r"(?<=.)(?:王子|公主|国王|女王|大帝|皇帝|皇后|太后|亲王|郡王|贝勒|贝子|教授|先生|女士|小姐|夫人"
    r"|将军|主席|总统|总理|部长|局长|市长|书记|院长|校长|董事长|总裁|经理|医生|律师|老师|博士)$"
)
_AT = re.compile(
    r"(?:位于|地处|坐落于|坐落在|来自|前往|抵达|到达|飞抵|访问|途经|驶往|生于|逝世于|毗邻)$"
)
DOT = frozenset(DOTS)
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
        if reading.kind is Kind.PER:
            end = _before_title(text, start, end)
        if end > start:
            yield replace(reading, span=Span(start, end))


def _before_title(text: str, start: int, end: int) -> int:
    """Where the name ends whose reading took in a title, or a part of one: 邵董|事长, 乔治王子."""
    rank = _RANK.search(text[start:end])
    if rank:
        return start + rank.start()
    family = lexicon.opening(text[start:end], "surnames")
    call = lexicon.opening(text[start + len(family) : end + 3], "calls") if family else ""
    reach = start + len(family) + len(call)
    return start + len(family) if call and reach >= end else end


def retype_people(text: str, readings: Sequence[Reading]) -> Iterator[Reading]:
    """Who is called Mr or Ms is a person, whatever else has the name."""
    for reading in readings:
        after = text[reading.span.end : reading.span.end + 2]
        if reading.kind in (Kind.ORG, Kind.LOC) and after in ("先生", "女士", "小姐", "夫人"):
            yield replace(reading, kind=Kind.PER)
        else:
            yield reading


_BACK = re.compile(r"[\u4e00-\u9fff]{0,8}\Z")
_NOT_IN_NAMES = re.compile(r"[的了和与及是在由对向给被把将让使请为说但而]")


def join_dotted(text: str, readings: Sequence[Reading]) -> Iterator[Reading]:
    """The parts of a foreign name on either side of its dot are one: 阿不都热合曼·买买提."""
    held: Reading | None = None
    for reading in readings:
        if (
            held
            and text[held.span.end : reading.span.start] in DOT
            and Kind.PER
            in (
                held.kind,
                reading.kind,
            )
        ):
            held = Reading(held.span.union(reading.span), Kind.PER, held.weight)
            continue
        if held:
            yield _reaching_back(text, held)
        held = reading
    if held:
        yield _reaching_back(text, held)


def _reaching_back(text: str, reading: Reading) -> Reading:
    """With what stands before the dot that a person's reading starts behind, back to a title."""
    start = reading.span.start
    if reading.kind is not Kind.PER or start < 2 or text[start - 1] not in DOTS:
        return reading
    run = _BACK.search(text, max(0, start - 9), start - 1)
    head = run[0] if run else ""
    cuts = [match.end() for match in _NOT_IN_NAMES.finditer(head)]
    back = len(head) - max([_title_end(head), *cuts])
    if not back:
        return reading
    return replace(reading, span=Span(start - 1 - back, reading.span.end))


def _title_end(head: str) -> int:
    """Behind the last title in `head`."""
    ends = (end for end in range(len(head), 0, -1) if lexicon.ending(head[:end], "titles"))
    return next(ends, 0)


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
            if lexicon.opening(name[0], "surnames"):
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
    taken = Taken(len(text), (new.span for new in added))
    kept = [reading for reading in readings if taken.is_free(reading.span)]
    return sorted([*kept, *added], key=lambda reading: reading.span)


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
        if reading.kind is Kind.LOC and PEOPLE.match(after):
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
    ahead = text[close + 1 : close + 9]
    tail = lexicon.opening(ahead, "claiming_endings")
    tail = tail or lexicon.opening(ahead, "organisation_endings")
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
    return _replaced(text, readings, added)
