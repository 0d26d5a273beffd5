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
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from newsreader.article.article import Article, spans_to_read
from newsreader.text.fold import fold
from newsreader.text.lazy_regex import lazy_regex
from newsreader.text.query_language import (
    SEPARATOR,
    All,
    AnyOf,
    Expression,
    Field,
    FieldValue,
    Words,
)
from newsreader.text.span import Span

_TEXTS = """
create table if not exists texts
(id integer primary key autoincrement, path unique, length, body)
"""
# No positions and no copies of the pairs: the index is smaller than the texts. The plain tokenizer
# splits at blanks only, never at a character that SQLite does not know yet.
_PAIRS = """
create virtual table if not exists pairs using
fts5(words, content='', detail=none, columnsize=0, tokenize='ascii')
"""
_RUN = lazy_regex(r"[^\W_]+")
COLUMNS = ("texts", "id", "path", "length", "body")
"""The table of the texts and its columns."""

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
    """Create the tables that are missing."""
    database.execute(_TEXTS)
    try:
        database.execute(_PAIRS)
    except sqlite3.OperationalError as error:
        if "no such module" not in str(error):
            raise


def put(database: sqlite3.Connection, texts: Iterable[tuple[Path, StoredText]]) -> None:
    """Store `texts`, in place of those at the same paths.

    The pairs of a text that is replaced stay in the index, under a number that no text has, until
    `compact`.
    """
    has_pairs = _has_pairs(database)
    for path, stored in texts:
        searched = SEPARATOR.join((stored.text, stored.more))
        body = zlib.compress(searched.encode("utf-8", "surrogatepass"), _LEVEL)
        number = database.execute(
            "insert or replace into texts (path, length, body) values (?, ?, ?)",
            (os.fsencode(path), len(stored.text), body),
        ).lastrowid
        if has_pairs:
            words = " ".join(_pairs(searched))
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
            put(database, [(Path(os.fsdecode(path)), stored)])


def candidates(database: sqlite3.Connection, expression: Expression) -> dict[Path, int]:
    """The numbers of the texts that may match `expression`, by path."""
    sql, wanted = "select path, id from texts", _narrowed(expression)
    if wanted and _has_pairs(database):
        sql += " where id in (select rowid from pairs where pairs match ?)"
        with contextlib.suppress(sqlite3.OperationalError):  # a query that is too deep for FTS5
            return _numbers(database.execute(sql, (wanted,)))
    return _numbers(database.execute("select path, id from texts"))


def _numbers(rows: Iterable[tuple[bytes, int]]) -> dict[Path, int]:
    return {Path(os.fsdecode(path)): number for path, number in rows}


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
    for run in _RUN.findall(fold(text).text):  # a separator is no letter
        found.update(map(str.__add__, run, run[1:]))
        found.add(run[-1])
    return found


def _narrowed(expression: Expression) -> str:
    """An FTS5 query that finds every text that matches `expression`, "" if all may match."""
    match expression:
        case Words():
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
        for run in _RUN.findall(fold(words).text)
        for pair in (map(str.__add__, run, run[1:]) if len(run) > 1 else ())
    ]
    found += [f'"{run}"*' for run in _RUN.findall(fold(words).text) if len(run) == 1]
    return " AND ".join(dict.fromkeys(found))
