"""Times are resolved against the date of publication."""

from __future__ import annotations

from datetime import date

import pytest

from newsreader.article.times import TimeMention, find_times
from newsreader.text.span import Span

WEDNESDAY = date(2026, 3, 18)


def times_in(text: str, published: date | None = WEDNESDAY) -> list[TimeMention]:
    starts = [0, *(at + 1 for at, c in enumerate(text) if c == "\n")]
    ends = [*(start - 1 for start in starts[1:]), len(text)]
    spans = [Span(start, end) for start, end in zip(starts, ends, strict=True)]
    return find_times(text, spans, published)


def found_in(text: str, published: date | None = WEDNESDAY) -> list[str]:
    return [
        mention.span.of(text) + " " + mention.period.iso + ("" if mention.certain else "?")
        for mention in times_in(text, published)
    ]


SAMPLES = [
    ("去年，公司亏损。", ["去年 2025"]),
    ("昨天下午，会议开幕。", ["昨天下午 2026-03-17"]),
    ("上周五，两家公司签约。", ["上周五 2026-03-13"]),
    ("本月15日起实行。", ["本月15日 2026-03-15"]),
    ("周一，股价上涨。", ["周一 2026-03-16"]),
    ("周五，股价上涨。", ["周五 2026-03-13"]),
    ("会议将于周五举行。", ["周五 2026-03-20"]),
    ("下周一开庭。", ["下周一 2026-03-23"]),
    ("上星期日，比赛结束。", ["上星期日 2026-03-15"]),
    ("本周，列车停运。", ["本周 2026-03-16/2026-03-22"]),
    ("1月，销量下降。", ["1月 2026-01"]),
    ("12月，销量下降。", ["12月 2025-12?"]),
    ("新馆将于5月开放。", ["5月 2026-05"]),
    ("今年第一季度，出口增长。", ["今年第一季度 2026-01-01/2026-03-31"]),
    ("2025年上半年，出口增长。", ["2025年上半年 2025-01-01/2025-06-30"]),
    ("二〇二四年十月一日，大桥通车。", ["二〇二四年十月一日 2024-10-01"]),
    ("2024年3月，他入职；5月，他离开。", ["2024年3月 2024-03", "5月 2024-05"]),
    ("2025年1-2月，投资增长。", ["2025年1-2月 2025-01-01/2025-02-28"]),
    ("2023年至2025年，产量翻番。", ["2023年至2025年 2023-01-01/2025-12-31"]),
    ("3月5日至9日，展览举行。", ["3月5日至9日 2026-03-05/2026-03-09"]),
    ("16日，记者获悉此事。", ["16日 2026-03-16"]),
    ("28日，他抵达临江。", ["28日 2026-02-28"]),
    ("工程将于28日完工。", ["28日 2026-03-28"]),
    ("今天（17日），雾散了。", ["今天 2026-03-17", "17日 2026-03-17"]),
    ("周日（15日）和周日的比赛都取消了。", [
        "周日 2026-03-15", "15日 2026-03-15", "周日 2026-03-15"]),
    ("临江3月17日电 今天，新站启用。", ["3月17日 2026-03-17", "今天 2026-03-17"]),
    ("十年前，他来到这里。", ["十年前 2016?"]),
    ("三天前，他来到这里。", ["三天前 2026-03-15"]),
    ("二三十年前，这里是农田。", []),
    ("“今天的孩子不一样了。”", ["今天 2026-03-18?"]),
    ("9月1日开学，当天有雨。", ["9月1日 2025-09-01?", "当天 2025-09-01?"]),
    ("新规定今年9月施行。\n9月起，费用降低。", ["今年9月 2026-09", "9月 2026-09"]),
    ("三月上旬，花开了。", ["三月上旬 2026-03-01/2026-03-10"]),
    ("今年年底前完工。", ["今年年底 2026-11-01/2026-12-31?"]),
    ("上個月，禮拜三有雨。", ["上個月 2026-02", "禮拜三 2026-03-18"]),
    ("前三季度，收入持平；2025年前三季度，收入下降。", [
        "前三季度 2025-01-01/2025-09-30?", "2025年前三季度 2025-01-01/2025-09-30"]),
    ("民國110年，他出生。", ["民國110年 2021"]),
    ("2026-03-01，第一批到货。", ["2026-03-01 2026-03-01"]),
]  # fmt: skip
"""Sentences of one's own; the guard of quality."""


@pytest.mark.parametrize(("text", "expected"), SAMPLES)
def test_a_time_is_resolved(text: str, expected: list[str]) -> None:
    assert found_in(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "这台相机有30日试用期内的保证，第15日店。",
        "月亮与三日月刀。",
        "每周三开放，近三年增长，两周后公布。",
        "《周一报》和今日头条报道了此事。",
        "2000年代的建筑，1级台风，3月嫂。",
        "编号2026.3和12.5.1.7。",
    ],
)
def test_what_is_no_time_is_left_alone(text: str) -> None:
    assert found_in(text) == []


def test_without_a_date_of_publication_only_years_are_resolved() -> None:
    assert found_in("去年3月，昨天，2024年5月2日。", None) == ["2024年5月2日 2024-05-02"]


def test_a_day_that_does_not_exist_is_left_out() -> None:
    assert found_in("2025年2月30日。") == []
