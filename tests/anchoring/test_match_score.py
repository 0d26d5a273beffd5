"""The confidence of a place follows from its evidence."""

from __future__ import annotations

import pytest

from newsreader.anchoring.match_score import FoldedQuote, MatchScore, RowEvidence, compare
from newsreader.anchoring.resolve import PLACE, REVIEW


def score(**evidence: object) -> MatchScore:
    """A place with the same 10 characters and the same context, changed by `evidence`."""
    fields: dict[str, object] = {
        "low": 0, "high": 10, "quote": 1.0, "left": 1.0, "right": 1.0, "near": 64, "length": 10,
        "figures": False, "beside": False, "own": False, "bound": True, "claimed": 0.0,
        "is_rewritten": False,
    }  # fmt: skip
    return MatchScore(**{**fields, **evidence})  # type: ignore[arg-type]


def test_unchanged_words_in_their_own_chunks_are_certain() -> None:
    bare: dict[str, object] = {"left": 0.0, "right": 0.0, "near": 0, "length": 1}
    assert score(own=True, **bare).confidence == 1.0
    assert score(own=False, **bare).confidence < REVIEW
    assert score(own=True, quote=0.99, **bare).confidence < REVIEW


def test_nothing_is_placed_without_review_in_a_text_that_may_be_another_article() -> None:
    assert score(own=True, is_rewritten=True).confidence == 0.85
    assert score(is_rewritten=True).confidence == 0.85
    assert score(quote=0.3, is_rewritten=True).confidence == 0.0


def test_words_that_are_hardly_similar_are_not_found() -> None:
    assert score(quote=0.39).confidence == 0.0
    assert score(quote=0.4).confidence > 0.0


def test_a_place_of_other_words_is_not_taken() -> None:
    assert score(quote=0.9, claimed=0.31).confidence == 0.0
    assert score(claimed=0.31, near=24).confidence > PLACE
    assert score(claimed=0.31, near=23).confidence == 0.0
    assert score(claimed=0.31, bound=False).confidence == 0.0
    assert score(quote=0.9, claimed=0.3).confidence > PLACE


def test_hardly_similar_words_between_the_old_neighbours_are_reviewed() -> None:
    assert score(quote=0.49, length=64).confidence == 0.85
    assert score(quote=0.5, length=64).confidence > 0.85


def test_a_place_of_other_words_with_one_other_neighbour_is_reviewed() -> None:
    assert score(claimed=0.91, near=24, left=0.49).confidence == 0.85
    assert score(claimed=0.91, near=24, left=0.5).confidence > PLACE


def test_the_row_of_a_list_limits_the_confidence() -> None:
    weak: dict[str, object] = {"left": 0.0, "right": 0.0, "near": 0, "length": 2, "bound": False}
    assert score(row=RowEvidence.OTHER).confidence < REVIEW
    assert score(row=RowEvidence.UNCLEAR).confidence == 0.85
    assert score(row=RowEvidence.UNCLEAR, **weak).confidence < REVIEW
    assert score(row=RowEvidence.PROBABLE, **weak).confidence == 0.8
    assert score(row=RowEvidence.SAME, **weak).confidence == 0.95
    assert score(row=RowEvidence.SAME, quote=0.6, **weak).confidence == 0.8
    assert score(row=RowEvidence.SAME, claimed=0.31, **weak).confidence == 0.8
    assert score(row=RowEvidence.EXACT, claimed=0.31, **weak).confidence == 0.95
    assert score(row=RowEvidence.EXACT, is_rewritten=True).confidence == 0.85


def test_a_short_quote_with_other_figures_beside_it_is_reviewed() -> None:
    assert score(beside=True, length=6, left=0.89).confidence == 0.85
    assert score(beside=True, length=6, right=0.89).confidence == 0.85
    assert score(beside=True, length=6, left=0.9).confidence > PLACE
    assert score(beside=True, length=7, left=0.89).confidence > PLACE
    assert score(length=6, left=0.89).confidence > PLACE


def test_a_long_quote_with_the_same_words_is_found_without_context() -> None:
    lost: dict[str, object] = {"left": 0.0, "right": 0.0, "near": 0, "bound": False}
    assert score(length=16, **lost).confidence == 0.8
    assert score(length=15, **lost).confidence < REVIEW
    assert score(length=16, quote=0.99, **lost).confidence < REVIEW


@pytest.mark.parametrize(
    ("evidence", "confidence"),
    [
        ({"left": 0.5, "right": 0.4, "near": 0}, 0.8941),
        ({"left": 0.4, "right": 0.5, "near": 0}, 0.8941),
        ({"left": 0.5, "right": 0.4, "near": 4}, 0.9788),
        ({"left": 0.5, "right": 0.4, "near": 8}, 0.9961),
        ({"left": 0.5, "right": 0.4, "near": 9}, 0.9961),
        ({"left": 0.5, "right": 0.4, "near": 0, "bound": False}, 0.6754),
        ({"left": 0.5, "right": 0.4, "near": 0, "figures": True}, 0.1726),
        ({"quote": 0.8, "left": 0.7, "right": 0.6, "near": 2}, 0.5486),
        ({"quote": 0.8, "left": 0.7, "right": 0.6, "near": 2, "length": 64}, 0.8022),
        ({"quote": 0.8, "left": 0.7, "right": 0.6, "near": 2, "length": 65}, 0.8022),
    ],
)
def test_the_other_evidence_is_weighed_as_fitted(
    evidence: dict[str, object], confidence: float
) -> None:
    assert score(**evidence).confidence == pytest.approx(confidence, abs=5e-5)


def test_the_reason_names_figures_only_if_they_differ() -> None:
    assert score(left=0.5).reason() == "The same words, 75 % of the text around them."
    changed = score(quote=0.9, left=0.5)
    assert changed.reason() == "90 % of the words, 75 % of the text around them."
    figures = score(quote=0.9, left=0.5, figures=True).reason()
    assert figures == "90 % of the words, with other figures; 75 % of the text around them."


def test_the_same_text_is_similar_in_every_respect() -> None:
    text = "前文甲乙丙" + "划线的话" + "后文丁戊己"
    assert compare(FoldedQuote("划线的话", "甲乙丙", "后文丁"), text, 5, 9) == (
        1.0, 1.0, 1.0, 6, False, False
    )  # fmt: skip


def test_context_is_compared_at_the_side_of_the_quote() -> None:
    quote = FoldedQuote("划线", "甲乙", "丙丁")
    _quote, left, right, near, _figures, _beside = compare(quote, "甲子划线丙丑", 2, 4)
    assert (left, right, near) == (0.5, 0.5, 1)
    assert compare(FoldedQuote("划线", "", ""), "甲子划线丙丑", 2, 4)[1:4] == (1.0, 1.0, 0)


def test_figures_count_only_in_the_quote_and_close_to_it() -> None:
    def figures(text: str, low: int, high: int) -> tuple[bool, bool]:
        quote = FoldedQuote("增长8元", "一二三四五六七八九十甲乙", "乙甲十九八七六五四三二一")
        return compare(quote, text, low, high)[4:]

    before, after = "一二三四五六七八九十甲乙", "乙甲十九八七六五四三二一"
    assert figures(before + "增长8元" + after, 12, 16) == (False, False)
    assert figures(before + "增长9元" + after, 12, 16) == (True, False)
    assert figures("1" + before[1:] + "增长8元" + after, 12, 16) == (False, True)
    assert figures(before + "增长8元" + after[:-1] + "1", 12, 16) == (False, True)
    assert figures("1" + before + "增长8元" + after + "1", 13, 17) == (False, False)
