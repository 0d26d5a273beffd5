"""The longest increasing subsequence of pairs."""

from __future__ import annotations

from newsreader.text.subsequence import increasing_pairs


def test_pairs_that_cross_others_are_left_out() -> None:
    assert increasing_pairs([(0, 5), (1, 1), (2, 2), (3, 0), (4, 3)]) == [(1, 1), (2, 2), (4, 3)]
    assert increasing_pairs([]) == []
