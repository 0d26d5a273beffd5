"""The engine, which reads names out of sentences; another one can be installed as a plug-in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from newsreader.entities.kind import Kind
from newsreader.errors import AnalysisError
from newsreader.locale import _
from newsreader.text.span import Span

NAMES = (Kind.PER, Kind.ORG, Kind.LOC)
"""The kinds that are proper names of people, organisations and places."""

GROUP = "newsreader.recognizers"
"""The entry point group; each entry is a callable without arguments that returns an Engine."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A possible name: `span` names something of `kind`.

    `weight` is the probability from 0 to 1; rules may raise it above 1. Readings may overlap: they
    are alternatives.
    """

    span: Span
    kind: Kind
    weight: float = 1.0


class Engine(Protocol):
    """Reads names out of pieces of text.

    A piece is a sentence or less, without a line break and at most 500 code points long. The
    answer holds one list for each piece, with spans in code points of that piece. The Recognizer
    adds patterns, evidence of the whole article and aliases, so that an engine only needs to know
    sentences.
    """

    def find(self, pieces: Sequence[str]) -> list[list[Reading]]: ...


def load_engine(name: str) -> Engine:
    """The engine that is installed under `name`. Raises AnalysisError."""
    from importlib.metadata import entry_points  # noqa: PLC0415 (a tenth of the helper's start)

    for entry in entry_points(group=GROUP, name=name):
        engine: Engine = entry.load()()
        return engine
    raise AnalysisError(
        _("No recognizer is called {name}; install it, or leave the setting empty.").format(
            name=name
        )
    )


LONGEST = 500
"""Code points of a piece, at most; a text without punctuation is cut at this length."""

GOOD = 120
"""Code points up to which a sentence is one piece; longer ones are cut at commas."""

_SENTENCE = re.compile(r"[^。！？!?\n]*(?:(?:[。！？!?]+[”’」』）)\"]*)+|\n|\Z)")
_CLAUSE = re.compile(r"[^，；,;]*(?:[，；,;]|\Z)")


def pieces(text: str, span: Span) -> Iterator[Span]:
    """The pieces of `span` for an engine, in order; together they cover it."""
    for sentence in _SENTENCE.finditer(text, span.start, span.end):
        start, end = sentence.span()
        if end - start > GOOD:
            yield from _parts(text, start, end)
        elif end > start:
            yield Span(start, end)


def _parts(text: str, start: int, end: int) -> Iterator[Span]:
    """Clauses, joined while they are short: a network reads better with context."""
    held = start
    for clause in _CLAUSE.finditer(text, start, end):
        if clause.end() - held > GOOD and clause.start() > held:
            yield from _hard(held, clause.start())
            held = clause.start()
    yield from _hard(held, end)


def _hard(start: int, end: int) -> Iterator[Span]:
    for at in range(start, end, LONGEST):
        yield Span(at, min(at + LONGEST, end))
