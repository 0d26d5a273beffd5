"""The words of a Kindle in its languages: kinds of entries, places and times."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime, timedelta, timezone
from enum import StrEnum
from typing import NamedTuple


class EntryKind(StrEnum):
    """What an entry is."""

    HIGHLIGHT = "highlight"
    NOTE = "note"
    BOOKMARK = "bookmark"


_KINDS = {
    EntryKind.BOOKMARK: (
        "bookmark", "书签", "書籤", "lesezeichen", "signet", "marque-page", "marcador",
        "segnalibro", "ブックマーク", "bladwijzer", "закладка", "favorito",
    ),
    EntryKind.HIGHLIGHT: (
        "highlight", "clip", "标注", "標註", "标记", "標記", "划线", "劃線", "重点", "重點",
        "markierung", "surlign", "subrayado", "resaltado", "evidenzia", "sottolinea", "destaque",
        "destacad", "ハイライト", "markering", "выделен", "剪贴", "剪貼",
    ),
    EntryKind.NOTE: (
        "note", "笔记", "筆記", "备注", "備註", "註記", "注記", "附注", "附註", "notiz", "nota",
        "anotaç", "anotac", "メモ", "notitie", "заметка",
    ),
}  # fmt: skip

_RANGE = r"(\d{1,9})(?:\s?[-–—]\s?(\d{1,9}))?"
_LOCATION = re.compile(
    r"(?:location|\bloc\.?|位置|position|posici[oó]n|posizione|posiç[aã]o|emplacement|locatie"
    rf"|позици\w)(?:\s?no\.)?\D{{0,4}}?{_RANGE}",
    re.IGNORECASE,
)
_PAGE = re.compile(
    r"(?:\bpage|\bseite|p[aá]gina|\bpagina|страниц\w|第)\D{0,3}?"
    rf"{_RANGE}|{_RANGE}\s?(?:页|頁|ページ|ページ目)",
    re.IGNORECASE,
)

_CJK_TIME = re.compile(
    r"(\d{4})\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日\D{0,12}?"
    r"(上午|下午|凌晨|早上|清晨|中午|晚上|傍晚|午前|午後)?\s?"
    r"(\d{1,2})\s?[:：时時]\s?(\d{1,2})(?:\s?[:：分]\s?(\d{1,2}))?"
)
_LATER = ("下午", "晚上", "傍晚", "午後")
_CLOCK = re.compile(r"(\d{1,2})[:.h](\d{2})(?:[:.](\d{2}))?(?:\s?([AaPp])\.?[Mm]\b)?")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:\.|er|º)?\s(?:de\s)?([^\W\d_]{3,})\.?,?\s(?:de\s)?(\d{4})")
_MONTH_FIRST = re.compile(r"([^\W\d_]{3,})\.?\s(\d{1,2}),?\s(\d{4})")
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_ZONE = re.compile(r"(?:GMT|UTC)\s?([+-])(\d{1,2}):?(\d{2})?")
_MONTHS = (
    ("jan", "gen", "ene"), ("feb", "fev"), ("mar", "maa", "mrt"), ("apr", "avr", "abr"),
    ("mai", "may", "mag", "mei"), ("jun", "juin", "giu"), ("jul", "juil", "lug"),
    ("aug", "aou", "ago"), ("sep", "set"), ("oct", "okt", "ott", "out"), ("nov",),
    ("dec", "dez", "dic"),
)  # fmt: skip


class Place(NamedTuple):
    """A range of locations or pages; `unit` is "" if there is none."""

    unit: str = ""
    start: int = -1
    end: int = -1

    def holds(self, other: Place) -> bool:
        """Whether the start of `other` is in this range."""
        return bool(self.unit) and self.unit == other.unit and self.start <= other.start <= self.end


def kind_of(words: str) -> EntryKind | None:
    """The kind that the words before the place name; None for other languages."""
    lower = words.lower()
    found = {kind: _first(lower, names) for kind, names in _KINDS.items()}
    named = [kind for kind, at in found.items() if at >= 0]
    return min(named, key=lambda kind: found[kind], default=None)


def _first(words: str, names: tuple[str, ...]) -> int:
    return min((at for at in map(words.find, names) if at >= 0), default=-1)


def place_of(words: str) -> Place:
    """The location in `words`, otherwise the page. Old Kindles write 1074-75 for 1074-1075."""
    for unit, pattern in (("location", _LOCATION), ("page", _PAGE)):
        if found := pattern.search(words):
            numbers = [part for part in found.groups() if part]
            start, last = numbers[0], numbers[-1]
            if len(last) < len(start):
                last = start[: len(start) - len(last)] + last
            return Place(unit, int(start), max(int(start), int(last)))
    return Place()


def time_of(words: str) -> datetime | None:
    """The time in `words`, in its own zone or otherwise the local one; None if there is none."""
    numbers = _cjk_time(words) or _latin_time(words)
    if numbers is None:
        return None
    try:
        moment = datetime(*numbers)
        if zone := _ZONE.search(words):
            offset = timedelta(hours=int(zone[2]), minutes=int(zone[3] or 0))
            return moment.replace(tzinfo=timezone(-offset if zone[1] == "-" else offset))
        return moment.astimezone()
    except (ValueError, OverflowError, OSError):
        return None


_Numbers = tuple[int, int, int, int, int, int]


def _cjk_time(words: str) -> _Numbers | None:
    found = _CJK_TIME.search(words)
    if found is None:
        return None
    year, month, day, half, hour, minute, second = found.groups()
    late = half in _LATER or (half == "中午" and int(hour) < 3)
    return (
        int(year), int(month), int(day), _hour(int(hour), half, late=late), int(minute),
        int(second or 0),
    )  # fmt: skip


def _latin_time(words: str) -> _Numbers | None:
    day = _day(words)
    if day is None:
        return None
    clock = _CLOCK.search(words, day[1])
    if clock is None:
        return None
    hour, minute, second, half = clock.groups()
    late = half in ("P", "p")
    return (*day[0], _hour(int(hour), half, late=late), int(minute), int(second or 0))


def _hour(hour: int, half: str | None, *, late: bool) -> int:
    """The hour of 24; a clock of 24 hours may name the half of the day too."""
    return hour % 12 + 12 * late if half and hour <= 12 else hour


def _day(words: str) -> tuple[tuple[int, int, int], int] | None:
    """Year, month and day, and the offset after them."""
    if found := _ISO_DAY.search(words):
        return (int(found[1]), int(found[2]), int(found[3])), found.end()
    if (found := _DAY_FIRST.search(words)) and (month := _month(found[2])):
        return (int(found[3]), month, int(found[1])), found.end()
    if (found := _MONTH_FIRST.search(words)) and (month := _month(found[1])):
        return (int(found[3]), month, int(found[2])), found.end()
    return None


def _month(name: str) -> int:
    """The number of a month in one of the languages; 0 for another word."""
    plain = unicodedata.normalize("NFD", name.lower())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return next((n for n, stems in enumerate(_MONTHS, 1) if plain.startswith(stems)), 0)
