"""Dates as they are written in bylines."""

from __future__ import annotations

import pytest

from newsreader.article.dates import find_dates
from newsreader.article.phrase import half_width


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
