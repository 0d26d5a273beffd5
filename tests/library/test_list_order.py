"""The order of lists of articles."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from newsreader.library.article_entry import ArticleEntry
from newsreader.library.list_order import ListOrder, arranged

ENTRIES = (
    ArticleEntry(Path("/n/1.txt"), title="乙", day="2026-03-08", length=300, notes=2),
    ArticleEntry(Path("/n/2.txt"), title="甲", day="2026-03-18", source="臨江日報"),
    ArticleEntry(Path("/m/3.txt"), length=900, notes=5, progress=0.5),
)


def order(by: ListOrder, *, backwards: bool = False) -> list[str]:
    return [e.path.stem for e in arranged(ENTRIES, by, backwards=backwards)]


def test_dates_and_numbers_are_descending_and_strings_ascending() -> None:
    assert order(ListOrder.DATE) == ["2", "1", "3"]
    assert order(ListOrder.NOTES) == ["3", "1", "2"]
    assert order(ListOrder.FILE) == ["3", "1", "2"]


def test_entries_without_a_value_come_last_in_both_directions() -> None:
    assert order(ListOrder.DATE, backwards=True) == ["1", "2", "3"]
    assert order(ListOrder.SOURCE) == ["2", "1", "3"]


def test_articles_with_watched_names_come_first_by_date() -> None:
    watched = [replace(e, watched=("甲",)) if e.path.stem in "13" else e for e in ENTRIES]
    found = [entry.path.stem for entry in arranged(watched, ListOrder.WATCH)]
    assert found == ["1", "3", "2"]


def test_the_orders_form_a_cycle() -> None:
    steps = [ListOrder.DATE]
    while (step := steps[-1].after) is not ListOrder.DATE:
        steps.append(step)
    assert steps == list(ListOrder)
    assert all(step.words for step in steps)
