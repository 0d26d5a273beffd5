"""The full-text part of the index finds every text that a query matches."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from itertools import starmap
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.library import text_index
from newsreader.library.text_index import StoredText
from newsreader.text.query_expression import SEPARATOR, Item, Not, QueryWords, all_parts
from newsreader.text.query_language import MOST_BRACKETS, parse
from tests.fakes import NEWS, article_of

TEXTS = {
    Path("/n/a.txt"): StoredText("临江港扩建，投资42亿元", "臨江日報"),
    Path("/n/b.txt"): StoredText("Hello World 与港\n口", "#数据"),
    Path("/n/c.txt"): StoredText("中\u200b国馆，𠮷野家", "a"),
}


def store(database: sqlite3.Connection, texts: Mapping[Path, StoredText]) -> None:
    text_index.put(database, starmap(text_index.prepared, texts.items()))


@pytest.fixture
def database() -> Iterator[sqlite3.Connection]:
    made = sqlite3.connect(":memory:")
    text_index.create(made)
    store(made, TEXTS)
    yield made
    made.close()


def found(database: sqlite3.Connection, query: str) -> str:
    return "".join(sorted(path.stem for path in text_index.candidates(database, parse(query))))


def test_only_texts_with_all_pairs_are_looked_at(database: sqlite3.Connection) -> None:
    assert found(database, "临江港") == "a"
    assert found(database, "臨江") == "a"
    assert found(database, "港口") == "b"
    assert found(database, "中国") == "c"
    assert found(database, "𠮷野家") == "c"
    assert found(database, "world") == "b"
    assert found(database, "港") == "ab"
    assert found(database, "馆") == "c"
    assert found(database, "临江 OR world") == "ab"
    assert found(database, "港 -扩建") == "ab"
    assert found(database, "没有") == ""


def test_what_cannot_be_narrowed_looks_at_all_texts(database: sqlite3.Connection) -> None:
    for query in ("", "re:港", "name:港", "，", "-港", "after:2026", "港 OR re:x"):
        assert found(database, query) == "abc"


def test_texts_without_a_word_of_the_query_are_known(database: sqlite3.Connection) -> None:
    def worded(query: str) -> str:
        made = text_index.candidates(database, parse(query))
        found = (path.stem for path, number in made.items() if made.may_have_words(number))
        return "".join(sorted(found))

    assert worded("-港口") == worded("-(港口 OR 没有)") == worded("is:unread OR 港口") == "b"
    assert worded("-没有") == worded("is:unread") == ""
    for query in ("-re:港", "-，", "港口 OR -re:x"):
        assert worded(query) == "abc"


def test_a_text_is_read_as_it_was_stored(database: sqlite3.Connection) -> None:
    for path, number in text_index.candidates(database, parse("")).items():
        assert text_index.read(database, number) == TEXTS[path]
    assert text_index.read(database, 99) is None


def test_a_replaced_text_is_not_found_any_more(database: sqlite3.Connection) -> None:
    path = Path("/n/a.txt")
    store(database, {path: StoredText("另一篇")})
    assert found(database, "临江") == ""
    assert found(database, "另一篇") == "a"
    text_index.drop(database, [path])
    assert found(database, "") == "bc"


def test_the_index_is_made_again_when_most_of_it_is_about_replaced_texts(
    database: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(text_index, "_LEAST_DEAD", 0)
    for _time in range(20):
        store(database, {Path("/n/a.txt"): StoredText("港的新一版")})
    text_index.compact(database)
    assert found(database, "新一版") == "a"
    assert found(database, "港口") == "b"
    sql = "select count(*) from pairs where pairs match ?"
    assert database.execute(sql, ('"一版"',)).fetchone() == (1,)


def test_without_fts5_every_text_is_looked_at() -> None:
    made = sqlite3.connect(":memory:")
    text_index.create(made)
    made.execute("drop table pairs")
    store(made, TEXTS)
    assert found(made, "港口") == "abc"
    made.close()


def test_page_furniture_and_the_gaps_between_paragraphs_are_not_searched() -> None:
    article = article_of(NEWS)
    stored = StoredText.of(article, ["临江日报", "想法"])
    assert len(stored.text) == article.length
    assert "微信" not in stored.text
    assert "\n" not in stored.text
    start = article.text.index("双方将")
    assert stored.paragraph_at(start).of(stored.text).startswith("临江市市长闻一舟")
    assert stored.more == f"临江日报{SEPARATOR}想法"


@settings(max_examples=200)
@given(
    st.text(alphabet="港口国國ABab1１ ，。\n\u200b·-", max_size=30),
    st.text(alphabet="港口国國ABab1１，·-", min_size=1, max_size=5),
)
def test_no_text_that_matches_is_left_out(text: str, words: str) -> None:
    made = sqlite3.connect(":memory:")
    text_index.create(made)
    store(made, {Path("x"): StoredText(text)})
    expression = parse(words)
    item = Item(texts=(text,))
    if expression.matches(item):
        assert text_index.candidates(made, expression)
    if any(isinstance(part, QueryWords) and part.matches(item) for part in all_parts(expression)):
        for found in (expression, Not(expression)):
            numbers = text_index.candidates(made, found)
            assert all(map(numbers.may_have_words, numbers.values()))
    made.close()


def test_the_deepest_query_can_be_looked_up(database: sqlite3.Connection) -> None:
    assert found(database, "(临江 港 OR 数据 " * MOST_BRACKETS + "江港") == "a"
