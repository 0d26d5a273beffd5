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

from collections.abc import Iterator

from newsreader.errors import SearchError
from newsreader.locale import _
from newsreader.text.lazy_regex import lazy_regex
from newsreader.text.list_filter import initials
from newsreader.text.query_days import day_of, is_begun
from newsreader.text.query_expression import (
    EVERYTHING,
    OF_DAYS,
    PATTERNS,
    STATES,
    All,
    AnyOf,
    Expression,
    Field,
    FieldValue,
    Not,
    QueryWords,
    folded,
)
from newsreader.text.search import Query

MOST_BRACKETS = 10
"""Brackets that may be open at a time; SQLite's FTS5 has room for about 20."""

_BLANK = lazy_regex(r"\s+")
_QUOTES = {'"': '"', "“": "”", "”": "”", "「": "」", "＂": "＂"}
_MINUS = "-－"
_HASH = "#＃"
_OPEN, _CLOSE = "(（", ")）"
_FIELD = lazy_regex(r"([A-Za-z]+)[:：]")
_SPELLINGS = {**{field.value: field for field in Field}, "color": Field.COLOUR}


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
        if (prefix := word[:3].replace("：", ":")) in PATTERNS:
            return self._pattern(prefix)
        named = _FIELD.match(word)
        if named and (field := _SPELLINGS.get(named[1].lower())):
            self._at += named.end()
            return self._field(field) if len(word) > named.end() else None
        literal = self._next in _QUOTES
        value = self._value()
        return _checked(QueryWords(value, literal)) if value else None

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
        if field is Field.IS and not unfinished and folded(value) not in states:
            message = _("“{value}” is not a state of an article; there are {states}.")
            raise SearchError(message.format(value=value, states=_(", ").join(states)))
        if field not in OF_DAYS:
            return FieldValue(field, value, unfinished)
        if unfinished and is_begun(value):
            return None
        return FieldValue(field, day_of(value))

    def _pattern(self, prefix: str) -> Expression | None:
        self._at += len(prefix)
        value = self._value() if prefix == "py:" else self._quoted() or self._rest()
        return _checked(QueryWords(prefix + value)) if value.strip() else None

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


def _checked(words: QueryWords) -> QueryWords:
    """`words`, when its pattern can be compiled. Raises SearchError."""
    Query(words.words, literal=words.literal)
    return words
