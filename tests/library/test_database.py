"""The file of the index: what happens when it is in use, deleted, or asked a wrong question."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from newsreader.errors import IndexAccessError
from newsreader.library import database as module
from newsreader.library.database import Database

NAMES = "insert into names values (?, '[]', '')"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "library.db"


@pytest.fixture
def database(path: Path) -> Iterator[Database]:
    made = Database.open(path)
    yield made
    made.close()


def names(database: Database) -> list[str] | None:
    return database.read(
        lambda each: [name for (name,) in each.execute("select sha256_text from names order by 1")]
    )


def put(database: Database, name: str) -> None:
    database.write(lambda each: each.execute(NAMES, (name,)))


def test_a_reader_does_not_wait_for_a_writer(database: Database, path: Path) -> None:
    put(database, "a")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("begin immediate")
        other.execute(NAMES, ("b",))
        assert names(database) == ["a"]
        other.execute("commit")
    assert names(database) == ["a", "b"]


def test_a_database_that_is_in_use_is_a_sentence(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_WAIT_SECONDS", 0.05)
    database = Database.open(path)
    put(database, "a")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("begin immediate")
        put(database, "b")
        assert "busy" in database.problem
    assert names(database) == ["a"]
    assert database.generation == 0
    database.close()


def test_a_wrong_statement_deletes_nothing(database: Database, path: Path) -> None:
    put(database, "a")
    with pytest.raises(IndexAccessError, match="no such column"):
        database.read(lambda each: each.execute("select other from names"))
    assert names(database) == ["a"]
    assert database.generation == 0


def test_a_deleted_file_is_begun_again(database: Database, path: Path) -> None:
    put(database, "a")
    path.unlink()
    put(database, "b")
    assert names(database) == ["b"]
    assert database.generation == 1
    with closing(Database.open(path)) as again:
        assert names(again) == ["b"]


def test_a_file_that_another_program_replaced_is_used(database: Database, path: Path) -> None:
    put(database, "a")
    path.unlink()
    with closing(Database.open(path)) as other:
        put(other, "other")
        put(database, "b")
        assert names(database) == names(other) == ["b", "other"]


def test_missing_and_changed_tables_are_damage(path: Path) -> None:
    Database.open(path).close()
    for change in ("drop table pairs", "alter table articles add more", "drop table texts"):
        with closing(sqlite3.connect(path)) as other, other:
            other.execute(change)
        with closing(Database.open(path)) as database:
            put(database, "a")
            assert "a" in (names(database) or ())


def test_two_programs_write_one_file(database: Database, path: Path) -> None:
    with closing(Database.open(path)) as other:
        for n in range(20):
            put(database, f"a{n}")
            put(other, f"b{n}")
        assert len(names(database) or ()) == len(names(other) or ()) == 40


def test_nothing_is_read_after_the_end(database: Database) -> None:
    database.close()
    put(database, "a")
    assert (names(database), database.problem) == (None, "")
