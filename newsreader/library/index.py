"""Index: what was found out about articles, kept in the cache so that it need not be again.

Never the truth: whatever is wrong with the file, it is made anew from the articles. SQLite and not
one plain file, because a single article changes at a time and other windows write too.
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

from newsreader.entities.entity import Entity, Kind
from newsreader.library.article_entry import ArticleEntry, NameCount, NoteExcerpt, Record
from newsreader.notebook.colour import Colour
from newsreader.notebook.highlight import HighlightState

VERSION = 4
"""Of the tables, and of everything that is worked out for them; another one is made anew."""

_NAMES_SINCE = 4
"""The version from which on the names can be read: they are not worked out but met by reading."""

KINDS = (Kind.PER, Kind.ORG)
"""Whose appearances are kept."""

_WAIT_SECONDS = 2.0
_FIELDS = (
    "path, sha256_text, title, author, source, published, length,"
    " highlights, notes, orphans, problem, last, exported, watched"
)
_COLUMNS = (_FIELDS, "likeness", "stamp", "excerpts")
_NAMES = ("names", "sha256_text", "found")
_TABLES = f"""
create table articles ({", ".join(_COLUMNS)}, primary key (path)) without rowid;
create table if not exists names (sha256_text primary key, found) without rowid;
pragma user_version = {VERSION};
"""

Result = TypeVar("Result")


class Index:
    """Entries by path, and people and organisations by the sha256_text of the text.

    May be used from any thread. Nothing fails: what cannot be read is not there, and what cannot be
    written is forgotten when the program ends.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._database = self._opened()

    def entries(self, roots: Iterable[Path]) -> list[tuple[ArticleEntry, str]]:
        """The articles at and below `roots`, each with its stamp."""
        rows: list[tuple[ArticleEntry, str]] = []
        for root in roots:
            wanted = f"select {_FIELDS}, stamp from articles where {_BELOW}"
            for path, *fields, exported, watched, stamp in self._rows(wanted, _below(root)):
                names = tuple(json.loads(str(watched)))
                entry = ArticleEntry(_path(path), *fields)  # type: ignore[arg-type]
                entry = replace(entry, exported=bool(exported), watched=names)
                rows.append((entry, str(stamp)))
        return rows

    def likenesses(self, roots: Iterable[Path]) -> dict[Path, bytes]:
        """The samples of the articles at and below `roots`, for those who look for reprints."""
        wanted = f"select path, likeness from articles where {_BELOW}"
        return {
            _path(path): likeness
            for root in roots
            for path, likeness in self._rows(wanted, _below(root))
            if isinstance(likeness, bytes)
        }

    def excerpts(self, roots: Iterable[Path]) -> list[NoteExcerpt]:
        """The highlights on the articles at and below `roots`."""
        found: list[NoteExcerpt] = []
        wanted = f"select path, excerpts from articles where {_BELOW} and excerpts <> ''"
        for root in roots:
            for path, written in self._rows(wanted, _below(root)):
                found += _excerpts(_path(path), written)
        return found

    def put(self, records: Iterable[Record]) -> None:
        """Keep `records`, each in the place of what stood under its path."""
        rows = [
            (
                os.fsencode(entry.path), entry.sha256_text, entry.title, entry.author,
                entry.source, entry.published, entry.length, entry.highlights, entry.notes,
                entry.orphans, entry.problem, entry.last, entry.exported, json.dumps(entry.watched),
                record.likeness, record.stamp, _written(record.excerpts),
            )
            for record in records
            for entry in [record.entry]
        ]  # fmt: skip
        places = ", ".join("?" * 17)
        self._change(f"insert or replace into articles values ({places})", rows)

    def drop(self, paths: Iterable[Path]) -> None:
        """Forget articles that are not there any more."""
        self._change("delete from articles where path = ?", [(os.fsencode(p),) for p in paths])

    def learn(self, sha256_text: str, entities: Iterable[Entity]) -> None:
        """Keep who appears in the text with this sha256_text."""
        found = [
            [e.name, e.kind.value, len(e.mentions), e.subkind] for e in entities if e.kind in KINDS
        ]
        row = (sha256_text, json.dumps(found))
        self._change("insert or replace into names values (?, ?)", [row])

    def names(self) -> Mapping[str, list[NameCount]]:
        """Who appears in each text that was read to its end, with how often, by sha256_text."""
        return {
            str(sha256_text): [
                NameCount(name, Kind(kind), *more) for name, kind, *more in json.loads(str(found))
            ]
            for sha256_text, found in self._rows("select sha256_text, found from names", ())
        }

    def met(self) -> frozenset[str]:
        """The hashes of the texts of which `names` knows who appears in them."""
        return frozenset(str(row[0]) for row in self._rows("select sha256_text from names", ()))

    def close(self) -> None:
        with self._lock:
            self._database.close()

    def _rows(self, words: str, values: tuple[object, ...]) -> list[tuple[object, ...]]:
        def read(database: sqlite3.Connection) -> list[tuple[object, ...]]:
            return database.execute(words, values).fetchall()

        return self._do(read) or []

    def _change(self, words: str, rows: Sequence[tuple[object, ...]]) -> None:
        def write(database: sqlite3.Connection) -> None:
            with database:
                database.executemany(words, rows)

        self._do(write)

    def _do(self, deed: Callable[[sqlite3.Connection], Result]) -> Result | None:
        """Do `deed`; a broken file is made anew, once, and one that is busy is left alone."""
        with self._lock:
            try:
                return deed(self._database)
            except sqlite3.DatabaseError as error:
                # Its own kind alone says that the file is broken; the kinds below it say that
                # it is busy, full or read-only, or closed because the program ends.
                if type(error) is not sqlite3.DatabaseError:
                    return None
                self._database.close()
                self._remove()
                self._database = self._opened()
            try:
                return deed(self._database)
            except sqlite3.DatabaseError:
                return None

    def _opened(self) -> sqlite3.Connection:
        """The file's tables; new ones where it cannot be read; in memory where it cannot be."""
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
    """A connection to tables of this version. Raises sqlite3.DatabaseError for another file."""
    database = sqlite3.connect(name, timeout=_WAIT_SECONDS, check_same_thread=False)
    try:
        database.execute("pragma synchronous = off")  # a cache: a power cut may cost it
        (version,) = database.execute("pragma user_version").fetchone()
        if version != VERSION or not _has(database, "articles", *_COLUMNS):
            known = _NAMES_SINCE <= version <= VERSION and _has(database, *_NAMES)
            _make_tables(database, but="names" if known else "")
        elif not _has(database, *_NAMES):
            _make_tables(database)
    except sqlite3.DatabaseError:
        database.close()
        raise
    return database


def _make_tables(database: sqlite3.Connection, but: str = "") -> None:
    """Make the tables anew, `but` the one of that name."""
    tables = "select name from sqlite_master where type = 'table' and name <> ?"
    for (table,) in database.execute(tables, (but,)).fetchall():
        quoted = table.replace('"', '""')
        database.execute(f'drop table "{quoted}"')
    database.executescript(_TABLES)


def _has(database: sqlite3.Connection, table: str, *columns: str) -> bool:
    try:
        database.execute(f"select {', '.join(columns)} from {table} limit 0")
    except sqlite3.OperationalError:
        return False
    return True


_BELOW = "(path = ? or path > ? and path < ?)"


def _below(root: Path) -> tuple[bytes, bytes, bytes]:
    """The values of `_BELOW`: the file itself, or what begins with the folder and a slash."""
    name = os.fsencode(root).rstrip(b"/")
    return name, name + b"/", name + b"0"  # 0 follows the slash


def _path(written: object) -> Path:
    return Path(os.fsdecode(written if isinstance(written, bytes) else b""))


def _written(excerpts: Iterable[NoteExcerpt]) -> str:
    rows = [[e.id, e.start, e.quote, e.note, list(e.tags), e.colour, e.state] for e in excerpts]
    return json.dumps(rows) if rows else ""


def _excerpts(path: Path, written: object) -> Iterator[NoteExcerpt]:
    for id_, start, quote, note, tags, colour, state in json.loads(str(written)):
        yield NoteExcerpt(
            path, id_, start, quote, note, tuple(tags), Colour(colour), HighlightState(state)
        )
