from __future__ import annotations

from itertools import product

import regex
from hypothesis import given, settings

from newsreader.text.graphemes import (
    COMPLEX,
    clusters,
    floor_boundary,
    has_complex,
    is_complex,
    next_boundary,
    previous_boundary,
)
from tests.text.texts import anything, news


@settings(max_examples=300, deadline=None)
@given(anything | news)
def test_clusters_are_those_of_the_standard(text: str) -> None:
    wanted = [match.span() for match in regex.finditer(r"\X", text.replace("\r", " "))]
    assert list(clusters(text.replace("\r", " "))) == wanted


@settings(max_examples=200, deadline=None)
@given(anything | news)
def test_boundaries_agree_with_the_clusters(text: str) -> None:
    for start, end in clusters(text):
        for offset in range(start, end):
            assert next_boundary(text, offset) == end
            assert floor_boundary(text, offset) == start
            assert previous_boundary(text, offset + 1) == start or offset + 1 < end
    assert next_boundary(text, len(text)) == len(text)
    assert previous_boundary(text, 0) == 0


def test_a_family_is_one_cluster_and_so_is_a_flag() -> None:
    text = "看👨\u200d👩\u200d👧和🇨🇳🇯🇵"
    assert [text[a:b] for a, b in clusters(text)] == ["看", "👨\u200d👩\u200d👧", "和", "🇨🇳", "🇯🇵"]


def test_hangul_syllables_join_jamo_as_in_the_standard() -> None:
    letters = "\u1100\u1161\u11a8\uac00\uac01\ud7b0\ud7cb\ua960中"
    for text in map("".join, product(letters, repeat=3)):
        wanted = [match.span() for match in regex.finditer(r"\X", text)]
        assert list(clusters(text)) == wanted, ascii(text)


def test_a_million_marks_in_a_row_do_not_make_one_cluster() -> None:
    text = "中" + "\u0301" * 100_000
    assert max(end - start for start, end in clusters(text)) <= 64
    assert previous_boundary(text, len(text)) < len(text)
    assert next_boundary(text, 50_000) > 50_000


def test_what_is_usual_in_news_is_told_apart_as_by_the_pattern() -> None:
    for character in map(chr, range(0x110000)):
        complex_ = COMPLEX.match(character) is not None
        assert is_complex(character, 0) == has_complex(character, 0, 1) == complex_
