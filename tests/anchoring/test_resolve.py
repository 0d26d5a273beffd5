"""A highlight is found again, offered for review or an orphan, and never put in a wrong place."""

from __future__ import annotations

import random
import sys
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz import fuzz
from rapidfuzz.distance import ScoreAlignment

from newsreader.anchoring.resolve import REVIEW, place, resolve, suggest
from newsreader.anchoring.sketch import with_sketch
from newsreader.notebook.highlight import Anchor, HighlightState
from newsreader.notebook.notebook import Bookmark, Notebook
from newsreader.text.span import Span
from tests.notebooks import TEXT, article, later, mark, notebook

OLD = article()


def known(value: Notebook) -> Notebook:
    """`value` as a sidecar keeps it."""
    return with_sketch(replace(value, source=None), OLD)


def found(words: str, text: str, old: str = TEXT) -> Notebook:
    value = with_sketch(notebook(words, text=old), article(old))
    return resolve(value, article(text))


def test_an_unchanged_text_returns_the_same_notebook() -> None:
    value = known(notebook("海东港", "周明岚"))
    assert resolve(value, OLD) is value


def test_orphans_and_deleted_highlights_stay_as_they_are_in_an_unchanged_text() -> None:
    for state in (HighlightState.ORPHAN, HighlightState.DELETED):
        stray = mark("海东港").changed(later(1), state=state, anchor=Anchor(3, 6, "外贸航线"))
        value = known(Notebook().with_highlights([stray]))
        assert resolve(value, OLD) is value


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(TEXT) - 1), st.integers(1, 60), st.text("新增的话，。\n ", max_size=40))
def test_every_highlight_is_found_after_an_insertion(
    start: int, length: int, inserted: str
) -> None:
    span = Span(start, min(len(TEXT), start + length))
    if not span.of(TEXT).strip():
        return
    one = replace(mark("海东港"), anchor=Anchor.on(TEXT, span))
    value = resolve(known(Notebook().with_highlights([one])), article(inserted + TEXT))
    highlight = value.highlights["海东港"]
    assert highlight.state is HighlightState.PLACED
    assert highlight.quote.strip() == span.of(TEXT).strip()
    assert highlight.anchor.span.trimmed(inserted + TEXT) == span.trimmed(TEXT).shifted(
        len(inserted)
    )


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("，", ",").replace("：", ":"),
        lambda text: text.replace("。", "。\n"),
        lambda text: "\n".join(text[at : at + 17] for at in range(0, len(text), 17)),
        lambda text: text.replace("\n\n", "\n　　"),
        lambda text: "广告：点击下载客户端\n\n" + text + "\n\n责任编辑：某某",
        lambda text: "\n\n".join(reversed(text.split("\n\n"))),
    ],
    ids=["width", "lines", "wrapped", "indented", "framed", "reordered"],
)
def test_a_page_saved_again_is_the_same_text(change: object) -> None:
    assert callable(change)
    new = change(TEXT)
    for words in ("集装箱业务增长最快", "全年将新开三到四条航线", "小客户已经难以承受"):
        highlight = found(words, new).highlights[words]
        assert highlight.state is HighlightState.PLACED
        assert "".join(highlight.quote.split()) == words


def test_an_edited_sentence_is_found_and_its_original_is_kept() -> None:
    words = "一家货代公司的负责人说，运价比年初高出两成"
    new = TEXT.replace("运价比年初高出两成", "运价较年初高了两成")
    highlight = found(words, new).highlights[words]
    assert highlight.quote == "一家货代公司的负责人说，运价较年初高了两成"
    assert highlight.was is not None
    assert highlight.was.quote == words


def test_a_deleted_sentence_is_an_orphan_with_a_reason() -> None:
    words = "去年，当地汽车出口首次超过百万辆。"
    highlight = found(words, TEXT.replace(words, "")).highlights[words]
    assert highlight.state is HighlightState.ORPHAN
    assert highlight.reason
    assert highlight.quote == words


def test_a_deleted_word_is_not_put_on_another_copy() -> None:
    old = TEXT + "最后，港口的增长还要看运价。\n"
    start = old.index("港口的增长")
    gone = old[:start] + old[start + len("港口的增长") :]
    assert "港口的增长" in gone
    assert found("港口的增长", gone, old).highlights["港口的增长"].state is HighlightState.ORPHAN


def test_another_article_with_the_same_name_gets_no_highlight() -> None:
    other = "新车周五上市。\n\n该公司表示，全年目标是十万辆，海东港是主要市场之一。\n"
    value = known(notebook("海东港集团12日公布", "外贸航线是最大的增量", "海东港"))
    states = {h.state for h in resolve(value, article(other)).highlights.values()}
    assert states == {HighlightState.ORPHAN}


def test_an_orphan_is_placed_when_its_words_are_back() -> None:
    words = "去年，当地汽车出口首次超过百万辆。"
    orphan = found(words, TEXT.replace(words, ""))
    home = resolve(orphan, OLD).highlights[words]
    assert home.state is HighlightState.PLACED
    assert home.reason == ""
    assert home.span.of(TEXT) == words


def test_a_reverted_edit_restores_the_original_anchor() -> None:
    words = "一家货代公司的负责人说，运价比年初高出两成"
    new = article(TEXT.replace("运价比年初高出两成", "运价较年初高了两成"))
    value = with_sketch(resolve(known(notebook(words)), new), new)
    back = resolve(value, OLD).highlights[words]
    assert (back.quote, back.was) == (words, None)


def test_a_highlight_in_the_trash_moves_with_its_text() -> None:
    gone = mark("海东港集团").deleted(later(1))
    value = resolve(known(Notebook().with_highlights([gone])), article("新\n" + TEXT))
    moved = value.highlights["海东港集团"]
    assert moved.state is HighlightState.DELETED
    assert moved.restored("新\n" + TEXT, later(2)).state is HighlightState.PLACED
    assert moved.restored("别的文章", later(2)).state is HighlightState.ORPHAN


CLAIM = "一家货代公司的负责人说，运价比年初高出两成"
DOUBTFUL = (
    TEXT.replace("运价比年初高出两成", "运价比去年年初足足高出三成")
    .replace("，小客户已经难以承受", "")
    .replace("去年，当地汽车出口首次超过百万辆。", "")
)
"""A text in which the place of CLAIM is uncertain."""


def test_an_uncertain_place_keeps_the_original_anchor() -> None:
    one = found(CLAIM, DOUBTFUL).highlights[CLAIM]
    assert one.state is HighlightState.REVIEW
    assert one.was is not None
    assert one.was.quote == CLAIM


def test_a_rejected_place_is_not_used_again() -> None:
    value = found(CLAIM, DOUBTFUL)
    refused = value.highlights[CLAIM].detached(later(1))
    assert (refused.quote, refused.was, refused.state) == (CLAIM, None, HighlightState.ORPHAN)
    value = value.with_highlights([refused])
    longer = resolve(value, article(DOUBTFUL + "\n新的一段。\n"))
    assert longer.highlights[CLAIM].state is HighlightState.ORPHAN
    assert resolve(value, OLD).highlights[CLAIM].state is HighlightState.PLACED


def test_an_uncertain_place_in_the_trash_is_for_review_when_restored() -> None:
    gone = mark(CLAIM).deleted(later(1))
    moved = resolve(known(Notebook().with_highlights([gone])), article(DOUBTFUL)).highlights[CLAIM]
    assert moved.state is HighlightState.DELETED
    assert moved.restored(DOUBTFUL, later(2)).state is HighlightState.REVIEW


def test_the_words_win_over_wrong_offsets() -> None:
    value = known(notebook("周明岚"))
    one = value.highlights["周明岚"]
    bent = replace(one, anchor=replace(one.anchor, start=3, end=6))
    assert resolve(value.with_highlights([bent]), OLD).highlights["周明岚"].span == one.span


def test_without_a_sketch_words_and_context_decide() -> None:
    value = replace(known(notebook("外贸航线")), source=None)
    new = article("前言。\n" + TEXT)
    assert resolve(value, new).highlights["外贸航线"].span.of(new.text) == "外贸航线"


@settings(max_examples=40, deadline=None)
@given(st.integers(0, len(TEXT)))
def test_a_bookmark_moves_with_its_text(offset: int) -> None:
    value = known(Notebook().with_bookmark(Bookmark.on(TEXT, "a", offset)))
    new = "新的一段。\n\n" + TEXT
    moved = resolve(value, article(new)).bookmarks["a"].offset
    shift = moved - len(new) + len(TEXT)
    assert abs(shift - offset) <= 2


def test_a_bookmark_whose_text_is_gone_stays_inside_the_text() -> None:
    value = known(Notebook().with_bookmark(Bookmark.on(TEXT, "a", 100)))
    assert 0 <= resolve(value, article("短。")).bookmarks["a"].offset <= 2
    assert resolve(value, article("")).bookmarks["a"].offset == 0


def test_candidates_for_an_orphan_are_ranked_and_explained() -> None:
    words = "去年，当地汽车出口首次超过百万辆。"
    new = article(TEXT.replace(words, "今年，当地汽车出口首次超过两百万辆。"))
    orphan = replace(mark(words), state=HighlightState.ORPHAN)
    best = suggest(orphan, new)[0]
    assert best.span.of(new.text).startswith("今年，当地汽车出口")
    assert "%" in best.reason


def test_imported_words_are_placed_by_offsets_or_by_context() -> None:
    anchor = mark("外贸航线").anchor
    exact = place(anchor, OLD)
    assert exact is not None
    assert exact.span == anchor.span
    moved = place(replace(anchor, start=0, end=0), OLD)
    assert moved is not None
    assert moved.span == anchor.span
    assert place(Anchor(0, 0, "没有这句话"), article("")) is None


def test_words_without_context_are_certain_only_if_they_occur_once() -> None:
    once = place(Anchor(0, 0, "外贸航线是最大的增量"), OLD)
    assert once is not None
    assert once.confidence == 1.0
    often = place(Anchor(0, 0, "海东港"), OLD)
    assert often is not None
    assert often.confidence == REVIEW
    assert "2 places" in often.reason
    close = place(Anchor(0, 0, "一家货代公司的负责人说，运价较年初高出两成"), OLD)
    assert close is not None
    assert close.confidence == REVIEW
    assert place(Anchor(0, 0, "完全没有出现过的另外一些话在这里"), OLD) is None


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.text(max_size=80), st.text(max_size=80))
def test_any_text_can_be_resolved(quote: str, before: str, after: str) -> None:
    old = article(before + quote + after)
    one = replace(
        mark("海东港"), anchor=Anchor.on(old.text, Span(len(before), len(before) + len(quote)))
    )
    value = with_sketch(Notebook().with_highlights([one]), old)
    for text in (after + quote + before, quote, "", quote + "\n" + quote):
        highlight = resolve(value, article(text)).highlights["海东港"]
        if highlight.is_shown:
            assert highlight.span.of(text) == highlight.quote


def test_reading_an_unchanged_text_loads_no_matcher() -> None:
    import subprocess

    code = (
        "import sys, newsreader.sidecar.sidecar\n"
        "loaded = {'rapidfuzz', 'numpy', 'newsreader.anchoring.matching'} & set(sys.modules)\n"
        "sys.exit(str(loaded) if loaded else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_an_orphan_is_placed_when_the_text_is_back_even_if_its_words_occur_often() -> None:
    row = "今日收盘：涨。昨日收盘：涨。前日收盘：涨。大前日收盘：涨。再前一日收盘：涨。\n"
    text = row * 4
    start = text.index("涨", 3 * len(row))
    highlight = replace(mark("涨", text=text), anchor=Anchor.on(text, Span(start, start + 1)))
    known = with_sketch(Notebook().with_highlights([highlight]), article(text))
    away = resolve(known, article("完全不同的文字写在这里，与从前没有任何关系。"))
    assert away.highlights["涨"].state is HighlightState.ORPHAN
    back = resolve(away, article(text)).highlights["涨"]
    assert back.state is HighlightState.PLACED
    assert back.span == highlight.span


def natural(length: int, seed: int) -> str:
    """Random text with repeated characters and sentences."""
    chance = random.Random(seed)
    signs = [chr(code) for code in range(0x4E00, 0x4E00 + 400)]
    return "".join("。" if chance.random() < 0.05 else chance.choice(signs) for _ in range(length))


def test_a_long_quote_is_not_aligned_with_the_whole_of_another_article(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compared: list[int] = []
    real = fuzz.partial_ratio_alignment

    def counted(one: str, other: str, *, score_cutoff: float) -> ScoreAlignment | None:
        compared.append(len(one) * len(other))
        found: ScoreAlignment | None = real(one, other, score_cutoff=score_cutoff)
        return found

    monkeypatch.setattr(fuzz, "partial_ratio_alignment", counted)
    old, new = natural(20_000, 1), natural(20_000, 2)
    words = old[4000:7000]
    resolved = resolve(with_sketch(notebook(words, text=old), article(old)), article(new))
    assert resolved.orphans()
    assert max(compared, default=0) < 10_000_000


def test_a_long_edited_quote_is_found_in_a_longer_article() -> None:
    old = natural(20_000, 1)
    chance = random.Random(3)
    edited = "".join("新" if chance.random() < 0.06 else sign for sign in old)
    longer = natural(30_000, 2) + edited + natural(30_000, 4)
    words = old[4000:7000]
    resolved = resolve(with_sketch(notebook(words, text=old), article(old)), article(longer))
    (highlight,) = resolved.shown()
    assert abs(highlight.span.start - 34_000) < 40
    assert abs(highlight.span.end - 37_000) < 40


def test_all_similar_places_are_suggested() -> None:
    near = "周明岚董事长讲：“外贸航线是最大增量”，全年新开几条航线。"
    text = f"开头。\n{near}\n隔着一段别的话。\n{near.replace('讲', '说')}\n结尾。\n"
    highlight = mark("集团董事长周明岚说：“外贸航线是最大的增量。”")
    found = suggest(highlight, article(text))
    assert len(found) == 2
    assert all("外贸航线" in candidate.span.of(text) for candidate in found)
    first, second = sorted(candidate.span for candidate in found)
    assert first.end <= second.start


def test_a_short_quote_in_a_removed_table_row_is_not_placed_in_the_next_row_without_review() -> (
    None
):
    times = [f"{9 + at // 3:02d}:{at * 7 % 60:02d}" for at in range(12)]
    rows = [
        f"{time} 上证指数涨{at % 3}.{11 + at * 7}%，成交额{310 + at * 113}亿元。"
        for at, time in enumerate(times)
    ]
    old = "\n".join(rows) + "\n"
    highlight = mark("亿元。", text=old)
    start = old.index("亿元。", old.index(rows[6]))
    highlight = replace(highlight, anchor=Anchor.on(old, Span(start, start + 3)))
    value = with_sketch(Notebook().with_highlights([highlight]), article(old))
    without = "\n".join([*rows[:6], *rows[7:]]) + "\n"
    found = resolve(value, article(without)).highlights[highlight.id]
    assert found.state is not HighlightState.PLACED
