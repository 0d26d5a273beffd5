"""A query as an expression: what it asks for, whether an item matches, and where its words are."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache

from newsreader.text.fold import fold
from newsreader.text.search import Query
from newsreader.text.span import Span

SEPARATOR = "\0"
"""Put between texts that are searched as one; no query matches across it."""

PATTERNS = ("re:", "py:")
"""What a pattern begins with."""


class Field(StrEnum):
    """A field of an item, as it is written before the colon."""

    TAG = "tag"
    COLOUR = "colour"
    """The colour of a highlight: its name, its number, or the meaning that the reader gave it."""
    BY = "by"
    """The author of the article."""
    SOURCE = "source"
    NAME = "name"
    """A person, company, organisation or place in the article, under any of its names."""
    SAID = "said"
    """A speaker: of a quotation in the text, or of a highlight."""
    IS = "is"
    """How far the article was read, the reader's marks, and whether it names an entry of the watch
    list: see `STATES`."""
    AFTER = "after"
    """Published on this day or later: 2026, 2026-03, 2026-03-18, today, monday."""
    BEFORE = "before"
    """Published before this day."""
    ADDED = "added"
    """First seen in the folder on this day or later."""


@dataclass(frozen=True, slots=True)
class Item:
    """What a query is compared with. `texts` are searched for words, the rest by fields.

    `colours` are names, numbers and meanings. `day` is the date of publication like 2026-03-18, and
    `added` the day when the article was first seen; "" if unknown.
    """

    texts: Sequence[str] = ()
    tags: Sequence[str] = ()
    colours: Sequence[str] = ()
    authors: Sequence[str] = ()
    sources: Sequence[str] = ()
    names: Sequence[str] = ()
    speakers: Sequence[str] = ()
    states: Sequence[str] = ()
    day: str = ""
    added: str = ""


@dataclass(frozen=True)
class QueryWords:
    """A word, a phrase, or with re: or py: a pattern; `literal` when it is only words."""

    words: str
    literal: bool = False

    @cached_property
    def query(self) -> Query:
        return Query(self.words, self.literal)

    @property
    def is_pattern(self) -> bool:
        """Whether this is a regular expression, or the initials of words."""
        return not self.literal and self.words[:3].replace("：", ":") in PATTERNS

    @property
    def is_pinyin(self) -> bool:
        """Whether these are the initials of words."""
        return self.is_pattern and self.words[:2] == "py"

    def are_initials_of(self, query: str) -> bool:
        """Whether the letters of `query`, which are found nowhere, were taken as initials."""
        return self.is_pinyin and self.words.strip() != query.strip()

    def matches(self, item: Item) -> bool:
        return bool(self.query.spans(SEPARATOR.join(item.texts)))


@dataclass(frozen=True, slots=True)
class FieldValue:
    """A field that contains `value`; of a tag, the whole tag or a level above it.

    `typing` is true for a tag that may not be complete yet: then its beginning is enough.
    """

    field: Field
    value: str
    typing: bool = False

    def matches(self, item: Item) -> bool:
        match self.field:
            case Field.AFTER:
                return bool(item.day) and item.day >= self.value
            case Field.BEFORE:
                return bool(item.day) and item.day < self.value
            case Field.ADDED:
                return bool(item.added) and item.added >= self.value
            case Field.TAG:
                tag = folded(self.value)
                ends = "" if self.typing else "/"
                return any(f"{folded(each)}/".startswith(tag + ends) for each in item.tags)
            case Field.COLOUR:
                return folded(self.value) in map(folded, item.colours)
            case Field.IS:
                return folded(self.value) in map(folded, item.states)
        values = {
            Field.BY: item.authors,
            Field.SOURCE: item.sources,
            Field.NAME: item.names,
            Field.SAID: item.speakers,
        }[self.field]
        return any(folded(self.value) in folded(each) for each in values)


@dataclass(frozen=True, slots=True)
class Not:
    part: Expression

    def matches(self, item: Item) -> bool:
        return not self.part.matches(item)


@dataclass(frozen=True, slots=True)
class All:
    """Every part; without parts, everything."""

    parts: tuple[Expression, ...] = ()

    def matches(self, item: Item) -> bool:
        return all(part.matches(item) for part in self.parts)


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One of the parts at least."""

    parts: tuple[Expression, ...]

    def matches(self, item: Item) -> bool:
        return any(part.matches(item) for part in self.parts)


Expression = QueryWords | FieldValue | Not | All | AnyOf

STATES: Mapping[str, str] = {
    "unread": "未读",
    "reading": "在读",
    "finished": "读完",
    "starred": "加星",
    "archived": "归档",
    "watched": "关注",
}
"""What `is:` may be, in English and in Chinese."""

EVERYTHING = All()


def positive_parts(expression: Expression) -> Iterator[QueryWords | FieldValue]:
    """The words and fields of `expression`, without those that an item must not have."""
    match expression:
        case QueryWords() | FieldValue():
            yield expression
        case All() | AnyOf():
            for part in expression.parts:
                yield from positive_parts(part)


def has_field(expression: Expression, field: Field) -> bool:
    """Whether `field` is anywhere in `expression`, also where an item must not have it."""
    return any(values_of(expression, field))


def values_of(expression: Expression, field: Field) -> Iterator[FieldValue]:
    """The values of `field` in `expression`, also those that an item must not have."""
    return (p for p in all_parts(expression) if isinstance(p, FieldValue) and p.field is field)


def all_parts(expression: Expression) -> Iterator[QueryWords | FieldValue]:
    """The words and fields of `expression`, also those that an item must not have."""
    match expression:
        case QueryWords() | FieldValue():
            yield expression
        case Not(part):
            yield from all_parts(part)
        case All(parts) | AnyOf(parts):
            for each in parts:
                yield from all_parts(each)


OF_DAYS = (Field.AFTER, Field.BEFORE, Field.ADDED)
"""The fields with a day."""

OF_ENTRY = (Field.BY, Field.SOURCE, Field.IS, *OF_DAYS)
"""The fields that are known of an article without its text, names and notes."""


def may_match(
    expression: Expression,
    item: Item,
    known: Collection[Field] = OF_ENTRY,
    *,
    words_known: bool = False,
) -> bool:
    """Whether an article may match of which `item` has only the `known` fields.

    `words_known` says that it has all texts with a word of `expression`, too.
    """
    return _outcome(expression, item, known, words_known) is not False


def _outcome(
    expression: Expression, item: Item, known: Collection[Field], words_known: bool
) -> bool | None:
    """Whether the article matches; None if that depends on what is not known."""
    match expression:
        case QueryWords():
            return expression.matches(item) if words_known else None
        case FieldValue():
            return expression.matches(item) if expression.field in known else None
        case Not(part):
            found = _outcome(part, item, known, words_known)
            return None if found is None else not found
    outcomes = [_outcome(part, item, known, words_known) for part in expression.parts]
    decides = isinstance(expression, AnyOf)
    if decides in outcomes:
        return decides
    return None if None in outcomes else not decides


def places(
    expression: Expression, text: str, joined: Callable[[int], bool] | None = None
) -> list[Span]:
    """Where the words of `expression` are in `text`, in order, the longest of those that overlap.

    `joined` is as in `Query.spans`. Raises SearchError.
    """
    found = [
        span
        for part in positive_parts(expression)
        if isinstance(part, QueryWords)
        for span in part.query.spans(text, joined=joined)
    ]
    kept: list[Span] = []
    for span in sorted(found, key=lambda span: (span.start, -span.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


@lru_cache(maxsize=4096)  # sources and states are the same for many articles
def folded(text: str) -> str:
    return fold(text).text
