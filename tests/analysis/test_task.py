"""The helper process reads the visible paragraphs first, and all of them in the end."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.analysis.task import STEP, Task
from newsreader.text.span import Span


def task(text: str, rows: list[list[int]]) -> Task:
    made = Task("f")
    made.add_text(text)
    made.add_paragraphs(rows)
    made.open()
    return made


def test_visible_paragraphs_come_first() -> None:
    made = task("一" * 100, [[0, 10], [20, 30], [40, 50], [60, 70]])
    made.attend(Span(42, 65))
    assert made.take(15) == [Span(40, 50), Span(60, 70)]
    assert made.take(15) == [Span(0, 10), Span(20, 30)]
    assert made.take(15) == []


def test_a_paragraph_of_megabytes_is_read_in_steps() -> None:
    made = task("一" * (3 * STEP), [[0, 3 * STEP]])
    assert made.take(10) == [Span(0, STEP)]
    assert made.total == 3 * STEP


def test_paragraphs_beyond_the_text_are_cut() -> None:
    assert task("一二三", [[0, 2], [2, 9], [7, 9]]).take(100) == [Span(0, 2), Span(2, 3)]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(1, 40), max_size=30), st.lists(st.integers(0, 700), max_size=10))
def test_everything_is_read_once(lengths: list[int], looks: list[int]) -> None:
    rows, at = [], 0
    for length in lengths:
        rows.append([at, at + length])
        at += length + 1
    made = task("一" * at, rows)
    taken: list[Span] = []
    for look in looks:
        made.attend(Span(look, look + 5))
        taken += made.take(30)
    while more := made.take(30):
        taken += more
    assert sorted(taken) == [Span(start, end) for start, end in rows]
    assert made.done == made.total


def test_only_offsets_in_the_paragraphs_are_requested() -> None:
    made = task("一" * 40, [[3, 10], [20, 30]])
    asked = [offset for offset in range(40) if made.contains(offset)]
    assert asked == [*range(3, 10), *range(20, 30)]
