"""Lists of articles: their order, and what is left of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from newsreader.library.entry import Entry
from newsreader.library.listing import Order, arranged, filtered

ENTRIES = (
    Entry(Path("/n/1.txt"), title="乙", published="2026年3月8日", length=300, notes=2),
    Entry(Path("/n/2.txt"), title="甲", published="2026-03-18 10:42", source="臨江日報"),
    Entry(Path("/m/3.txt"), length=900, notes=5, progress=0.5),
)


def order(by: Order, *, backwards: bool = False) -> list[str]:
    return [e.path.stem for e in arranged(ENTRIES, by, backwards=backwards)]


def test_dates_and_numbers_come_with_the_largest_first_and_words_as_they_are_sorted() -> None:
    assert order(Order.DATE) == ["2", "1", "3"]
    assert order(Order.NOTES) == ["3", "1", "2"]
    assert order(Order.FILE) == ["3", "1", "2"]


def test_what_is_not_said_comes_last_either_way() -> None:
    assert order(Order.DATE, backwards=True) == ["1", "2", "3"]
    assert order(Order.SOURCE) == ["2", "1", "3"]


def test_what_names_those_of_the_watch_list_comes_first_and_by_date() -> None:
    watched = [replace(e, watched=("甲",)) if e.path.stem in "13" else e for e in ENTRIES]
    found = [entry.path.stem for entry in arranged(watched, Order.WATCH)]
    assert found == ["1", "3", "2"]


def test_the_orders_go_round() -> None:
    steps = [Order.DATE]
    while (step := steps[-1].after) is not Order.DATE:
        steps.append(step)
    assert steps == list(Order)
    assert all(step.words for step in steps)


def test_a_filter_looks_at_all_that_is_listed() -> None:
    def found(words: str) -> list[str]:
        return [e.path.stem for e in filtered(ENTRIES, words)]

    assert found("临江") == ["2"]
    assert found("2026-03-08") == ["1"]
    assert found("m/3") == ["3"]
    assert found("") == ["1", "2", "3"]
    assert found("丙") == []
