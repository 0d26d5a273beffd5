"""The bounds of organisations' names: between two names, and at a longer name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from newsreader.entities import wordlists
from newsreader.entities.kind import Kind
from newsreader.recognition.engine import Reading
from newsreader.recognition.interval_set import IntervalSet, replace_overlapped
from newsreader.text.span import Span

_PARTY = re.compile(
    r"联合(?!会|国|体|王国|大学|公司|总|社|党|银行|早报|报|利华|健康|航空|政府|实验室|创新|研究)"
    r"|会同|携手|牵手|收购|起诉|批评|指控|约谈|委托|邀请|要求|责令|驳斥|状告|入股|参股"
)
_ACTION = re.compile(
    r"共建|共同|签署|签约|合作(?!社|银行|组织|中心|局|委)|举办|举行|召开|发布|公布|宣布|推出|成立|组建|设立|建立|开展|启动|引进"
    r"|回应|表示|注资|增资|(?<=党)前"
)
_ENDINGS = ("organisation_endings", "company_endings")


def split_joint(text: str, readings: Sequence[Reading]) -> Iterator[Reading]:
    """Split two organisations with an action between them: 县妇联|联合|县人社局."""
    for reading in readings:
        name = reading.span.of(text)
        begun = _PARTY.match(name) if reading.kind is Kind.ORG else None
        if begun and _is_whole(name[begun.end() :]):
            yield replace(reading, span=Span(reading.span.start + begun.end(), reading.span.end))
            continue
        long = reading.kind is Kind.ORG and len(name) > 5
        action = (_PARTY.search(name, 2) or _ACTION.search(name, 2)) if long else None
        if action is None or not _is_whole(name[: action.start()]):
            yield reading
            continue
        start = reading.span.start
        yield replace(reading, span=Span(start, start + action.start()))
        rest = name[action.end() :]
        if _is_whole(rest) and len(rest) > 2 and action.re is _PARTY:
            yield replace(reading, span=Span(start + action.end(), reading.span.end))


def _is_whole(name: str) -> bool:
    """Whether `name` has an organisation's ending or is in the word lists."""
    known = name in wordlists.words("organisations") or name in wordlists.words("companies")
    return known or any(wordlists.ending(name[1:], endings) for endings in _ENDINGS)


_INDUSTRIES = re.compile(
    r"(?:汽车|地产|物业|证券|期货|基金|保险|人寿|财险|银行|信托|资本|航空|航运|轮船|物流|能源|电力|石油|石化|医药|生物"
    r"|药业|科技|集团|控股|股份|电子|半导体|健康|影业|传媒|文化|旅游|环保|水务|燃气|电气|重工|钢铁|铝业|矿业|黄金|铜业|水泥"
    r"|建材|食品|乳业|酒业|国际|实业|贸易|商贸|投资|咨询|环境){1,2}"
    r"(?=[\s，。、：；（）()“”【】]|[与和及将在于的也已被拟是为以因曾则等領领]|公告|宣布|发布|表示|回应|称|涨|跌|均|股价|市值|工程师|负责人|内部|\d|\Z)"
)


def extend_companies(text: str, readings: Sequence[Reading]) -> Iterator[Reading]:
    """Extend a company's name to the industry after it: 恒大|汽车."""
    for index, reading in enumerate(readings):
        limit = readings[index + 1].span.start if index + 1 < len(readings) else len(text)
        name = reading.span.of(text)
        more = _INDUSTRIES.match(text, reading.span.end) if _may_go_on(reading, name) else None
        if more and more.end() <= limit:
            yield Reading(Span(reading.span.start, more.end()), Kind.ORG, reading.weight)
        else:
            yield reading


def _may_go_on(reading: Reading, name: str) -> bool:
    if name.isascii() or len(name) > 5 or wordlists.ending(name, "company_endings"):
        return False
    place = any(name in wordlists.words(known) for known in ("places", "countries", "provinces"))
    return reading.kind is Kind.ORG or (reading.kind is Kind.LOC and not place)


_FORCE = re.compile(
    r"[中美俄乌英法德日韩朝以伊印越泰缅土叙宋元明清金辽魏蜀吴汉晋秦楚齐赵燕唐隋共红]军"
    r"(?![事队人官种备费工舰令校团长旅士区属婚师港政号器衔徽粮方务])"
)


def name_forces(text: str, readings: Sequence[Reading]) -> list[Reading]:
    """Add the army of a country or a dynasty: 俄军, 宋军."""
    free = IntervalSet(len(text), (r.span for r in readings if len(r.span) > 2))
    found = [Span(*match.span()) for match in _FORCE.finditer(text)]
    added = [Reading(span, Kind.ORG, 1.0) for span in found if free.is_free(span)]
    return replace_overlapped(text, readings, added)


_LINKED = re.compile(
    r"(?P<gap>[\u4e00-\u9fff]{2,8}?)[与和及](?P<tail>[\u4e00-\u9fff]{2,10}?"
    r"(?:研究所|研究院|研究中心|工程中心|技术中心|学院|实验室|委员会|管理局|监督局|事务局|发展局|资源部|产业部))"
    r"(?=[\s，。、：；（）()“”的]|\d|[主所院局部]?[任长员]|副|发布|宣布|表示|公布|数据|研究员|教授|团队|官员|发言人|\Z)"
)
_NOT_GAP = re.compile(
    r"[的了在将被把从向对由为是等并也又就都而或说让使给跟其该这那各两多某每个名位]|企业|公司|大学|集团|政府|部门|代表|专家|学者|同日|当天"
)


def join_linked(text: str, readings: Sequence[Reading]) -> list[Reading]:
    """Join an institute with two fields in its name: 中国科学院|古脊椎动物与古人类研究所."""
    added: list[Reading] = []
    for index, head in enumerate(readings):
        link = _LINKED.match(text, head.span.end) if head.kind in (Kind.ORG, Kind.LOC) else None
        if link is None or _NOT_GAP.search(link["gap"]) or wordlists.opening(link["gap"], "titles"):
            continue
        parts = [r for r in readings[index + 1 : index + 8] if r.span.start < link.end()]
        inside = [r for r in parts if r.span.start >= link.start("tail")]
        known = any(r.weight > 1 and r.span.end == link.end("tail") for r in inside)
        crossing = any(r.span.start < link.start("tail") <= r.span.end for r in parts)
        if known or crossing or any(r.kind is Kind.LOC for r in inside):
            continue
        added.append(Reading(Span(head.span.start, link.end("tail")), Kind.ORG, 1.0))
    return replace_overlapped(text, readings, added)


_LISTED = re.compile(
    r"(?:(?<=[\s，。；、：:“（(【《])|(?<=^))(?P<name>[\u4e00-\u9fffA-Za-z][\u4e00-\u9fffA-Za-z·&-]{1,11})(?=[（(])",
    re.MULTILINE,
)


def name_listed(text: str, readings: Sequence[Reading]) -> list[Reading]:
    """The name before a security in brackets is a company: 三六零（601360.SH）."""
    opened = {r.span.start - 1 for r in readings if r.kind is Kind.TICKER}
    added: list[Reading] = []
    taken = {r.span.end: r for r in readings}
    for match in _LISTED.finditer(text):
        if match.end() not in opened:
            continue
        span = Span(*match.span("name"))
        there = taken.get(span.end)
        if there is None or (there.kind is not Kind.ORG and there.span == span):
            added.append(Reading(span, Kind.ORG, 1.0))
    return replace_overlapped(text, readings, added)
