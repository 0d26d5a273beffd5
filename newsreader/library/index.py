"""The index of the library: a cache of what was found out about each article.

A damaged index is replaced, and filled again from the articles. It is an SQLite database because
one article changes at a time, and because several processes write it.
"""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import threading
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from newsreader.directories import directories
from newsreader.entities.entity import Entity
from newsreader.entities.kind import Kind
from newsreader.files.private import make_private_file, make_private_folder
from newsreader.library import text_index
from newsreader.library.article_entry import (
    ArticleEntry,
    NameCount,
    Named,
    NoteExcerpt,
    Record,
)
from newsreader.library.text_index import StoredText
from newsreader.notebook.colour import Colour
from newsreader.notebook.highlight import HighlightState
from newsreader.text.query_language import Expression
from newsreader.text.span import Span

VERSION = 8
"""Version of the tables and of what they hold; the tables of another version are dropped."""

_NAMES_SINCE = 8
"""The first version whose names can be kept: they are known only from reading the articles."""

KINDS = (Kind.PER, Kind.ORG, Kind.LOC)
"""The kinds of entities that are kept."""

_WAIT_SECONDS = 2.0
_FIELDS = (
    "path, sha256_text, title, author, source, published, day, length,"
    " highlights, notes, orphans, problem, last, exported, watched"
)
_COLUMNS = (_FIELDS, "shingles", "stamp", "excerpts")
_NAMES = ("names", "sha256_text", "found", "mentions")
_TABLES = f"""
create table articles ({", ".join(_COLUMNS)}, primary key (path)) without rowid;
create table if not exists names (sha256_text primary key, found, mentions);
pragma user_version = {VERSION};
"""

_UNREADABLE = (ValueError, TypeError, OverflowError, RecursionError, zlib.error)
"""Errors from values that this program has not written."""

_SQLITE_ERROR = 1
"""The primary result code of errors that have no code of their own (sqlite.org/rescode.html)."""

Result = TypeVar("Result")


def index_path() -> Path:
    """The file of the reader's own index."""
    return directories().cache / "library.db"


class Index:
    """Entries and texts by path, and names by the hash of the text.

    Safe to use from any thread. No method raises: what cannot be read is missing, and what cannot
    be written is lost at the end of the program.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._database = self._open()

    def entries(self, roots: Iterable[Path]) -> list[tuple[ArticleEntry, str]]:
        """The articles at and below `roots`, with their stamps."""
        wanted = f"select {_FIELDS}, stamp from articles where {_BELOW}"
        return [row for root in roots for row in self._rows(wanted, _below(root), _entry)]

    def shingles(self, roots: Iterable[Path]) -> dict[Path, bytes]:
        """The shingles of the articles at and below `roots`."""
        wanted = f"select path, shingles from articles where {_BELOW}"
        return dict(row for root in roots for row in self._rows(wanted, _below(root), _sample))

    def excerpts(self, roots: Iterable[Path]) -> list[NoteExcerpt]:
        """The highlights on the articles at and below `roots`."""
        wanted = f"select path, excerpts from articles where {_BELOW} and excerpts <> ''"
        found = [row for root in roots for row in self._rows(wanted, _below(root), _excerpts)]
        return [excerpt for of_article in found for excerpt in of_article]

    def put(self, found: Iterable[Record]) -> None:
        """Store records, in place of those with the same paths."""
        records = list(found)
        rows: list[tuple[object, ...]] = [
            (
                os.fsencode(entry.path), entry.sha256_text, entry.title, entry.author,
                entry.source, entry.published, entry.day, entry.length, entry.highlights,
                entry.notes, entry.orphans, entry.problem, entry.last, entry.exported,
                json.dumps(entry.watched),
                record.shingles, record.stamp, _to_json(record.excerpts),
            )
            for record in records
            for entry in [record.entry]
        ]  # fmt: skip
        places = ", ".join("?" * 18)
        rows = [tuple(map(_storable, row)) for row in rows]
        texts = [(r.entry.path, r.searched) for r in records if r.searched is not None]

        def write(database: sqlite3.Connection) -> None:
            with database:
                database.executemany(f"insert or replace into articles values ({places})", rows)
                text_index.drop(database, (record.entry.path for record in records))
                text_index.put(database, texts)

        self._run(write)

    def drop(self, paths: Iterable[Path]) -> None:
        """Delete the records of articles that do not exist any more."""
        gone = list(paths)

        def write(database: sqlite3.Connection) -> None:
            with database:
                rows = [(os.fsencode(path),) for path in gone]
                database.executemany("delete from articles where path = ?", rows)
                text_index.drop(database, gone)
                text_index.compact(database)

        self._run(write)

    def candidates(self, expression: Expression) -> dict[Path, int]:
        """The numbers of the texts that may match `expression`, by path."""
        return self._run(lambda database: text_index.candidates(database, expression)) or {}

    def text(self, number: int) -> StoredText | None:
        """The text with a number from `candidates`, or None if it was replaced meanwhile."""
        return self._run(lambda database: text_index.read(database, number))

    def learn(self, sha256_text: str, entities: Sequence[Entity]) -> None:
        """Store the people, organisations and places in the text with this hash."""
        found = [
            [e.name, e.kind.value, len(e.mentions), e.subkind, e.aliases]
            for e in entities
            if e.kind in KINDS
        ]
        places = [
            [e.roles, [offset for span in e.mentions for offset in (span.start, span.end)]]
            for e in entities
            if e.kind in KINDS
        ]
        row = (sha256_text, json.dumps(found), zlib.compress(json.dumps(places).encode()))
        self._change("insert or replace into names values (?, ?, ?)", [row])

    def names(self) -> Mapping[str, list[NameCount]]:
        """The people, organisations and places in each text that was analysed, by its hash."""
        return dict(self._rows("select sha256_text, found from names", (), _names))

    def mentions(self, sha256_text: str) -> list[Named]:
        """The people, organisations and places in the text with this hash, with their mentions."""
        sql = "select found, mentions from names where sha256_text = ?"
        return [each for row in self._rows(sql, (sha256_text,), _named) for each in row]

    def text_at(self, path: Path) -> StoredText | None:
        """The text of the article at `path`, or None if it is not known."""
        return self._run(lambda database: text_index.read_at(database, path))

    def analysed(self) -> frozenset[str]:
        """The hashes of the texts in `names`."""
        return frozenset(self._rows("select sha256_text from names", (), _text))

    def close(self) -> None:
        """Close the database; later changes are ignored."""
        with self._lock:
            self._database.close()

    def _rows(
        self, sql: str, values: tuple[object, ...], parse: Callable[..., Result]
    ) -> list[Result]:
        """The rows as `parse` returns them, which raises `_UNREADABLE` for a damaged one."""

        def read(database: sqlite3.Connection) -> list[Result]:
            return [parse(*row) for row in database.execute(sql, values)]

        return self._run(read) or []

    def _change(self, sql: str, rows: Sequence[tuple[object, ...]]) -> None:
        def write(database: sqlite3.Connection) -> None:
            with database:
                database.executemany(sql, rows)

        self._run(write)

    def _run(self, operation: Callable[[sqlite3.Connection], Result]) -> Result | None:
        """The result of `operation`, or None; a damaged file is replaced and tried once more."""
        with self._lock:
            try:
                return operation(self._database)
            except (sqlite3.DatabaseError, *_UNREADABLE) as error:
                if isinstance(error, sqlite3.DatabaseError) and not _is_damage(error):
                    return None
                self._database.close()
                self._remove()
                self._database = self._open()
            try:
                return operation(self._database)
            except (sqlite3.DatabaseError, *_UNREADABLE):
                return None

    def _open(self) -> sqlite3.Connection:
        """The database: a new one if the file is damaged, one in memory if there can be no file."""
        with contextlib.suppress(OSError):
            make_private_folder(self._path.parent)
            make_private_file(self._path)
        for _attempt in range(2):
            try:
                return _connect(str(self._path))
            except sqlite3.DatabaseError as error:
                if not _is_damage(error):
                    break
                self._remove()
        return _connect(":memory:")

    def _remove(self) -> None:
        for name in (self._path.name, f"{self._path.name}-journal"):
            with contextlib.suppress(OSError):
                self._path.with_name(name).unlink()


def _is_damage(error: sqlite3.DatabaseError) -> bool:
    """Whether the file is damaged; other errors mean that it is busy, full, read-only or closed."""
    if type(error) is sqlite3.OperationalError:  # an error of the tables, or text that is not UTF-8
        return getattr(error, "sqlite_errorcode", _SQLITE_ERROR) == _SQLITE_ERROR
    return type(error) is sqlite3.DatabaseError


def _connect(name: str) -> sqlite3.Connection:
    """A connection to tables of this version. Raises sqlite3.DatabaseError for other files."""
    database = sqlite3.connect(name, timeout=_WAIT_SECONDS, check_same_thread=False)
    try:
        database.execute("pragma synchronous = off")  # a cache may be lost in a power cut
        (version,) = database.execute("pragma user_version").fetchone()
        if version != VERSION or not (
            _has(database, "articles", *_COLUMNS) and _has(database, *text_index.COLUMNS)
        ):
            known = _NAMES_SINCE <= version <= VERSION and _has(database, *_NAMES)
            _make_tables(database, keep="names" if known else "")
        elif not _has(database, *_NAMES):
            _make_tables(database)
    except sqlite3.DatabaseError:
        database.close()
        raise
    except _UNREADABLE as error:  # names of tables that are not UTF-8
        database.close()
        raise sqlite3.DatabaseError(str(error)) from error
    return database


def _make_tables(database: sqlite3.Connection, keep: str = "") -> None:
    """Drop all tables except `keep`, and create those that are missing."""
    tables = """
        select name from sqlite_master where type = 'table' and name <> ?
        and name not like 'sqlite~_%' escape '~' order by sql not like 'create virtual%'
    """
    for (table,) in database.execute(tables, (keep,)).fetchall():
        quoted = table.replace('"', '""')
        database.execute(f'drop table if exists "{quoted}"')  # a virtual table has some of its own
    database.executescript(_TABLES)
    text_index.create(database)


def _has(database: sqlite3.Connection, table: str, *columns: str) -> bool:
    try:
        database.execute(f"select {', '.join(columns)} from {table} limit 0")
    except sqlite3.OperationalError:
        return False
    return True


_BELOW = "(path = ? or path > ? and path < ?)"


def _below(root: Path) -> tuple[bytes, bytes, bytes]:
    """The values for `_BELOW`: the file itself, or paths that begin with the folder and a slash."""
    name = os.fsencode(root).rstrip(b"/")
    return name, name + b"/", name + b"0"  # 0 follows the slash


def _path(value: object) -> Path:
    if not isinstance(value, bytes):
        raise TypeError("a path that is not in bytes")
    return Path(os.fsdecode(value))


def _storable(value: object) -> object:
    """`value`, without lone surrogates, which SQLite does not take."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("a text that is none")
    return value


def _number(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError("a number that is none")
    return value


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError("a list that is none")
    return tuple(map(_text, value))


def _entry(path: object, *fields: object) -> tuple[ArticleEntry, str]:
    sha256_text, title, author, source, published, day = map(_text, fields[:6])
    length, highlights, notes, orphans = map(_number, fields[6:10])
    problem, last, exported, watched, stamp = fields[10:]
    entry = ArticleEntry(
        _path(path), sha256_text, title, author, source, published, day,
        length, highlights, notes, orphans,
        _text(problem), _number(last), bool(exported), _texts(json.loads(_text(watched))),
    )  # fmt: skip
    return entry, _text(stamp)


def _sample(path: object, sample: object) -> tuple[Path, bytes]:
    return _path(path), sample if isinstance(sample, bytes) else b""


def _names(sha256_text: object, found: object) -> tuple[str, list[NameCount]]:
    return _text(sha256_text), [
        NameCount(_text(name), Kind(kind), _number(count), _text(subkind), _texts(aliases))
        for name, kind, count, subkind, aliases in json.loads(_text(found))
    ]


def _named(found: object, mentions: object) -> list[Named]:
    if not isinstance(mentions, bytes):
        raise TypeError("mentions that are none")
    names, places = json.loads(_text(found)), json.loads(zlib.decompress(mentions))
    return [
        Named(
            _text(name),
            Kind(kind),
            _text(subkind),
            _texts(aliases),
            _texts(roles),
            tuple(map(Span, offsets[::2], offsets[1::2])),
        )
        for (name, kind, _count, subkind, aliases), (roles, offsets) in zip(
            names, places, strict=True
        )
    ]


def _to_json(excerpts: Iterable[NoteExcerpt]) -> str:
    rows = [[e.id, e.start, e.quote, e.note, list(e.tags), e.colour, e.state] for e in excerpts]
    return json.dumps(rows) if rows else ""


def _excerpts(path: object, written: object) -> list[NoteExcerpt]:
    article = _path(path)
    return [
        NoteExcerpt(
            article, _text(id_), _number(start), _text(quote), _text(note), _texts(tags),
            Colour(colour), HighlightState(state),
        )
        for id_, start, quote, note, tags, colour, state in json.loads(_text(written))
    ]  # fmt: skip
