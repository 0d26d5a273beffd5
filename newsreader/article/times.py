"""Times in the text of an article, resolved against its date of publication.

Only what names a day, a week, a month, a part of a year or a year is found; 近日 and 目前 are not.
A resolution is certain where the words leave one reading in news prose, otherwise it is the most
likely one.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from newsreader.article.article import Article, Role
from newsreader.text.lazy_regex import lazy_regex
from newsreader.text.sentences import sentences
from newsreader.text.span import Span

_HAN = "一二三四五六七八九"
_VALUES = {c: n for n, c in enumerate("〇" + _HAN)} | {"零": 0, "○": 0, "两": 2, "兩": 2}
_GAP = r"[ \u00a0\u3000]{0,2}"
_MONTH = rf"(?:1[0-2]|0?[1-9]|十[一二]?|[{_HAN}])"
_DAY = rf"(?:3[01]|[12]\d|0?[1-9]|三十一?|二?十[{_HAN}]?|[{_HAN}])"
_TO = rf"{_GAP}[\-−–—~～至到]{_GAP}"
_PART = (
    rf"第?{_GAP}(?P<quarter>[一二三四1-4]){_GAP}季度?|(?P<half>[上下])半年"
    rf"|前{_GAP}(?P<first>[{_HAN}十]|\d{{1,2}}){_GAP}(?P<unit>[个個]月|季度)|(?P<edge>年?[初末底中](?![期心]))"
)
_DAYS = (
    rf"(?:(?P<third>[上中下]旬|[初末底](?!期))|{_GAP}(?P<day>{_DAY})(?:{_GAP}[日号號])?"
    rf"(?:{_TO}(?:(?P<month2>{_MONTH})月)?(?P<day2>{_DAY}))?{_GAP}[日号號])?"
)
_CLOCK = (
    r"(?:凌晨|清晨|早[上晨间]|上午|中午|下午|傍晚|晚[间上]?|夜[间里晚]|深夜|午夜)?"
    rf"(?:{_GAP}(?:[01]?\d|2[0-4])(?:[:：][0-5]\d|{_GAP}[时時点點](?:半|{_GAP}[0-5]?\d{_GAP}分)?))?"
)
_TIME = lazy_regex(
    rf"""
    (?<![\d.])(?P<iso_year>(?:19|20)\d\d)(?P<dash>[-/.])(?P<iso_month>\d{{1,2}})(?P=dash)
        (?P<iso_day>\d{{1,2}})(?![\d.])
    | (?:(?<![\d.])(?:(?P<from>(?:19|20)\d\d){_GAP}年?{_TO})?
          (?P<year>(?:1[89]|20)\d\d|[一二][〇○零{_HAN}]{{3}}){_GAP}年(?![代级以])
        | 民[国國]{_GAP}(?P<minguo>\d{{1,3}}){_GAP}年
        | (?P<relative>[今去前明本后後上]年(?!人|级|轮|夜|货)) | (?P<context>[当當同次翌]年))
        (?:度(?!假))?
        (?:的?(?:{_PART}|{_GAP}(?P<month>{_MONTH}){_GAP}月份?{_DAYS}))?
    | (?P<this>[本上下当當](?:[个個])?月|[这這][个個]月)(?!球|亮|饼){_DAYS.replace("P<", "P<t_")}
    | (?<![\d.十第个個近]){_GAP}(?P<bare>{_MONTH}){_GAP}月(?!球|亮|饼|经|嫂)份?
        {_DAYS.replace("P<", "P<b_")}
    | (?<![\d.第至]){_GAP}(?:(?P<from_day>[12]\d|3[01]|[1-9])(?:日)?{_TO})?
        (?P<only_day>[12]\d|3[01]|[1-9]){_GAP}[日](?![本元均内常益子团團游遊行內])
    | (?P<word>[今昨明前后後][天日晚晨早夜](?!性|者)|[当當][天日晚])
    | (?P<which>[上下本这這][个個]?)?(?<![每一双雙两兩数數])(?:周|星期|礼拜|禮拜|週)
        (?P<weekday>[一二三四五六日天](?!次|[年岁])|末)(?!报|刊)
    | (?P<week>[上下本这這][个個]?)(?:周|星期|礼拜|禮拜|週)(?![{_HAN}日天末转])
    | (?<![\d年]){_PART.replace("P<", "P<p_").replace("年?[初末底中]", "年[初末底中]")}
    | (?<![\d.近第前]){_GAP}(?P<ago>\d{{1,3}}|[{_HAN}两兩十]{{1,3}}){_GAP}
        (?P<ago_unit>天|日|周|[个個]?星期|[个個]月|年)(?:之|以)?前(?![三季])
    """,
    re.VERBOSE,
)
_AFTER = lazy_regex(_CLOCK)
_IN_BRACKETS = lazy_regex(
    rf"(?:[上下]午|晚上?)?[（(](?:(?P<month>{_MONTH})月)?(?P<day>{_DAY})[日号號][^）)\d]{{0,6}}[）)]"
)
_COMPARED = tuple("较較比过過超同于於")
"""Before a year, it is only compared with."""

_DATELINE = lazy_regex(
    rf"(?<!\d)(?P<month>{_MONTH})月(?P<day>{_DAY})日{_GAP}(?:电|電|讯|訊|消息|综合)"
)
_FUTURE = lazy_regex(r"[将將]|拟|擬|预计|預計|计划|計劃|即[将將]|为止|起(?!诉|飞|來|来)|截止")
_OPEN, _CLOSE = "“「『", "”」』"

_WORDS = {"前": -2, "昨": -1, "今": 0, "当": 0, "當": 0, "明": 1, "后": 2, "後": 2}
_YEARS = {"前": -2, "去": -1, "上": -1, "今": 0, "本": 0, "明": 1, "后": 2, "後": 2}
_STEPS = {"上": -1, "本": 0, "这": 0, "這": 0, "下": 1, "当": 0, "當": 0}
_SOON = 45
"""Days after the publication that a month without a year may begin and still be the next one."""

_AROUND = 10
"""Code points on either side in which the words for the future are looked for."""

_RUN = 7
"""Days after the day that was named last that a day without a month continues from it."""

_NEAR = 3
"""Days that a dateline is before the publication at most."""


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


class TimeMention(NamedTuple):
    """A time at `span`, in code points, and the days that it means."""

    span: Span
    period: Period
    certain: bool


def month_of(year: int, month: int) -> Period:
    """A whole month."""
    return Period(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def year_of(year: int) -> Period:
    """A whole year."""
    return Period(date(year, 1, 1), date(year, 12, 31))


def spans_with_times(article: Article) -> list[Span]:
    """The paragraphs whose times are part of the story: not the byline, no page furniture."""
    told = (Role.TITLE, Role.HEADING, Role.BODY, Role.CAPTION)
    return [each.span for each in article.paragraphs if each.role in told]


def find_times(text: str, paragraphs: Iterable[Span], published: date | None) -> list[TimeMention]:
    """The times in the paragraphs of an article, in text order.

    Without a date of publication only those with a year are found.
    """
    reader = _Reader(text, published)
    return [found for paragraph in paragraphs for found in reader.read(paragraph)]


@dataclass(slots=True)
class _Reader:
    """What the text has said so far, by which the next time is understood."""

    text: str
    published: date | None
    base: date | None = None
    """The day that 今天 means."""
    year: int | None = None
    """The year named last in the sentence, else in the paragraph."""
    same_sentence: bool = False
    relative: bool = False
    """Whether that was a year such as 去年, which the next sentence does not go on with."""
    month: tuple[int, int] | None = None
    """The year and month named last in the sentence."""
    day: date | None = None
    """The day named last."""
    future: bool = field(default=False)
    """Whether the words around speak of what will be."""
    begun: bool = field(default=False)

    def read(self, paragraph: Span) -> Iterator[TimeMention]:
        if not self.begun:
            self.base, self.begun = self._dateline(paragraph), True
        self.year, self.relative = None, False
        for sentence in sentences(self.text, paragraph):
            self.same_sentence, self.month = False, None
            if self.relative:
                self.year, self.relative = None, False
            for match in _TIME.finditer(self.text, sentence.start, sentence.end):
                near = max(sentence.start, match.start() - _AROUND)
                after = min(sentence.end, match.end() + _AROUND)
                self.future = _FUTURE.search(self.text, near, after) is not None
                found = self._resolved(match)
                if found is None:
                    continue
                period, certain = found
                end = self._end(match, sentence.end)
                start = match.start() + len(match[0]) - len(match[0].lstrip())
                yield TimeMention(Span(start, end), period, certain)

    def _end(self, match: re.Match[str], limit: int) -> int:
        clock = _AFTER.match(self.text, match.end(), limit)
        return clock.end() if clock else match.end()

    def _dateline(self, paragraph: Span) -> date | None:
        """The day of the dateline (新华社北京9月7日电), else that of the publication."""
        day = self.published
        match = _DATELINE.search(
            self.text, paragraph.start, min(paragraph.end, paragraph.start + 60)
        )
        if day is None or match is None:
            return day
        for year in (day.year, day.year - 1):
            found = _date(year, _number(match["month"]), _number(match["day"]))
            if found is not None and timedelta() <= day - found <= timedelta(_NEAR):
                return found
        return day

    def _resolved(self, match: re.Match[str]) -> tuple[Period, bool] | None:
        """The period, and whether it is certain; None for what is no time."""
        with suppress(ValueError, OverflowError):
            if match["iso_year"]:
                day = date(*(int(match[f"iso_{part}"]) for part in ("year", "month", "day")))
                return self._on_day(day), True
            if match["year"] or match["minguo"] or match["relative"] or match["context"]:
                return self._of_year(match)
            if self.base is None or self.published is None:
                return None
            return self._of_publication(match, self.base)
        return None

    def _of_publication(self, match: re.Match[str], base: date) -> tuple[Period, bool] | None:
        if match["this"]:
            year, month = _shifted(base, _STEPS[match["this"][0]])
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
                return self._on_day(day), True
            words = self._day_word if match["word"] else self._weekday
            return words(match, base)
        if match["week"]:
            monday = base - timedelta(base.weekday() - 7 * _STEPS[match["week"][0]])
            return Period(monday, monday + timedelta(6)), True
        if match["ago"]:
            return _ago(match, base)
        return self._part(match, base)

    def _of_year(self, match: re.Match[str]) -> tuple[Period, bool] | None:
        certain = True
        if match["year"]:
            year = _year(match["year"])
        elif match["minguo"]:
            year = int(match["minguo"]) + 1911
        elif match["relative"]:
            if self.base is None:
                return None
            year = self.base.year + _YEARS[match["relative"][0]]
            certain = match["relative"][0] not in "上后後"
        else:
            if self.year is None and self.base is None:
                return None
            year = self.year or (self.base.year if self.base else 0)
            year += match["context"][0] in "次翌"
            certain = False
        before = self.text[match.start() - 1 : match.start()]
        if not (match["relative"] and before in _COMPARED):
            self.year, self.same_sentence = year, True
            self.relative = not (match["year"] or match["minguo"])
        if match["from"]:
            return Period(date(int(match["from"]), 1, 1), date(year, 12, 31)), certain
        if match["month"]:
            return self._in_month(match, "", year, _number(match["month"])), certain
        part = _part_of(match, "", year)
        vague = bool(match["edge"])
        return part or year_of(year), certain and not vague

    def _in_month(self, match: re.Match[str], prefix: str, year: int, month: int) -> Period:
        """The month, or the days of it that are named. Raises ValueError."""
        self.month = year, month
        if third := match[f"{prefix}third"]:
            return _third(third, year, month)
        if not match[f"{prefix}day"]:
            return month_of(year, month)
        start = date(year, month, _number(match[f"{prefix}day"]))
        if match[f"{prefix}day2"]:
            month2 = _number(match[f"{prefix}month2"] or "") or month
            end = date(year + (month2 < month), month2, _number(match[f"{prefix}day2"]))
            if end >= start:
                return Period(start, end)
        return self._on_day(start)

    def _on_day(self, day: date) -> Period:
        self.day, self.month, self.year = day, (day.year, day.month), day.year
        self.same_sentence, self.relative = True, True
        return Period(day, day)

    def _bare_month(self, match: re.Match[str], base: date) -> tuple[Period, bool]:
        month = _number(match["bare"])
        if self.year is not None and self.same_sentence:
            return self._in_month(match, "b_", self.year, month), True
        if self.year is not None and self.year != base.year:
            return self._in_month(match, "b_", self.year, month), False
        day = _number(match["b_day"] or "") or 1
        begins = _date(base.year, month, day) or date(base.year, month, 1)
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
                year, month = _shifted(base, -1)
                back = (base - (_date(year, month, number) or base)).days
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
        certain = not self._quoted(match.start())
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
        """The day that stands in brackets after it: 周五（14日）."""
        found = _IN_BRACKETS.match(self.text, match.end())
        if found is None:
            return None
        number = _number(found["day"])
        if found["month"]:
            days = [_date(base.year + n, _number(found["month"]), number) for n in (-1, 0, 1)]
        else:
            days = [_date(*_shifted(base, n), number) for n in (-1, 0, 1)]
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
        day = monday + timedelta(6 if name in "日天" else _HAN.index(name))
        if not which:
            if day > base and not self.future:
                day -= timedelta(7)
            elif day < base and self.future:
                return self._on_day(day), False
        return self._on_day(day), True

    def _part(self, match: re.Match[str], base: date) -> tuple[Period, bool] | None:
        """A part of the year that was named last, or of that of the publication."""
        if self.year is not None and self.same_sentence:
            found = _part_of(match, "p_", self.year)
            return (found, not match["p_edge"]) if found else None
        found = _part_of(match, "p_", base.year)
        if found is None:
            return None
        if found.start > base and not self.future:
            past = _part_of(match, "p_", base.year - 1)
            return (past, False) if past else None
        return found, not match["p_edge"] and self.year in (None, base.year)

    def _quoted(self, at: int) -> bool:
        before = self.text[max(0, at - 200) : at].rpartition("\n")[2]
        return max(map(before.rfind, _OPEN)) > max(map(before.rfind, _CLOSE))


def _part_of(match: re.Match[str], prefix: str, year: int) -> Period | None:
    """The part of `year` that is named, or None."""
    if quarter := match[f"{prefix}quarter"]:
        last = 3 * _number(quarter)
        return Period(date(year, last - 2, 1), month_of(year, last).end)
    if half := match[f"{prefix}half"]:
        early = half == "上"
        return Period(
            date(year, 1 if early else 7, 1), date(year, 6 if early else 12, 30 + (not early))
        )
    if first := match[f"{prefix}first"]:
        last = _number(first) * (3 if match[f"{prefix}unit"] == "季度" else 1)
        return Period(date(year, 1, 1), month_of(year, last).end)
    if edge := match[f"{prefix}edge"]:
        first_month, last = {"初": (1, 2), "中": (6, 7)}.get(edge[-1], (11, 12))
        return Period(date(year, first_month, 1), month_of(year, last).end)
    return None


def _third(name: str, year: int, month: int) -> Period:
    start, end = month_of(year, month)
    match name[0]:
        case "上" | "初":
            return Period(start, start.replace(day=10))
        case "中":
            return Period(start.replace(day=11), start.replace(day=20))
        case _:
            return Period(start.replace(day=21), end)


def _ago(match: re.Match[str], base: date) -> tuple[Period, bool] | None:
    count, unit = _number(match["ago"]), match["ago_unit"]
    if not count:
        return None
    match unit[-1]:
        case "天" | "日":
            day = base - timedelta(count)
            return Period(day, day), count <= _SOON
        case "周" | "期":
            monday = base - timedelta(base.weekday() + 7 * count)
            return Period(monday, monday + timedelta(6)), False
        case "月":
            return month_of(*_shifted(base, -count)), False
        case _:
            return year_of(base.year - count), False


def _shifted(day: date, months: int) -> tuple[int, int]:
    """The year and month so many months after that of `day`."""
    total = day.year * 12 + day.month - 1 + months
    return total // 12, total % 12 + 1


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _year(words: str) -> int:
    return int(words) if words.isdecimal() else int("".join(str(_VALUES[c]) for c in words))


def _number(words: str) -> int:
    """A number up to 99 in figures or in characters; 0 if it is none."""
    if words.isdecimal():
        return int(words)
    tens, ten, ones = words.partition("十")
    if not ten:
        return _VALUES.get(tens, 0) if len(tens) == 1 else 0
    return 10 * (_VALUES.get(tens, 1) if tens else 1) + (_VALUES.get(ones, 0) if ones else 0)
