"""The form of a line by itself: its features, and those that count for its neighbours."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from newsreader.article.headings import numbering
from newsreader.article.line_text import han, plain
from newsreader.article.line_words import (
    ACTION,
    ADDRESS,
    CAPTION,
    CLOSING,
    ORIGIN,
    PEOPLE,
    RECENT,
    words_in,
)
from newsreader.text.lazy_regex import lazy_regex

_LONG = 100
"""Code points; of a longer line only the punctuation is looked at."""

_SHORT, _SHORTER = 40, 24
_DATE = lazy_regex(
    r"(?=[\d民〇零一二三四五六七八九十])(?:"  # any other character is passed at once
    r"(?:19|20)?\d\d ?[-/.年] ?\d{1,2} ?[-/.月] ?\d{1,2}|\d{1,2} ?月 ?\d{1,2} ?日"
    r"|(?<!\d)\d\d[-/]\d\d(?!\d)"
    r"|\d{4}年|民国 ?\d|[一二三四五六七八九十]月[一二三四五六七八九十]{1,3}日|[二〇零一九]{4}年)"
)
_DAY = lazy_regex(r"(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}")
_TIME = lazy_regex(r"\d{1,2} ?: ?\d\d")
_AGO = lazy_regex(r"(?:\d|[一二三四五六七八九十半]) ?(?:秒|分钟|小时|天|日|周|星期|个月|月|年)前")
_COUNT = lazy_regex(
    r"\d[万wW+]? ?(?:人|条|次|个|位)?(?:参与|评论|跟贴|跟帖|阅读|浏览|点赞|赞|播放|粉丝)(?:\W|\d|$)"
)
_LONGEST_CAPTION = 80
_CAPTION_MARKS = "▲△▼↑↓◎●▎"
_CAPTION_ENDS = ("摄", "社)", "供图", "图")
_CAPTION_STARTS = ("图", "资料图", "配图", "题图", "上图", "▲", "△", "▼")
_ORIGINAL = ("原标题", "原题", "原文标题")
BULLETS = "·•■◆▶►>-–—|*"
_STOPS = "。！？!?…”』」；;：:"
_ENDS = {
    character: name
    for name, characters in {
        "end_stop": "。…",
        "end_mark": "！？!?",
        "end_quote": "”」』\"'",
        "end_colon": "：:；;，,、",
        "end_bracket": "）)]】》",
    }.items()
    for character in characters
}


def scale(name: str, size: int, *bounds: float) -> list[str]:
    """Names for the numbers from 0 to `size`: one for each range between `bounds`."""
    return [f"{name}{bisect_right(bounds, number)}" for number in range(size + 1)]


_LENGTH = scale("len", _LONG, 2, 4, 6, 9, 13, 18, 25, 35, 50, 80, _LONG)
_NEAR = scale("near_len", 60, 3, 7, 14, 28, 60)
_DIGITS = scale("dig", 100, 1, 15, 40, 80)
_ASCII = scale("ascii", 100, 5, 20, 50, 80)
_SPACES = scale("sp", _LONG, 1, 2, 4, 8)
_COVERED = scale("act", 100, 30, 60, 95)
_COMMAS = scale("comma", 3, 1, 2, 3)
_FULL_STOPS = scale("stop", 2, 1, 2)


class LineForm(NamedTuple):
    """What is known of a line by itself: `own` are its features, `near` those for neighbours."""

    text: str
    prose: bool
    dated: bool
    action: bool
    closing: bool
    own: list[str]
    near: list[str]


def read_line(text: str) -> LineForm:
    """The form of `text`, a line without outer blanks."""
    length, icon = len(text), False
    if length < _LONG:
        icon = not (words := plain(text))
        text = words or text
        length = len(text)
    commas = text.count("，") + text.count(",")
    stops = text.count("。")
    last = text[-1]
    prose = length >= 28 and (commas + stops >= 2 or (last in _STOPS and commas + stops > 0))
    own = [
        _LENGTH[length if length < _LONG else _LONG],
        _ENDS.get(last, "end_other"),
        _COMMAS[commas if commas < 3 else 3],
        _FULL_STOPS[stops if stops < 2 else 2],
    ]
    near = [_NEAR[length if length < 60 else 60]]
    if icon:
        own.append("icon")
    if prose:
        own.append("prose")
        near.append("near_prose")
    if last in "。”":
        near.append("near_stop")
    if length >= _LONG:
        return LineForm(text, prose, False, False, False, own, near)
    return LineForm(text, prose, *_read_words(text, own, near), own, near)


def _read_words(text: str, own: list[str], near: list[str]) -> tuple[bool, bool, bool]:
    """Append the features of the words in `text`; return what `LineForm` holds of them."""
    length = len(text)
    size = "_short" if length <= _SHORT else "_long"
    ascii_share = (3 * length - len(text.encode("utf-8", "replace"))) * 50 // length
    own.append(_ASCII[max(0, min(ascii_share, 100))])
    dated = _read_figures(text, ascii_share, size, own)
    found = words_in(text)
    kinds = {kind for _word, kind in found}
    if ORIGIN in kinds or PEOPLE in kinds:
        _read_names(text, kinds, size, own)
        if length <= _SHORT:
            near.append("near_people")
    if CAPTION in kinds or text[0] in _CAPTION_MARKS or text.endswith(_CAPTION_ENDS):
        _read_caption(text, own)
    if ADDRESS in kinds:
        own.append("address")
    if RECENT in kinds or ("前" in text and _AGO.search(text)):
        own.append("ago" + size)
    if number := numbering(text):
        own.append("number_" + number)
    if dated:
        near.append("near_date")
    _read_marks(text, ascii_share, own, near)
    if ACTION not in kinds and CLOSING not in kinds:
        return dated, False, False
    _read_actions(text, found, size, own)
    if length <= _SHORTER:
        near.append("near_action")
    return dated, length <= _SHORTER, CLOSING in kinds


def _read_names(text: str, kinds: set[int], size: str, own: list[str]) -> None:
    """Append the features of words that introduce a source or people."""
    if ORIGIN in kinds:
        own.append("origin" + size)
        if ":" in text[:8]:
            own.append("origin_label")
        if text.lstrip("([【").startswith(_ORIGINAL):
            own.append("original_title")
    if PEOPLE in kinds:
        own.append("people" + size)
        if ":" in text[:8] or "/" in text[:6]:
            own.append("people_label")


def _read_caption(text: str, own: list[str]) -> None:
    if len(text) < _LONGEST_CAPTION:
        own.append("caption")
        if text.startswith(_CAPTION_STARTS):
            own.append("caption_starts")


def _read_actions(text: str, found: list[tuple[str, int]], size: str, own: list[str]) -> None:
    """Append the features of the words of buttons and links in `text`."""
    closing = [word for word, kind in found if kind == CLOSING]
    actions = [word for word, kind in found if kind == ACTION]
    if closing:
        own.append("closing" + size)
        if len(closing) > 1:
            own.append("closing_words")
    if _COUNT.search(text):
        own.append("count")
    length = len(text.strip(" :>.()[]【】")) or 1
    own.append(f"actions{min(len(actions), 3)}" + ("" if len(text) <= 16 else size))
    own.append(_COVERED[min(100, sum(map(len, actions)) * 100 // length)])


def _read_figures(text: str, ascii_share: int, size: str, own: list[str]) -> bool:
    """Append the features of the figures in `text`; return whether it is short with a date."""
    length = len(text)
    digits = sum(map(text.count, "0123456789")) if ascii_share else 0
    own.append(_DIGITS[digits * 100 // length])
    date = (digits or "月" in text or "年" in text) and _DATE.search(text) is not None
    time = digits > 2 and ":" in text and _TIME.search(text) is not None
    if date:
        if text[0].isdecimal() and _DAY.match(text):
            own.append("figure_day")
        own.append("date" + size)
    if time:
        own.append("time" + size)
    if digits and "版" in text and length <= _SHORT:
        own.append("edition")
    if date and time and length <= _SHORT:
        own.append("stamp" if text.strip("0123456789 -/.:年月日时分秒") else "bare_stamp")
    if digits and not text.strip("0123456789 .,:+-万千%/【】[]()第页下一尾末"):
        own.append("pager" if "【" in text or "[" in text else "figures")
    return length <= _SHORT and bool(date or time)


def _read_marks(text: str, ascii_share: int, own: list[str], near: list[str]) -> None:
    """Append the features of the form of `text`."""
    length, first = len(text), text[0]
    if first in "【[(〔":
        own.append("opens_bracket")
    elif first == "#":
        own.append("hash" if text.count("#") == 1 else "hashes")
    elif first in '"“「『':
        own.append("opens_quote")
    elif first in BULLETS:
        own.append("bullet")
    if length <= 4 and ascii_share == 0 and length >= 2 and han(text) == length:
        own.append("name")
        near.append("near_name")
    if length <= 8 and text[-1] == ":":
        own.append("label")
        near.append("near_label")
    if not ascii_share:
        return
    if "|" in text or ">" in text or "@" in text:
        own.append("pipe")
    parts = len(text.split())
    own.append(_SPACES[parts - 1])
    if parts > 3 and length < 6 * parts:
        own.append("menu")
