"""Finds the article among the lines of an HTML page.

The measure of an element is the prose in it: the length of the lines that are sentences rather
than links (text density and link density, as in Readability and in Kohlschütter et al.,
"Boilerplate Detection using Shallow Text Features", WSDM 2010). The article is in the innermost
element with most of the prose of the page, from the first to the last line of the best run in it.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from newsreader.article.webpage_lines import Line, LineReader, Place

if TYPE_CHECKING:
    from lxml.etree import _Element

_ENDS = ("。", "！", "？", "…", "。”", "！”", "？”", "。」", "！」", "？」", "。）")
_POSTSCRIPT = 0.35
_SEVERAL, _COMPARABLE = 3, 0.25
_MENU = 3
_ENOUGH = 0.5
_NEARLY_ALL = 0.9


class PageLines(NamedTuple):
    """All lines of a page, and the range of those that are the article's text.

    `within` is the range of the element that the article is in, `in_aside` whether its name or role
    says that it is not the article.
    """

    lines: list[Line]
    start: int
    end: int
    within: range
    in_aside: bool

    def body(self, start: int) -> list[Line]:
        """The lines of the article from `start` on, without menus and the like among them."""
        found = self.lines[start : self.end]
        all_in_aside = bool(found) and self.in_aside
        return [
            line
            for line in found
            if (all_in_aside or not line.place.in_aside)
            and not _is_menu(line)
            and (len(line.text) > 4 or any(map(str.isalpha, line.text)))
        ]


def page_lines(root: _Element) -> PageLines:
    """The lines of a parsed page, with the article found among them; it may be empty."""
    reader = LineReader()
    enabled = gc.isenabled()
    gc.disable()  # it would scan a hundred thousand elements again and again
    try:
        reader.read(root)
        _weigh(reader.places, reader.lines)
    finally:
        if enabled:
            gc.enable()
    place = _innermost(reader.places[0])
    start, end = _best_run(reader.lines[place.start : place.end], in_aside=place.in_aside)
    start, end = place.start + start, place.start + end
    if place.in_article:
        start, end = place.start, _end_of_links(reader.lines, end, place.end)
    while end < place.end and _is_sentence(reader.lines[end]):
        end += 1
    while start > place.start and _is_sentence(reader.lines[start - 1]):
        start -= 1
    end = _separator(reader.lines, start, end)
    return PageLines(
        reader.lines,
        start,
        end,
        range(place.start, place.end),
        place.in_aside,
    )


def _weigh(places: Sequence[Place], lines: Sequence[Line]) -> None:
    """Set the sums of all places, which are in document order, each a range of `lines`."""
    places[0].end = len(lines)
    prose = _sums([line.prose for line in lines])
    for place in places:
        parent = place.parent
        if parent is not None:
            place.is_aside &= 2 * (prose[place.end] - prose[place.start]) < prose[-1]
            place.in_aside = (parent.in_aside or place.is_aside) and not place.is_article
    length = _sums([len(line.text) for line in lines])
    linked = _sums([line.linked for line in lines])
    weight = _sums(map(_weight, lines))
    prose_lines = _sums([line.prose > 0 for line in lines])
    headed = _sums([line.tag == "h1" for line in lines])
    for place in places:
        start, end = place.start, place.end
        place.length = length[end] - length[start]
        place.linked = linked[end] - linked[start]
        place.prose = weight[end] - weight[start]
        place.prose_lines = prose_lines[end] - prose_lines[start]
        place.headed = headed[end] > headed[start]


def _sums(values: Iterable[int]) -> list[int]:
    """The sums of the first 0, 1, 2 ... of `values`."""
    return list(accumulate(values, initial=0))


def _weight(line: Line) -> int:
    """What a line says for the place that it is in."""
    if line.place.in_aside:
        return line.prose // 4
    if line.place.in_article:  # lists and verse count too
        return 2 * line.prose or max(0, len(line.text) - 2 * line.linked)
    return line.prose


def _innermost(root: Place) -> Place:
    """The innermost element with most of the prose of the page."""
    place = root
    while place.prose:
        best = max(place.children, key=lambda child: child.prose, default=None)
        if best is None or best.prose_lines < 1:
            return place
        if (first := _first_of_several(place.children, best.prose)) is not None:
            place = first
            continue
        share = best.prose / place.prose
        marked = _is_named_article(best)
        if share < (_ENOUGH if marked or best.prose_lines > 2 else _NEARLY_ALL):
            return place
        if not marked and share < 1 and best.prose_lines < 2 < place.prose_lines:
            return place
        if not marked and share < 0.97 and _may_continue(place, best):
            return place
        if best.prose_lines <= 1 and not best.children:
            return place
        place = best
    return place


def _first_of_several(places: Sequence[Place], prose: int) -> Place | None:
    """The first article of a page with several of them below one another."""
    articles = [
        place
        for place in places
        if place.headed and not place.in_aside and place.prose_lines >= _SEVERAL
        and place.prose >= _COMPARABLE * prose
    ]  # fmt: skip
    return articles[0] if len(articles) > 1 else None


def _is_named_article(place: Place) -> bool:
    """Whether `place` or the element inside with nearly all of its prose is named an article."""
    while not place.is_article:
        best = max(place.children, key=lambda child: child.prose, default=None)
        if best is None or best.prose < _NEARLY_ALL * place.prose:
            return False
        place = best
    return True


def _may_continue(place: Place, best: Place) -> bool:
    """Whether text beside `best` is prose without links, and so may be a part of the article."""
    beside = sum(
        child.prose
        for child in place.children
        if child is not best and not child.in_aside and 5 * child.linked < child.length
    )
    own = place.prose - sum(child.prose for child in place.children)
    return beside + own > 0.05 * place.prose


def _is_menu(line: Line) -> bool:
    """Whether nearly all of the line is a link, and it is no sentence."""
    return line.linked > 0.8 * len(line.text) and not line.text.endswith(("。", "！", "？"))


def _end_of_links(lines: Sequence[Line], start: int, stop: int) -> int:
    """The end of the lines from `start` on before a menu, which is three links in a row."""
    end, links = start, 0
    for index in range(start, stop):
        line = lines[index]
        if line.place.in_aside or 2 * line.linked > len(line.text):
            links += 1
            if links == _MENU:
                break
        else:
            end, links = index + 1, 0
    return end


def _separator(lines: Sequence[Line], start: int, end: int) -> int:
    """The index of a line of dashes or stars with a little text below it, else `end`."""
    prose = sum(line.prose for line in lines[start:end])
    below = 0
    for index in range(end - 1, start, -1):
        text = lines[index].text
        if len(text) >= 3 and not text.strip("-—–=*＊_~·. "):
            return index
        below += lines[index].prose
        if below > _POSTSCRIPT * prose:
            break
    return end


def _is_sentence(line: Line) -> bool:
    """Whether a line, which may be short, ends as a sentence does."""
    return not line.linked and not line.place.in_aside and line.text.endswith(_ENDS)


def _best_run(lines: Sequence[Line], *, in_aside: bool) -> tuple[int, int]:
    """The range of lines with the largest sum: prose counts for it, links against it."""
    scores = [_score(line, in_aside=in_aside) for line in lines]
    before = [0, *accumulate(scores)]
    best, lowest, found = 0, 0, (0, 0)
    for end in range(1, len(before)):
        if before[end] - before[lowest] > best:
            best, found = before[end] - before[lowest], (lowest, end)
        if before[end] < before[lowest]:
            lowest = end
    return found


def _score(line: Line, *, in_aside: bool) -> int:
    if line.place.in_aside and not in_aside:
        return -min(max(len(line.text), 15), 60)
    if prose := line.prose:
        return prose
    if _is_menu(line):
        return -15
    return -6 if 2 * line.linked > len(line.text) else -2
