"""The full-text part of the library's index: the texts, and the pairs of characters in them.

A search reads the texts that contain every pair of adjacent characters of the words, which SQLite's
FTS5 finds in milliseconds, and looks at each of them once more for the exact places. Without FTS5
it looks at all texts.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import zlib
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from newsreader.article.article import Article, spans_to_read
from newsreader.text.fold import folded_text
from newsreader.text.lazy_regex import lazy_regex
from newsreader.text.query_expression import (
    SEPARATOR,
    All,
    AnyOf,
    Expression,
    Field,
    FieldValue,
    Item,
    QueryWords,
    all_parts,
    may_match,
)
from newsreader.text.span import Span

TEXTS = "texts"
TEXTS_COLUMNS = "(id integer primary key autoincrement, path unique, length, body)"
"""The table of the texts, and its columns."""

_PAIRS = "fts5(words, content='', detail=none, columnsize=0, tokenize='ascii')"
"""No positions and no copies of the pairs: the index is smaller than the texts. The plain tokenizer
splits at blanks only, never at a character that SQLite does not know yet."""

_TABLES_OF_PAIRS = frozenset(("pairs", "pairs_config", "pairs_data", "pairs_idx"))
"""With those that the virtual table has for itself."""

_RUN = lazy_regex(r"[^\W_]+")
_ALL = "select path, id from texts indexed by sqlite_autoindex_texts_1"
"""The index of the paths has both columns, so the texts are not read."""

_WITH = "select rowid from pairs where pairs match ?"

_LEVEL = 1  # of compression: a third of the bytes, at 100 MB a second
_LEAST_DEAD = 1000


@dataclass(frozen=True, slots=True)
class StoredText:
    """What is searched of one article.

    `text` is the text of the article with SEPARATOR for all that is not searched: page furniture,
    and the gaps between paragraphs. `more` is what else is searched: title, notes and the like.
    """

    text: str
    more: str = ""

    @classmethod
    def of(cls, article: Article, more: Iterable[str]) -> StoredText:
        pieces, at = [], 0
        for span in spans_to_read(article):
            pieces += [SEPARATOR * (span.start - at), span.of(article.text)]
            at = span.end
        pieces.append(SEPARATOR * (article.length - at))
        return cls("".join(pieces), SEPARATOR.join(more))

    def paragraph_at(self, offset: int) -> Span:
        """The paragraph that holds the code point `offset`."""
        end = self.text.find(SEPARATOR, offset)
        start = self.text.rfind(SEPARATOR, 0, offset) + 1
        return Span(start, end if end >= 0 else len(self.text))


def create(database: sqlite3.Connection) -> None:
    """Create the tables in an empty database."""
    database.execute(f"create table {TEXTS} {TEXTS_COLUMNS}")
    create_pairs(database)


def create_pairs(database: sqlite3.Connection) -> None:
    """Create the index of the pairs, if there can be one."""
    try:
        database.execute(f"create virtual table pairs using {_PAIRS}")
    except sqlite3.OperationalError as error:
        if "no such module" not in str(error):
            raise


def is_intact(database: sqlite3.Connection) -> bool:
    """Whether the index of the pairs can be read; there is none without FTS5."""
    sql = "select name, sql from sqlite_master where name like 'pairs%' and type = 'table'"
    found = dict(database.execute(sql))
    if not found:
        return True
    if not str(found.get("pairs", "")).endswith(_PAIRS) or not found.keys() >= _TABLES_OF_PAIRS:
        return False
    try:
        database.execute("select rowid from pairs limit 0")
    except sqlite3.OperationalError:
        return False
    return True


class Prepared(NamedTuple):
    """A text as it is stored: `body` is compressed, `words` are its pairs."""

    path: bytes
    length: int
    body: bytes
    words: str


def prepared(path: Path, stored: StoredText) -> Prepared:
    """What is to be stored, which takes longer to make than to store."""
    searched = SEPARATOR.join((stored.text, stored.more))
    body = zlib.compress(searched.encode("utf-8", "surrogatepass"), _LEVEL)
    return Prepared(os.fsencode(path), len(stored.text), body, " ".join(_pairs(searched)))


def put(database: sqlite3.Connection, texts: Iterable[Prepared]) -> None:
    """Store `texts`, in place of those at the same paths.

    The pairs of a text that is replaced stay in the index, under a number that no text has, until
    `compact`.
    """
    has_pairs = _has_pairs(database)
    for path, length, body, words in texts:
        number = database.execute(
            "insert or replace into texts (path, length, body) values (?, ?, ?)",
            (path, length, body),
        ).lastrowid
        if has_pairs:
            database.execute("insert into pairs (rowid, words) values (?, ?)", (number, words))


def drop(database: sqlite3.Connection, paths: Iterable[Path]) -> None:
    """Delete the texts at `paths`."""
    rows = [(os.fsencode(path),) for path in paths]
    database.executemany("delete from texts where path = ?", rows)


def compact(database: sqlite3.Connection) -> None:
    """Index the texts once more if most of the index is about texts that were replaced."""
    sql = "select count(*), min(id), max(id) from texts"
    count, first, last = database.execute(sql).fetchone()
    if not count or last - first < 2 * count + _LEAST_DEAD or not _has_pairs(database):
        return
    database.execute("insert into pairs (pairs) values ('delete-all')")
    numbers = [number for (number,) in database.execute("select id from texts")]
    for number in numbers:
        (path,) = database.execute("select path from texts where id = ?", (number,)).fetchone()
        if (stored := read(database, number)) is not None:
            put(database, [prepared(Path(os.fsdecode(path)), stored)])


def candidates(database: sqlite3.Connection, expression: Expression) -> Candidates:
    """The texts that may match `expression`."""
    words = tuple(part for part in all_parts(expression) if isinstance(part, QueryWords))
    has_pairs = _has_pairs(database)
    wanted = _narrowed(expression) if has_pairs else ""
    # Where no text can match without any of the words, each of those that may match may have one.
    optional = has_pairs and may_match(expression, Item(), (), words_known=True)
    some = _narrowed(AnyOf(words)) if optional else ""
    worded: Container[int] | None = None if words else ()
    with _snapshot(database):
        with contextlib.suppress(sqlite3.OperationalError):  # a query that is too deep for FTS5
            if some:
                worded = {number for (number,) in database.execute(_WITH, (some,))}
            if wanted:
                rows = database.execute(f"{_ALL} where id in ({_WITH})", (wanted,))
                return Candidates(dict(rows), worded)
        return Candidates(dict(database.execute(_ALL)), worded)


@contextlib.contextmanager
def _snapshot(database: sqlite3.Connection) -> Iterator[None]:
    """All that is read meanwhile is of one moment, whatever others write."""
    if database.in_transaction:
        yield
        return
    database.execute("begin")
    try:
        yield
    finally:
        database.rollback()


class Candidates(Mapping[Path, int]):
    """Texts that may match a query: their numbers by path.

    A Path is made only when it is asked for: there may be many thousands.
    """

    def __init__(self, numbers: Mapping[bytes, int], worded: Container[int] | None) -> None:
        """`worded` are the numbers of the texts that may have words of the query; None for all."""
        self._numbers = numbers
        self._worded = worded

    def may_have_words(self, number: int) -> bool:
        """Whether the text with this number may have a word of the query, also one after `-`."""
        return self._worded is None or number in self._worded

    def __getitem__(self, path: Path) -> int:
        return self._numbers[os.fsencode(path)]

    def __iter__(self) -> Iterator[Path]:
        return (Path(os.fsdecode(path)) for path in self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)


def read(database: sqlite3.Connection, number: int) -> StoredText | None:
    """The text with this number, or None if it was replaced meanwhile."""
    sql = "select length, body from texts where id = ?"
    return _stored(database.execute(sql, (number,)).fetchone())


def read_at(database: sqlite3.Connection, path: Path) -> StoredText | None:
    """The text of the article at `path`, or None if there is none."""
    sql = "select length, body from texts where path = ?"
    return _stored(database.execute(sql, (os.fsencode(path),)).fetchone())


def _stored(row: tuple[int, bytes] | None) -> StoredText | None:
    if row is None:
        return None
    length, body = row
    searched = zlib.decompress(body).decode("utf-8", "surrogatepass")
    return StoredText(searched[:length], searched[length + 1 :])


def _has_pairs(database: sqlite3.Connection) -> bool:
    sql = "select count(*) from sqlite_master where name = 'pairs'"
    return bool(database.execute(sql).fetchone()[0])


def _pairs(text: str) -> set[str]:
    """The pairs of adjacent characters in each run of letters, folded, and the last one alone."""
    found: set[str] = set()
    for run in _RUN.findall(folded_text(text)):  # a separator is no letter
        found.update(map(str.__add__, run, run[1:]))
        found.add(run[-1])
    return found


def _narrowed(expression: Expression) -> str:
    """An FTS5 query that finds every text that matches `expression`, "" if all may match."""
    match expression:
        case QueryWords():
            return "" if expression.is_pattern else _words(expression.words)
        case FieldValue(Field.TAG | Field.BY | Field.SOURCE, value):
            return _words(value)
        case All(parts):
            found = [words for words in map(_narrowed, parts) if words]
            return " AND ".join(f"({words})" for words in found)
        case AnyOf(parts):
            found = [_narrowed(part) for part in parts]
            return " OR ".join(f"({words})" for words in found) if all(found) else ""
        case _:
            return ""


def _words(words: str) -> str:
    """The pairs of `words`; a single character is the beginning of a pair, or alone."""
    found = [
        f'"{pair}"'
        for run in _RUN.findall(folded_text(words))
        for pair in (map(str.__add__, run, run[1:]) if len(run) > 1 else ())
    ]
    found += [f'"{run}"*' for run in _RUN.findall(folded_text(words)) if len(run) == 1]
    return " AND ".join(dict.fromkeys(found))
