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
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from newsreader.directories import directories
from newsreader.entities.entity import Entity
from newsreader.entities.kind import Kind
from newsreader.library import text_index
from newsreader.library.article_entry import ArticleEntry, NameCount, NoteExcerpt, Record
from newsreader.library.text_index import StoredText
from newsreader.notebook.colour import Colour
from newsreader.notebook.highlight import HighlightState
from newsreader.text.query_language import Expression

VERSION = 7
"""Version of the tables and of what they hold; the tables of another version are dropped."""

_NAMES_SINCE = 7
"""The first version whose names can be kept: they are known only from reading the articles."""

KINDS = (Kind.PER, Kind.ORG, Kind.LOC)
"""The kinds of entities that are kept."""

_WAIT_SECONDS = 2.0
_FIELDS = (
    "path, sha256_text, title, author, source, published, day, length,"
    " highlights, notes, orphans, problem, last, exported, watched"
)
_COLUMNS = (_FIELDS, "shingles", "stamp", "excerpts")
_NAMES = ("names", "sha256_text", "found")
_TABLES = f"""
create table articles ({", ".join(_COLUMNS)}, primary key (path)) without rowid;
create table if not exists names (sha256_text primary key, found) without rowid;
pragma user_version = {VERSION};
"""

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
        rows: list[tuple[ArticleEntry, str]] = []
        for root in roots:
            wanted = f"select {_FIELDS}, stamp from articles where {_BELOW}"
            for path, *fields, exported, watched, stamp in self._rows(wanted, _below(root)):
                names = tuple(json.loads(str(watched)))
                entry = ArticleEntry(_path(path), *fields)  # type: ignore[arg-type]
                entry = replace(entry, exported=bool(exported), watched=names)
                rows.append((entry, str(stamp)))
        return rows

    def shingles(self, roots: Iterable[Path]) -> dict[Path, bytes]:
        """The shingles of the articles at and below `roots`."""
        wanted = f"select path, shingles from articles where {_BELOW}"
        return {
            _path(path): sample
            for root in roots
            for path, sample in self._rows(wanted, _below(root))
            if isinstance(sample, bytes)
        }

    def excerpts(self, roots: Iterable[Path]) -> list[NoteExcerpt]:
        """The highlights on the articles at and below `roots`."""
        found: list[NoteExcerpt] = []
        wanted = f"select path, excerpts from articles where {_BELOW} and excerpts <> ''"
        for root in roots:
            for path, written in self._rows(wanted, _below(root)):
                found += _excerpts(_path(path), written)
        return found

    def put(self, found: Iterable[Record]) -> None:
        """Store records, in place of those with the same paths."""
        records = list(found)
        rows = [
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

    def learn(self, sha256_text: str, entities: Iterable[Entity]) -> None:
        """Store the people, organisations and places in the text with this hash."""
        found = [
            [e.name, e.kind.value, len(e.mentions), e.subkind, e.aliases]
            for e in entities
            if e.kind in KINDS
        ]
        row = (sha256_text, json.dumps(found))
        self._change("insert or replace into names values (?, ?)", [row])

    def names(self) -> Mapping[str, list[NameCount]]:
        """The people, organisations and places in each text that was analysed, by its hash."""
        return {
            str(sha256_text): [
                NameCount(name, Kind(kind), count, subkind, tuple(aliases))
                for name, kind, count, subkind, aliases in json.loads(str(found))
            ]
            for sha256_text, found in self._rows("select sha256_text, found from names", ())
        }

    def analysed(self) -> frozenset[str]:
        """The hashes of the texts in `names`."""
        return frozenset(str(row[0]) for row in self._rows("select sha256_text from names", ()))

    def close(self) -> None:
        """Close the database; later changes are ignored."""
        with self._lock:
            self._database.close()

    def _rows(self, sql: str, values: tuple[object, ...]) -> list[tuple[object, ...]]:
        def read(database: sqlite3.Connection) -> list[tuple[object, ...]]:
            return database.execute(sql, values).fetchall()

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
            except sqlite3.DatabaseError as error:
                # Only this class itself means that the file is damaged. Its subclasses mean that
                # it is busy, full, read-only or closed.
                if type(error) is not sqlite3.DatabaseError:
                    return None
                self._database.close()
                self._remove()
                self._database = self._open()
            try:
                return operation(self._database)
            except sqlite3.DatabaseError:
                return None

    def _open(self) -> sqlite3.Connection:
        """The database: a new one if the file is damaged, one in memory if there can be no file."""
        with contextlib.suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        for _attempt in range(2):
            try:
                return _connect(str(self._path))
            except sqlite3.OperationalError:
                break
            except sqlite3.DatabaseError:
                self._remove()
        return _connect(":memory:")

    def _remove(self) -> None:
        with contextlib.suppress(OSError):
            self._path.unlink()


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
    return Path(os.fsdecode(value if isinstance(value, bytes) else b""))


def _to_json(excerpts: Iterable[NoteExcerpt]) -> str:
    rows = [[e.id, e.start, e.quote, e.note, list(e.tags), e.colour, e.state] for e in excerpts]
    return json.dumps(rows) if rows else ""


def _excerpts(path: Path, value: object) -> Iterator[NoteExcerpt]:
    for id_, start, quote, note, tags, colour, state in json.loads(str(value)):
        yield NoteExcerpt(
            path, id_, start, quote, note, tuple(tags), Colour(colour), HighlightState(state)
        )
