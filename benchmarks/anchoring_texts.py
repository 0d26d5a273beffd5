"""Texts whose rows have one form and differ in a name and in figures, and edits of such texts.

Half of the forms and half of the edits were not looked at while the rules of newsreader/anchoring
were made; their names begin with KEPT.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from typing import NamedTuple


class Part(NamedTuple):
    """A piece of text. Parts with one `key` in two texts are the same, whatever the words are."""

    key: tuple[object, ...]
    words: str


Row = tuple[Part, ...]


def words(listed: str) -> list[str]:
    return listed.split()


PLACES = words(
    "临江 东浦 石塘 白溪 青岭 河阳 云泽 南亭 松原 海陵 平湖 桐川 安澜 永固 金沙 望都 "
    "长泾 雁门 秀山 宁远"
)
FIRMS = words(
    "海东港 中环 远望 北辰 天禾 瑞川 华谷 鼎新 万帆 启明 盛源 同泰 恒岳 联桥 百川 晨风 "
    "金穗 南峰 博远 东篱"
)
PEOPLE = words(
    "周明岚 李启航 陈若水 王道成 赵海川 孙立群 吴静怡 郑南乔 林致远 高世安 何清源 马骁 "
    "罗文熙 谢庭芳 唐一鸣 许知秋 邓少波 冯亦凡 曹立冬 彭雨桐"
)
SUBJECTS = words(
    "市政府 该公司 研究小组 多家企业 当地居民 港口方面 气象台 有关专家 合作社 监管部门"
)
VERBS = words("表示 说 认为 指出 预计 承认 在报告里写道 在会上提出 向记者介绍 重申")
TOPICS = words(
    "新的规定 这条航线 旧厂房的改造 今年的收成 地铁的走向 电池的价格 对外的订单 河道的治理 "
    "学校的搬迁 夜间的公交 数据的公开 冬季的供暖"
)
OUTCOMES = words(
    "还要再等几个月 比预想的要好 不会影响居民的生活 已经得到多数人的支持 将在年底以前完成 "
    "仍然有不少困难 需要更多的资金 正在逐步恢复 会分三个阶段进行 没有先例可循 要看市场的反应 "
    "将由第三方来评估"
)
TAILS = [
    "",
    "",
    "",
    *words("，详情另行公布 ，双方都没有异议 ，时间尚未确定 ，这与去年相同 ，没有给出数字"),
]


def prose(chance: random.Random, count: int) -> str:
    """So many sentences."""
    return "".join(
        f"{chance.choice(SUBJECTS)}{chance.choice(VERBS)}，{chance.choice(TOPICS)}"
        f"{chance.choice(OUTCOMES)}{chance.choice(TAILS)}。"
        for _ in range(count)
    )


def small(chance: random.Random) -> str:
    return str(chance.randrange(1, 30))


def large(chance: random.Random) -> str:
    return chance.choice(
        (f"{chance.randrange(100, 9000)}", f"{chance.random() * 90 + 1:.1f}", small(chance))
    )


FORMS: dict[str, Sequence[str]] = {
    "list": (
        "{place}市新增病例{n}例，治愈{n}例，累计{m}例。",
        "{place}：多云转晴，最高气温{n}度，最低气温{n}度。",
        "{firm}集团上半年营业收入{m}亿元，同比增长{n}.{n}%；净利润{n}.{n}亿元，同比增长{n}%。",
        "{person}（{place}队）投篮{n}中{n}，得{n}分，{n}个篮板，{n}次助攻。",
        "{place}今日成交住宅{m}套，均价每平方米{m}元，较昨日上涨{n}%。",
    ),
    "table": ("| {place} | {n} | {n}% | {m} |", "{firm}股份\t{m}\t{n}.{n}%\t{m}"),
    "inline": ("{place}{n}例", "{firm}收入{m}亿元，增长{n}%"),
}
"""`{n}` and `{m}` are figures. Rows of the form "inline" stand in one line."""

KEPT_FORMS: dict[str, Sequence[str]] = {
    "list": (
        "【{place}】昨日客流量{m}万人次，环比增加{n}%。",
        "{n}月{n}日，{firm}公司公告，拟以{m}亿元收购{place}的一处矿山。",
        "{place}站 水位{n}.{n}米 流量{m}立方米每秒 超过警戒水位",
        "记者从{place}海关获悉，前{n}个月进出口总值{m}亿元，其中出口{m}亿元，占{n}%。",
        "95号汽油{place}每升{n}.{n}元，0号柴油每升{n}.{n}元。",
    ),
    "table": ("{person}　{place}　{n}分{n}秒　{n}", "|{firm}|{m}|{m}|-{n}%|"),
    "inline": ("{place}站水位{n}米", "{person}得{n}分、{n}个篮板"),
}


def row(form: str, name: int, chance: random.Random, key: object) -> Row:
    """One row; `name` is the number of its place, firm and person."""
    names = {"place": PLACES, "firm": FIRMS, "person": PEOPLE}
    parts = []
    for at, piece in enumerate(re.split(r"(\{\w+\})", form)):
        field = piece[1:-1] if piece.startswith("{") else ""
        if field in names:
            filled = names[field][name]
        else:
            filled = {"n": small, "m": large}[field](chance) if field else piece
        parts.append(Part((key, at, field in ("n", "m")), filled))
    return tuple(part for part in parts if part.words)


def updated(old: Row, chance: random.Random, share: float = 1.0) -> Row:
    """The row with other figures; each changes with the probability `share`."""
    return tuple(
        part._replace(words=large(chance) if "." in part.words else small(chance))
        if part.key[-1] is True and chance.random() < share
        else part
        for part in old
    )


Edit = Callable[[list[Row], Callable[[], Row], random.Random], list[Row]]


def shuffled(rows: list[Row], chance: random.Random) -> list[Row]:
    return chance.sample(rows, len(rows))


def without(rows: list[Row], chance: random.Random, count: int = 1) -> list[Row]:
    gone = chance.sample(range(len(rows)), count)
    return [each for at, each in enumerate(rows) if at not in gone]


def next_day(rows: list[Row], _extra: Callable[[], Row], chance: random.Random) -> list[Row]:
    return [updated(each, chance) for each in rows]


def ranked(rows: list[Row], _extra: Callable[[], Row], chance: random.Random) -> list[Row]:
    return shuffled([updated(each, chance) for each in rows], chance)


def resorted(rows: list[Row], _extra: Callable[[], Row], chance: random.Random) -> list[Row]:
    return shuffled(rows, chance)


def removed(rows: list[Row], _extra: Callable[[], Row], chance: random.Random) -> list[Row]:
    return without(rows, chance)


def removed_changed(rows: list[Row], _extra: Callable[[], Row], chance: random.Random) -> list[Row]:
    return [updated(each, chance, 0.4) for each in without(rows, chance)]


def replaced(rows: list[Row], extra: Callable[[], Row], chance: random.Random) -> list[Row]:
    at = chance.randrange(len(rows))
    return [*rows[:at], extra(), *rows[at + 1 :]]


def swapped(rows: list[Row], _extra: Callable[[], Row], _chance: random.Random) -> list[Row]:
    return [rows[-1], *rows[1:-1], rows[0]]


def some_figures(rows: list[Row], _extra: Callable[[], Row], chance: random.Random) -> list[Row]:
    return [updated(each, chance, 0.2) for each in rows]


def rolled(rows: list[Row], extra: Callable[[], Row], _chance: random.Random) -> list[Row]:
    return [extra(), *rows[:-1]]


def halved(rows: list[Row], _extra: Callable[[], Row], chance: random.Random) -> list[Row]:
    return [updated(each, chance, 0.3) for each in without(rows, chance, len(rows) // 2)]


def renewed(rows: list[Row], extra: Callable[[], Row], chance: random.Random) -> list[Row]:
    rows = replaced(rows, extra, chance)
    return shuffled([updated(each, chance, 0.5) for each in rows], chance)


def merged(rows: list[Row], extra: Callable[[], Row], chance: random.Random) -> list[Row]:
    rows = [updated(each, chance, 0.3) for each in rows]
    rows.insert(chance.randrange(len(rows) + 1), extra())
    return rows


def reversed_rows(rows: list[Row], _extra: Callable[[], Row], _chance: random.Random) -> list[Row]:
    return rows[::-1]


EDITS: dict[str, Edit] = {
    "next day's figures": next_day,
    "same list re-ranked": ranked,
    "rows re-sorted": resorted,
    "row removed, figures changed": removed_changed,
    "row replaced": replaced,
    "first and last change places": swapped,
    "some figures": some_figures,
}
KEPT_EDITS: dict[str, Edit] = {
    "row removed": removed,
    "new on top, last one gone": rolled,
    "half of the rows gone": halved,
    "row replaced, re-ranked": renewed,
    "row added, figures changed": merged,
    "order reversed": reversed_rows,
}

NOTICES = (
    "更多消息请看本报的客户端，未经许可不得转载。",
    "本栏目由编辑部整理，欢迎读者来信。",
    "（来源：本报综合报道）",
)
QUESTIONS = ("下一步有什么打算？", "您怎么看这件事？", "能不能介绍一下背景？", "困难主要在哪里？")
ANSWERS = ("这个问题提得好。", "谢谢您的提问。", "我来回答。")


def line(words: str, key: object) -> Row:
    return (Part((key,), words),)


def blocks(chance: random.Random, kind: str) -> list[Row]:
    """Pairs of rows: a paragraph and a repeated notice, or a question and its answer."""
    found: list[Row] = []
    notice = chance.choice(NOTICES)
    for at in range(chance.choice((4, 6, 8))):
        if kind == "repeated boilerplate":
            found.append(line(prose(chance, chance.choice((1, 2, 3))), ("p", at)))
            found.append(line(notice, ("n", at)))
        else:
            found.append(line("问：" + chance.choice(QUESTIONS), ("q", at)))
            answer = f"答：{chance.choice(ANSWERS)}{prose(chance, chance.choice((1, 2)))}"
            found.append(line(answer, ("a", at)))
    return found


def rearranged(pairs: list[Row], chance: random.Random) -> list[Row]:
    """One pair goes, two change places, or a pair goes and all others are shuffled."""
    twos = [pairs[at : at + 2] for at in range(0, len(pairs), 2)]
    way = chance.randrange(3)
    if way != 1:
        del twos[chance.randrange(len(twos))]
    if way == 1:
        one, two = chance.sample(range(len(twos)), 2)
        twos[one], twos[two] = twos[two], twos[one]
    if way == 2:
        chance.shuffle(twos)
    return [each for two in twos for each in two]


BLOCKS, KEPT_BLOCKS = ("repeated boilerplate",), ("repeated questions",)
