"""Recognizer: the mentions of a text, from an engine and from what the whole article shows."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

from newsreader.entities import evidence, latin, patterns, shape, spread
from newsreader.entities.dictionary import Dictionary
from newsreader.entities.engine import Engine, Reading
from newsreader.entities.entity import Mention
from newsreader.entities.pieces import pieces
from newsreader.text.span import Span

ENOUGH = 0.55
"""How much a reading has to weigh to become a mention."""

Rule = Callable[[str, Sequence[Reading]], Iterable[Reading]]

WEIGH: tuple[Rule, ...] = (
    evidence.weigh_forms,
    evidence.claim_endings,
)
"""Rules over all readings, alternatives included."""

SHAPE: tuple[Rule, ...] = (
    shape.trim,
    shape.split_people,
    shape.split_datelines,
    shape.trim_directions,
    shape.retype_places,
    shape.extend_places,
    shape.join_places,
    shape.join_organisations,
    shape.drop_peoples,
    shape.join_brackets,
    latin.name_latin,
)
"""Rules over the chosen readings, which do not overlap."""

RULES = tuple(
    rule.__name__ for rule in (*WEIGH, *SHAPE, spread.spread_names, patterns.find_patterns)
)
"""The names of all rules, any of which can be left out to measure what it brings."""


class Recognizer:
    """Finds mentions with an engine, then settles them by what the whole text shows."""

    def __init__(
        self,
        engine: Engine,
        dictionary: Dictionary | None = None,
        without: Collection[str] = (),
    ) -> None:
        """`dictionary` tells common words from names; `without` names rules that are left out."""
        self._engine = engine
        self._dictionary = dictionary
        self._without = frozenset(without)

    def recognize(self, text: str) -> list[Mention]:
        """The mentions of `text` in order, spans in code points, none overlapping another."""
        spans = [Span(0, len(text))]
        return self.settle(text, self.read(text, spans), spans)

    def read(self, text: str, spans: Sequence[Span]) -> list[Reading]:
        """The readings of `spans`, each sentence by itself, alternatives included."""
        places = [piece for span in spans for piece in pieces(text, span)]
        answers = self._engine.find([piece.of(text) for piece in places])
        found = [
            Reading(reading.span.shifted(piece.start), reading.kind, reading.weight)
            for piece, readings in zip(places, answers, strict=True)
            for reading in readings
        ]
        if patterns.find_patterns.__name__ not in self._without:
            found.extend(
                reading for span in spans for reading in patterns.find_patterns(text, span)
            )
        return found

    def settle(
        self, text: str, readings: Iterable[Reading], spans: Sequence[Span] | None = None
    ) -> list[Mention]:
        """The mentions that the readings of all sentences together make, in text order.

        `spans` is where the readings come from; names are looked for again there only.
        """
        spans = [Span(0, len(text))] if spans is None else spans
        weighed = self._apply(WEIGH, text, list(readings))
        chosen = self._apply(SHAPE, text, choose(weighed))
        if self._has(spread.spread_names):
            chosen = spread.spread_names(text, chosen, spans, self._is_common)
        return [
            Mention(reading.span, reading.kind, spread.subkind(text, reading)) for reading in chosen
        ]

    def _apply(self, rules: Iterable[Rule], text: str, readings: list[Reading]) -> list[Reading]:
        for rule in rules:
            if self._has(rule):
                readings = list(rule(text, readings))
        return readings

    def _has(self, rule: Callable[..., object]) -> bool:
        return rule.__name__ not in self._without

    def _is_common(self, words: Iterable[str]) -> set[str]:
        """Those of `words` that are ordinary ones, by the dictionary."""
        if self._dictionary is None:
            return set()
        tags = self._dictionary.tags(words)
        return {word for word, tag in tags.items() if not tag.startswith(("nr", "nt", "nz"))}


def choose(readings: Iterable[Reading]) -> list[Reading]:
    """The weightiest readings that do not overlap, in text order."""
    enough = [reading for reading in readings if reading.weight >= ENOUGH]
    enough.sort(key=lambda reading: (-reading.weight, reading.span, reading.kind))
    taken: list[Reading] = []
    used: set[int] = set()
    for reading in enough:
        places = range(reading.span.start, reading.span.end)
        if used.isdisjoint(places):
            used.update(places)
            taken.append(reading)
    return sorted(taken, key=lambda reading: reading.span)
