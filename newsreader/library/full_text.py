"""Full-text search in a library: the articles that match a query, and all places in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from newsreader.library import search
from newsreader.library.article_entry import ArticleEntry
from newsreader.library.index_rows import label_parts
from newsreader.library.library import Library
from newsreader.library.quotations import quotations_of
from newsreader.library.search import NO_TEXT, EntryFilter, Found, Match, known_fields
from newsreader.notebook.colour import Colour
from newsreader.notebook.query_item import colour_words, note_readings
from newsreader.text.query_days import DAY_WORDS
from newsreader.text.query_expression import (
    OF_DAYS,
    STATES,
    Expression,
    Field,
    Item,
    QueryWords,
    folded,
    may_match,
    places,
    positive_parts,
    values_of,
)
from newsreader.text.span import Span

_EVERY_FIELD = tuple(Field)
_MOST_VALUES = 1000
"""Values of a field that are offered to complete a query."""


def query_values(library: Library) -> Mapping[Field, Sequence[str]]:
    """What the fields of a query may hold in `library`, the most frequent values first."""
    entries = library.entries
    tags = (tag for excerpt in library.index.excerpts(library.roots) for tag in excerpt.tags)
    names = [each.name for each in library.names().appearances()[:_MOST_VALUES]]
    return {
        Field.TAG: list(dict.fromkeys([*_frequent(tags), *library.codes()])),
        Field.COLOUR: [
            words for colour in Colour for words in colour_words(colour, library.meanings)
        ],
        Field.BY: _frequent(entry.author for entry in entries),
        Field.SOURCE: _frequent(entry.source for entry in entries),
        Field.NAME: names,
        Field.SAID: names,
        Field.IS: [*STATES, *STATES.values()],
        **dict.fromkeys(OF_DAYS, DAY_WORDS),
    }


def articles_with(
    library: Library,
    query: str,
    entries: Sequence[ArticleEntry],
    report_reading: Callable[[Expression], object] = lambda _expression: None,
) -> Iterator[Found]:
    """Those of `entries` that match `query`, in the same order, with the places in them.

    A generator, so that the first are shown while the others are looked at. `report_reading`
    is called with what the query was taken for, when something is found. Raises SearchError
    for a query that is invalid, or a regular expression that takes too long.
    """
    found = False
    for expression in note_readings(query, library.meanings):
        for match in _matching(library, expression, entries):
            if not found:
                report_reading(expression)
            found = True
            yield Found(match.entry, tuple(match.hits(expression, library.meanings)))
        if found:
            return


class PlacesFound(NamedTuple):
    """All places of a query in one article, in order, and what the query was taken for.

    `speakers` has who says the words of a place, where the query asks for a speaker.
    """

    expression: Expression
    entry: ArticleEntry
    places: Sequence[Span]
    speakers: Mapping[Span, str]


def places_with(
    library: Library, query: str, entries: Sequence[ArticleEntry], *, sentences: bool = False
) -> Iterator[PlacesFound]:
    """All words and quotations that `query` finds in `entries`, also where `articles_with` stops.

    With `sentences`, the sentences around the words. Raises SearchError.
    """
    found = False
    for expression in note_readings(query, library.meanings):
        for match in _matching(library, expression, entries):
            found = True
            said = search.places_said(expression, match.said)
            words = places(expression, match.stored.text)
            if sentences:
                words = search.sentences_around(match.stored, words)
            yield PlacesFound(expression, match.entry, sorted({*words, *said}), said)
        if found:
            return


class NamedNote(NamedTuple):
    """The reader's note on a name."""

    kind: str
    name: str
    note: str


def notes_on_names(library: Library, query: str) -> list[NamedNote]:
    """The notes on names with the words of `query`, in the note or the name. Raises SearchError."""
    notes = [NamedNote(*key, note) for key, note in library.name_notes().notes.items() if note]
    for expression in note_readings(query, library.meanings) if notes else ():
        if not any(isinstance(part, QueryWords) for part in positive_parts(expression)):
            return []
        found = [
            each
            for each in notes
            if expression.matches(Item(texts=(each.name, each.note), names=(each.name,)))
        ]
        if found:
            return found
    return []


def _matching(
    library: Library, expression: Expression, entries: Iterable[ArticleEntry]
) -> Iterator[Match]:
    """Those of `entries` that match `expression`."""
    numbers = library.candidates(expression)
    if not numbers:
        return
    speaking = list(values_of(expression, Field.SAID))
    asked_names = {part.value for part in (*speaking, *values_of(expression, Field.NAME))}
    naming = library.index.naming(map(folded, asked_names))
    labelled = library.index.labelled(label_parts(expression, library.meanings))
    wanted = EntryFilter(expression)
    for entry in entries:
        if (number := numbers.get(entry.path)) is None:
            continue
        # Names, notes and texts without a part that is asked for change nothing, and are not read.
        sha256_text = entry.sha256_text
        named, noted = sha256_text in naming, entry.path in labelled
        worded = numbers.may_have_words(number)
        if not wanted.may_match(entry, named=named, noted=noted, worded=worded):
            continue
        if not (named or noted or worded):
            yield Match(entry, NO_TEXT)
            continue
        names = library.index.names_in(sha256_text) if named else ()
        known = [each for name in names for each in name.names]
        may_speak = any(part.matches(Item(speakers=known)) for part in speaking)
        before_notes = [*known_fields(named=False, noted=noted, speaking=may_speak)]
        if not may_match(expression, Item(names=known), before_notes):
            continue
        notes = library.index.excerpts_on(entry.path) if noted else ()
        said = quotations_of(library, entry, {sha256_text: names}) if may_speak else ()
        speakers = {name for quotation in said for name in quotation.names}
        item = search.article_item(entry, notes, known, library.meanings, [*speakers])
        if not may_match(expression, item, _EVERY_FIELD, words_known=not worded):
            continue
        stored = library.text(number, entry.path) if worded or said else NO_TEXT
        if stored is None:
            continue
        # Without words, the answer above is certain.
        if not worded or expression.matches(replace(item, texts=(stored.text, stored.more))):
            notes = library.index.excerpts_on(entry.path) if worded and not noted else notes
            yield Match(entry, stored, notes, said)


def _frequent(values: Iterable[str]) -> list[str]:
    return [value for value, _count in Counter(filter(None, values)).most_common(_MOST_VALUES)]
