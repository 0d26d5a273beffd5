"""The rows of a report on the library."""

from __future__ import annotations

from newsreader.tui.library.report import ReportRow, fact_rows, spaced
from newsreader.tui.theme.themes import MONO

ITEMS = ["新华社 4", "中国气象局 2", "2025-01 2", "第一财经 12"]


def words(width: int, *, chosen: bool = True) -> list[str]:
    lines = fact_rows("来源", ITEMS, width, MONO, chosen)
    return ["".join(part.text for part in line) for line in lines]


def test_no_item_of_a_fact_is_broken_between_two_rows() -> None:
    for width in range(20, 60):
        rows = words(width)
        assert all(any(item in row for row in rows) for item in ITEMS)
        assert not any(row.startswith("·") for row in rows)


def test_a_fact_that_is_not_chosen_has_two_rows_and_says_that_there_is_more() -> None:
    assert len(words(20, chosen=False)) == 2
    assert words(20, chosen=False)[1].endswith("…")
    assert len(words(80, chosen=False)) == 1


def test_a_blank_row_belongs_to_the_row_above_it() -> None:
    row = spaced(
        ReportRow(
            "!first",
            lambda width, palette, chosen: fact_rows("来源", ITEMS, width, palette, chosen),
        )
    )
    assert row.id == "!first"
    assert [part.text for part in row.lines(80, MONO, False)[-1]] == [""]
