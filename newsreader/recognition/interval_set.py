"""The set of code points that belong to names already."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from newsreader.recognition.engine import Reading
from newsreader.text.span import Span


class IntervalSet:
    """One byte for each code point of the text: an operation costs the length of its span."""

    def __init__(self, length: int, spans: Iterable[Span] = ()) -> None:
        self._used = bytearray(length)
        for span in spans:
            self.take(span)

    def is_free(self, span: Span) -> bool:
        """Whether no code point of `span` is taken."""
        return not any(self._used[span.start : span.end])

    def take(self, span: Span) -> None:
        self._used[span.start : span.end] = b"\1" * len(span)


def replace_overlapped(
    text: str, readings: Sequence[Reading], added: Sequence[Reading]
) -> list[Reading]:
    """The readings with `added` in place of those that overlap it, in text order."""
    taken = IntervalSet(len(text), (new.span for new in added))
    kept = [reading for reading in readings if taken.is_free(reading.span)]
    return sorted([*kept, *added], key=lambda reading: reading.span)
