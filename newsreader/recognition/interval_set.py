"""Taken: which code points of a text already belong to a name."""

from __future__ import annotations

from collections.abc import Iterable

from newsreader.text.span import Span


class IntervalSet:
    """One octet for each code point of the text: asking and taking cost no more than the span."""

    def __init__(self, length: int, spans: Iterable[Span] = ()) -> None:
        self._used = bytearray(length)
        for span in spans:
            self.take(span)

    def is_free(self, span: Span) -> bool:
        """Whether no code point of `span` is taken."""
        return not any(self._used[span.start : span.end])

    def take(self, span: Span) -> None:
        self._used[span.start : span.end] = b"\1" * len(span)
