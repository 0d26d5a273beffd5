"""The query language of lists: words, phrases, regular expressions and fields.

    腾讯 游戏            both words, anywhere in the item
    腾讯 OR 阿里         either
    -转载               not this word
    "hello world"       exactly this, with the blank
    re:第\\d+届          a regular expression, up to the end of the line or in quotes
    #数据               with this tag
    source:新华社        with this in the field; see `Field`

Full-width marks of Chinese input methods are the same as ASCII ones. A query that is still being
typed is valid: an open quote or bracket ends with the query, and an `OR` or `-` without a word is
ignored.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache

from newsreader.errors import SearchError
from newsreader.locale import _
from newsreader.text.fold import fold
from newsreader.text.lazy_regex import lazy_regex
from newsreader.text.list_filter import initials
from newsreader.text.query_days import day_of, is_begun
from newsreader.text.search import Query
from newsreader.text.span import Span

SEPARATOR = "\0"
"""Put between texts that are searched as one; no query matches across it."""

MOST_BRACKETS = 10
"""Brackets that may be open at a time; SQLite's FTS5 has room for about 20."""

_BLANK = lazy_regex(r"\s+")
_QUOTES = {'"': '"', "“": "”", "”": "”", "「": "」", "＂": "＂"}
_MINUS = "-－"
_HASH = "#＃"
_OPEN, _CLOSE = "(（", ")）"
_PATTERNS = ("re:", "py:")
_FIELD = lazy_regex(r"([A-Za-z]+)[:：]")


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


_SPELLINGS = {**{field.value: field for field in Field}, "color": Field.COLOUR}


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
class Words:
    """A word, a phrase, or with re: or py: a pattern; `literal` when it is only words."""

    words: str
    literal: bool = False

    @cached_property
    def query(self) -> Query:
        return Query(self.words, self.literal)

    @property
    def is_pattern(self) -> bool:
        """Whether this is a regular expression, or the initials of words."""
        return not self.literal and self.words[:3].replace("：", ":") in _PATTERNS

    @property
    def is_pinyin(self) -> bool:
        """Whether these are the initials of words."""
        return self.is_pattern and self.words[:2] == "py"

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
                tag = _folded(self.value)
                ends = "" if self.typing else "/"
                return any(f"{_folded(each)}/".startswith(tag + ends) for each in item.tags)
            case Field.COLOUR:
                return _folded(self.value) in map(_folded, item.colours)
            case Field.IS:
                return _folded(self.value) in map(_folded, item.states)
        values = {
            Field.BY: item.authors,
            Field.SOURCE: item.sources,
            Field.NAME: item.names,
            Field.SAID: item.speakers,
        }[self.field]
        return any(_folded(self.value) in _folded(each) for each in values)


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


Expression = Words | FieldValue | Not | All | AnyOf

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


def parse(query: str, *, typing: bool = False) -> Expression:
    """The expression that `query` says; `typing` while the reader is still writing it.

    Raises SearchError, with a sentence for the reader.
    """
    return _Parser(query, typing=typing).expression()


def readings(query: str) -> Iterator[Expression]:
    """What `query` may mean, while it is typed: the next is for when the first finds nothing.

    A few Latin letters may also be the initials of words in pinyin. Raises SearchError.
    """
    yield parse(query, typing=True)
    if by_pinyin := initials(query):
        yield parse(by_pinyin)


def positive_parts(expression: Expression) -> Iterator[Words | FieldValue]:
    """The words and fields of `expression`, without those that an item must not have."""
    match expression:
        case Words() | FieldValue():
            yield expression
        case All() | AnyOf():
            for part in expression.parts:
                yield from positive_parts(part)


def has_field(expression: Expression, field: Field) -> bool:
    """Whether `field` is anywhere in `expression`, also where an item must not have it."""
    return any(values_of(expression, field))


def values_of(expression: Expression, field: Field) -> Iterator[FieldValue]:
    """The values of `field` in `expression`, also those that an item must not have."""
    match expression:
        case FieldValue() if expression.field is field:
            yield expression
        case Not(part):
            yield from values_of(part, field)
        case All(parts) | AnyOf(parts):
            for each in parts:
                yield from values_of(each, field)


OF_DAYS = (Field.AFTER, Field.BEFORE, Field.ADDED)
"""The fields with a day."""

OF_ENTRY = (Field.BY, Field.SOURCE, Field.IS, *OF_DAYS)
"""The fields that are known of an article without its text, names and notes."""


def may_match(expression: Expression, item: Item) -> bool:
    """Whether an article may match of which `item` has only what is known without its text."""
    match expression:
        case FieldValue():
            return expression.field not in OF_ENTRY or expression.matches(item)
        case All(parts):
            return all(may_match(part, item) for part in parts)
        case AnyOf(parts):
            return any(may_match(part, item) for part in parts)
        case Not(FieldValue(field=field)) if field in OF_ENTRY:
            return expression.matches(item)
        case _:
            return True


def places(
    expression: Expression, text: str, joined: Callable[[int], bool] | None = None
) -> list[Span]:
    """Where the words of `expression` are in `text`, in order, the longest of those that overlap.

    `joined` is as in `Query.spans`. Raises SearchError.
    """
    found = [
        span
        for part in positive_parts(expression)
        if isinstance(part, Words)
        for span in part.query.spans(text, joined=joined)
    ]
    kept: list[Span] = []
    for span in sorted(found, key=lambda span: (span.start, -span.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


class _Parser:
    """Reads a query from left to right."""

    def __init__(self, query: str, *, typing: bool) -> None:
        self._query = query
        self._typing = typing
        self._at = 0
        self._depth = 0
        """The number of open brackets."""

    def expression(self) -> Expression:
        """Alternatives, up to the end or, in brackets, to the closing one."""
        alternatives: list[list[Expression]] = [[]]
        while self._skip_blanks():
            if self._depth and self._next in _CLOSE:
                break
            if self._word() in ("OR", "|"):
                self._at += len(self._word())
                alternatives.append([])
            elif (part := self._item()) is not None:
                alternatives[-1].append(part)
        choices = [_all(parts) for parts in alternatives if parts]
        return choices[0] if len(choices) == 1 else AnyOf(tuple(choices)) if choices else EVERYTHING

    @property
    def _next(self) -> str:
        return self._query[self._at]

    def _skip_blanks(self) -> bool:
        """Skip white space; returns whether anything is left."""
        if blank := _BLANK.match(self._query, self._at):
            self._at = blank.end()
        return self._at < len(self._query)

    def _word(self) -> str:
        """The characters up to the next blank."""
        end = _BLANK.search(self._query, self._at)
        return self._query[self._at : end.start() if end else len(self._query)]

    def _item(self) -> Expression | None:
        """One word, phrase, field or group; None for a mark without one."""
        word = self._word()
        if word[0] in _MINUS:
            marks = len(word) - len(word.lstrip(_MINUS))
            self._at += marks
            part = self._item() if len(word) > marks else None
            return Not(part) if part is not None and marks % 2 else part
        if word[0] in _OPEN:
            self._at += 1
            return self._group()
        if word[0] in _HASH and len(word) > 1:
            self._at += 1
            return self._field(Field.TAG)
        if (prefix := word[:3].replace("：", ":")) in _PATTERNS:
            return self._pattern(prefix)
        named = _FIELD.match(word)
        if named and (field := _SPELLINGS.get(named[1].lower())):
            self._at += named.end()
            return self._field(field) if len(word) > named.end() else None
        literal = self._next in _QUOTES
        value = self._value()
        return _checked(Words(value, literal)) if value else None

    def _group(self) -> Expression | None:
        self._depth += 1
        if self._depth > MOST_BRACKETS:
            raise SearchError(_("Too many brackets are open in this search."))
        group = self.expression()
        self._depth -= 1
        self._at = min(len(self._query), self._at + 1)
        return group if group != EVERYTHING else None

    def _field(self, field: Field) -> FieldValue | None:
        value = self._value()
        if not value:
            return None
        unfinished = self._typing and self._at == len(self._query)
        states = (*STATES, *STATES.values())
        if field is Field.IS and not unfinished and _folded(value) not in states:
            message = _("“{value}” is no state of an article; there are {states}.")
            raise SearchError(message.format(value=value, states=", ".join(states)))
        if field not in OF_DAYS:
            return FieldValue(field, value, unfinished)
        if unfinished and is_begun(value):
            return None
        return FieldValue(field, day_of(value))

    def _pattern(self, prefix: str) -> Expression | None:
        self._at += len(prefix)
        value = self._value() if prefix == "py:" else self._quoted() or self._rest()
        return _checked(Words(prefix + value)) if value.strip() else None

    def _value(self) -> str:
        """A phrase in quotes, or the characters up to the next blank, in brackets to their end."""
        quoted = self._quoted(unfinished=True)
        if quoted is not None:
            return quoted
        word = self._word()
        closed = min((at for mark in _CLOSE if (at := word.find(mark)) >= 0), default=-1)
        if self._depth and closed >= 0 and not any(mark in word[:closed] for mark in _OPEN):
            word = word[:closed]
        self._at += len(word)
        return word

    def _quoted(self, *, unfinished: bool = False) -> str | None:
        """The phrase in quotes that begins here; None if there is none.

        The closing quote is followed by a blank, a bracket or the end; `unfinished` says whether
        it may be missing.
        """
        if self._at >= len(self._query) or self._next not in _QUOTES:
            return None
        end = self._query.find(_QUOTES[self._next], self._at + 1)
        after = self._query[end + 1 : end + 2]
        if end < 0 and unfinished:
            end = len(self._query)
        elif end < 0 or (after and not after.isspace() and after not in _CLOSE):
            return None
        found = self._query[self._at + 1 : end]
        self._at = min(len(self._query), end + 1)
        return found

    def _rest(self) -> str:
        found = self._query[self._at :]
        self._at = len(self._query)
        return found


def _all(parts: list[Expression]) -> Expression:
    return parts[0] if len(parts) == 1 else All(tuple(parts))


def _checked(words: Words) -> Words:
    """`words`, when its pattern can be compiled. Raises SearchError."""
    Query(words.words, literal=words.literal)
    return words


@lru_cache(maxsize=4096)  # sources and states are the same for many articles
def _folded(text: str) -> str:
    return fold(text).text
