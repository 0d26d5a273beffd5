"""Which days a time in the text means: by what the text has said before, and its publication.

A resolution is certain where the words leave one reading in news prose, otherwise it is the most
likely one.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta

from newsreader.article.dates import HAN, number_in, year_in
from newsreader.article.periods import (
    Period,
    date_of,
    month_of,
    part_of,
    shifted,
    third_of,
    time_ago,
    year_of,
)
from newsreader.article.time_patterns import IN_BRACKETS

_COMPARED = tuple("较較比过過超同于於")
"""Before a year, it is only compared with."""
_OPEN, _CLOSE = "“「『", "”」』"

_WORDS = {"前": -2, "昨": -1, "今": 0, "当": 0, "當": 0, "明": 1, "后": 2, "後": 2}
_YEARS = {"前": -2, "去": -1, "上": -1, "今": 0, "本": 0, "明": 1, "后": 2, "後": 2}
_STEPS = {"上": -1, "本": 0, "这": 0, "這": 0, "下": 1, "当": 0, "當": 0}
_SOON = 45
"""Days after the publication that a month without a year may begin and still be the next one."""

_RUN = 7
"""Days after the day that was named last that a day without a month continues from it."""


@dataclass(slots=True)
class TimeContext:
    """What the text has said so far, by which the next time is understood.

    Positions are code points of `text`.
    """

    text: str
    base: date | None
    """The day that 今天 means; without it only times with a year are resolved."""
    year: int | None = None
    """The year named last in the sentence, else in the paragraph."""
    same_sentence: bool = False
    """Whether that was in this sentence."""
    relative: bool = False
    """Whether it was a year such as 去年, which the next sentence does not go on with."""
    month: tuple[int, int] | None = None
    """The year and month named last in the sentence."""
    day: date | None = None
    """The day named last."""
    months: dict[int, int] = field(default_factory=dict)
    """The years of months that were named with a year, if these are not past ones."""
    weekdays: dict[int, date] = field(default_factory=dict)
    """The days of weekdays that were named with the day in brackets."""
    future: bool = False
    """Whether the words around the time are about the future."""

    def begin_paragraph(self) -> None:
        self.year, self.relative = None, False

    def begin_sentence(self) -> None:
        self.same_sentence, self.month = False, None
        if self.relative:
            self.year, self.relative = None, False

    def resolved(self, match: re.Match[str], *, future: bool) -> tuple[Period, bool] | None:
        """The days that a match of `TIME` means, and whether it is certain; None for no time."""
        self.future = future
        with suppress(ValueError, OverflowError):
            if match["iso_year"]:
                day = date(*(int(match[f"iso_{part}"]) for part in ("year", "month", "day")))
                return self._on_day(day), True
            if match["year"] or match["minguo"] or match["relative"] or match["context"]:
                return self._of_year(match)
            if self.base is None:
                return None
            return self._of_publication(match, self.base)
        return None

    def _of_publication(self, match: re.Match[str], base: date) -> tuple[Period, bool] | None:
        if match["this"]:
            year, month = shifted(base, _STEPS[match["this"][0]])
            certain = match["this"][0] not in "当當"
            return self._in_month(match, "t_", year, month), certain
        if match["bare"]:
            return self._bare_month(match, base)
        if match["only_day"]:
            return self._bare_day(match, base)
        if match["word"] or match["weekday"]:
            if (day := self._in_brackets(match, base)) is not None:
                if match["word"] and match["word"][0] == "今":
                    self.base = day  # the day on which it was written
                elif match["weekday"]:
                    self.weekdays[day.weekday()] = day
                return self._on_day(day), True
            words = self._day_word if match["word"] else self._weekday
            return words(match, base)
        if match["week"]:
            monday = base - timedelta(base.weekday() - 7 * _STEPS[match["week"][0]])
            return Period(monday, monday + timedelta(6)), True
        if match["ago"]:
            return time_ago(match, base)
        return self._part(match, base)

    def _of_year(self, match: re.Match[str]) -> tuple[Period, bool] | None:
        found = self._year(match)
        if found is None:
            return None
        year, certain = found
        before = self.text[match.start() - 1 : match.start()]
        if before not in _COMPARED or not before or match["context"]:
            self.year, self.same_sentence = year, True
            self.relative = not (match["year"] or match["minguo"])
        if match["from"]:
            return Period(date(int(match["from"]), 1, 1), date(year, 12, 31)), certain
        if match["month"]:
            month = number_in(match["month"])
            if self.base is not None and year >= self.base.year and certain:
                self.months[month] = year
            return self._in_month(match, "", year, month), certain
        part = part_of(match, "", year)
        vague = bool(match["edge"])
        return part or year_of(year), certain and not vague

    def _year(self, match: re.Match[str]) -> tuple[int, bool] | None:
        """The year that is named, and whether it is certain."""
        if match["year"]:
            return year_in(match["year"]), True
        if match["minguo"]:
            return int(match["minguo"]) + 1911, True
        if self.base is None:
            return None
        if match["context"]:
            return (self.year or self.base.year) + (match["context"][0] in "次翌"), False
        said = match["relative"][0]
        if said == "上" and self.same_sentence and self.year is not None:
            return self.year - 1, False
        return self.base.year + _YEARS[said], said not in "上后後"

    def _in_month(self, match: re.Match[str], prefix: str, year: int, month: int) -> Period:
        """The month, or the days of it that are named. Raises ValueError."""
        self.month = year, month
        if prefix != "t_" and match[f"{prefix}month1"]:
            first = number_in(match[f"{prefix}month1"])
            return Period(date(year - (first > month), first, 1), month_of(year, month).end)
        if third := match[f"{prefix}third"]:
            return third_of(third, year, month)
        if not match[f"{prefix}day"]:
            return month_of(year, month)
        start = date(year, month, number_in(match[f"{prefix}day"]))
        if match[f"{prefix}day2"]:
            month2 = number_in(match[f"{prefix}month2"] or "") or month
            end = date(year + (month2 < month), month2, number_in(match[f"{prefix}day2"]))
            if end >= start:
                return Period(start, end)
        return self._on_day(start)

    def _on_day(self, day: date) -> Period:
        self.day, self.month, self.year = day, (day.year, day.month), day.year
        self.same_sentence, self.relative = True, True
        return Period(day, day)

    def _bare_month(self, match: re.Match[str], base: date) -> tuple[Period, bool]:
        month = number_in(match["bare"])
        if self.year is not None and self.same_sentence:
            return self._in_month(match, "b_", self.year, month), True
        if self.year is not None and self.year != base.year:
            return self._in_month(match, "b_", self.year, month), False
        if month in self.months:
            return self._in_month(match, "b_", self.months[month], month), True
        day = number_in(match["b_day"] or "") or 1
        begins = date_of(base.year, month, day) or date(base.year, month, 1)
        ahead = (begins - base).days
        if ahead <= 1 or (ahead <= _SOON and self.future):
            return self._in_month(match, "b_", base.year, month), True
        soon = ahead <= _SOON or self.future or self.year == base.year
        return self._in_month(match, "b_", base.year - (not soon), month), False

    def _bare_day(self, match: re.Match[str], base: date) -> tuple[Period, bool] | None:
        number = int(match["only_day"])
        certain = True
        if self.month is not None:
            year, month = self.month
        elif self.day is not None and self.day.day < number <= self.day.day + _RUN:
            year, month, certain = (
                self.day.year,
                self.day.month,
                self.day >= base - timedelta(_SOON),
            )
        else:
            year, month = base.year, base.month
            if number > base.day + 1 and not self.future:
                year, month = shifted(base, -1)
                back = (base - (date_of(year, month, number) or base)).days
                certain = 0 < back <= _SOON // 2
            elif number > base.day + 1:
                certain = number - base.day <= _SOON // 2
        end = date(year, month, number)
        if match["from_day"]:
            return Period(date(year, month, int(match["from_day"])), end), certain
        return self._on_day(end), certain

    def _day_word(self, match: re.Match[str], base: date) -> tuple[Period, bool] | None:
        word = match["word"]
        if word[0] in "前后後" and word[1] != "天":
            return None  # 前日, 后日, 前夜, 后晚
        if word[0] in "当當":
            return (self._on_day(self.day), False) if self.day is not None else None
        certain = not self._is_quoted(match.start())
        around = (
            self.text[match.start() - 1 : match.start()],
            self.text[match.end() : match.end() + 1],
        )
        if around[0] in ("至", "到") or (word[1] in "天日" and around[1] == "的"):
            certain = False  # the present time
        day, month = base + timedelta(_WORDS[word[0]]), self.month
        period = self._on_day(day)
        self.month = month if word[0] == "今" else self.month
        return period, certain

    def _in_brackets(self, match: re.Match[str], base: date) -> date | None:
        """The day in brackets after it: 周五（14日）."""
        found = IN_BRACKETS.match(self.text, match.end())
        if found is None:
            return None
        named = number_in(found["day"])
        if found["month"]:
            days = [date_of(base.year + n, number_in(found["month"]), named) for n in (-1, 0, 1)]
        else:
            days = [date_of(*shifted(base, n), named) for n in (-1, 0, 1)]
        return min((day for day in days if day), key=lambda day: abs(day - base), default=None)

    def _weekday(self, match: re.Match[str], base: date) -> tuple[Period, bool]:
        which, name = match["which"], match["weekday"]
        steps = _STEPS[which[0]] if which else 0
        monday = base - timedelta(base.weekday() - 7 * steps)
        if name == "末":
            saturday = monday + timedelta(5)
            if not which and saturday > base and not self.future:
                saturday -= timedelta(7)
            return Period(saturday, saturday + timedelta(1)), which is not None
        day = monday + timedelta(6 if name in "日天" else HAN.index(name))
        if not which and day.weekday() in self.weekdays:
            return self._on_day(self.weekdays[day.weekday()]), True
        if not which:
            if day > base and not self.future:
                day -= timedelta(7)
            elif day < base and self.future:
                return self._on_day(day), False
        return self._on_day(day), True

    def _part(self, match: re.Match[str], base: date) -> tuple[Period, bool] | None:
        """A part of the year that was named last, or of that of the publication."""
        if self.year is not None and self.same_sentence:
            found = part_of(match, "p_", self.year)
            return (found, not match["p_edge"]) if found else None
        found = part_of(match, "p_", base.year)
        if found is None:
            return None
        begins = found.end if match["p_first"] else found.start  # the first three quarters are over
        if begins > base and not self.future:
            past = part_of(match, "p_", base.year - 1)
            return (past, False) if past else None
        return found, not match["p_edge"] and self.year in (None, base.year)

    def _is_quoted(self, at: int) -> bool:
        before = self.text[max(0, at - 200) : at].rpartition("\n")[2]
        return max(map(before.rfind, _OPEN)) > max(map(before.rfind, _CLOSE))
