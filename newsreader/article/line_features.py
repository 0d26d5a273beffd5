"""The features of the lines of a page, from which line_model.py finds their roles.

A feature is a name that is true of a line: how long it is, how it ends, what kinds of words it
has, where it is relative to the prose of the article, and what is above and below it. No feature
holds the words of an article.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import accumulate

from newsreader.article.byline import is_byline
from newsreader.article.line_form import BULLETS, LineForm, read_line, scale

_FAR = 9
"""Lines; a date that far away does not count."""

_EVIDENCE = 1500
"""Code points of the article's prose with which a title is compared."""

_CANDIDATES = 80
"""Lines above the prose that are compared with each other."""

_WIDEST = 8
_TO_DATE = scale("to_date", _FAR, 1, 2, 3, 6)
_FROM_DATE = scale("from_date", _FAR, 1, 2, 3, 6)
_ABOVE = scale("above", 17, 2, 3, 5, 9, 17)
_BELOW = scale("below", 17, 2, 3, 5, 9, 17)
_RICH = scale("below_rich", 17, 2, 3, 5, 9, 17)
_AFTER = scale("after", 1000, 1, 50, 300, 700, 950)
_SHARED = scale("shared", 100, 5, 20, 40, 60, 80)
_PROSE_ABOVE = scale("prose3_above", 3, 1, 2), scale("prose8_above", 8, 1, 2, 4)
_PROSE_BELOW = scale("prose3_below", 3, 1, 2), scale("prose8_below", 8, 1, 2, 4)


def line_features(texts: Sequence[str]) -> list[list[str]]:
    """The features of each of `texts`, the lines of a page without outer blanks."""
    lines = [read_line(text) for text in texts]
    start, end = _main_run(lines)
    features = [line.own for line in lines]
    _add_place(lines, start, end, features)
    _add_neighbours(lines, features)
    _add_dates(lines, features)
    _add_bylines(lines, start if start < end else len(lines), features)
    _add_repetition(lines, start, features)
    _add_shared(lines, start, end, features)
    return features


def _main_run(lines: Sequence[LineForm]) -> tuple[int, int]:
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


def _add_place(
    lines: Sequence[LineForm], start: int, end: int, features: Sequence[list[str]]
) -> None:
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
    lines: Sequence[LineForm],
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
        if lines[index].text[0] in BULLETS:
            features[index].append("bullet_outside")


def _add_neighbours(lines: Sequence[LineForm], features: Sequence[list[str]]) -> None:
    for index in range(1, len(lines)):
        features[index - 1] += ["below_" + name for name in lines[index].near]
        features[index] += ["above_" + name for name in lines[index - 1].near]


def _add_dates(lines: Sequence[LineForm], features: Sequence[list[str]]) -> None:
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


def _add_bylines(lines: Sequence[LineForm], start: int, features: Sequence[list[str]]) -> None:
    """Append which lines above the prose are bylines by themselves."""
    for index in range(min(start, _CANDIDATES)):
        line = lines[index]
        candidate = line.dated or "near_people" in line.near or line.text.startswith("原")
        if candidate and is_byline(line.text):
            features[index].append("byline")


def _add_repetition(lines: Sequence[LineForm], start: int, features: Sequence[list[str]]) -> None:
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
    lines: Sequence[LineForm], start: int, end: int, features: Sequence[list[str]]
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
