from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.text.segments import WHOLE, segment_at, segments
from newsreader.text.span import Span
from tests.text.texts import HAN, news


def test_a_paragraph_of_usual_length_is_one_segment() -> None:
    text = "国" * WHOLE
    assert segment_at(text, Span(0, WHOLE), 5000) == Span(0, WHOLE)


@settings(max_examples=30, deadline=None)
@given(st.lists(news, min_size=1, max_size=8), st.integers(0, 50))
def test_segments_are_the_paragraph_whichever_way_one_arrives(pieces: list[str], at: int) -> None:
    block = "".join(pieces) + HAN
    text = "首" * at + block * (30_000 // len(block)) + "尾"
    paragraph = Span(at, len(text))
    found = list(segments(text, paragraph))
    assert found[0].start == paragraph.start
    assert found[-1].end == paragraph.end
    assert all(a.end == b.start for a, b in pairwise(found))
    assert max(map(len, found)) < WHOLE
    for segment in found:
        assert segment_at(text, paragraph, segment.start) == segment
        assert segment_at(text, paragraph, segment.end - 1) == segment


def test_segments_begin_at_sentences_where_there_are_any() -> None:
    text = "我们都来了，你呢？他说：“好。”" * 2000
    for segment in list(segments(text, Span(0, len(text))))[1:]:
        assert text[segment.start - 1] in "？”"


def test_a_segment_in_a_huge_line_is_found_without_reading_it() -> None:
    text = "国" * 5_000_000
    segment = segment_at(text, Span(0, len(text)), 2_500_000)
    assert segment.start <= 2_500_000 < segment.end
    assert len(segment) < WHOLE
