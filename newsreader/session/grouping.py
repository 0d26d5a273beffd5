"""Highlights sorted and grouped, as a list shows them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from enum import StrEnum

from newsreader.notebook.colour import Colour
from newsreader.notebook.highlight import Highlight


class HighlightOrder(StrEnum):
    """What highlights are sorted by."""

    TEXT = "text"
    NEWEST = "newest"
    COLOUR = "colour"


class Grouping(StrEnum):
    """What the highlights of one group have in common."""

    NONE = "none"
    SECTION = "section"
    COLOUR = "colour"
    TAG = "tag"


Group = tuple[str, tuple[Highlight, ...]]
"""What a group has in common ("" for highlights that lack it), and its highlights."""


def ordered(highlights: Iterable[Highlight], order: HighlightOrder) -> tuple[Highlight, ...]:
    """`highlights`, given in text order, in another `order`; equal ones keep theirs."""
    match order:
        case HighlightOrder.NEWEST:
            return tuple(sorted(highlights, key=lambda h: h.latest, reverse=True))
        case HighlightOrder.COLOUR:
            colours = list(Colour)
            return tuple(sorted(highlights, key=lambda h: colours.index(h.colour)))
    return tuple(highlights)


def grouped(
    highlights: Iterable[Highlight],
    order: HighlightOrder,
    grouping: Grouping,
    section: Callable[[Highlight], str],
) -> list[Group]:
    """Groups of `highlights`, given in text order; each group in `order`.

    Sections are in text order, colours in the order of their keys, the most used tags first and
    highlights without a tag last. A highlight with two tags is in two groups.
    """
    highlights = tuple(highlights)
    match grouping:
        case Grouping.TAG:
            return _groups(highlights, order, lambda h: h.tags or ("",), _tags(highlights))
        case Grouping.COLOUR:
            return _groups(highlights, order, lambda h: (h.colour.value,), list(Colour))
        case Grouping.SECTION:
            headings = dict.fromkeys(section(highlight) for highlight in highlights)
            return _groups(highlights, order, lambda h: (section(h),), headings)
    return [("", ordered(highlights, order))] if highlights else []


def _groups(
    highlights: Iterable[Highlight],
    order: HighlightOrder,
    keys_of: Callable[[Highlight], Iterable[str]],
    keys: Iterable[str],
) -> list[Group]:
    held: dict[str, list[Highlight]] = {str(key): [] for key in keys}
    for highlight in highlights:
        for key in keys_of(highlight):
            held[key].append(highlight)
    return [(key, ordered(of_key, order)) for key, of_key in held.items() if of_key]


def _tags(highlights: Iterable[Highlight]) -> list[str]:
    counts = Counter(tag for highlight in highlights for tag in highlight.tags)
    return [*sorted(counts, key=lambda tag: (-counts[tag], tag)), ""]
