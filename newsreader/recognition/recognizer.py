"""The mentions of a text, from an engine and from evidence of the whole article."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from newsreader.entities.entity import Mention
from newsreader.entities.kind import Kind
from newsreader.recognition import (
    boundary_rules,
    evidence,
    gazetteer,
    latin,
    patterns,
    products,
    propagation,
)
from newsreader.recognition.dictionary import Dictionary
from newsreader.recognition.engine import Engine, Reading, pieces
from newsreader.recognition.interval_set import IntervalSet
from newsreader.text.lazy_regex import lazy_regex
from newsreader.text.plain import Plain, plain, plain_text
from newsreader.text.script import simplify
from newsreader.text.span import Span

_FULL_WIDTH = lazy_regex("[０-９]")
_HALF_WIDTH = {0xFF10 + digit: 0x30 + digit for digit in range(10)}

ENOUGH = 0.55
"""The least weight of a reading that becomes a mention."""

Rule = Callable[[str, Sequence[Reading]], Iterable[Reading]]

WEIGH: tuple[Rule, ...] = (
    evidence.weigh_forms,
    gazetteer.match_gazetteer,
    gazetteer.match_short_names,
    evidence.find_quoted,
    evidence.weigh_repeated,
)
"""Rules on all readings, including alternatives."""

SHAPE: tuple[Rule, ...] = (
    boundary_rules.trim,
    boundary_rules.split_pairs,
    boundary_rules.split_countries,
    boundary_rules.split_routes,
    boundary_rules.drop_peoples,
    latin.name_latin,
    products.name_products,
)
"""Rules on the chosen readings, which do not overlap."""

FINISH: tuple[Rule, ...] = (
    boundary_rules.extend_names,
    boundary_rules.join_neighbours,
)
"""Rules on the names of the whole article."""

RULES = tuple(
    rule.__name__
    for rule in (
        simplify,
        products.weigh_products,
        *WEIGH,
        *SHAPE,
        propagation.propagate_names,
        *FINISH,
        patterns.find_patterns,
    )
)
"""The names of all rules; each can be left out to measure its effect."""


class Recognizer:
    """Finds names with an engine, then corrects them by rules on the whole text."""

    def __init__(
        self,
        engine: Engine,
        dictionary: Dictionary | None = None,
        own: Mapping[str, Kind] | None = None,
        without: Collection[str] = (),
    ) -> None:
        """`dictionary` distinguishes common words from names; `own` holds the reader's names.

        `without` holds the names of rules to leave out, to measure their effect.
        """
        self._own: dict[str, Kind] = {}
        self.learn(own or {})
        self._engine = engine
        self._dictionary = dictionary
        self._without = frozenset(without)
        self._last = plain_text("")

    def learn(self, own: Mapping[str, Kind]) -> None:
        """Add names of the reader."""
        names = {plain(name): kind for name, kind in own.items()}
        self._own |= {simplify(name): kind for name, kind in names.items()} | names

    def recognize(self, text: str) -> list[Mention]:
        """The mentions of `text` in order, spans in code points, none overlapping another."""
        return self.recognize_all([text])[0]

    def recognize_all(self, texts: Sequence[str]) -> list[list[Mention]]:
        """The mentions of each text by itself; short texts are faster together."""
        plain_texts = [self._plain(text) for text in texts]
        places = [list(pieces(each.text, Span(0, len(each.text)))) for each in plain_texts]
        readings = self._read(plain_texts, places)
        return [
            _outside(each, self._settled(each.text, found))
            for each, found in zip(plain_texts, readings, strict=True)
        ]

    def read(self, text: str, spans: Sequence[Span]) -> list[Reading]:
        """The readings of `spans`, each sentence by itself, including alternatives."""
        return self.read_all([(text, spans)])[0]

    def read_all(self, texts: Iterable[tuple[str, Sequence[Span]]]) -> list[list[Reading]]:
        """As `read`, for several texts; short ones are much faster together."""
        reads: list[Plain] = []
        places: list[list[Span]] = []
        for text, spans in texts:
            read = self._plain(text)
            reads.append(read)
            places.append([p for span in spans for p in pieces(read.text, read.inside(span))])
        return [
            found
            if read.same_offsets
            else [replace(reading, span=read.outside(reading.span)) for reading in found]
            for read, found in zip(reads, self._read(reads, places), strict=True)
        ]

    def settle(self, text: str, readings: Iterable[Reading]) -> list[Mention]:
        """The mentions from the readings of all sentences, in text order."""
        read = self._plain(text)
        return _outside(read, self._settled(read.text, _inside(read, readings)))

    def settle_within(self, text: str, readings: Sequence[Reading], span: Span) -> list[Mention]:
        """The mentions from the readings of `span` alone; costs no more than its length."""
        read = self._plain(text)
        span = read.inside(span)
        start = span.start
        moved = [replace(r, span=r.span.shifted(-start)) for r in _inside(read, readings)]
        found = self._settled(span.of(read.text), moved)
        return _outside(read, [replace(m, span=m.span.shifted(start)) for m in found])

    def _read(
        self, texts: Sequence[Plain], places: Sequence[Sequence[Span]]
    ) -> list[list[Reading]]:
        """The readings of the engine and of the patterns in the pieces of each text."""
        of_texts = list(zip(texts, places, strict=True))
        asked = [piece.of(each.text) for each, spans in of_texts for piece in spans]
        answers = iter(self._engine.find(asked))
        found = []
        for each, spans in of_texts:
            readings = [
                Reading(reading.span.shifted(piece.start), reading.kind, reading.weight)
                for piece in spans
                for reading in next(answers)
            ]
            # At once, so that rejected readings use no memory while a long text is read.
            readings = self._apply((products.weigh_products,), each.text, readings)
            if self._has(patterns.find_patterns):
                for piece in spans:
                    readings.extend(patterns.find_patterns(each.text, piece))
            found.append(readings)
        return found

    def _settled(self, text: str, readings: list[Reading]) -> list[Mention]:
        weighed = self._apply(WEIGH, text, readings)
        first = choose(gazetteer.match_own_names(text, weighed, self._own))
        chosen = self._apply(SHAPE, text, first)
        if self._has(propagation.propagate_names):
            chosen = propagation.propagate_names(text, chosen, readings, self._tags)
        chosen = self._apply(FINISH, text, chosen)
        chosen = gazetteer.keep_own_names(text, chosen, first, self._own)
        return [
            Mention(reading.span, reading.kind, propagation.subkind(text, reading))
            for reading in chosen
        ]

    def _plain(self, text: str) -> Plain:
        """The plain text in simplified characters and half-width digits.

        It is cached for a text that is read in steps.
        """
        if self._last.source is not text:
            read = plain_text(text)
            if _FULL_WIDTH.search(text):
                read = read.with_text(read.text.translate(_HALF_WIDTH))
            self._last = read.with_text(simplify(read.text)) if self._has(simplify) else read
        return self._last

    def _apply(self, rules: Iterable[Rule], text: str, readings: list[Reading]) -> list[Reading]:
        for rule in rules:
            if self._has(rule):
                readings = list(rule(text, readings))
        return readings

    def _has(self, rule: Callable[..., object]) -> bool:
        return rule.__name__ not in self._without

    def _tags(self, words: Iterable[str]) -> dict[str, tuple[int, str]]:
        """The frequency and the tag of each of `words` that is in the dictionary."""
        return {} if self._dictionary is None else self._dictionary.tags(words)


def _inside(read: Plain, readings: Iterable[Reading]) -> list[Reading]:
    """Readings of a text as readings of its plain form."""
    if read.same_offsets:
        return list(readings)
    return [replace(reading, span=read.inside(reading.span)) for reading in readings]


def _outside(read: Plain, mentions: list[Mention]) -> list[Mention]:
    """Mentions in a plain text as mentions in its source."""
    if read.same_offsets:
        return mentions
    return [replace(mention, span=read.outside(mention.span)) for mention in mentions]


def choose(readings: Iterable[Reading]) -> list[Reading]:
    """The readings with the greatest weights that do not overlap, in text order."""
    enough = [reading for reading in readings if reading.weight >= ENOUGH]
    enough.sort(key=lambda reading: (-reading.weight, reading.span, reading.kind))
    chosen: list[Reading] = []
    taken = IntervalSet(max((reading.span.end for reading in enough), default=0))
    for reading in enough:
        if taken.is_free(reading.span):
            taken.take(reading.span)
            chosen.append(reading)
    return sorted(chosen, key=lambda reading: reading.span)
