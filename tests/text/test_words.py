from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsreader.text.span import Span
from newsreader.text.words import Words
from tests.text.texts import anything, news

TEXT = "吉利控股集团,ZEEKR 001今天上市。"


def words_of(text: str, words: Words) -> list[str]:
    found, offset = [], 0
    while offset < len(text):
        span = words.at(offset)
        found.append(span.of(text))
        offset = span.end
    return found


def test_until_learnt_words_are_runs_of_script() -> None:
    wanted = ["吉利控股集团", ",", "ZEEKR", " ", "001", "今天上市", "。"]
    assert words_of(TEXT, Words(TEXT)) == wanted


def test_learnt_words_are_used() -> None:
    words = Words(TEXT)
    words.learn(Span(0, 7), [0, 2, 4, 6])
    assert words_of(TEXT, words) == [
        "吉利",
        "控股",
        "集团",
        ",",
        "ZEEKR",
        " ",
        "001",
        "今天上市",
        "。",
    ]
    assert words.at(3) == Span(2, 4)


def test_a_run_ends_where_learnt_words_begin() -> None:
    words = Words("中国人民银行")
    words.learn(Span(2, 4), [2])
    assert words_of("中国人民银行", words) == ["中国", "人民", "银行"]


def test_motions_pass_over_blanks() -> None:
    words = Words(TEXT)
    assert words.next_start(7) == TEXT.index("001")
    assert words.previous_start(TEXT.index("001")) == TEXT.index("ZEEKR")
    assert words.end_after(0) == 6
    assert words.end_after(6) == 7


def test_a_word_keeps_its_apostrophe_and_a_number_its_point() -> None:
    assert words_of("don't 3.14", Words("don't 3.14")) == ["don't", " ", "3.14"]


def test_boundaries_outside_the_span_are_ignored() -> None:
    words = Words(TEXT)
    words.learn(Span(2, 4), [0, 2, 3, 9])
    assert words_of(TEXT, words)[:4] == ["吉利", "控", "股", "集团"]


@settings(max_examples=200, deadline=None)
@given(anything | news)
def test_words_cover_the_text_and_every_motion_moves(text: str) -> None:
    words = Words(text)
    assert "".join(words_of(text, words)) == text
    for offset in range(len(text)):
        assert words.next_start(offset) > offset
        assert words.end_after(offset) > offset
        assert words.previous_start(offset + 1) <= offset


def test_motions_work_in_a_long_line_of_one_script() -> None:
    text = "国" * 100_000
    assert 50_000 < Words(text).next_start(50_000) < 60_000


def test_words_of_the_reader_win_over_learnt_ones_and_can_be_given_up() -> None:
    text = "研究生命的起源"
    words = Words(text)
    words.keep([Span(2, 4)])
    assert words_of(text, words) == ["研究", "生命", "的起源"]
    words.learn(Span(0, 7), [0, 3, 4, 5])
    assert words_of(text, words) == ["研究", "生命", "的", "起源"]
    words.keep([Span(4, 7)])
    assert words_of(text, words) == ["研究生", "命", "的起源"]
    words.keep([])
    assert words_of(text, words) == ["研究生", "命", "的", "起源"]


@example([(0, 2), (2, 1)], [(0, 1)])
@given(
    st.lists(st.tuples(st.integers(0, 11), st.integers(1, 4)), max_size=4),
    st.lists(st.tuples(st.integers(0, 11), st.integers(1, 6)), max_size=5),
)
def test_the_reader_s_words_leave_no_trace(
    own: list[tuple[int, int]], learnt: list[tuple[int, int]]
) -> None:
    text = "春风又绿江南岸明月何时"
    kept: list[Span] = []
    for start, length in sorted(own):
        if (not kept or start >= kept[-1].end) and start + length <= len(text):
            kept.append(Span(start, start + length))
    words, plain = Words(text), Words(text)
    words.keep(kept)
    for start, length in learnt:
        span = Span(start, min(start + length, len(text)))
        words.learn(span, [span.start, span.start + 2])
        plain.learn(span, [span.start, span.start + 2])
        assert all(words.at(each.start) == each for each in kept)
    words.keep([])
    assert words_of(text, words) == words_of(text, plain)
