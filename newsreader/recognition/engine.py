"""Engine: what reads names out of sentences; the seam where another one can be put in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from newsreader.entities.entity import Kind
from newsreader.errors import AnalysisError
from newsreader.locale import _
from newsreader.text.span import Span

GROUP = "newsreader.recognizers"
"""The entry point group; each entry is a callable without arguments that makes an Engine."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a stretch of text: that it names something of a kind.

    `weight` is how probable that is, from 0 to 1. Readings may overlap: they are alternatives.
    """

    span: Span
    kind: Kind
    weight: float = 1.0


class Engine(Protocol):
    """Reads names out of pieces of text.

    A piece is a sentence or less, without a line break and at most 500 code points long. The
    answer holds one list for each piece, with spans in code points of that piece. Patterns,
    whole-article evidence and aliases are laid over the answer by the Recognizer, so that an engine
    need only know sentences.
    """

    def find(self, pieces: Sequence[str]) -> list[list[Reading]]: ...


def load_engine(name: str) -> Engine:
    """The engine that an installed package calls `name`; AnalysisError where there is none."""
    from importlib.metadata import entry_points  # noqa: PLC0415 (a tenth of the helper's start)

    for entry in entry_points(group=GROUP, name=name):
        engine: Engine = entry.load()()
        return engine
    raise AnalysisError(
        _("No recognizer is called {name}; install it, or leave the setting empty.").format(
            name=name
        )
    )
