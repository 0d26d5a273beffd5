"""Plain text: invisible characters are ignored, radicals are ideographs, offsets hold."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.text.fold import fold
from newsreader.text.plain import plain, plain_text
from newsreader.text.search import Query
from newsreader.text.sentences import sentences
from newsreader.text.span import Span
from newsreader.text.words import Words

INVISIBLE = (
    "\xad", "\u200b", "\u200c", "\u200d", "\u200e", "\u202b", "\u2060", "\u2061", "\u2064",
    "\u2067", "\u180e", "\ufe00", "\ufe0f", "\ufeff", "\U000e0041", "\U000e0100", "\U000e01ef",
)  # fmt: skip
texts = st.text(st.sampled_from(("海", "⺠", "⽔", "a", "7", " ", "\n", "。", "”", *INVISIBLE)))


@pytest.mark.parametrize("character", INVISIBLE)
@pytest.mark.parametrize("count", [1, 70])
def test_invisible_characters_are_ignored_in_any_number(character: str, count: int) -> None:
    text = f"南{character * count}海研究所发布报告。下一句。"
    assert plain(text) == "南海研究所发布报告。下一句。"
    assert fold(text).text == fold(plain(text)).text
    (match,) = Query("南海研究所").spans(text)
    assert plain(match.of(text)) == "南海研究所"
    assert [plain(span.of(text)) for span in sentences(text, Span(0, len(text)))] == [
        "南海研究所发布报告。",
        "下一句。",
    ]
    assert plain(Words(text).at(0).of(text)) == "南海研究所发布报告"


def test_radicals_are_ideographs() -> None:
    text = "⼈⺠⽂学⻔⼾⽹站"
    assert plain(text) == "人民文学门户网站"
    assert fold(text).text == "人民文学门户网站"
    assert Query("门户网站").spans(text) == [Span(4, 8)]
    assert Query("⻔⼾").spans("门户") == [Span(0, 2)]


def test_a_span_keeps_what_belongs_to_its_last_character() -> None:
    text = "在葛\U000e0100城\u200b。"
    read = plain_text(text)
    assert read.text == "在葛城。"
    assert read.outside(Span(1, 2)).of(text) == "葛\U000e0100"
    assert read.outside(Span(1, 3)).of(text) == "葛\U000e0100城"
    assert read.inside(Span(1, 4)) == Span(1, 3)


@settings(max_examples=150, deadline=None)
@given(texts)
def test_offsets_lead_there_and_back(text: str) -> None:
    read = plain_text(text)
    assert read.text == plain(text)
    for at in range(len(read.text)):
        outside = read.outside(Span(at, at + 1))
        assert plain(outside.of(text)) == read.text[at]
        assert read.inside(outside) == Span(at, at + 1)


@settings(max_examples=150, deadline=None)
@given(texts)
def test_every_offset_is_in_a_word_and_a_sentence_keeps_its_text(text: str) -> None:
    words = Words(text)
    assert all(at in words.at(at) for at in range(len(text)))
    found = sentences(text, Span(0, len(text)))
    assert "".join("".join(s.of(text).split()) for s in found) == "".join(text.split())
