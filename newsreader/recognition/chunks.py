"""Pieces: text cut into what an engine reads at once, sentences or parts of long ones."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsreader.text.span import Span

LONGEST = 500
"""Code points of a piece, at most: a text without marks is cut hard."""

GOOD = 120
"""Sentences up to this long are read whole; longer ones are cut at commas."""

_SENTENCE = re.compile(r"[^。！？!?\n]*(?:[。！？!?]+[”’」』）)\"]*|\n|\Z)")
_CLAUSE = re.compile(r"[^，；,;]*(?:[，；,;]|\Z)")


def pieces(text: str, span: Span) -> Iterator[Span]:
    """The pieces of `span`, in order; together they cover it."""
    for sentence in _SENTENCE.finditer(text, span.start, span.end):
        start, end = sentence.span()
        if end - start > GOOD:
            yield from _parts(text, start, end)
        elif end > start:
            yield Span(start, end)


def _parts(text: str, start: int, end: int) -> Iterator[Span]:
    """Clauses, put together again while they stay short: a network reads better with context."""
    held = start
    for clause in _CLAUSE.finditer(text, start, end):
        if clause.end() - held > GOOD and clause.start() > held:
            yield from _hard(held, clause.start())
            held = clause.start()
    yield from _hard(held, end)


def _hard(start: int, end: int) -> Iterator[Span]:
    for at in range(start, end, LONGEST):
        yield Span(at, min(at + LONGEST, end))
