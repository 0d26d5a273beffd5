from datetime import date

import pytest

from newsreader.errors import SearchError
from newsreader.text.query_days import DAY_WORDS, day_of, is_begun

WEDNESDAY = date(2026, 3, 18)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("today", "2026-03-18"),
        ("昨天", "2026-03-17"),
        ("monday", "2026-03-16"),
        ("周一", "2026-03-16"),
        ("Wednesday", "2026-03-18"),
        ("星期四", "2026-03-12"),
        ("周日", "2026-03-15"),
        ("星期天", "2026-03-15"),
        ("2026-3-8", "2026-03-08"),
        ("2026", "2026"),
    ],
)
def test_a_day_is_the_last_one_of_that_name(words: str, day: str) -> None:
    assert day_of(words, WEDNESDAY) == day


def test_every_word_for_a_day_is_one_in_the_last_week() -> None:
    week = {f"2026-03-{day}" for day in range(12, 19)}
    assert {day_of(word, WEDNESDAY) for word in DAY_WORDS} == week


def test_what_is_no_day_is_refused_with_a_sentence() -> None:
    with pytest.raises(SearchError, match="is not a date"):
        day_of("someday", WEDNESDAY)


def test_a_day_may_be_begun() -> None:
    assert all(map(is_begun, ("t", "mon", "周", "20", "2026-")))
    assert not any(map(is_begun, ("monday", "today", "2026-03", "下周")))
