"""Many texts, read together by helper processes; the processes are fakes with fixed answers."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import cast

import pytest

from newsreader.analysis.batch import AHEAD, ARTICLES, TextToRead, batches, find_all
from newsreader.analysis.service import Service
from newsreader.entities.kind import Kind
from newsreader.text.span import Span
from tests.fakes import FixedService

TEXT = "陆知行来了。"


def services(count: int = 2) -> list[Service]:
    return [cast("Service", FixedService([("陆知行", Kind.PER)])) for _ in range(count)]


def to_read(text: str) -> TextToRead:
    return TextToRead(text, [Span(0, len(text))])


def test_every_text_is_answered_in_order() -> None:
    texts = [TEXT * (number % 3) for number in range(3 * ARTICLES + 1)]
    answers = list(find_all(services(), map(to_read, texts)))
    assert [len(a[0].mentions) if a else 0 for a in answers] == [n % 3 for n in range(len(texts))]


def test_the_texts_are_taken_in_the_thread_that_asks_and_only_as_far_as_needed() -> None:
    threads, taken = threading.active_count(), []

    def texts() -> Iterator[TextToRead]:
        for number in range(100 * ARTICLES):
            assert threading.current_thread() is threading.main_thread()
            taken.append(number)
            yield to_read(TEXT)

    found = find_all(services(), texts())
    assert next(found)[0].name == "陆知行"
    assert len(taken) <= AHEAD * len(services()) * ARTICLES
    del found
    assert threading.active_count() == threads


def test_an_error_of_the_texts_comes_after_the_answers_before_it() -> None:
    def texts() -> Iterator[TextToRead]:
        yield to_read(TEXT)
        raise ZeroDivisionError

    found = find_all(services(), texts())
    assert next(found)[0].name == "陆知行"
    with pytest.raises(ZeroDivisionError):
        next(found)


def test_an_interrupt_is_raised_at_once() -> None:
    def texts() -> Iterator[TextToRead]:
        yield to_read(TEXT)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        next(batches(texts()))
