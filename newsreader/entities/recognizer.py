"""Recognizer: the mentions of a text, from the network and from what the whole article shows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newsreader.entities.engine import Engine
from newsreader.entities.entity import Mention
from newsreader.text.span import Span

LONGEST = 500
"""Code points of a piece, at most: a row of text without marks is cut hard."""

_PIECE = re.compile(r"[^。！？!?\n]*(?:[。！？!?]+[”’」』）)\"]*|\n|\Z)")
_CLAUSE = re.compile(r"[^，；,;]*(?:[，；,;]|\Z)")
_GOOD = 120


class Recognizer:
    """Finds mentions with an engine, then settles them by what the whole text shows."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def recognize(self, text: str) -> list[Mention]:
        """The mentions of `text` in order, spans in code points, none overlapping another."""
        return self.settle(text, self.read(text, [Span(0, len(text))]))

    def read(self, text: str, spans: Sequence[Span]) -> list[Mention]:
        """The mentions within `spans` as each sentence by itself shows them, in text order."""
        places = [piece for span in spans for piece in pieces(text, span)]
        answers = self._engine.find([piece.of(text) for piece in places])
        return sorted(
            Mention(mention.span.shifted(piece.start), mention.kind, mention.subkind)
            for piece, found in zip(places, answers, strict=True)
            for mention in found
        )

    def settle(self, text: str, readings: Sequence[Mention]) -> list[Mention]:
        """What the readings of all sentences say together."""
        return [mention for mention in readings if mention.span.trimmed(text)]


def pieces(text: str, span: Span) -> Iterator[Span]:
    """Sentences of `span`, the long ones cut at commas and, where there is none, anywhere."""
    for sentence in _PIECE.finditer(text, span.start, span.end):
        start, end = sentence.span()
        if end - start <= _GOOD:
            if end > start:
                yield Span(start, end)
            continue
        yield from _clauses(text, start, end)


def _clauses(text: str, start: int, end: int) -> Iterator[Span]:
    """Clauses put together again while they stay short: the network wants context."""
    held = start
    for clause in _CLAUSE.finditer(text, start, end):
        if clause.end() - held > _GOOD and clause.start() > held:
            yield from _hard(held, clause.start())
            held = clause.start()
    yield from _hard(held, end)


def _hard(start: int, end: int) -> Iterator[Span]:
    for at in range(start, end, LONGEST):
        yield Span(at, min(at + LONGEST, end))
