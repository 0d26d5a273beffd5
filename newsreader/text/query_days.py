"""Days in a query: a date, today, or a day of the week."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from newsreader.errors import SearchError
from newsreader.locale import _
from newsreader.text.fold import fold
from newsreader.text.lazy_regex import lazy_regex

_DATE = lazy_regex(r"([0-9]{4})(?:-?([0-9]{1,2})(?:-?([0-9]{1,2}))?)?")
_BEGUN = lazy_regex(r"[0-9]{1,3}|[0-9]{4}-([0-9]{2}-)?")
_DAYS_AGO: Mapping[str, int] = {"today": 0, "yesterday": 1, "今天": 0, "昨天": 1}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_CHINESE = {f"{week}{day}": day for week in ("周", "星期") for day in "一二三四五六日天"}
_WEEKDAY: Mapping[str, int] = {
    **{name: number for number, name in enumerate(_WEEKDAYS)},
    **{name: "一二三四五六日".find(day) % 7 for name, day in _CHINESE.items()},
}
DAY_WORDS = (*_DAYS_AGO, *_WEEKDAY)
"""The words for a day."""


def day_of(value: str, today: date | None = None) -> str:
    """A day, month or year in ISO 8601. Raises SearchError.

    A day of the week is the last one, `today` included.
    """
    words, now = fold(value).text, today or date.today()
    if words in _DAYS_AGO:
        return (now - timedelta(_DAYS_AGO[words])).isoformat()
    if words in _WEEKDAY:
        return (now - timedelta((now.weekday() - _WEEKDAY[words]) % 7)).isoformat()
    found = _DATE.fullmatch(words)
    if found is None:
        message = _(
            "“{value}” is not a date; write 2026, 2026-03, 2026-03-18, today, yesterday or monday."
        )
        raise SearchError(message.format(value=value))
    year, *rest = found.groups()
    return "-".join([year, *(f"{int(part):02}" for part in rest if part)])


def is_begun(value: str) -> bool:
    """Whether `value` may become a day when more is typed."""
    words = fold(value).text
    return bool(_BEGUN.fullmatch(words)) or any(
        day.startswith(words) and day != words for day in DAY_WORDS
    )
