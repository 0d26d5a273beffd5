"""Keyword in context: a word with what is on both sides of it, sorted, counted, summed up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest
from typing import NamedTuple

from newsreader.text.fold import fold
from newsreader.text.lazy_regex import lazy_regex
from newsreader.text.span import Span
from newsreader.text.words import Words

Near = tuple[Sequence[str], Sequence[str]]
"""The words before the keyword of a line, and those after it, the nearest first."""

REACH = 60
"""Code points of the context on either side."""

_WINDOW = 12
"""Code points on either side in which collocates are looked for."""

_NEAR = 6
"""Words and marks on either side in which collocates are looked for where words are known."""

_LONGEST = 4
"""Characters of a collocate that is found without a list of words."""

_LEAST = 2
"""Lines that a collocate is in at least."""

_ABSORBED = 0.7
"""A part of a longer collocate is left out if the longer one has this share of its lines."""

_RUN = lazy_regex(r"[\u3400-\u9fff]+|[A-Za-z][A-Za-z0-9.&+-]*[A-Za-z0-9]")
_LETTERS = lazy_regex(r"\w+")
_EDGES = frozenset("的了是和与與及等也都就并並但而或着著把让讓给給被所之其这這那你我他她它们們")
"""Characters that are no beginning and no end of a collocate: they are words by themselves."""

_MOST_MONTHS = 36
_BARS = "▁▂▃▄▅▆▇█"


class Line(NamedTuple):
    """One occurrence: where it starts, in code points, and the words around and in it."""

    start: int
    left: str
    word: str
    right: str

    @property
    def by_left(self) -> str:
        """The key for sorting by the words before it, read backwards from it."""
        return fold("".join(_LETTERS.findall(self.left))[::-1]).text

    @property
    def by_right(self) -> str:
        """The key for sorting by the words after it."""
        return fold("".join(_LETTERS.findall(self.right))).text


class Collocate(NamedTuple):
    """A word near the keyword: in how many lines it is before it, and after it."""

    word: str
    left: int
    right: int

    @property
    def lines(self) -> int:
        return self.left + self.right


def line_at(text: str, paragraph: Span, place: Span) -> Line:
    """The occurrence at `place`, with the context that is in its paragraph."""
    start, end = max(paragraph.start, place.start - REACH), min(paragraph.end, place.end + REACH)
    return Line(
        place.start,
        text[start : place.start].replace("\n", " "),
        place.of(text).replace("\n", " "),
        text[place.end : max(end, place.end)].replace("\n", " "),
    )


def collocates(lines: Sequence[Line], near: Sequence[Near | None] = ()) -> list[Collocate]:
    """The words near the keyword, those in most lines first.

    `near` are the words near the keyword of each line, None where they are not known. There, the
    words of other lines are looked for. Where no words are known at all, characters that occur
    together again and again are taken for words: two to four of them, without those that are part
    of a longer word.
    """
    known = {word for found in near if found is not None for side in found for word in side}
    left, right = Counter[str](), Counter[str]()
    for line, found in zip_longest(lines, near):
        before, after = _near(line) if found is None else found
        left.update(word for word in set(before) if not known or word in known)
        right.update(word for word in set(after) if not known or word in known)
    counts = left + right
    frequent = {word: count for word, count in counts.items() if count >= _LEAST}
    parts = set() if known else _parts(frequent)
    kept = [word for word in frequent if word not in parts]
    found = [Collocate(word, left[word], right[word]) for word in kept]
    return sorted(found, key=lambda c: (-c.lines, -len(c.word), c.word))


def words_near(text: str, words: Words, paragraph: Span, place: Span) -> Near:
    """The words of `text` before `place` and those after it, in its paragraph."""
    before, at = list[str](), place.start
    while at > paragraph.start and len(before) < _NEAR:
        word = words.at(at - 1)
        before.append(text[max(word.start, paragraph.start) : at])
        at = word.start
    after, at = list[str](), place.end
    while at < paragraph.end and len(after) < _NEAR:
        word = words.at(at)
        after.append(text[at : min(word.end, paragraph.end)])
        at = word.end
    return [w for w in before if _counts(w)], [w for w in after if _counts(w)]


def _counts(word: str) -> bool:
    return len(word) > 1 and word.isalnum() and not word.isdecimal()


def _parts(counts: Mapping[str, int]) -> set[str]:
    """Those of the words that are parts of a longer one that is nearly as frequent."""
    return {
        part
        for word, count in counts.items()
        if not word.isascii()
        for length in range(2, len(word))
        for at in range(len(word) - length + 1)
        if (part := word[at : at + length]) in counts and count >= _ABSORBED * counts[part]
    }


def _near(line: Line) -> Near:
    return _grams(line.left[-_WINDOW:]), _grams(line.right[:_WINDOW])


def _grams(context: str) -> list[str]:
    found: list[str] = []
    for run in _RUN.findall(context):
        if run.isascii():
            found.append(run)
            continue
        for length in range(2, min(_LONGEST, len(run)) + 1):
            for at in range(len(run) - length + 1):
                gram = run[at : at + length]
                if gram[0] not in _EDGES and gram[-1] not in _EDGES:
                    found.append(gram)
    return found


def sparkline(counts: Sequence[int]) -> str:
    """A bar for each count; a blank for 0."""
    highest = max(counts, default=0)
    steps = len(_BARS) - 1
    return "".join(_BARS[round(steps * count / highest)] if count else " " for count in counts)


def periods(days: Iterable[str]) -> list[tuple[str, int]]:
    """How often each month occurs among days in ISO 8601, without gaps; blank days are left out.

    Years in place of months if these are too many for a row.
    """
    counts = Counter(day[:7] for day in days if len(day) >= len("2026-03"))
    if not counts:
        return []
    first, last = int(min(counts)[:4]), int(max(counts)[:4])
    if (last - first) * 12 > _MOST_MONTHS:
        years = Counter[str]()
        for name, count in counts.items():
            years[name[:4]] += count
        return [(f"{year:04}", years[f"{year:04}"]) for year in range(first, last + 1)]
    year, month = map(int, min(counts).split("-"))
    found: list[tuple[str, int]] = []
    while (label := f"{year:04}-{month:02}") <= max(counts):
        found.append((label, counts[label]))
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return found
