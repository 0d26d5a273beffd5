"""The notes on many articles, filtered and in groups."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from newsreader.library.article_entry import NoteExcerpt
from newsreader.notebook.colour import Colour


class NoteGrouping(StrEnum):
    """What the notes in one group share."""

    ARTICLE = "article"
    TAG = "tag"
    COLOUR = "colour"
    SPEAKER = "speaker"
    DATE = "date"
    """The day on which they were made."""


class NoteGroup(NamedTuple):
    """Notes that share `key`: a path, a tag, a colour, a speaker, a day; "" for none."""

    key: str
    excerpts: tuple[NoteExcerpt, ...]


def groupings(excerpts: Iterable[NoteExcerpt]) -> list[NoteGrouping]:
    """The groupings that make sense for `excerpts`: by speaker only where one is known."""
    spoken = any(excerpt.speaker for excerpt in excerpts)
    return [each for each in NoteGrouping if spoken or each is not NoteGrouping.SPEAKER]


def grouped(excerpts: Sequence[NoteExcerpt], grouping: NoteGrouping) -> list[NoteGroup]:
    """`excerpts` in groups, each in the same order.

    One with two tags is in two groups. Articles keep their order, colours have that of their keys,
    the newest day is first, and tags and speakers with most notes; what has none is last.
    """
    keys: Mapping[NoteGrouping, Callable[[NoteExcerpt], Sequence[str]]] = {
        NoteGrouping.ARTICLE: lambda e: [str(e.path)],
        NoteGrouping.TAG: lambda e: e.tags or [""],
        NoteGrouping.COLOUR: lambda e: [e.colour.value if e.id else ""],
        NoteGrouping.SPEAKER: lambda e: [e.speaker],
        NoteGrouping.DATE: lambda e: [e.marked],
    }
    found: dict[str, list[NoteExcerpt]] = {}
    for excerpt in excerpts:
        for key in keys[grouping](excerpt):
            found.setdefault(key, []).append(excerpt)
    return [NoteGroup(key, tuple(found[key])) for key in _in_order(found, grouping)]


def _in_order(found: Mapping[str, Sequence[NoteExcerpt]], grouping: NoteGrouping) -> list[str]:
    named = [key for key in found if key]
    match grouping:
        case NoteGrouping.COLOUR:
            named.sort(key=lambda key: list(Colour).index(Colour(key)))
        case NoteGrouping.DATE:
            named.sort(reverse=True)
        case NoteGrouping.TAG | NoteGrouping.SPEAKER:
            named.sort(key=lambda key: (-len(found[key]), key))
    return [*named, *([""] if "" in found else [])]
