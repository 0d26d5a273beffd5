"""The features of the lines of a page, from which line_model.py finds their roles.

A feature is a name that is true of a line: how long it is, how it ends, what kinds of words it
has, where it is relative to the prose of the article, and what is above and below it. No feature
holds the words of an article.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from newsreader.article.byline import is_byline
from newsreader.article.headings import numbering
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
from newsreader.article.phrase import han, plain
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
_BULLETS = "·•■◆▶►>-–—|*"
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
_FAR = 9
"""Lines; a date that far away does not count."""

_EVIDENCE = 1500
"""Code points of the article's prose with which a title is compared."""

_CANDIDATES = 80
"""Lines above the prose that are compared with each other."""

_WIDEST = 8


def _scale(name: str, size: int, *bounds: float) -> list[str]:
    """Names for the numbers from 0 to `size`: one for each range between `bounds`."""
    return [f"{name}{bisect_right(bounds, number)}" for number in range(size + 1)]


_LENGTH = _scale("len", _LONG, 2, 4, 6, 9, 13, 18, 25, 35, 50, 80, _LONG)
_NEAR = _scale("near_len", 60, 3, 7, 14, 28, 60)
_DIGITS = _scale("dig", 100, 1, 15, 40, 80)
_ASCII = _scale("ascii", 100, 5, 20, 50, 80)
_SPACES = _scale("sp", _LONG, 1, 2, 4, 8)
_COVERED = _scale("act", 100, 30, 60, 95)
_COMMAS = _scale("comma", 3, 1, 2, 3)
_FULL_STOPS = _scale("stop", 2, 1, 2)
_TO_DATE = _scale("to_date", _FAR, 1, 2, 3, 6)
_FROM_DATE = _scale("from_date", _FAR, 1, 2, 3, 6)
_ABOVE = _scale("above", 17, 2, 3, 5, 9, 17)
_BELOW = _scale("below", 17, 2, 3, 5, 9, 17)
_RICH = _scale("below_rich", 17, 2, 3, 5, 9, 17)
_AFTER = _scale("after", 1000, 1, 50, 300, 700, 950)
_SHARED = _scale("shared", 100, 5, 20, 40, 60, 80)
_PROSE_ABOVE = _scale("prose3_above", 3, 1, 2), _scale("prose8_above", 8, 1, 2, 4)
_PROSE_BELOW = _scale("prose3_below", 3, 1, 2), _scale("prose8_below", 8, 1, 2, 4)


class _Line(NamedTuple):
    """What is known of a line by itself: `own` are its features, `near` those for neighbours."""

    text: str
    prose: bool
    dated: bool
    action: bool
    closing: bool
    own: list[str]
    near: list[str]


def line_features(texts: Sequence[str]) -> list[list[str]]:
    """The features of each of `texts`, the lines of a page without outer blanks."""
    lines = [_read(text) for text in texts]
    start, end = _main_run(lines)
    features = [line.own for line in lines]
    _add_place(lines, start, end, features)
    _add_neighbours(lines, features)
    _add_dates(lines, features)
    _add_bylines(lines, start if start < end else len(lines), features)
    _add_repetition(lines, start, features)
    _add_shared(lines, start, end, features)
    return features


def _read(text: str) -> _Line:
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
        return _Line(text, prose, False, False, False, own, near)
    return _Line(text, prose, *_read_words(text, own, near), own, near)


def _read_words(text: str, own: list[str], near: list[str]) -> tuple[bool, bool, bool]:
    """Append the features of the words in `text`; return what `_Line` holds of them."""
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
    elif first in _BULLETS:
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


def _main_run(lines: Sequence[_Line]) -> tuple[int, int]:
    """The run of lines with the most prose, as start and end; other lines inside cost a little."""
    best, found = 0, (0, 0)
    score = start = 0
    for index, line in enumerate(lines):
        if score <= 0:
            score, start = 0, index
        if line.prose and not line.closing:
            score += min(len(line.text), 200)
        else:
            score -= 22 if line.action else 12
        if score > best:
            best, found = score, (start, index + 1)
    return found


def _add_place(lines: Sequence[_Line], start: int, end: int, features: Sequence[list[str]]) -> None:
    """Append where each line is relative to the prose from `start` to `end`."""
    if not lines:
        return
    prose = list(accumulate([line.prose for line in lines], initial=0))
    weight = list(accumulate([len(x.text) if x.prose else 0 for x in lines], initial=0))
    total = weight[-1] or 1
    left = [(total - before) * 1000 // total if weight[-1] else 0 for before in weight]
    count = [0] * _WIDEST + prose + [prose[-1]] * (_WIDEST + 1)
    for at, own in enumerate(features, _WIDEST):
        above, below = count[at], count[at + 1]
        own.extend(
            (
                _AFTER[left[at - _WIDEST + 1]],
                _PROSE_ABOVE[0][above - count[at - 3]],
                _PROSE_ABOVE[1][above - count[at - 8]],
                _PROSE_BELOW[0][count[at + 4] - below],
                _PROSE_BELOW[1][count[at + 9] - below],
            )
        )
    features[0].append("first")
    if start < end:
        features[start].append("run_start")
        features[end - 1].append("run_end")
    _add_distance(
        lines, start, end, features, _RICH if weight[end] - weight[start] >= 500 else _BELOW
    )


def _add_distance(
    lines: Sequence[_Line],
    start: int,
    end: int,
    features: Sequence[list[str]],
    below: Sequence[str],
) -> None:
    """Append how far each line is from the prose, and what it is there; `below` are names."""
    for index in range(start):
        features[index].append(_ABOVE[min(17, start - index)])
        near = [len(line.text) for line in lines[max(0, index - 4) : min(start, index + 5)]]
        if len(lines[index].text) == max(near):
            features[index].append("longest")
    for index in range(start, end):
        features[index].append("inside")
    closed = False
    for index in range(end, len(lines)):
        features[index].append(below[min(17, index - end + 1)])
        if lines[index].dated:
            features[index].append("date_below")
        closed = closed or lines[index].closing
        if closed:
            features[index].append("past_closing")
    for index in (*range(start), *range(end, len(lines))):
        if lines[index].text[0] in _BULLETS:
            features[index].append("bullet_outside")


def _add_neighbours(lines: Sequence[_Line], features: Sequence[list[str]]) -> None:
    for index in range(1, len(lines)):
        features[index - 1] += ["below_" + name for name in lines[index].near]
        features[index] += ["above_" + name for name in lines[index - 1].near]


def _add_dates(lines: Sequence[_Line], features: Sequence[list[str]]) -> None:
    """Append the distance to the next date below, and to the last one above."""
    for names, order in (
        (_TO_DATE, range(len(lines) - 1, -1, -1)),
        (_FROM_DATE, range(len(lines))),
    ):
        distance = _FAR
        for index in order:
            distance = 0 if lines[index].dated else distance + 1
            if distance < _FAR:
                features[index].append(names[distance])


def _add_bylines(lines: Sequence[_Line], start: int, features: Sequence[list[str]]) -> None:
    """Append which lines above the prose are bylines by themselves."""
    for index in range(min(start, _CANDIDATES)):
        line = lines[index]
        candidate = line.dated or "near_people" in line.near or line.text.startswith("原")
        if candidate and is_byline(line.text):
            features[index].append("byline")


def _add_repetition(lines: Sequence[_Line], start: int, features: Sequence[list[str]]) -> None:
    """Append which lines are repeated, and which hold another: the title of the window does."""
    count = Counter(line.text for line in lines)
    if len(count) < len(lines):
        last = {line.text: index for index, line in enumerate(lines)}
        seen: set[str] = set()
        for index, line in enumerate(lines):
            if count[line.text] > 1:
                place = "mid" if line.text in seen else "first"
                features[index] += (
                    "repeated",
                    f"repeated_{'last' if last[line.text] == index else place}",
                )
                seen.add(line.text)
    top = [i for i in range(min(start, _CANDIDATES)) if 6 <= len(lines[i].text) <= 80]
    for index in top:
        text = lines[index].text
        for other in top:
            if len(lines[other].text) < len(text) and lines[other].text in text:
                features[index].append("holds_below" if other > index else "holds_above")
                features[other].append("held")


def _add_shared(
    lines: Sequence[_Line], start: int, end: int, features: Sequence[list[str]]
) -> None:
    """Append the share of a line's pairs of characters that are in the prose of the article."""
    prose = "".join([line.text for line in lines[start : start + 40] if line.prose])
    known = _pairs(prose[:_EVIDENCE])
    weights: list[tuple[int, int]] = []
    for index, line in enumerate(lines):
        length = len(line.text)
        if not 5 <= length <= 60 or (line.prose and start <= index < end):
            continue
        pairs = _pairs(line.text)
        share = len(pairs & known) * 100 // len(pairs)
        features[index].append(_SHARED[share])
        if index <= start and length >= 6 and not line.dated:
            weights.append((share * min(length, 20), -index))
    weights.sort(reverse=True)
    for place, (weight, index) in enumerate(weights[:3]):
        features[-index].append(f"shared_rank{place}")
        if any(line.dated for line in lines[1 - index : 4 - index]):
            features[-index].append("shared_above_date")
        if weight >= 0.8 * weights[0][0] > 0 and len(lines[-index].text) >= 8:
            features[-index].append("shared_top")


def _pairs(text: str) -> set[int]:
    """The pairs of adjacent characters as numbers, which takes a third of the time of strings."""
    codes = memoryview(text.encode("utf-32-le", "surrogatepass"))
    even, odd = len(text) // 2 * 8, (len(text) - 1) // 2 * 8
    return {*codes[:even].cast("Q"), *codes[4 : 4 + odd].cast("Q")}
