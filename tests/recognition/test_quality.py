"""The recognizer with its network finds most names of a small annotated set."""

from __future__ import annotations

import re

import pytest

from newsreader.entities.kind import Kind
from newsreader.recognition.dictionary import Dictionary
from newsreader.recognition.lac import Lac
from newsreader.recognition.recognizer import Recognizer

pytestmark = pytest.mark.slow

FLOOR = 0.91
"""F1 of people, places and organisations, with exact bounds; 0.913 when the set was written."""

SENTENCES = """
[闻一舟/PER]说，[临江市/LOC]的新桥明年通车。
[陆知行/PER]和[沈清和/PER]周三到访[青岚大学/ORG]。
老城区的茶馆多半在下午三点以后才热闹。
他在石板桥边长大，后来去了[广州/LOC]打工。
[澜川集团/ORG]把总部从[南浦/LOC]搬到[白鹭洲/LOC]。
记者从[临江市水务局/ORG]获悉，停水将持续两天。
[韩述/PER]饰演的船长在海上漂了九天。
[北岭县/LOC]今年的梨子比往年小，果农并不着急。
电影《纸船》的导演[顾南乔/PER]没有出席首映。
[晨光乳业/ORG]的股价收盘下跌3.2%。
[白石镇/LOC]镇长[乔木生/PER]认为，修路比修庙重要。
春分过后，河边的柳树一夜之间绿了。
[云帆科技/ORG]发布了新款云帆X5，售价3999元。
老师让大家把作业放在窗台上。
[日本/LOC]首相与[法国/LOC]总统通了电话。
[江北医院/ORG]急诊科医生[林小满/PER]连续值了两个夜班。
来自[贵州/LOC]的歌手[韦兰/PER]唱了一首山歌。
白天下了一阵雨，晚上月亮很亮。
[中国科学院/ORG]的[何其远/PER]研究员发现了一种新苔藓。
长风破浪会有时，他把这句诗写在扇面上。
[海州港/LOC]的吊车昨天停了三个小时。
[大通湖/LOC]的水位比去年同期低了半米。
安宁、平安和小康是奶奶最爱说的三个词。
[乌兰托娅/PER]骑马穿过草原，去镇上买盐。
[丰禾银行/ORG]行长[邹立言/PER]在年会上没有讲话。
高峰说来就来，地铁口挤满了人。
[小李/PER]和[老周/PER]下棋，输的人去买菜。
[东湖区法院/ORG]判[华盛地产/ORG]赔偿12万元。
[埃琳娜·科斯塔/PER]在[里斯本/LOC]开了一家书店。
千山万水走遍，他还是觉得家里的面好吃。
明月当空，[长江/LOC]边有人吹笛。
[柳州/LOC]螺蛳粉店老板[覃大勇/PER]每天五点起床。
[新港城投/ORG]计划在[湖州/LOC]建一座污水处理厂。
金黄的稻田一直铺到天边，白鹭飞起又落下。
[欧盟/ORG]要求[蓝鲸公司/ORG]公开算法。
[南山寺/LOC]的钟在除夕夜敲了一百零八下。
[许默/PER]的诗集在[北京/LOC]首发，到场的不足二十人。
东风一吹，满街都是杨絮。
[省教育厅/ORG]说，寒假不补课。
[温书怡/PER]从[苏州/LOC]坐船到[杭州/LOC]，走了一整夜。
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


def test_most_names_are_found_and_few_others() -> None:
    lines = [annotated(line) for line in SENTENCES.split()]
    found = Recognizer(Lac(), Dictionary()).recognize_all([text for text, _names in lines])
    right = wrong = 0
    for (_text, names), mentions in zip(lines, found, strict=True):
        read = {
            (mention.span.start, mention.span.end, mention.kind.value)
            for mention in mentions
            if mention.kind in (Kind.PER, Kind.LOC, Kind.ORG)
        }
        right += len(read & names)
        wrong += len(read ^ names)
    assert 2 * right / (2 * right + wrong) >= FLOOR
