"""Times, amounts, shares, securities and works are recognised by their form."""

from __future__ import annotations

import pytest

from newsreader.entities.kind import Kind
from newsreader.recognition.patterns import find_patterns
from newsreader.text.span import Span


def found(text: str, kind: Kind) -> list[str]:
    readings = [r for r in find_patterns(text, Span(0, len(text))) if r.kind is kind]
    return [r.span.of(text) for r in sorted(readings, key=lambda r: r.span)]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("拟以18.6亿元收购", "18.6亿元"),
        ("罚金人民币二百万元。", "人民币二百万元"),
        ("融资3.2亿美元", "3.2亿美元"),
        ("注資100億港元，", "100億港元"),
        ("售价32.98万元起", "32.98万元"),
        ("共3,126万余元", "3,126万余元"),
        ("约US$5 million的", "US$5 million"),
    ],
)
def test_amounts_of_money(text: str, amount: str) -> None:
    assert found(text, Kind.MONEY) == [amount]


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("大桥造价两万三千亿元。", ["两万三千亿元"]),
        ("每股二十六点七五元。", ["二十六点七五元"]),
        ("亏了数百万欧元，", ["数百万欧元"]),
        ("找回七元四角六分钱。", ["七元四角六分钱"]),
        ("实收叁仟伍佰圆整。", ["叁仟伍佰圆整"]),
        ("捐出新臺幣八百萬元", ["新臺幣八百萬元"]),
        ("净利润760亿，", ["760亿"]),
        ("约9亿元、近700 万美元，超人民币 30 亿元", ["9亿元", "700 万美元", "人民币 30 亿元"]),
        ("票价￥1,280.50元，HK$3,000 万", ["￥1,280.50元", "HK$3,000 万"]),
        ("人均50至80元", ["50至80元"]),
        ("2万5千元，3亿2000万元", ["2万5千元", "3亿2000万元"]),
        ("折合6020元人民币", ["6020元人民币"]),
        ("成交NT$700，另有1 000 万元、10，500元", ["NT$700", "1 000 万元", "10，500元"]),
        ("募资6.5个亿。", ["6.5个亿"]),
        ("尾数1000000000000000000000元", []),
        ("12月31日元旦，3块芯片，千元机，一圆满", []),
    ],
)
def test_amounts_are_found_whole_or_not_at_all(text: str, amounts: list[str]) -> None:
    assert found(text, Kind.MONEY) == amounts


@pytest.mark.parametrize("text", ["元旦放假", "公元前", "二元论", "第一元素"])
def test_no_money(text: str) -> None:
    assert found(text, Kind.MONEY) == []


@pytest.mark.parametrize(
    ("text", "shares"),
    [
        ("增长31.2%；", ["31.2%"]),
        ("有5%至8%升幅", ["5%", "8%"]),
        ("百分之三十五的人", ["百分之三十五"]),
        ("下降1.5个百分点", ["1.5个百分点"]),
        ("占全市总量的六成以上", ["六成"]),
        ("成立完成", []),
        ("抬升两成左右", ["两成"]),
        ("占比20%-25%左右", ["20%", "25%"]),
        ("跌幅-4.5%", ["-4.5%"]),
        ("占比20% -25%", ["20%", "25%"]),
        ("在1.2-1.8%之间，", ["1.2-1.8%"]),
        ("上升7．3％", ["7．3％"]),
        ("高 2.5 个百分点", ["2.5 个百分点"]),
    ],
)
def test_shares(text: str, shares: list[str]) -> None:
    assert found(text, Kind.PERCENT) == shares


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("（600519.SH）", "600519.SH"),
        ("吉利汽车(00175)", "00175"),
        ("吉利汽车（00175.HK）", "00175.HK"),
        ("特斯拉（TSLA.US）", "TSLA.US"),
        ("（NASDAQ：BIDU）", "NASDAQ：BIDU"),
    ],
)
def test_securities(text: str, code: str) -> None:
    assert found(text, Kind.TICKER) == [code]


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("2021年6月25日，", ["2021年6月25日"]),
        ("2021-06-25 14:29:54", ["2021-06-25 14:29:54"]),
        ("3月11日晚间，公司", ["3月11日晚间"]),
        ("去年的12月，", ["去年的12月"]),
        ("今年第三季度，", ["今年第三季度"]),
        ("上周五，", ["上周五"]),
        ("十九世纪与1990年代", ["十九世纪", "1990年代"]),
        ("一个月饼", []),
        ("较去年同期升", ["去年同期"]),
        ("今年首九個月接獲", ["今年首九個月"]),
        ("前三季度，", ["前三季度"]),
        ("2026年底到期", ["2026年底"]),
        ("2024年中国市场", ["2024年"]),
        ("11:32 【快讯】", ["11:32"]),
        ("望舒二号升空", []),
        ("岚舟S7月销破万", []),
        ("每周三次巡查", []),
        ("二季度首次盈利", ["二季度"]),
        ("定于 2027 年 11 月 2 日下午 4 点开", ["2027 年 11 月 2 日下午 4 点"]),
        ("12 月 9 日上线", ["12 月 9 日"]),
        ("9 时 40 分，民國一一四年", ["9 时 40 分", "民國一一四年"]),
        ("20 世纪，上世纪 70 年代", ["20 世纪", "上世纪 70 年代"]),
        ("2025 年第三季度", ["2025 年第三季度"]),
        ("2020年08月02日 19:40 来源", ["2020年08月02日 19:40"]),
        ("2018年3-9月，4月11-15日", ["2018年3-9月", "4月11-15日"]),
        ("2012年的展会", ["2012年"]),
    ],
)
def test_times(text: str, times: list[str]) -> None:
    assert found(text, Kind.TIME) == times


def test_works_are_found_without_their_marks() -> None:
    assert found("导演《走马祁连》的人", Kind.WORK) == ["走马祁连"]


def test_a_newspaper_is_an_organisation() -> None:
    assert found("据《证券时报》报道", Kind.ORG) == ["证券时报"]
    assert found("《联合报》民调，《曼谷邮报》", Kind.ORG) == ["联合报", "曼谷邮报"]
    assert found("发布《2024年年报》", Kind.ORG) == []


@pytest.mark.parametrize(
    "text",
    ["9" * 50_000, "一" * 50_000, "《" * 50_000, "1,1," * 20_000, "1万" * 20_000, "1 月" * 20_000],
)
def test_long_runs_take_linear_time(text: str) -> None:
    assert isinstance(list(find_patterns(text, Span(0, len(text)))), list)


def test_the_moon_in_the_evening_is_no_month() -> None:
    assert found("晚上月亮很亮，上月开业", Kind.TIME) == ["上月"]
