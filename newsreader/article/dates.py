"""Dates in bylines, and the same in ISO 8601; numbers in figures or in characters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import NamedTuple

from newsreader.text.lazy_regex import lazy_regex

HAN = "一二三四五六七八九"
_VALUES = {c: n for n, c in enumerate("〇" + HAN)} | {"零": 0, "○": 0, "两": 2, "兩": 2}
_CLOCK = (
    r"(?:[ \nT,，]*(?:\(?(?:星期|周|礼拜)\w\)?[ \n,]*)?"
    r"(?P<half>上午|中午|下午|凌晨|早上|晚上)? ?"
    r"(?P<hour>\d{1,2}) ?(?::|时|点) ?(?P<minute>\d{2})(?: ?(?::|分) ?(?P<second>\d{2}))?分?秒?"
    r"(?:\.\d+)?"
    r"(?P<zone> ?(?:Z(?![a-z])|HKT|GMT|UTC|CST|格林尼治标准时间|北京时间|[+-]\d\d:?\d\d))?)?"
)
_DATE = lazy_regex(
    r"(?=[\d民])(?:(?:(?P<before>\d{1,2}:\d{2})|(?<!\d))"
    r"(?P<year>(?:19|20)\d\d|民国 ?\d{2,3})(?: ?(?:[-/.]|年) ?|[ \n]+)"
    r"|(?P<short>(?<![\d-])\d\d)-(?=\d\d-\d\d))"
    r"(?P<month>\d{1,2})[ \n]?(?:[-/.]|月)[ \n]?(?P<day>[0-3]\d|\d)(?: ?日)?" + _CLOCK
)
_CHINESE = lazy_regex(
    r"(?P<before>)(?P<short>)(?P<year>[二一][〇○零一二三四五六七八九]{3})年"
    r"(?P<month>[一二三四五六七八九十]{1,2})月(?P<day>[一二三四五六七八九十]{1,3})日" + _CLOCK
)
_CHINESE_YEARS = ("二〇", "二○", "二零", "一九")
_PARTIAL = lazy_regex(
    r"(?=\d)(?<![\d-])(?P<month>\d{1,2})(?:-|月)(?P<day>[0-3]\d|\d)日? ?"
    r"(?P<clock>\d{1,2}:\d{2}(?::\d{2})?)"
)
_ADDRESS = lazy_regex(r"(?:://|www\.)\S*?/((?:19|20)\d\d)[-/]?([01]\d)[-/]?([0-3]\d)(?!\d)")
_NEAREST = timedelta(days=31)
_ZONES = {"": "", "Z": "Z", "GMT": "Z", "UTC": "Z", "格林尼治标准时间": "Z"}
_CHINA = "+08:00"


class Date(NamedTuple):
    """A date from `start` to `end` of a text; `iso` is None if the text does not say the year."""

    start: int
    end: int
    iso: str | None
    timed: bool
    month_day: tuple[int, int]


def find_dates(text: str) -> list[Date]:
    """The dates in plain `text`, with a year or with a time, in text order."""
    found = [date for match in _DATE.finditer(text) if (date := _full(match))]
    if not found and any(year in text for year in _CHINESE_YEARS):
        found = [date for match in _CHINESE.finditer(text) if (date := _full(match))]
    for match in _PARTIAL.finditer(text):
        month, day = int(match["month"]), int(match["day"])
        apart = all(match.end() <= date.start or date.end <= match.start() for date in found)
        if apart and 1 <= month <= 12 and 1 <= day <= 31:
            found.append(Date(match.start(), match.end(), None, True, (month, day)))
    found.sort()
    return found


def complete(published: str, lines: Iterable[str]) -> str | None:
    """`published`, a date without a year, in ISO 8601, if plain `lines` make the year certain.

    They do if the days in them and in their addresses are at most a month later, in one year.
    """
    found = _PARTIAL.search(published)
    days = sorted({day for line in lines for day in _days(line)})
    if found is None or not days:
        return None
    moments = set()
    for year in {each.year for each in days} | {each.year - 1 for each in days}:
        clock = found["clock"].zfill(len(found["clock"]) + (found["clock"][1] == ":"))
        iso = f"{year}-{int(found['month']):02}-{int(found['day']):02}T{clock}"
        with suppress(ValueError):
            day = datetime.fromisoformat(iso).date()
            if any(timedelta() <= each - day <= _NEAREST for each in days):
                moments.add(iso)
    return moments.pop() if len(moments) == 1 else None


def _days(line: str) -> Iterator[date]:
    """The days with a year in a line, and in the addresses in it."""
    for match in _ADDRESS.finditer(line):
        with suppress(ValueError):
            yield date(*map(int, match.groups()))
    for found in find_dates(line):
        if found.iso:
            yield date.fromisoformat(found.iso[:10])


def _full(match: re.Match[str]) -> Date | None:
    """The date of `match`, or None where there is no such day."""
    year, month, day = _year(match), number_in(match["month"]), number_in(match["day"])
    iso, timed = f"{year:04}-{month:02}-{day:02}", False
    clock, zone = match["before"], ""
    if match["hour"]:
        hour = int(match["hour"])
        late = match["half"] in ("下午", "晚上") and hour < 12
        clock = f"{hour + 12 * late:02}:{match['minute']}"
        clock += f":{match['second']}" if match["second"] else ""
        zone = _zone((match["zone"] or "").strip())
    if clock:
        iso, timed = f"{iso}T{clock.zfill(5)}{zone}", True
    try:
        datetime.fromisoformat(iso)
    except ValueError:
        return None
    return Date(match.start(), match.end(), iso, timed, (month, day))


def _zone(name: str) -> str:
    if name[:1] in "+-" and name:
        return name if ":" in name else f"{name[:3]}:{name[3:]}"
    return _ZONES.get(name, _CHINA)


def _year(match: re.Match[str]) -> int:
    if match["short"]:
        return 2000 + int(match["short"])
    year: str = match["year"]
    if year.startswith("民国"):
        return int(year[2:]) + 1911
    return year_in(year)


def year_in(words: str) -> int:
    """A year in figures or in characters, one for each figure."""
    return int(words) if words.isdecimal() else int("".join(str(_VALUES[c]) for c in words))


def number_in(words: str) -> int:
    """A number up to 99 in figures or in characters; 0 if it is none."""
    if words.isdecimal():
        return int(words)
    tens, ten, ones = words.partition("十")
    if not ten:
        return _VALUES.get(tens, 0)
    if any(part and part not in _VALUES for part in (tens, ones)):
        return 0  # such as 二三十, which is about twenty or thirty
    return 10 * _VALUES.get(tens, 1) + _VALUES.get(ones, 0)
