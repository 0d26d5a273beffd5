"""The words of an article are asked for and arrive in order."""

from __future__ import annotations

import pytest

from newsreader.analysis.protocol import CountedWord, Failed, WordsCounted
from newsreader.article.loader import read_article
from newsreader.errors import AnalysisError
from newsreader.session.word_counter import WordCounter
from tests.fakes import FixedService

ARTICLE = read_article("修路等待\n".encode(), "a.txt")


def test_answers_arrive_in_the_order_of_the_questions() -> None:
    counter = WordCounter(FixedService())
    first, second = counter.count(ARTICLE), counter.count(ARTICLE)
    for word in ("一", "二"):
        counter.take(WordsCounted(((CountedWord(word, 1.0, (0,)),),)))
    assert (first.result(0)[0].word, second.result(0)[0].word) == ("一", "二")


def test_a_question_that_was_taken_back_gets_no_answer() -> None:
    for answer in (WordsCounted(((CountedWord("一", 1.0, (0,)),),)), Failed("ended")):
        counter = WordCounter(FixedService())
        asked = counter.count(ARTICLE)
        asked.cancel()
        counter.take(answer)
        assert asked.cancelled()


def test_a_helper_that_has_ended_answers_no_question() -> None:
    counter = WordCounter(FixedService())
    asked = counter.count(ARTICLE)
    counter.take(Failed("ended"))
    for each in (asked, counter.count(ARTICLE), WordCounter(None).count(ARTICLE)):
        with pytest.raises(AnalysisError):
            each.result(0)
