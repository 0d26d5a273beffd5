"""Search: what a reader types, and where it stands in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from newsreader.text.fold import fold_characters
from newsreader.text.span import Span


@dataclass(frozen=True)
class Query:
    """What to look for."""

    words: str

    def spans(self, text: str, start: int = 0, end: int | None = None) -> list[Span]:
        """Every hit between `start` and `end`, in order, none overlapping another."""
        if not self.words:
            return []
        pattern = re.compile(re.escape(fold_characters(self.words)))
        folded = fold_characters(text[start:end])
        return [Span(start + hit.start(), start + hit.end()) for hit in pattern.finditer(folded)]
