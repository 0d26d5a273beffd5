"""Periods of days: months, quarters, what lies some days or years back."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from newsreader.article.dates import number_in

_RECENT = 45
"""Days back up to which a number of days is taken exactly."""


class Period(NamedTuple):
    """The days from `start` to `end`, both included."""

    start: date
    end: date

    @property
    def iso(self) -> str:
        """A day, month or year in ISO 8601, otherwise two days with a slash between."""
        start, end = self
        if start == end:
            return start.isoformat()
        if self == month_of(start.year, start.month):
            return f"{start:%Y-%m}"
        if self == year_of(start.year):
            return f"{start.year:04}"
        return f"{start.isoformat()}/{end.isoformat()}"


def month_of(year: int, month: int) -> Period:
    """A whole month."""
    return Period(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def year_of(year: int) -> Period:
    """A whole year."""
    return Period(date(year, 1, 1), date(year, 12, 31))


def part_of(match: re.Match[str], prefix: str, year: int) -> Period | None:
    """The part of `year` that is named, or None."""
    if quarter := match[f"{prefix}quarter"]:
        last = 3 * number_in(quarter)
        return Period(date(year, last - 2, 1), month_of(year, last).end)
    if half := match[f"{prefix}half"]:
        early = half == "上"
        return Period(
            date(year, 1 if early else 7, 1), date(year, 6 if early else 12, 30 + (not early))
        )
    if first := match[f"{prefix}first"]:
        last = number_in(first) * (3 if match[f"{prefix}unit"] == "季度" else 1)
        return Period(date(year, 1, 1), month_of(year, last).end)
    if edge := match[f"{prefix}edge"]:
        first_month, last = {"初": (1, 2), "中": (6, 7)}.get(edge[-1], (11, 12))
        return Period(date(year, first_month, 1), month_of(year, last).end)
    return None


def third_of(name: str, year: int, month: int) -> Period:
    start, end = month_of(year, month)
    match name[0]:
        case "上" | "初":
            return Period(start, start.replace(day=10))
        case "中":
            return Period(start.replace(day=11), start.replace(day=20))
        case _:
            return Period(start.replace(day=21), end)


def time_ago(match: re.Match[str], base: date) -> tuple[Period, bool] | None:
    count, unit = number_in(match["ago"]), match["ago_unit"]
    if not count:
        return None
    match unit[-1]:
        case "天" | "日":
            day = base - timedelta(count)
            return Period(day, day), count <= _RECENT
        case "周" | "期":
            monday = base - timedelta(base.weekday() + 7 * count)
            return Period(monday, monday + timedelta(6)), False
        case "月":
            return month_of(*shifted(base, -count)), False
        case _:
            return year_of(base.year - count), False


def shifted(day: date, months: int) -> tuple[int, int]:
    """The year and month so many months after that of `day`."""
    total = day.year * 12 + day.month - 1 + months
    return total // 12, total % 12 + 1


def date_of(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
