"""Dates as they are written in bylines."""

from __future__ import annotations

import pytest

from newsreader.article.dates import complete, find_dates
from newsreader.article.line_text import half_width


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2026-03-08", "2026-03-08"),
        ("2026-03-08 08:05", "2026-03-08T08:05"),
        ("2026/3/8 08:05:09", "2026-03-08T08:05:09"),
        ("2026.03.08", "2026-03-08"),
        ("2026年3月8日08:05", "2026-03-08T08:05"),
        ("2026 年 3 月 8 日", "2026-03-08"),
        ("2026年3月8日 星期日 下午2:30", "2026-03-08T14:30"),
        ("2026年3月8日（星期日）08:05", "2026-03-08T08:05"),
        ("08:052026/03/08", "2026-03-08T08:05"),
        ("2026\n03/08\n08:05", "2026-03-08T08:05"),
        ("26-03-0808:05", "2026-03-08T08:05"),
        ("民國115年3月8日", "2026-03-08"),
        ("二〇二六年三月八日", "2026-03-08"),
        ("二零二六年十二月三十一日", "2026-12-31"),
        ("2026-03-08 08:05 HKT", "2026-03-08T08:05+08:00"),
        ("2026年3月8日 08:05 格林尼治标准时间", "2026-03-08T08:05Z"),
        ("2026-03-08T08:05:09+08:00", "2026-03-08T08:05:09+08:00"),
        ("03-08 08:05", None),
        ("3月8日 08:05", None),
    ],
)
def test_a_date_has_a_day_in_iso_8601_where_the_year_is_known(text: str, iso: str | None) -> None:
    (date,) = find_dates(half_width(text))
    assert (date.start, date.end, date.iso) == (0, len(text), iso)


@pytest.mark.parametrize(
    "text", ["2026-13-08", "2026年2月30日", "编号 20260308", "共12-34页", "无"]
)
def test_other_figures_are_no_dates(text: str) -> None:
    assert find_dates(half_width(text)) == []


@pytest.mark.parametrize(
    ("published", "lines", "iso"),
    [
        ("03-08 08:05", ["https://example.cn/2026/03/08/bridge.html"], "2026-03-08T08:05"),
        ("3月8日 8:05", ["https://example.cn/c/20260309/a.html"], "2026-03-08T08:05"),
        ("03-08 08:05:09", ["更新于2026-03-08 10:00"], "2026-03-08T08:05:09"),
        ("12-31 23:50", ["2027年1月1日 星期五"], "2026-12-31T23:50"),
        ("03-08 08:05", ["2026-03-08 09:00", "2025-03-09 10:00"], None),
        ("03-08 08:05", ["2026-03-07 10:00"], None),
        ("03-08 08:05", ["2026-09-01 10:00"], None),
        ("02-30 08:05", ["2026-03-01 10:00"], None),
        ("03-08 08:05", ["Copyright © 2026", "https://example.cn/20260308123/"], None),
        ("2026-03-08", ["2026-03-08"], None),
    ],
)
def test_a_year_is_that_of_a_day_or_an_address_at_most_a_month_later(
    published: str, lines: list[str], iso: str | None
) -> None:
    assert complete(published, lines) == iso


def test_a_date_without_a_year_is_found_beside_another() -> None:
    first, second = find_dates(half_width("发布：03-08 08:05 更新：2026-03-09 10:00"))
    assert (first.iso, second.iso) == (None, "2026-03-09T10:00")
