"""The roles of the people in a text: the titles before their names.

A role is a title from the word list with the organisation or place before it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from newsreader.entities import wordlists
from newsreader.entities.entity import Mention
from newsreader.entities.kind import Kind
from newsreader.text.span import Span

_FARTHEST = 40
"""Code points before a name that are searched for its roles."""

_BEFORE_TITLE = (
    "原",
    "前",
    "时任",
    "现任",
    "常务",
    "代",
    "名誉",
    "执行",
    "高级",
    "首席",
    "驻华",
)
_LINKS = "、兼"
_PLACES = (Kind.ORG, Kind.LOC)


def roles_of(text: str, mentions: Sequence[Mention]) -> dict[Span, tuple[Span, ...]]:
    """The roles directly before each mention of a person, in text order: 宁波市委书记|彭佳学.

    Several roles are separated by 、 or 兼.
    """
    ends = [mention.span.end for mention in mentions]
    found: dict[Span, tuple[Span, ...]] = {}
    for mention in mentions:
        if mention.kind is Kind.PER:
            roles = _before(text, mention.span.start, mentions, ends)
            if roles:
                found[mention.span] = tuple(reversed(roles))
    return found


def _before(text: str, end: int, mentions: Sequence[Mention], ends: Sequence[int]) -> list[Span]:
    """The roles that end at `end`, the nearest first."""
    floor = max(0, end - _FARTHEST)
    roles: list[Span] = []
    while True:
        start = _start(text, floor, end, mentions, ends)
        if start == end:
            return roles
        roles.append(Span(start, end))
        if start == floor or text[start - 1] not in _LINKS:
            return roles
        end = start - 1


def _start(
    text: str, floor: int, end: int, mentions: Sequence[Mention], ends: Sequence[int]
) -> int:
    """The start of the role that ends at `end`; `end` if there is none."""
    starts = [end - len(title) for title in wordlists.endings(text[floor:end], "titles")]
    if not starts:
        return end
    named = (at for at in starts if _mention_ending(mentions, ends, at) is not None)
    start = next(named, starts[0])
    for word in _BEFORE_TITLE:
        if text[floor:start].endswith(word):
            start -= len(word)
            break
    while (at := _mention_ending(mentions, ends, start)) is not None and at >= floor:
        start = at
    return start


def _mention_ending(mentions: Sequence[Mention], ends: Sequence[int], end: int) -> int | None:
    """The start of the organisation or place that ends at `end`."""
    at = bisect_left(ends, end)
    if at < len(ends) and ends[at] == end and mentions[at].kind in _PLACES:
        return mentions[at].span.start
    return None
