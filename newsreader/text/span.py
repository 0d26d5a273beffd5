"""A stretch of the canonical text, in code points."""

from __future__ import annotations

from typing import Final


class Span:
    """A half-open interval of code points; `start <= end`, both count from the start of the text.

    Immutable; ordered by start, then by end.
    """

    __slots__ = ("end", "start")

    def __init__(self, start: int, end: int) -> None:
        if not 0 <= start <= end:
            raise ValueError(f"not a span: {start}..{end}")
        self.start: Final = start
        self.end: Final = end

    def __repr__(self) -> str:
        return f"Span({self.start}, {self.end})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Span):
            return NotImplemented
        return self.start == other.start and self.end == other.end

    def __hash__(self) -> int:
        return hash((self.start, self.end))

    def __lt__(self, other: Span) -> bool:
        return (self.start, self.end) < (other.start, other.end)

    def __len__(self) -> int:
        return self.end - self.start

    def __bool__(self) -> bool:
        return self.end > self.start

    def __contains__(self, offset: int) -> bool:
        """Whether the code point at `offset` lies inside."""
        return self.start <= offset < self.end

    def of(self, text: str) -> str:
        """The part of `text` in this span."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def intersection(self, other: Span) -> Span | None:
        """The shared span, or None when the two share no code point."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Span(start, end) if start < end else None

    def union(self, other: Span) -> Span:
        """The shortest span that covers both, gap included."""
        return Span(min(self.start, other.start), max(self.end, other.end))

    def shifted(self, by: int) -> Span:
        return Span(self.start + by, self.end + by)

    def trimmed(self, text: str) -> Span:
        """The span without white space at its ends; empty if there is nothing else."""
        start, end = self.start, self.end
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        return Span(start, end)
