"""The reading of a page that scores highest."""

from __future__ import annotations

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.article.line_features import line_features
from newsreader.article.line_model import (
    ENDS,
    PARTS,
    PLAIN_PARTS,
    STARTS,
    STEPS,
    best_reading,
    line_scores,
    parse_weights,
    shipped_weights,
)
from tests.text.texts import anything, news

LINES = [
    "江城新桥通车",
    "2026-03-08 08:05 来源：江城日报",
    "新桥全长一千二百米，昨天上午通车，两岸居民步行过江。",
    "分享到",
]


def test_a_weight_is_added_for_each_feature_and_each_step() -> None:
    names = list(PARTS)
    title, body = names.index("title"), names.index("body")
    row = ["0"] * len(names)
    steps = [f">{name}\t" + "\t".join(row) for name in names]
    big = "\t".join("500" if i == title else "0" for i in range(len(names)))
    weights = parse_weights("\n".join([*steps, f"a\t{big}", "b\t" + "\t".join(row)]))
    scores = line_scores([["a", "unknown"], ["b"]], weights)
    assert scores[0][title] - scores[0][body] == 500
    assert best_reading(scores, weights).parts[0] == "title"


def test_every_feature_of_the_shipped_weights_can_occur() -> None:
    weights = shipped_weights()
    assert weights.steps.keys() <= PARTS.keys()
    assert len(weights.features) < 400
    found = {name for own in line_features(LINES) for name in own}
    assert len(found & weights.features.keys()) > 40


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(LINES) | anything | news, min_size=1, max_size=12))
def test_a_reading_goes_from_top_to_end(texts: list[str]) -> None:
    lines = [line for text in texts if (line := " ".join(text.split()))]
    weights = shipped_weights()
    scores = line_scores(line_features(lines), weights)
    for allowed in (frozenset(PARTS), PLAIN_PARTS):
        parts = best_reading(scores, weights, allowed).parts
        assert len(parts) == len(lines)
        assert allowed.issuperset(parts)
        assert not parts or (parts[0] in STARTS and parts[-1] in ENDS)
        assert all(below in STEPS[part] for part, below in itertools.pairwise(parts))
