"""Text is segmented as jieba does it, without the whole dictionary in memory."""

from __future__ import annotations

import pytest

from newsreader.recognition.dictionary import Dictionary
from newsreader.recognition.pipeline import Pipeline
from newsreader.recognition.segmenter import Segmenter

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def segmenter() -> Segmenter:
    return Segmenter(Dictionary())


def words(segmenter: Segmenter, text: str) -> list[str]:
    starts = segmenter.starts(text, 0, len(text))
    return [text[one:two] for one, two in zip(starts, [*starts[1:], len(text)], strict=True)]


def test_words_of_news(segmenter: Segmenter) -> None:
    assert words(segmenter, "吉利控股集团与宁波市政府签署协议") == [
        "吉利",
        "控股集团",
        "与",
        "宁波市",
        "政府",
        "签署",
        "协议",
    ]


def test_offsets_count_from_the_start_of_the_text(segmenter: Segmenter) -> None:
    assert segmenter.starts("北京。我们来到上海", 3, 9) == [3, 5, 7]


def test_the_readers_own_words_stay_whole() -> None:
    own = Segmenter(Dictionary())
    text = "极氪智能科技落户"
    assert words(own, text)[0] == "极"
    own.add("极氪")
    own.add("智能科技", 5000)
    assert words(own, text) == ["极氪", "智能科技", "落户"]


def test_a_long_text_is_segmented_like_a_short_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsreader.recognition.segmenter.MOST", 3)
    own = Segmenter(Dictionary())
    own.add("极氪")
    for _again in range(3):
        assert words(own, "极氪落户") == ["极氪", "落户"]
        assert words(own, "宁波市政府签署协议") == ["宁波市", "政府", "签署", "协议"]


@pytest.mark.parametrize("text", [" \n", "\ud800a", "😀👨‍👩‍👧极氪001ZEEKR", "𠮷野家"])
def test_any_text_is_segmented_without_loss(segmenter: Segmenter, text: str) -> None:
    assert "".join(words(segmenter, text)) == text


def test_words_are_counted_with_their_places_and_how_usual_they_are() -> None:
    text = "市场流动性合理充裕，市\n场平稳。AI 3次"
    found = {
        word: (usual, starts)
        for word, usual, starts in Pipeline.load().count_words(text, [(0, len(text))])
    }
    assert found["市场"][1][0] == 0
    assert found["市场"][0] > found["流动性"][0] > 0
    assert not {"AI", "3", "，"}.intersection(found)
