"""The file of the library's index: two connections to it, and a new file in place of a damaged one.

One connection reads while the other prepares a change; only the moment of a commit is waited for.
SQLite's write-ahead log would spare that too, but it maps a file into memory: where that file is
shortened, or on a network, the program would end with a bus error.
"""

from __future__ import annotations

import contextlib
import sqlite3
import threading
import zlib
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import NamedTuple, TypeVar

from newsreader.errors import IndexAccessError
from newsreader.files.private import make_private_file, make_private_folder
from newsreader.library import text_index
from newsreader.library.index_rows import called_row, names_of
from newsreader.locale import _, reason_of

VERSION = 14
"""Version of the tables and of what they hold; the tables of another version are dropped."""

_KEPT_SINCE = {"names": 8, "words": 12}
"""The first version of which such a table can be kept: it takes long to read the articles."""

FIELDS = (
    "path, sha256_text, title, author, source, published, day, length,"
    " highlights, notes, orphans, problem, last, exported, watched, seen"
)
_TABLES: Mapping[str, str] = {
    "articles": f"({FIELDS}, labels, shingles, stamp, excerpts, primary key (path)) without rowid",
    "names": "(sha256_text primary key, found, mentions)",
    "called": "(sha256_text primary key, words) without rowid",
    "quotations": "(sha256_text primary key, found) without rowid",
    "words": "(sha256_text primary key, marks)",
    text_index.TEXTS: text_index.TEXTS_COLUMNS,
}
"""The columns and keys of the tables."""

UNREADABLE = (ValueError, TypeError, OverflowError, RecursionError, zlib.error)
"""Errors from values that this program has not written."""

_WAIT_SECONDS = 5.0

Result = TypeVar("Result")
Operation = Callable[[sqlite3.Connection], Result]


class _Connection(NamedTuple):
    database: sqlite3.Connection
    lock: threading.Lock


class Database:
    """The database at `path`, in memory if there can be no file. Safe to use from any thread."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._replacing = threading.Lock()
        self.generation = 0
        """How often the file was replaced: what was stored before is lost."""
        self.problem = ""
        """A sentence that says why something could not be stored, "" if all was."""

    @classmethod
    def open(cls, path: Path) -> Database:
        """The database at `path`, which is made if there is none."""
        database = cls(path)
        database._open()
        return database

    def read(self, operation: Operation[Result]) -> Result | None:
        """The result of `operation`, or None when the database is closed or was damaged.

        Raises IndexAccessError if another program holds it too long, or it cannot be read.
        """
        try:
            return self._run(operation, lambda: self._reader)
        except sqlite3.Error as error:
            raise IndexAccessError(_why(error, self._path)) from error

    def write(self, operation: Operation[object]) -> None:
        """Run `operation` in one transaction; a failure is in `problem`, and nothing is stored."""

        def change(database: sqlite3.Connection) -> None:
            with database:
                operation(database)

        self.look()
        try:
            self._run(change, lambda: self._writer)
        except sqlite3.Error as error:
            self.problem = _why(error, self._path)

    def look(self) -> None:
        """Open the file once more if it was deleted or replaced."""
        writer = self._writer
        if self._identity and _identity(self._path) != self._identity:
            self._replace(writer)

    def close(self) -> None:
        """Close the database; later changes are ignored."""
        with self._replacing:
            self._close()

    def _run(
        self, operation: Operation[Result], current: Callable[[], _Connection]
    ) -> Result | None:
        """The result of `operation`; a damaged file is replaced and tried once more."""
        for _attempt in range(2):
            connection = current()
            with connection.lock:
                try:
                    return operation(connection.database)
                except sqlite3.ProgrammingError as error:
                    if "closed" not in str(error):
                        raise
                    if connection is current():
                        return None
                    continue  # it was replaced meanwhile
                except (sqlite3.DatabaseError, *UNREADABLE) as error:
                    if not _is_damage(error, connection.database):
                        raise
            self._replace(connection)
        return None

    def _replace(self, connection: _Connection) -> None:
        """Open a new file in place of that of `connection`, unless another thread has."""
        with self._replacing:
            if connection not in (self._reader, self._writer):
                return
            self._close()
            if _identity(self._path) in (self._identity, ()):
                _remove(self._path)
            self.generation += 1
            self._open()

    def _close(self) -> None:
        for connection in (self._reader, self._writer):
            with connection.lock:
                connection.database.close()

    def _open(self) -> None:
        if not self._path.exists():
            _remove(self._path)  # the journal of a file that was deleted
        with contextlib.suppress(OSError):
            make_private_folder(self._path.parent)
            make_private_file(self._path)
        for _attempt in range(2):
            try:
                self._writer = _Connection(_connect(str(self._path)), threading.Lock())
                self._reader = _Connection(_connect(str(self._path)), threading.Lock())
                self._identity = _identity(self._path)
            except sqlite3.DatabaseError as error:
                if not _is_damage(error):
                    break
                _remove(self._path)
            else:
                return
        self._writer = self._reader = _Connection(_connect(":memory:"), threading.Lock())
        self._identity = ()


def _identity(path: Path) -> tuple[int, ...]:
    """What identifies the file at `path`; empty without a file."""
    try:
        found = path.stat()
    except OSError:
        return ()
    return found.st_dev, found.st_ino


def _remove(path: Path) -> None:
    for ending in ("", "-journal"):
        with contextlib.suppress(OSError):
            path.with_name(path.name + ending).unlink()


def _why(error: sqlite3.Error, path: Path) -> str:
    if getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return _("Another newsreader is busy with the index of the library; try again in a moment.")
    message = _("The index of the library cannot be used ({why}); look at {path}.")
    return message.format(why=reason_of(error), path=path)


def _is_damage(error: Exception, database: sqlite3.Connection | None = None) -> bool:
    """Whether the file is damaged; other errors mean that it is busy, full, or a wrong statement.

    A wrong statement has the code SQLITE_ERROR too, as missing tables have.
    """
    if type(error) is sqlite3.OperationalError:
        code = getattr(error, "sqlite_errorcode", None)
        if code in (None, sqlite3.SQLITE_READONLY_DBMOVED):  # text that is not UTF-8; deleted
            return True
        return code == sqlite3.SQLITE_ERROR and (database is None or not _is_intact(database))
    return not isinstance(error, sqlite3.DatabaseError) or type(error) is sqlite3.DatabaseError


def _connect(name: str) -> sqlite3.Connection:
    """A connection to tables of this version. Raises sqlite3.DatabaseError for other files."""
    database = sqlite3.connect(name, timeout=_WAIT_SECONDS, check_same_thread=False)
    try:
        database.execute("pragma synchronous = off")  # a cache may be lost in a power cut
        database.execute("pragma cache_spill = off")  # a large change would lock readers out
        if not _is_intact(database):
            _make_tables(database)
    except sqlite3.DatabaseError:
        database.close()
        raise
    except UNREADABLE as error:  # names of tables that are not UTF-8
        database.close()
        raise sqlite3.DatabaseError(str(error)) from error
    return database


def _is_intact(database: sqlite3.Connection) -> bool:
    """Whether the tables are those of this version."""
    (version,) = database.execute("pragma user_version").fetchone()
    known = _definitions(database)
    tables = all(known.get(name) == _definition(name) for name in _TABLES)
    return version == VERSION and tables and text_index.is_intact(database)


def _definitions(database: sqlite3.Connection) -> dict[object, object]:
    return dict(database.execute("select name, sql from sqlite_master"))


def _definition(name: str) -> str:
    """The statement that creates the table, as SQLite keeps it."""
    return f"CREATE TABLE {name} {_TABLES[name]}"


def _make_tables(database: sqlite3.Connection) -> None:
    """Create the tables, in place of those of another version; what takes long is kept."""
    database.execute("begin immediate")
    with database:
        if _is_intact(database):  # another program was first
            return
        (version,) = database.execute("pragma user_version").fetchone()
        known = _definitions(database)
        kept = [
            name
            for name, since in _KEPT_SINCE.items()
            if since <= version <= VERSION and known.get(name) == _definition(name)
        ]
        _drop_tables(database, kept)
        for name in _TABLES:
            if name not in kept:
                database.execute(_definition(name))
        text_index.create_pairs(database)
        for row in database.execute("select sha256_text, found from names").fetchall():
            database.execute("insert into called values (?, ?)", called_row(*names_of(*row)))
        database.execute(f"pragma user_version = {VERSION}")


def _drop_tables(database: sqlite3.Connection, kept: Collection[str]) -> None:
    """Drop all tables except `kept`. A virtual table drops some of its own, so it comes first."""
    tables = """
        select name from sqlite_master where type = 'table'
        and name not like 'sqlite~_%' escape '~' order by sql not like 'create virtual%'
    """
    names = [name for (name,) in database.execute(tables)]
    for table in filter(lambda name: name not in kept, names):
        quoted = table.replace('"', '""')
        database.execute(f'drop table if exists "{quoted}"')
