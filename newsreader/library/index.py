"""The index of the library: a cache of what was found out about each article.

A damaged index is replaced, and filled again from the articles. It is an SQLite database because
one article changes at a time, and because several processes write it.
"""

from __future__ import annotations

import json
import os
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from newsreader.entities.entity import Entity
from newsreader.errors import IndexAccessError
from newsreader.library import text_index
from newsreader.library.article_entry import (
    ArticleEntry,
    NameCount,
    NoteExcerpt,
    Record,
    StoredEntity,
    StoredQuotation,
)
from newsreader.library.database import FIELDS, Database
from newsreader.library.index_rows import (
    article_row,
    called_row,
    entry_of,
    excerpts_of,
    marks_of,
    mentions_of,
    names_of,
    names_row,
    path_of,
    quotations_of,
    sample_of,
    storable,
    text_of,
)
from newsreader.library.text_index import Candidates, StoredText
from newsreader.sidecar.paths import SUFFIX
from newsreader.text.query_expression import Expression

Result = TypeVar("Result")


class Index:
    """Entries and texts by path, and names by the hash of the text.

    Safe to use from any thread. What cannot be read is missing, and what cannot be written is lost
    at the end of the program, except that a search raises an error.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    @classmethod
    def open(cls, path: Path) -> Index:
        """The index in the file at `path`, which is made if there is none."""
        return cls(Database.open(path))

    @property
    def generation(self) -> int:
        """How often the index was lost and begun again, since the program was started."""
        return self._database.generation

    @property
    def problem(self) -> str:
        """A sentence that says why something could not be stored, "" if all was."""
        return self._database.problem

    def look(self) -> None:
        """Begin again if the file was deleted."""
        self._database.look()

    def entries(self, roots: Iterable[Path]) -> list[tuple[ArticleEntry, str]]:
        """The articles at and below `roots`, with their stamps."""
        wanted = f"select {FIELDS}, stamp from articles where {_BELOW}"
        return [row for root in roots for row in self._rows(wanted, _below(root), entry_of)]

    def shingles(self, roots: Iterable[Path]) -> dict[Path, bytes]:
        """The shingles of the articles at and below `roots`."""
        wanted = f"select path, shingles from articles where {_BELOW}"
        return dict(row for root in roots for row in self._rows(wanted, _below(root), sample_of))

    def excerpts(self, roots: Iterable[Path]) -> list[NoteExcerpt]:
        """The highlights on the articles at and below `roots`."""
        wanted = f"select path, excerpts from articles where {_BELOW} and excerpts <> ''"
        found = [row for root in roots for row in self._rows(wanted, _below(root), excerpts_of)]
        return [excerpt for of_article in found for excerpt in of_article]

    def excerpts_on(self, path: Path) -> list[NoteExcerpt]:
        """The highlights on the article at `path`."""
        wanted = "select path, excerpts from articles where path = ? and excerpts <> ''"
        found = self._rows(wanted, (os.fsencode(path),), excerpts_of)
        return found[0] if found else []

    def sidecars(self) -> list[Path]:
        """The sidecars without an article, as they were when their folders were last read."""
        found = self._rows("select path from articles where length = 0", (), path_of)
        return [path for path in found if path.name.endswith(SUFFIX)]

    def put(self, found: Iterable[Record]) -> None:
        """Store records, in place of those with the same paths."""
        records = list(found)
        rows = list(map(article_row, records))
        places = ", ".join("?" * 20)
        texts = [
            text_index.prepared(record.entry.path, record.searched)
            for record in records
            if record.searched is not None
        ]

        def write(database: sqlite3.Connection) -> None:
            database.executemany(f"insert or replace into articles values ({places})", rows)
            text_index.drop(database, (record.entry.path for record in records))
            text_index.put(database, texts)

        self._database.write(write)

    def drop(self, paths: Iterable[Path]) -> None:
        """Delete the records of articles that do not exist any more."""
        gone = list(paths)

        def write(database: sqlite3.Connection) -> None:
            rows = [(os.fsencode(path),) for path in gone]
            database.executemany("delete from articles where path = ?", rows)
            text_index.drop(database, gone)
            text_index.compact(database)

        self._database.write(write)

    def candidates(self, expression: Expression) -> Candidates:
        """The texts that may match `expression`. Raises IndexAccessError."""
        found = self._database.read(lambda database: text_index.candidates(database, expression))
        return found or Candidates({}, ())

    def text(self, number: int) -> StoredText | None:
        """The text with a number from `candidates`, or None if it was replaced meanwhile.

        Raises IndexAccessError.
        """
        return self._database.read(lambda database: text_index.read(database, number))

    def text_at(self, path: Path) -> StoredText | None:
        """The text of the article at `path`, or None. Raises IndexAccessError."""
        return self._database.read(lambda database: text_index.read_at(database, path))

    def learn(
        self, sha256_text: str, entities: Sequence[Entity], marks: bytes | None = None
    ) -> None:
        """Store the people, organisations and places in the text with this hash.

        `marks` are its words, as `Words.marks` has them.
        """
        row = names_row(sha256_text, entities)
        called = called_row(*names_of(*row[:2]))
        drop = "delete from quotations where sha256_text = ?"
        sql = "insert or replace into names values (?, ?, ?)"

        def write(database: sqlite3.Connection) -> None:
            database.execute(drop, (sha256_text,))
            database.execute(sql, row)
            database.execute("insert or replace into called values (?, ?)", called)
            if marks is not None:
                words = "insert or replace into words values (?, ?)"
                database.execute(words, (sha256_text, zlib.compress(marks)))

        self._database.write(write)

    def words(self, sha256_text: str) -> bytes | None:
        """The marks of the words in the text with this hash; None if they are not known."""
        sql = "select marks from words where sha256_text = ?"
        return next(iter(self._rows(sql, (sha256_text,), marks_of)), None)

    def names(self) -> Mapping[str, list[NameCount]]:
        """The people, organisations and places in each text that was analysed, by its hash."""
        return dict(self._rows("select sha256_text, found from names", (), names_of))

    def names_in(self, sha256_text: str) -> list[NameCount]:
        """The people, organisations and places in the text with this hash."""
        sql = "select sha256_text, found from names where sha256_text = ?"
        return dict(self._rows(sql, (sha256_text,), names_of)).get(sha256_text, [])

    def naming(self, words: Iterable[str]) -> frozenset[str]:
        """The hashes of the texts with a name that contains one of `words`, which are folded."""
        sql = "select sha256_text from called where instr(words, ?)"
        return frozenset(
            found for word in words for found in self._rows(sql, (storable(word),), text_of)
        )

    def labelled(self, parts: Iterable[str]) -> frozenset[Path]:
        """The articles with labels on their highlights that contain one of `parts`."""
        sql = "select path from articles where instr(labels, ?)"
        return frozenset(
            found for part in parts for found in self._rows(sql, (storable(part),), path_of)
        )

    def quotations(self, sha256_text: str) -> list[StoredQuotation] | None:
        """The quotations in the text with this hash; None if they were not looked for."""
        sql = "select found from quotations where sha256_text = ?"
        return next(iter(self._rows(sql, (sha256_text,), quotations_of)), None)

    def keep_quotations(self, sha256_text: str, found: Iterable[StoredQuotation]) -> None:
        """Store the quotations in the text with this hash, until its names are read again."""
        row = (sha256_text, json.dumps(list(found)))
        sql = "insert or replace into quotations values (?, ?)"
        self._database.write(lambda database: database.execute(sql, row))

    def mentions(self, sha256_text: str) -> list[StoredEntity]:
        """The people, organisations and places in the text with this hash, with their mentions."""
        sql = "select found, mentions from names where sha256_text = ?"
        return [each for row in self._rows(sql, (sha256_text,), mentions_of) for each in row]

    def analysed(self) -> frozenset[str]:
        """The hashes of the texts in `names`."""
        return frozenset(self._rows("select sha256_text from names", (), text_of))

    def close(self) -> None:
        """Close the database; later changes are ignored."""
        self._database.close()

    def _rows(
        self, sql: str, values: tuple[object, ...], parse: Callable[..., Result]
    ) -> list[Result]:
        """The rows as `parse` returns them, which raises UNREADABLE for a damaged one."""

        def read(database: sqlite3.Connection) -> list[Result]:
            return [parse(*row) for row in database.execute(sql, values)]

        try:
            return self._database.read(read) or []
        except IndexAccessError:
            return []


_BELOW = "(path = ? or path > ? and path < ?)"


def _below(root: Path) -> tuple[bytes, bytes, bytes]:
    """The values for `_BELOW`: the file itself, or paths that begin with the folder and a slash."""
    name = os.fsencode(root).rstrip(b"/")
    return name, name + b"/", name + b"0"  # 0 follows the slash
