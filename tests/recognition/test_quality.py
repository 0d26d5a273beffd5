"""The recognizer with its network finds most names of a small annotated set."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

import pytest

from newsreader.recognition.dictionary import Dictionary
from newsreader.recognition.lac import Lac
from newsreader.recognition.recognizer import Recognizer

pytestmark = pytest.mark.slow

NAMES = ("PER", "LOC", "ORG")
FLOOR = 0.90
"""F1 of people, places and organisations together, with exact bounds."""

FLOORS = {
    "PER": 0.88,
    "LOC": 0.90,
    "ORG": 0.90,
    "PRODUCT": 0.90,
    "WORK": 0.99,
    "TIME": 0.90,
    "MONEY": 0.99,
    "PERCENT": 0.99,
    "TICKER": 0.99,
}
"""The same for each kind."""

SENTENCES = """
[闻一舟/PER]说，[临江市/LOC]的新桥[明年/TIME]通车。
[陆知行/PER]和[沈清和/PER][周三/TIME]到访[青岚大学/ORG]。
老城区的茶馆多半在[下午三点/TIME]以后才热闹。
他在石板桥边长大，后来去了[广州/LOC]打工。
[澜川集团/ORG]把总部从[南浦/LOC]搬到[白鹭洲/LOC]。
记者从[临江市水务局/ORG]获悉，停水将持续两天。
[韩述/PER]饰演的船长在海上漂了九天。
[北岭县/LOC][今年/TIME]的梨子比往年小，果农并不着急。
电影《[纸船/WORK]》的导演[顾南乔/PER]没有出席首映。
[晨光乳业/ORG]的股价收盘下跌[3.2%/PERCENT]。
[白石镇/LOC]镇长[乔木生/PER]认为，修路比修庙重要。
春分过后，河边的柳树一夜之间绿了。
[云帆科技/ORG]发布了新款[云帆X5/PRODUCT]，售价[3999元/MONEY]。
老师让大家把作业放在窗台上。
[日本/LOC]首相与[法国/LOC]总统通了电话。
[江北医院/ORG]急诊科医生[林小满/PER]连续值了两个夜班。
来自[贵州/LOC]的歌手[韦兰/PER]唱了一首山歌。
白天下了一阵雨，晚上月亮很亮。
[中国科学院/ORG]的[何其远/PER]研究员发现了一种新苔藓。
长风破浪会有时，他把这句诗写在扇面上。
[海州港/LOC]的吊车[昨天/TIME]停了三个小时。
[大通湖/LOC]的水位比[去年同期/TIME]低了半米。
安宁、平安和小康是奶奶最爱说的三个词。
[乌兰托娅/PER]骑马穿过草原，去镇上买盐。
[丰禾银行/ORG]行长[邹立言/PER]在年会上没有讲话。
高峰说来就来，地铁口挤满了人。
[小李/PER]和[老周/PER]下棋，输的人去买菜。
[东湖区法院/ORG]判[华盛地产/ORG]赔偿[12万元/MONEY]。
[埃琳娜·科斯塔/PER]在[里斯本/LOC]开了一家书店。
千山万水走遍，他还是觉得家里的面好吃。
明月当空，[长江/LOC]边有人吹笛。
[柳州/LOC]螺蛳粉店老板[覃大勇/PER]每天五点起床。
[新港城投/ORG]计划在[湖州/LOC]建一座污水处理厂。
金黄的稻田一直铺到天边，白鹭飞起又落下。
[欧盟/ORG]要求[蓝鲸公司/ORG]公开算法。
[南山寺/LOC]的钟在[除夕夜/TIME]敲了一百零八下。
[许默/PER]的诗集在[北京/LOC]首发，到场的不足二十人。
东风一吹，满街都是杨絮。
[省教育厅/ORG]说，寒假不补课。
[温书怡/PER]从[苏州/LOC]坐船到[杭州/LOC]，走了一整夜。
[2024年3月8日/TIME]，[松岭银行/ORG]公告称，净利润为[12.6亿元/MONEY]，同比下降[8.4%/PERCENT]。
[岚山新材/ORG]（[688712.SH/TICKER]）[周二/TIME]涨停。
记者[葛小舟/PER]在《[江南的雨夜/WORK]》里写过这座桥。
[凌云汽车/ORG]推出[凌云S6/PRODUCT]和[凌云S9/PRODUCT]，起价[15.98万元/MONEY]。
[昨天/TIME]，[长乐县人民检察院/ORG]对[罗某/PER]提起公诉。
票价由[3元/MONEY]调到[4元/MONEY]，从[下个月/TIME]算起。
[去年/TIME]全市新增企业两千家，存活率为[91.2%/PERCENT]。
[星野娱乐/ORG]（[09721.HK/TICKER]）市值缩水[三百亿港元/MONEY]。
话剧《[无人渡口/WORK]》由[贺兰/PER]编剧，[上周五/TIME]在[天津/LOC]首演。
手机厂商[格林科技/ORG]发布[格林12 Pro/PRODUCT]，内存为十二吉字节。
[1998年/TIME]，[郑远舟/PER]在[青禾大学/ORG]读完博士。
北向资金净买入[35.7亿元/MONEY]，占成交额的[6.3%/PERCENT]。
[明天/TIME]起，[沿江省气象局/ORG]在[平湖市/LOC]试播方言预报。
新剧《[长巷短歌/WORK]》改编自[柳三禾/PER]的小说《[半个月亮/WORK]》。
[特斯拉/ORG]把[Model 3/PRODUCT]的价格下调到[23.19万元/MONEY]。
赔偿款共计[五十二万元/MONEY]，由[海信达公司/ORG]支付。
他用一张[Mate 60 Pro/PRODUCT]拍的照片得了奖。
[9月12日/TIME]，[美国/LOC]总统在[纽约/LOC]会见[巴西/LOC]外长。
[陈小满/PER]律师说，[望江公司/ORG]持股[百分之五十一/PERCENT]，是大股东。
[蓝鲸医药/ORG]（[LJYY.US/TICKER]）盘前上涨[11%/PERCENT]。
"""
"""Sentences written for this test, some of them without a name. A name is marked [name/KIND]."""

_MARKED = re.compile(r"\[([^\]/]+)/([A-Z]+)\]")

Names = set[tuple[int, int, str]]


def annotated(line: str) -> tuple[str, Names]:
    """The sentence without its marks, and the names in it as (start, end, kind)."""
    text, at, names = "", 0, set()
    for match in _MARKED.finditer(line):
        text += line[at : match.start()]
        names.add((len(text), len(text) + len(match[1]), match[2]))
        text += match[1]
        at = match.end()
    return text + line[at:], names


@pytest.fixture(scope="module")
def counts() -> dict[str, tuple[int, int]]:
    """For each kind the names that were read right, and those that were wrong or missed."""
    lines = [annotated(line) for line in SENTENCES.strip().split("\n")]
    found = Recognizer(Lac(), Dictionary()).recognize_all([text for text, _names in lines])
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for (_text, names), mentions in zip(lines, found, strict=True):
        read = {(m.span.start, m.span.end, m.kind.value) for m in mentions}
        right.update(kind for _start, _end, kind in read & names)
        wrong.update(kind for _start, _end, kind in read ^ names)
    return {kind: (right[kind], wrong[kind]) for kind in FLOORS}


def f1(counts: Iterable[tuple[int, int]]) -> float:
    right, wrong = (float(sum(column)) for column in zip(*counts, strict=True))
    return 2 * right / (2 * right + wrong)


def test_most_names_are_found_and_few_others(counts: dict[str, tuple[int, int]]) -> None:
    assert f1(counts[kind] for kind in NAMES) >= FLOOR


@pytest.mark.parametrize("kind", FLOORS)
def test_each_kind_is_found(counts: dict[str, tuple[int, int]], kind: str) -> None:
    assert f1([counts[kind]]) >= FLOORS[kind]
