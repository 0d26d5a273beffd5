"""The index keeps records, and replaces a damaged file."""

from __future__ import annotations

import itertools
import random
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from newsreader.entities.entity import Entity
from newsreader.entities.kind import Kind
from newsreader.library.article_entry import ArticleEntry, NameCount, NoteExcerpt, Record
from newsreader.library.index import Index
from newsreader.notebook.colour import Colour
from newsreader.notebook.highlight import HighlightState
from newsreader.text.span import Span

FOLDER = Path("/news")
ENTRY = ArticleEntry(
    FOLDER / "a.txt",
    "f" * 64,
    "标题",
    "林一",
    "新华社",
    "2026年3月8日",
    "2026-03-08",
    length=1200,
    highlights=3,
    notes=2,
    orphans=1,
    last=1100,
)
EXCERPT = NoteExcerpt(
    ENTRY.path, "1", 12, "引文", "想法", ("并购", "x"), Colour.BLUE, HighlightState.ORPHAN
)


def test_records_are_kept_between_runs(tmp_path: Path) -> None:
    index = Index.open(tmp_path / "cache" / "library.db")
    index.put([Record(ENTRY, "stamp", (EXCERPT,))])
    index.close()
    again = Index.open(tmp_path / "cache" / "library.db")
    assert again.entries([FOLDER]) == [(ENTRY, "stamp")]
    assert again.excerpts([FOLDER]) == [EXCERPT]


def test_a_folder_has_the_articles_below_it_and_no_others(tmp_path: Path) -> None:
    index = Index.open(tmp_path / "library.db")
    paths = [Path("/n/a/x.txt"), Path("/n/a b/x.txt"), Path("/n/ab.txt"), Path("/n/a/c/d.txt")]
    index.put(Record(ArticleEntry(path), "") for path in paths)
    assert {e.path for e, _ in index.entries([Path("/n/a")])} == {paths[0], paths[3]}
    assert [e.path for e, _ in index.entries([Path("/n/ab.txt")])] == [paths[2]]
    assert len(index.entries([Path("/")])) == 4


def test_a_file_name_that_is_not_utf8_is_kept(tmp_path: Path) -> None:
    odd = Path("/n/\udcff\udc80.txt")
    index = Index.open(tmp_path / "library.db")
    index.put([Record(ArticleEntry(odd), "")])
    assert [e.path for e, _ in index.entries([Path("/n")])] == [odd]
    index.drop([odd])
    assert index.entries([Path("/n")]) == []


def test_a_damaged_file_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    path.write_bytes(b"this is no database, but long enough to be taken for one" * 99)
    index = Index.open(path)
    index.put([Record(ENTRY, "stamp")])
    assert Index.open(path).entries([FOLDER]) == [(ENTRY, "stamp")]


def test_a_file_that_is_damaged_after_opening_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    index = Index.open(path)
    index.put([Record(ArticleEntry(FOLDER / f"{n}.txt"), "stamp") for n in range(400)])
    index.close()
    data = path.read_bytes()
    path.write_bytes(data[:4096] + b"\xff" * (len(data) - 4096))
    index = Index.open(path)
    index.entries([FOLDER])
    index.put([Record(ENTRY, "stamp")])
    assert (ENTRY, "stamp") in index.entries([FOLDER])


def test_the_tables_of_another_version_are_replaced(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("create table articles (something)")
        other.execute("pragma user_version = 99")
    index = Index.open(path)
    index.put([Record(ENTRY, "stamp")])
    assert index.entries([FOLDER]) == [(ENTRY, "stamp")]


def test_missing_tables_are_created(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    Index.open(path).close()
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("drop table names")
    index = Index.open(path)
    index.learn("print", [Entity("1", "陆知行", Kind.PER, (Span(0, 3),))])
    assert index.names() == {"print": [NameCount("陆知行", Kind.PER, 1)]}


def test_records_after_close_are_lost_and_the_file_is_unchanged(tmp_path: Path) -> None:
    index = Index.open(tmp_path / "library.db")
    index.put([Record(ENTRY, "stamp")])
    index.close()
    index.put([Record(ArticleEntry(FOLDER / "late.txt"), "stamp")])
    assert index.entries([FOLDER]) == []
    assert Index.open(tmp_path / "library.db").entries([FOLDER]) == [(ENTRY, "stamp")]


def test_the_index_is_in_memory_if_there_can_be_no_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    index = Index.open(tmp_path / "file" / "library.db")
    index.put([Record(ENTRY, "stamp")])
    assert index.entries([FOLDER]) == [(ENTRY, "stamp")]


def test_people_and_organisations_are_kept_by_the_hash_of_the_text(tmp_path: Path) -> None:
    index = Index.open(tmp_path / "library.db")
    spans = (Span(0, 3), Span(9, 12))
    index.learn(
        "print",
        [
            Entity("1", "陆知行", Kind.PER, spans),
            Entity("2", "澜川集团", Kind.ORG, spans[:1], "COMPANY"),
            Entity("3", "2026年", Kind.TIME, spans),
        ],
    )
    assert index.names() == {
        "print": [NameCount("陆知行", Kind.PER, 2), NameCount("澜川集团", Kind.ORG, 1, "COMPANY")]
    }


def test_texts_are_found_by_a_part_of_a_name_as_they_were_last_read(tmp_path: Path) -> None:
    index = Index.open(tmp_path / "library.db")
    index.learn("print", [Entity("1", "陸知行", Kind.PER, (Span(0, 3),), aliases=("陆总",))])
    assert index.naming(["知行"]) == index.naming(["没有", "陆总"]) == {"print"}
    assert index.naming(["行\n陆"]) | index.naming(["\ud800"]) <= {"print"}
    index.learn("print", [])
    assert index.naming(["知行"]) == frozenset()


def test_names_are_kept_when_the_table_of_articles_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    with closing(sqlite3.connect(path)) as older, older:
        older.execute("create table articles (path, title, primary key (path))")
        older.execute("create table names (sha256_text primary key, found, mentions)")
        found = '[["陆知行", "PER", 2, "", ["陆总"]], ["临江", "LOC", 1, "", []]]'
        older.execute("insert into names values ('print', ?, '')", (found,))
        older.execute("pragma user_version = 8")
    index = Index.open(path)
    assert index.names() == {
        "print": [
            NameCount("陆知行", Kind.PER, 2, "", ("陆总",)),
            NameCount("临江", Kind.LOC, 1),
        ]
    }
    assert index.naming(["陆总"]) == {"print"}
    index.put([Record(ENTRY, "stamp")])
    index.close()
    assert Index.open(path).entries([FOLDER]) == [(ENTRY, "stamp")]


def test_words_are_kept_with_the_names(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    index = Index.open(path)
    index.learn("print", [], marks=b"marks")
    index.close()
    with closing(sqlite3.connect(path)) as older, older:
        older.execute("drop table articles")
        older.execute("pragma user_version = 12")
    assert Index.open(path).words("print") == b"marks"


def damage(path: Path, column: str, value: object) -> None:
    with closing(sqlite3.connect(path)) as database, database:
        table = "names" if column == "found" else "articles"
        database.execute(f"update {table} set {column} = ?", (value,))


@pytest.mark.parametrize(
    ("column", "value"),
    [
*itertools.product(("watched", "excerpts", "found"), ("[", "7", "[[1]]", 5)),
        *((column, b"\xff") for column in ("title", "watched", "excerpts", "found", "stamp")),
        ("length", "x"), ("path", "x"), ("title", None), ("last", 1.5), ("watched", "[" * 99_999),
    ],
)  # fmt: skip
def test_a_row_that_no_version_has_written_is_damage(
    tmp_path: Path, column: str, value: object
) -> None:
    path = tmp_path / "library.db"
    index = Index.open(path)
    index.put([Record(ENTRY, "stamp", (EXCERPT,))])
    index.learn("f" * 64, [])
    index.close()
    damage(path, column, value)
    again = Index.open(path)
    again.entries([Path("/")])
    again.excerpts([Path("/")])
    again.names()
    again.put([Record(ENTRY, "stamp", (EXCERPT,))])
    assert again.entries([FOLDER]) == [(ENTRY, "stamp")]
    assert again.excerpts([FOLDER]) == [EXCERPT]
    again.close()
    assert Index.open(path).entries([FOLDER]) == [(ENTRY, "stamp")]


def test_any_changed_byte_leaves_an_index_that_works(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    index = Index.open(path)
    index.put([Record(ENTRY, "stamp", (EXCERPT,))])
    index.learn("f" * 64, [])
    index.close()
    whole = path.read_bytes()
    chance = random.Random(17)
    for at in [*range(120), *(chance.randrange(len(whole)) for _ in range(120)), *_words(whole)]:
        path.write_bytes(
            whole[:at] + bytes([whole[at] ^ 1 << chance.randrange(8)]) + whole[at + 1 :]
        )
        again = Index.open(path)
        for read in (again.entries, again.excerpts, again.shingles):
            read([Path("/")])
        again.names()
        again.analysed()
        again.put([Record(ENTRY, "stamp", (EXCERPT,))])
        assert again.entries([FOLDER]) == [(ENTRY, "stamp")] or again.problem
        again.close()


def _words(data: bytes) -> range:
    """The offsets of the statement that created the table of articles."""
    at = data.index(b"CREATE TABLE articles")
    return range(at, at + 60)


def test_the_index_is_for_its_owner_only(tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    folder.mkdir(mode=0o755)
    path = folder / "library.db"
    path.touch(mode=0o644)
    Index.open(path).close()
    assert (folder.stat().st_mode & 0o777, path.stat().st_mode & 0o777) == (0o700, 0o600)


def test_text_that_is_no_unicode_is_not_taken_for_damage(tmp_path: Path) -> None:
    index = Index.open(tmp_path / "library.db")
    index.put([Record(ENTRY, "stamp")])
    index.put([Record(replace(ENTRY, path=Path("/news/b.txt"), title="\udcff"), "stamp")])
    assert len(index.entries([FOLDER])) == 2
