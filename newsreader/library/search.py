"""Full-text search of the library: the articles that match a query, and the places in them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from newsreader.library.article_entry import ArticleEntry, NoteExcerpt, StoredQuotation
from newsreader.library.text_index import StoredText
from newsreader.notebook.colour import Colour
from newsreader.notebook.query_item import colour_words, highlight_item
from newsreader.text.query_expression import (
    OF_ENTRY,
    Expression,
    Field,
    FieldValue,
    Item,
    QueryWords,
    has_field,
    may_match,
    places,
    positive_parts,
)
from newsreader.text.sentences import sentence_at
from newsreader.text.span import Span

MOST_PLACES = 500
"""Places that are found in one article at the most."""


NO_TEXT = StoredText("")


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence of the text with words of the query, or a highlight that matches.

    `start` is the first place, in code points of the article's text. `marks` are the words within
    `sentence`. `excerpt` is the highlight, None for a sentence.
    """

    start: int
    sentence: str = ""
    marks: tuple[Span, ...] = ()
    excerpt: NoteExcerpt | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """An article that matches, and where: highlights first, then sentences, each in text order."""

    entry: ArticleEntry
    hits: tuple[Hit, ...] = ()

    @property
    def places(self) -> int:
        """The number of places in the text and on highlights."""
        return sum(max(1, len(hit.marks)) for hit in self.hits)


def entry_item(entry: ArticleEntry) -> Item:
    """What is known of an article without its text and notes, as a query sees it."""
    return Item(
        authors=(entry.author,),
        sources=(entry.source,),
        states=entry.states,
        day=entry.day,
        added=entry.added_day,
    )


_VALUES: Mapping[Field, Callable[[ArticleEntry], Hashable]] = {
    Field.BY: lambda entry: entry.author,
    Field.SOURCE: lambda entry: entry.source,
    Field.IS: lambda entry: (entry.opened > 0, entry.progress >= 1, entry.marks, entry.watched),
    Field.AFTER: lambda entry: entry.day,
    Field.BEFORE: lambda entry: entry.day,
    Field.ADDED: lambda entry: entry.added_day,
}
"""What each field of `OF_ENTRY` depends on."""


class EntryFilter:
    """Rules articles out by what is known without reading, once for all with equal values."""

    def __init__(self, expression: Expression) -> None:
        self._expression = expression
        self._values = [_VALUES[field] for field in OF_ENTRY if has_field(expression, field)]
        self._known: dict[tuple[Hashable, ...], bool] = {}

    def may_match(
        self, entry: ArticleEntry, *, named: bool = True, noted: bool = True, worded: bool = True
    ) -> bool:
        """Whether `entry` may match, which is certain if it has nothing that is to be read.

        This is a name that is asked for (`named`), such a field of a highlight (`noted`), and a
        word of the text or the notes (`worded`), each as far as is known.
        """
        values = (named, noted, worded, *[value(entry) for value in self._values])
        found = self._known.get(values)
        if found is None:
            known = [*OF_ENTRY, *known_fields(named=named, noted=noted, speaking=named)]
            found = self._known[values] = may_match(
                self._expression, entry_item(entry), known, words_known=not worded
            )
        return found


def known_fields(*, named: bool, noted: bool, speaking: bool) -> Iterator[Field]:
    """The fields with names and of notes whose values are known of an article without reading.

    `speaking` says whether somebody may be quoted in it who is asked for.
    """
    if not named:
        yield Field.NAME
    if not noted:
        yield from (Field.TAG, Field.COLOUR)
    if not (noted or speaking):
        yield Field.SAID


def article_item(
    entry: ArticleEntry,
    excerpts: Sequence[NoteExcerpt],
    names: Sequence[str],
    meanings: Mapping[Colour, str],
    speakers: Sequence[str] = (),
) -> Item:
    """An article with the notes on it, but without its text, as a query sees it."""
    colours = {excerpt.colour for excerpt in excerpts if excerpt.id}
    return replace(
        entry_item(entry),
        tags=[tag for excerpt in excerpts for tag in excerpt.tags],
        colours=[words for colour in colours for words in colour_words(colour, meanings)],
        names=names,
        speakers=[*speakers, *(excerpt.speaker for excerpt in excerpts if excerpt.speaker)],
    )


def excerpt_item(
    excerpt: NoteExcerpt, entry: ArticleEntry | None, meanings: Mapping[Colour, str]
) -> Item:
    """A highlight, with what is known about its article, as a query sees it."""
    colour = excerpt.colour if excerpt.id else None
    words = (excerpt.quote, excerpt.note)
    item = highlight_item(words, excerpt.tags, colour, meanings, excerpt.speaker)
    if entry is None:
        return item
    return replace(
        entry_item(entry),
        texts=item.texts,
        tags=item.tags,
        colours=item.colours,
        names=item.names,
        speakers=item.speakers,
    )


@dataclass(frozen=True, slots=True)
class Match:
    """An article that matches, with its text, its highlights, and the quotations looked at.

    What has no part that is asked for is not read: then the text is `NO_TEXT`.
    """

    entry: ArticleEntry
    stored: StoredText
    excerpts: Sequence[NoteExcerpt] = ()
    said: Sequence[StoredQuotation] = ()

    def hits(self, expression: Expression, meanings: Mapping[Colour, str]) -> Iterator[Hit]:
        """The highlights, then the sentences, that contain a word, tag or colour of the query."""
        parts = [part for part in positive_parts(expression) if _is_about_notes(part)]
        for excerpt in self.excerpts if parts else ():
            item = excerpt_item(excerpt, None, meanings)
            if any(part.matches(item) for part in parts):
                yield Hit(excerpt.start, excerpt=excerpt)
        if self.stored is NO_TEXT:
            return
        found = places(expression, self.stored.text)[:MOST_PLACES]
        said = places_said(expression, self.said)
        yield from _sentences(self.stored, sorted([*found, *said]))


def _is_about_notes(part: QueryWords | FieldValue) -> bool:
    return isinstance(part, QueryWords) or part.field in (Field.TAG, Field.COLOUR, Field.SAID)


def _sentences(stored: StoredText, found: Sequence[Span]) -> Iterator[Hit]:
    """The sentences with the places that were found, which are in order, each sentence once."""
    for sentence, places_in_it in _by_sentence(stored, found):
        marks = (
            Span(place.start - sentence.start, min(place.end, sentence.end) - sentence.start)
            for place in places_in_it
        )
        yield Hit(places_in_it[0].start, sentence.of(stored.text), tuple(marks))


def sentences_around(stored: StoredText, found: Sequence[Span]) -> list[Span]:
    """The sentences with the places that were found, which are in order, each sentence once."""
    return [sentence.trimmed(stored.text) for sentence, _found in _by_sentence(stored, found)]


def _by_sentence(
    stored: StoredText, found: Sequence[Span]
) -> Iterator[tuple[Span, Sequence[Span]]]:
    """Each sentence, and the places that begin in it."""
    at = 0
    while at < len(found):
        first = at
        paragraph = stored.paragraph_at(found[at].start)
        sentence = sentence_at(stored.text, paragraph, found[at].start).union(found[at])
        while at < len(found) and found[at].start < sentence.end:
            at += 1
        yield sentence, found[first:at]


def places_said(expression: Expression, found: Sequence[StoredQuotation]) -> dict[Span, str]:
    """Where the quotations are whose speaker `expression` asks for, in text order, each with it."""
    asked = [
        part
        for part in positive_parts(expression)
        if isinstance(part, FieldValue) and part.field is Field.SAID
    ]
    return {
        Span(each.start, each.end): each.speaker
        for each in found
        if any(part.matches(Item(speakers=each.names)) for part in asked)
    }
