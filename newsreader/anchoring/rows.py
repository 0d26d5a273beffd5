"""The rows of a text: lines, sentences and clauses of one form that differ in a name or in figures.

The shape of a row is its text without blanks, with 0 for each number. If two rows of a list have
one shape they have one name: the row of yesterday and that of today. Offsets are code points.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from itertools import islice, takewhile

from rapidfuzz.distance import Indel

from newsreader.text.fold import fold_characters
from newsreader.text.lazy_regex import lazy_regex
from newsreader.text.plain import IGNORED
from newsreader.text.span import Span

_NUMBER = r"[-+]?\d+(?:[.,:]\d+)*"
_NUMBERS = lazy_regex(_NUMBER)
_TOKENS = lazy_regex(rf"{_NUMBER}|[^\s{IGNORED}]")
_BLANKS = lazy_regex(rf"[\s{IGNORED}]+")
_BULLET = lazy_regex(r"(?:[\s>#*•·]|-(?!\d))*")
_SENTENCE = r"[!?;]\s*|\.(?!\d)\s*"
_ENDS = (
    lazy_regex(r"\n\s*"),
    lazy_regex(rf"\n\s*|{_SENTENCE}"),
    lazy_regex(rf"\n\s*|{_SENTENCE}|、\s*|,(?!\d)\s*|(?<!\d),"),
)
_MARKS = ".,;:!?、"

LINES, SENTENCES, CLAUSES = range(len(_ENDS))
"""The three ways to divide a text into rows."""

_ALIKE = 0.5
"""Rows whose shapes are at least so similar have one form."""

_MAX_LIKE = 64
"""Of more rows with one shape only those around a place are looked at."""


class Rows:
    """The rows of folded `text` at one level; they cover it without gaps."""

    def __init__(self, text: str, level: int) -> None:
        self.text = text
        self.level = level
        self.starts = [
            0,
            *(end.end() for end in _ENDS[level].finditer(text) if end.end() < len(text)),
        ]
        self._shapes: dict[int, str] = {}
        self._listed: dict[int, bool] = {}
        self._figures: dict[int, tuple[str, str]] = {}
        self._beside: dict[int, tuple[str, str]] = {}

    def __len__(self) -> int:
        return len(self.starts)

    def at(self, offset: int) -> int:
        """The number of the row that holds `offset`."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def span(self, row: int) -> Span:
        end = self.starts[row + 1] if row + 1 < len(self.starts) else len(self.text)
        return Span(self.starts[row], end)

    def words(self, row: int) -> str:
        return self.span(row).of(self.text)

    def shape(self, row: int) -> str:
        if (known := self._shapes.get(row)) is None:
            known = self._shapes[row] = shape(self.words(row))
        return known

    def figures(self, row: int) -> tuple[str, str]:
        """The words without blanks, and the first number in them."""
        if (known := self._figures.get(row)) is None:
            words = self.words(row)
            known = self._figures[row] = bare(words), first_number(words)
        return known

    def beside(self, row: int, length: int) -> tuple[str, str]:
        """The shapes of the text before and after a row, of always the same `length`."""
        if (known := self._beside.get(row)) is None:
            start, end = self.span(row).start, self.span(row).end
            left, right = self.text[max(0, start - length) : start], self.text[end : end + length]
            known = self._beside[row] = shape(left), shape(right)
        return known

    def ends(self, at: int) -> bool:
        """Whether a row ends at `at`, even if it is the end of the text."""
        return at > 0 and bool(_ENDS[self.level].search(self.text[at - 1 : at]))

    def is_listed(self, row: int) -> bool:
        """Whether one of the next two rows on either side has the same form."""
        if (known := self._listed.get(row)) is None:
            own = self.shape(row)
            known = self._listed[row] = any(self.are_alike(own, near) for near in self.near(row))
        return known

    def are_alike(self, one: str, other: str) -> bool:
        """Whether two shapes have one form. Parts of a line are a list only if it is of figures."""
        if self.level != LINES and not ("0" in one and "0" in other):
            return False
        return Indel.normalized_similarity(one, other, score_cutoff=_ALIKE) >= _ALIKE

    def near(self, row: int) -> Iterator[str]:
        """The shapes of the next two rows on either side."""
        for other in (row - 1, row + 1, row - 2, row + 2):
            if 0 <= other < len(self.starts):
                yield self.shape(other)

    def is_repeated(self, row: int) -> bool:
        """Whether another row has the same shape."""
        return self._counts[self.shape(row)] > 1

    def like(self, form: str, near: int, *, beginning: bool) -> list[int]:
        """The rows with this shape, or with this `beginning` of a shape; at most 64, around `near`.

        Rows with one shape are in the order of the text.
        """
        low = bisect_left(self._sorted, (form, -1))
        low = max(low, bisect_left(self._sorted, (form, near)) - _MAX_LIKE // 2)
        found = takewhile(
            lambda each: each[0].startswith(form) if beginning else each[0] == form,
            islice(self._sorted, low, low + _MAX_LIKE),
        )
        return [row for _shape, row in found]

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter(map(self.shape, range(len(self.starts))))

    @cached_property
    def _sorted(self) -> list[tuple[str, int]]:
        return sorted((self.shape(row), row) for row in range(len(self.starts)))


def plain(text: str) -> str:
    """`text` with its characters folded one for one; line breaks stay."""
    return "\n".join(map(fold_characters, text.split("\n")))


def shape(text: str) -> str:
    """The shape of folded `text`, without a bullet at its beginning and marks at its end."""
    return bare(_NUMBERS.sub("0", text[_bullet(text) :]))


def bare(text: str) -> str:
    """`text` without blanks, and without marks at its end."""
    return _BLANKS.sub("", text).rstrip(_MARKS)


def tokens(text: str) -> list[tuple[int, int]]:
    """The start and the end of each number and each other character, one for one as in a shape."""
    return [token.span() for token in _TOKENS.finditer(text, _bullet(text))]


def _bullet(text: str) -> int:
    """The length of the bullet at the beginning."""
    found = _BULLET.match(text)
    return found.end() if found else 0


def first_number(text: str) -> str:
    """The first number in `text`, or nothing."""
    found = _NUMBERS.search(text)
    return found.group() if found else ""
