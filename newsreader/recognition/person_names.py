"""Names of people: beside a title, and foreign names with a dot."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from newsreader.entities import wordlists
from newsreader.entities.kind import Kind
from newsreader.entities.name_forms import DOTS
from newsreader.recognition.engine import Reading
from newsreader.text.span import Span

TITLED = 1.45
"""The weight of a name between a title and a verb."""

_UNSURE = frozenset(
    "于向从和与时应以能成单万都全明常安任方平易武经须曾当关相连过会解党盖能有还计祖惠贝支昌宿"
)
_AFTER_NAME = re.compile(r"[\s，。、：；！？“”（）(),.:;\n「」]|\Z")
_ADVERBS = frozenset("曾都则也还将又就便才均已亦正再并仍却更")
_SMALL_AFTER = frozenset("在则也将对向与和及等率到为曾于从以的是因已获近昨今当日还又")
_HAN_ONLY = re.compile(r"[\u4e00-\u9fff]{2,4}")


def find_titled(text: str, readings: Sequence[Reading]) -> Iterator[Reading]:
    """Add names between a title and a verb of saying or punctuation: 议员|涂谨铭|批评.

    A network that does not know the name may cut it, or add the verb to it.
    """
    yield from readings
    starts = list(_after_titles(text))
    after_title = set(starts)
    exact = {r.span for r in readings if r.kind is Kind.PER and r.span.start in after_title}
    begun = {span.start for span in exact}
    for start in starts:
        span = _titled(text, start, exact)
        if span and (start in begun or text[start] not in _UNSURE):
            yield Reading(span, Kind.PER, TITLED)


def _after_titles(text: str) -> Iterator[int]:
    """The offsets at which a title of two or more characters ends and a family name begins."""
    longest, titles = wordlists.ends_with("titles")
    families = wordlists.words("surnames")
    for at in range(2, len(text) - 1):
        if (text[at] in families or text[at : at + 2] in families) and any(
            text[at - length : at] in titles for length in range(2, min(longest, at) + 1)
        ):
            yield at


def _continues(after: str) -> bool:
    return after[:1] in _ADVERBS or bool(wordlists.opening(after, "says"))


def _titled(text: str, start: int, exact: Collection[Span]) -> Span | None:
    """The name of two or three characters at `start`, if its context shows where it ends."""
    family = len(wordlists.opening(text[start : start + 2], "surnames"))
    for given in (2, 1):
        span = Span(start, min(start + family + given, len(text)))
        if not _HAN_ONLY.fullmatch(span.of(text)):
            continue
        after = text[span.end : span.end + 2]
        if given > 1 and text[span.end - 1] in _ADVERBS and _continues(after):
            continue
        if wordlists.opening(after, "says") or _AFTER_NAME.match(text, span.end):
            return span
        if (span in exact and after[:1] in _SMALL_AFTER) or (given == 1 and _continues(after)):
            return span
    return None


DOT = frozenset(DOTS)
_DOTTED = re.compile(
    r"(?P<left>[\u4e00-\u9fff]{1,8})[·•・‧∙](?:[\u4e00-\u9fff]{1,8}[·•・‧∙])*(?P<right>[\u4e00-\u9fff]{1,8})"
)


def find_dotted(text: str, readings: Sequence[Reading]) -> Iterator[Reading]:
    """Add foreign names with a dot, from a title or punctuation to punctuation or a verb."""
    yield from readings
    sure = {r.span.start: r for r in readings if r.kind is Kind.PER and _is_dotted(text, r)}
    ends = {r.span.end for r in readings if text[r.span.start - 1 : r.span.start] in DOT}
    for match in _DOTTED.finditer(text):
        begun = [s for s in range(match.start("left"), match.start("right")) if s in sure]
        if begun:
            yield from _from_title(match, sure[begun[0]])
            continue
        start = _dotted_start(text, match)
        end = _dotted_end(text, match, ends)
        if start is not None and end is not None:
            yield Reading(Span(start, end), Kind.PER, 1.0)


def _is_dotted(text: str, reading: Reading) -> bool:
    ahead = text[reading.span.start : reading.span.end + 1]
    return reading.weight >= 0.55 and not DOT.isdisjoint(ahead)


def _from_title(match: re.Match[str], name: Reading) -> Iterator[Reading]:
    """The name that an engine found, from the end of the title on: 总统|小费迪南德·马科斯."""
    left = match["left"][: name.span.start - match.start("left")]
    title = next((t for at in range(len(left), 1, -1) if (t := _title_ending(left[:at]))), 0)
    start = match.start("left") + title
    if title and 0 < name.span.start - start < 4:
        yield Reading(Span(start, name.span.end), Kind.PER, name.weight + 0.5)


def _title_ending(head: str) -> int:
    return len(head) if len(wordlists.ending(head, "titles")) > 1 else 0


def _dotted_start(text: str, match: re.Match[str]) -> int | None:
    left = match["left"]
    for at in range(len(left) - 1, 0, -1):
        if len(wordlists.ending(left[:at], "titles")) > 1:
            return match.start() + at
    bounded = not match.start() or _AFTER_NAME.match(text, match.start() - 1)
    return match.start() if bounded and len(left) < 6 else None


def _dotted_end(text: str, match: re.Match[str], ends: Collection[int]) -> int | None:
    right = match["right"]
    for at in range(1, len(right) + 1):
        end = match.start("right") + at
        after = text[end : end + 2]
        if end in ends and (after[:1] in _SMALL_AFTER or wordlists.opening(after, "says")):
            return end
    bounded = _AFTER_NAME.match(text, match.end())
    return match.end() if bounded and len(right) < 7 else None


_BACK = re.compile(r"[\u4e00-\u9fff]{0,8}\Z")
_AHEAD = re.compile(r"[\u4e00-\u9fff]{1,6}(?![\u4e00-\u9fff])")
_NOT_IN_NAMES = re.compile(r"[的了和与及是在由对向给被把将让使请为说但而]")


def join_dotted(text: str, readings: Sequence[Reading]) -> Iterator[Reading]:
    """Join the parts of a foreign name on both sides of its dot: 阿不都热合曼·买买提."""
    whole: list[Reading] = []
    for reading in readings:
        if whole and text[whole[-1].span.end : reading.span.start] in DOT:
            held = whole[-1]
            if Kind.PER in (held.kind, reading.kind):
                whole[-1] = Reading(held.span.union(reading.span), Kind.PER, held.weight)
                continue
        whole.append(reading)
    floor = 0
    for index, reading in enumerate(whole):
        limit = whole[index + 1].span.start if index + 1 < len(whole) else len(text)
        reached = _across_dot(text, reading, Span(floor, limit))
        floor = reached.span.end
        yield reached


def _across_dot(text: str, reading: Reading, free: Span) -> Reading:
    """The person's reading, extended across the dot at its start or end."""
    start, end = reading.span.start, reading.span.end
    if reading.kind is not Kind.PER:
        return reading
    if text[end : end + 1] in DOT and (run := _AHEAD.match(text, end + 1)):
        end = run.end()
        start -= _back(text, start)
    elif start > 1 and text[start - 1] in DOT:
        back = _back(text, start - 1)
        start -= back + 1 if back else 0
    reached = Span(start, end)
    return replace(reading, span=reached) if free.covers(reached) else reading


def _back(text: str, end: int) -> int:
    """The length of the foreign name before `end`, back to a title, punctuation or a small word."""
    run = _BACK.search(text, max(0, end - 8), end)
    head = run[0] if run else ""
    cuts = [match.end() for match in _NOT_IN_NAMES.finditer(head)]
    return len(head) - max([_title_end(head), *cuts])


def _title_end(head: str) -> int:
    """The end of the last title in `head`, or 0."""
    ends = (end for end in range(len(head), 0, -1) if wordlists.ending(head[:end], "titles"))
    return next(ends, 0)
