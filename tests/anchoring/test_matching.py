"""Highlights in edited articles are found in their right places, or not at all."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsreader.anchoring.matching import Matcher
from newsreader.anchoring.resolve import resolve
from newsreader.anchoring.sketch import Sketch, sketch, with_sketch
from newsreader.article.loader import open_article
from newsreader.notebook.highlight import Anchor, HighlightState
from newsreader.notebook.notebook import Notebook
from newsreader.text.fold import fold
from newsreader.text.span import Span
from tests.notebooks import article, mark

SAMPLES = sorted((Path(__file__).parents[2] / "sample_articles").glob("*.txt"))
INSERTED = "据了解，这一消息尚未得到证实。"


def sentences(text: str) -> list[str]:
    """Sentences that occur once in `text`, without the blanks around them."""
    found = [each.strip() for each in re.split(r"(?<=[。！？\n])", text)]
    return [each for each in found if len(each) >= 6 and text.count(each) == 1]


def edited(text: str, chance: random.Random) -> tuple[str, dict[str, str]]:
    """`text` after random edits, and the new words of each old sentence; empty if deleted."""
    became: dict[str, str] = {}
    for sentence in sentences(text):
        edit = chance.choice(["keep", "keep", "keep", "delete", "insert", "change"])
        new = sentence
        if edit == "delete":
            new = ""
        elif edit == "insert":
            text = text.replace(sentence, INSERTED + sentence)
        elif edit == "change":
            at = chance.randrange(1, len(sentence) - 1)
            new = sentence[:at] + "某" + sentence[at + 1 :]
        text = text.replace(sentence, new)
        became[sentence] = new
    return text, became


def outcomes() -> Iterator[str]:
    """What became of each highlighted sentence after edits of the sample articles."""
    for path in SAMPLES:
        text = open_article(path, None).text
        marked = Notebook().with_highlights(mark(each, text=text) for each in sentences(text))
        value = with_sketch(marked, article(text))
        for seed in range(4):
            new, became = edited(text, random.Random(seed))
            for id_, highlight in resolve(value, article(new)).highlights.items():
                if highlight.state is HighlightState.ORPHAN:
                    yield "lost" if became[id_] else "rightly lost"
                elif highlight.quote == became[id_]:
                    yield "right" if highlight.state is HighlightState.PLACED else "reviewed"
                else:
                    yield "wrong" if highlight.state is HighlightState.PLACED else "doubted"


def test_edited_articles_keep_their_highlights() -> None:
    counts = Counter(outcomes())
    total = counts.total()
    assert total > 500
    assert counts["wrong"] == counts["doubted"] == 0
    assert counts["reviewed"] <= 0.04 * total
    assert counts["lost"] <= 0.025 * total


FIRST, QUOTED, LAST = (
    "运价从年初开始上涨，多家船公司已经提高报价，货主只能接受新的合同条款和更长的付款期限。\n",
    "一家货代公司的负责人说，小客户已经难以承受这样的价格，只好减少订单或者改走铁路运输。\n",
    "港口方面表示，集装箱业务仍是增长最快的部分，全年计划新开四条外贸航线，并且扩建堆场。\n",
)
BEFORE, AFTER = "临江市上周公布了新的用地规划，两处旧厂房将改成公园。\n", "气象台预计周末有雨。\n"
OLD = BEFORE + FIRST + QUOTED + LAST + AFTER


def anchor(words: str, text: str = OLD) -> Anchor:
    start = text.index(words)
    return Anchor.on(text, Span(start, start + len(words)))


def sketch_without(*lost: str) -> Sketch:
    """The sketch of OLD, in which no chunk that touches the words `lost` has its checksum."""
    made = sketch(fold(OLD), len(OLD))
    checksums = list(made.checksums)
    for words in lost:
        place = anchor(words)
        for chunk in range(made.at(place.start), made.at(place.end - 1) + 1):
            checksums[chunk] = -1
    return Sketch(made.grain, checksums, made.bounds)


def best_words(new: str, quote: str) -> str:
    """The words at the best place for `quote`, whose sentence has no chunk in common with `new`."""
    matcher = Matcher(new, sketch_without(QUOTED))
    place = matcher.best(anchor(quote))
    assert place is not None
    return matcher.span(place, quote).of(new)


def test_no_more_places_are_tried_after_a_certain_one() -> None:
    (place,) = Matcher(OLD, sketch_without()).places(anchor("小客户已经难以承受"))
    assert place.confidence == 1.0
    assert len(list(Matcher(OLD, sketch_without(QUOTED)).places(anchor("小客户")))) > 1


@pytest.mark.parametrize(("lost", "own"), [("", True), ("一家", False), ("运输", False)])
def test_a_quote_is_in_its_own_chunks_only_if_the_first_and_the_last_are_kept(
    lost: str, own: bool
) -> None:
    matcher = Matcher(OLD, sketch_without(lost) if lost else sketch_without())
    place = matcher.best(anchor(QUOTED.strip()))
    assert place is not None
    assert place.own is own
    assert place.bound


@pytest.mark.parametrize(
    "order",
    [
        ("FQ", "L"),
        ("L", "FQ"),
        ("QL", "F"),
        ("F", "QL"),
    ],
)
def test_an_edited_sentence_is_found_beside_either_of_its_neighbours(
    order: tuple[str, str],
) -> None:
    """The two neighbours are far apart, and so many other words are between them."""
    edited = QUOTED.replace("小客户已经难以承受", "小客户早已难以承受")
    parts = {"F": FIRST, "Q": edited, "L": LAST}
    filler = "".join(f"第{number}条与此无关，说的是另外一件事情。\n" for number in range(60))
    one, two = ("".join(parts[each] for each in half) for half in order)
    new = BEFORE + one + filler + two + AFTER
    assert best_words(new, "小客户已经难以承受") == "小客户早已难以承受"


@pytest.mark.parametrize("quote", ["小客户", "小客户已经难以承受"])
@pytest.mark.parametrize("last", ["", "另有报道。\n"])
def test_moved_words_are_found_anywhere_with_the_text_that_touches_them(
    quote: str, last: str
) -> None:
    moved = "公司的负责人说，小客户已经难以承受这样的价格"
    new = "头条。小客户问答。" + BEFORE + FIRST + LAST + AFTER + moved + last
    matcher = Matcher(new, sketch_without(QUOTED))
    place = matcher.best(anchor(quote))
    assert place is not None
    assert not place.bound
    span = matcher.span(place, quote)
    assert span.start == new.index(moved) + moved.index(quote)
    assert span.of(new) == quote


def test_words_that_moved_to_the_beginning_are_found() -> None:
    moved = "小客户已经难以承受"
    new = moved + "。\n" + BEFORE + FIRST + LAST + AFTER
    assert Matcher(new, sketch_without(QUOTED)).best(anchor(moved)).low == 0  # type: ignore[union-attr]


@pytest.mark.parametrize("lost", ["", "合同", "付款期限"])
def test_a_place_is_claimed_by_the_kept_chunks_of_other_words(lost: str) -> None:
    words = "新的合同条款和更长的付款期限"
    start = OLD.index(QUOTED)
    old = sketch_without(QUOTED, lost) if lost else sketch_without(QUOTED)
    places = Matcher(OLD, old).places(Anchor(start, start + len(words), words))
    place = max(places, key=lambda each: each.quote)
    span = anchor(words).span
    kept = [old.checksums[old.at(offset)] >= 0 for offset in range(span.start, span.end)]
    assert place.quote == 1.0
    assert place.claimed == sum(kept) / len(kept)


def test_a_text_with_less_than_a_tenth_of_the_old_one_may_be_another_article() -> None:
    text = "".join(f"第{n * 7919}届展会在{chr(0x4E00 + n * 37)}城开幕。" for n in range(90))
    old = sketch(fold(text), len(text))
    assert not Matcher(text, old).is_rewritten
    assert not Matcher(text[: len(text) // 5], old).is_rewritten
    assert Matcher(text[: len(text) // 20], old).is_rewritten
    assert Matcher("另一篇文章。", old).is_rewritten


def test_a_short_text_is_never_taken_for_another_article() -> None:
    old = sketch(fold(FIRST), len(FIRST))
    assert len(old.checksums) < 20
    assert not Matcher("另一篇文章。", old).is_rewritten
    assert not Matcher("另一篇文章。", None).is_rewritten


@pytest.mark.parametrize(
    ("quote", "text", "found"),
    [
        (" 港口 ", "在 港口 旁", " 港口 "),
        (" 港口 ", "在  港口  旁", " 港口 "),
        (" 港口 ", "在港口旁", "港口"),
        (" 港口 ", "港口", "港口"),
        ("\n港口 \n", "在 港口\n \n旁", " 港口\n "),
        ("港口", " 港口 ", "港口"),
    ],
)
def test_blanks_at_the_ends_of_a_quote_are_found_as_far_as_they_are_there(
    quote: str, text: str, found: str
) -> None:
    (span,) = Matcher(text, None).copies(quote)
    assert span.of(text) == found
