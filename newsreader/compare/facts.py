"""The figures, dates and names in a text, by rules that need no recognizer."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

_HAN = "零〇一二三四五六七八九"
_HAN_NUMBER = rf"[{_HAN}十百千万亿两]{{1,12}}(?:点[{_HAN}]{{1,8}})?"
_NUMBER = r"[+-]?\d{1,20}(?:,\d{3})*(?:\.\d{1,10})?"
_SCALE = r"\s?(?:[多余]?(?:[十百千]?[万亿]+|[百千])[多余]?)"
_UNIT = (
    r"(?:[%‰]|个?百分点|个?基点|(?:人民|美|欧|港|日|韩|澳|加|新台?)?[币元]|英镑|卢布|卢比|法郎|泰铢"
    r"|美金|块钱|平方(?:公里|千米|米)|立方米|公里|千米|海里|毫米|厘米|公顷|米|亩|千瓦时?|兆瓦|吉瓦"
    r"|度|吨|公斤|千克|克|升|桶|岁|年|个月|周|天|小时|分钟|秒|人次|人|家|名|位|个|件|次|倍|例|起|票"
    r"|席|架|艘|辆|台|套|股|条|项|所|座|只|头|部|场|届|期|批|种|类|户|份|张|层|栋|间|支|枚|万|亿"
    r"|(?:k|K|M|G|T)?(?:Wh|W|B|Hz)|[kcm]m|kg)"
)
# 一个, 一次 are words more often than numbers.
_FIGURE = (
    rf"[百千]分之(?:{_NUMBER}|{_HAN_NUMBER})"
    rf"|(?:[$¥€£]\s?)?{_NUMBER}{_SCALE}?(?:\s?{_UNIT})?"
    rf"|(?<![第{_HAN}十])(?!一[^{_HAN}十百千万亿两点%‰]){_HAN_NUMBER}{_UNIT}"
)
_YEAR = rf"(?:(?:\d{{4}}|[{_HAN}]{{4}})\s?年|[今去明前后当]年)"
_SHORT = rf"(?:\d{{1,2}}|[{_HAN}十廿]{{1,3}})"
_CLOCK = rf"{_SHORT}\s?[时点](?:\s?{_SHORT}\s?分)?|\d{{1,2}}:\d\d(?::\d\d)?"
_DATE = (
    rf"{_YEAR}\s?(?:{_SHORT}\s?月)?(?:(?<=月)\s?{_SHORT}\s?[日号])?(?:第?[一二三四1-4]季度?|[上下]半年|底|初)?"
    rf"|{_SHORT}\s?月(?:\s?{_SHORT}\s?[日号]|份|[初底中上下]旬?)?|\d{{1,2}}\s?[日号](?![线码])"
    r"|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|(?:本|上|下|这)?(?:周|星期)[一二三四五六日天]|[今昨明前当][日天晚早]"
    rf"|(?:上午|下午|凌晨|晚上?|早上|中午|傍晚)?\s?(?:{_CLOCK})|第?[一二三四1-4]季度|[上下]半年"
)
_LATIN = r"[^\W\d_\u2e80-\u9fff]+(?:['’-][^\W\d_\u2e80-\u9fff]+)*"
_TOKENS = rf"(?P<date>{_DATE})|(?P<figure>{_FIGURE})|{_LATIN}|\w|[^\w\s]"


class FactKind(StrEnum):
    """What a fact is."""

    FIGURE = "figure"
    DATE = "date"
    NAME = "name"


class Token(NamedTuple):
    """A part of a text that is compared as one: a fact, a Latin word or one character."""

    start: int
    end: int
    kind: FactKind | None


def tokens(folded: str, start: int, end: int, names: Collection[str] = ()) -> Iterator[Token]:
    """The tokens of a part of a folded text, without blanks; `names` are folded too."""
    for match in _pattern(frozenset(names)).finditer(folded, start, end):
        kind = FactKind(match.lastgroup) if match.lastgroup else None
        yield Token(match.start(), match.end(), kind)


@lru_cache(maxsize=4)
def _pattern(names: frozenset[str]) -> re.Pattern[str]:
    if not names:
        return re.compile(_TOKENS)
    known = "|".join(map(re.escape, sorted(names, key=lambda name: (-len(name), name))))
    return re.compile(rf"(?P<name>{known})|{_TOKENS}")
