"""CSV and TSV, read back by the csv module."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.formats.document import Document
from newsreader.formats.spreadsheet import Csv, Tsv, harmless, original
from tests.formats.documents import document, documents, quiet, words

Row = dict[str, str]


def _rows(text: str, delimiter: str) -> list[Row]:
    lines = io.StringIO(text.removeprefix("\ufeff"), newline="")
    return list(csv.DictReader(lines, delimiter=delimiter, strict=True))


@pytest.mark.parametrize(("exporter", "delimiter"), [(Csv(), ","), (Tsv(), "\t")])
def test_each_highlight_is_a_row(exporter: Csv | Tsv, delimiter: str) -> None:
    rows = _rows(exporter.write(document()), delimiter)
    assert [row["quote"] for row in rows] == [
        "同比增长8.6%",
        "“外贸航线是最大的增量。”",
        "𠮷田物流",
        "零碳",
    ]
    first = rows[0]
    assert first["note"] == "核对\n去年同期基数"
    assert (first["colour"], first["meaning"]) == ("yellow", "事实")
    assert (first["tags"], first["paragraph"]) == ("数字, 待查", "3")
    assert first["title"] == "海东港一季度吞吐量创新高"
    assert rows[2]["note"] == "'= 新公司？🚢"
    assert (rows[3]["state"], rows[3]["paragraph"]) == ("orphan", "")


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM", "＝1", " =1", "\t=1", "'=1", "\r-1"])
def test_a_cell_that_could_be_a_formula_is_escaped(cell: str) -> None:
    assert harmless(cell) == "'" + cell
    assert original(harmless(cell)) == cell


def test_ordinary_cells_are_unchanged() -> None:
    assert harmless("增长8%=好") == "增长8%=好"
    assert original("'好'") == "'好'"


@given(words | st.text("'=-+ \t甲"))
@settings(max_examples=100, deadline=None)
def test_the_escape_can_be_undone(cell: str) -> None:
    cell = cell.replace("\0", "")
    assert original(harmless(cell)) == cell


@given(documents())
@settings(max_examples=30, deadline=None)
def test_any_document_has_one_row_for_each_highlight_and_no_formula(whole: Document) -> None:
    for exporter, delimiter in ((Csv(), ","), (Tsv(), "\t")):
        rows = _rows(exporter.write(whole), delimiter)
        assert len(rows) == len(whole.all())
        for row, excerpt in zip(rows, whole.all(), strict=True):
            assert original(row["quote"]) == quiet(excerpt.highlight.quote)
            assert all(not cell.lstrip().startswith(("=", "+", "-", "@")) for cell in row.values())
