"""The terms and names of articles, as a table that can be filled in and read as a glossary."""

from __future__ import annotations

import json
from pathlib import Path

from newsreader.article.loader import read_article
from newsreader.article.own_export import is_exported
from newsreader.entities.entity import Entity
from newsreader.entities.kind import Kind
from newsreader.lookup.glossary import NAME, Glossary, Term
from newsreader.lookup.glossary_file import put_term, read_glossary
from newsreader.lookup.term_table import MISSING, WRITERS, TermTable
from newsreader.text.span import Span

TEXT = "临江市降准\n\n临江市人民银行宣布降准，市场等待降准。\n"
ARTICLE = read_article(TEXT.encode(), "a.txt")
GLOSSARY = Glossary(
    [Term("降准", "RRR cut", "monetary policy"), Term("市场", ""), Term("临江", "Linjiang")]
)


def entity(name: str, kind: Kind, *starts: int, aliases: tuple[str, ...] = ()) -> Entity:
    mentions = tuple(Span(start, start + len(name)) for start in starts)
    return Entity(name, name, kind, mentions, aliases=aliases)


ENTITIES = (
    entity("临江市", Kind.LOC, 0, aliases=("临江",)),
    entity("临江市人民银行", Kind.ORG, TEXT.index("临江市人")),
    entity("三月", Kind.TIME, 3),
)


def made(*articles: str) -> TermTable:
    table = TermTable()
    for name in articles:
        table.add(ARTICLE._replace(name=name), ENTITIES, GLOSSARY)
    return table


def test_terms_and_names_in_the_order_of_the_text_with_what_is_missing() -> None:
    rows = {row.term: row for row in made("a.txt").rows}
    assert list(rows) == ["临江市", "临江", "降准", "临江市人民银行", "市场"]
    assert rows["降准"][:7] == ("降准", "RRR cut", "monetary policy", "", "term", 3, 1)
    assert rows["降准"].sentence == "临江市降准"
    assert (rows["市场"].state, rows["市场"].kind) == (MISSING, "term")
    assert rows["临江市"][1:5] == ("", "临江 = Linjiang", MISSING, "LOC")
    assert rows["临江市人民银行"].sentence == "临江市人民银行宣布降准，市场等待降准。"


def test_a_name_that_is_a_term_is_one_row() -> None:
    table = TermTable()
    table.add(ARTICLE, ENTITIES, Glossary([Term("临江市", "Linjiang")]))
    assert [row[:5] for row in table.rows if row.term == "临江市"] == [
        ("临江市", "Linjiang", "", "", "LOC")
    ]


def test_many_articles_are_one_table() -> None:
    (row,) = (row for row in made("a.txt", "b.txt").rows if row.term == "降准")
    assert (row.count, row.articles, row.file) == (6, 2, "a.txt")


def test_the_table_is_filled_in_and_read_as_a_glossary(tmp_path: Path) -> None:
    path = tmp_path / NAME
    path.write_text(WRITERS["tsv"](made("a.txt").rows), "utf-8")
    put_term(path, Term("市场", "market"), Term("市场"))
    entries = {term.term: term.translation for _line, term in read_glossary(path).entries}
    assert entries["市场"] == "market"
    assert entries["降准"] == "RRR cut"
    assert entries["临江市"] == ""
    assert path.read_text("utf-8").count("\tmissing\t") == 3


def test_json_and_markdown() -> None:
    rows = made("a.txt").rows
    first = json.loads(WRITERS["json"](rows))["terms"][0]
    assert (first["term"], first["translation"], first["count"]) == ("临江市", None, 1)
    assert "| 市场 | **missing** |  | term | 1 |" in WRITERS["markdown"](rows)


def test_a_name_cannot_break_the_table() -> None:
    table = TermTable()
    table.add(ARTICLE, [entity("=1+1|x", Kind.PRODUCT, 0)], Glossary())
    assert "\n'=1+1|x\t" in WRITERS["tsv"](table.rows)
    assert "| =1+1\\|x |" in WRITERS["markdown"](table.rows).replace("\\=", "=")


def test_the_library_does_not_take_a_table_for_an_article() -> None:
    assert is_exported("a.terms.md", WRITERS["markdown"](made("a.txt").rows))
