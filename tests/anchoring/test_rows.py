"""Highlights in lists and tables stay in their own rows, or the reader is asked."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

import pytest

from newsreader.anchoring.resolve import resolve, suggest
from newsreader.anchoring.rows import CLAUSES, LINES, SENTENCES, Rows, plain, shape, tokens
from newsreader.anchoring.sketch import with_sketch
from newsreader.notebook.highlight import Anchor, Highlight, HighlightState
from newsreader.notebook.notebook import Notebook
from newsreader.text.span import Span
from tests.notebooks import article, mark

PLACED, REVIEW, ORPHAN = HighlightState.PLACED, HighlightState.REVIEW, HighlightState.ORPHAN

HEAD = "各地今日公布了最新的数字，下面按地区列出。\n\n"
FOOT = "\n有关部门表示，以上数字以后还可能修订。\n"
NAMES = "临江 东浦 石塘 白溪 青岭 河阳 云泽 南亭".split()  # noqa: SIM905 (easier to read)


def moved(old: str, new: str, quote: str, row: str = "") -> Highlight:
    """The highlight of `quote`, of the one in or after the words `row`, in the text `new`."""
    start = old.index(quote, old.index(row))
    anchor = Anchor.on(old, Span(start, start + len(quote)))
    one = Highlight(
        "1", anchor, mark("海东港").colour, mark("海东港").created, mark("海东港").modified
    )
    value = with_sketch(Notebook().with_highlights([one]), article(old))
    return resolve(value, article(new)).highlights["1"]


def page(rows: Sequence[str]) -> str:
    return HEAD + "".join(f"{row}\n" for row in rows) + FOOT


def row_of(highlight: Highlight, text: str) -> str:
    """The line in which a highlight is now."""
    start = text.rfind("\n", 0, highlight.span.start) + 1
    return text[start : text.index("\n", highlight.span.end - 1)]


def test_figures_that_move_up_a_row_do_not_take_the_highlight_with_them() -> None:
    old = "甲市新增确诊病例3例。\n乙市新增确诊病例5例。\n"
    new = "甲市新增确诊病例5例。\n乙市新增确诊病例8例。\n"
    found = moved(old, new, "新增确诊病例5例", "乙市")
    assert (found.state, found.quote, row_of(found, new)) == (
        REVIEW, "新增确诊病例8例", "乙市新增确诊病例8例。",
    )  # fmt: skip


LAND = [
    "临江市今日挂牌出让1宗地块，起拍总价10亿元。",
    "东浦市今日挂牌出让4宗地块，起拍总价45亿元。",
    "石塘市今日挂牌出让4宗地块，起拍总价59亿元。",
    "白溪市今日挂牌出让7宗地块，起拍总价31亿元。",
]


@pytest.mark.parametrize("quote", [LAND[0], "1宗", "挂牌出让1宗地块", "起拍总价10亿元", "临江市"])
def test_a_row_that_changes_places_with_another_keeps_its_highlight(quote: str) -> None:
    new = page([LAND[3], LAND[1], LAND[2], LAND[0]])
    found = moved(page(LAND), new, quote)
    assert (found.state, found.quote, row_of(found, new)) == (PLACED, quote, LAND[0])


@pytest.mark.parametrize("quote", [LAND[1], "4宗地块", "今日挂牌出让4宗", "起拍总价45亿元"])
def test_a_highlight_of_a_removed_row_is_an_orphan(quote: str) -> None:
    found = moved(page(LAND), page([LAND[0], *LAND[2:]]), quote)
    assert found.state is ORPHAN
    found = moved(
        page(LAND), page([LAND[0], "云泽市今日挂牌出让4宗地块，起拍总价8亿元。", *LAND[2:]]), quote
    )
    assert (found.state, found.reason) == (ORPHAN, "Only other rows of the list are left.")


def test_the_only_row_that_is_left_is_not_taken_for_the_one_that_is_gone() -> None:
    first, second = (
        "昆山市空气质量指数48，首要污染物为PM2.5。",
        "南亭市空气质量指数43，首要污染物为PM2.5。",
    )
    found = moved(f"空气\n\n{first}\n{second}\n", f"空气\n\n{first}\n", second)
    assert found.state is ORPHAN


FORMS: list[Callable[[str, int, int], str]] = [
    lambda name, one, two: f"{name}市新增病例{one}例，累计{two}例。",
    lambda name, one, two: f"- {name}：最高气温{one}度，最低气温{two}度。",
    lambda name, one, two: f"| {name} | {one} | {two}% |",
    lambda name, one, two: f"{two}. {name}股份 {one}.{two}亿元",
]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("ranked", [False, True])
def test_with_other_figures_a_highlight_is_offered_in_the_row_with_its_name(
    form: Callable[[str, int, int], str], ranked: bool
) -> None:
    chance = random.Random(1)
    old = [form(name, 10 + at, 30 + at * 3) for at, name in enumerate(NAMES)]
    new = [form(name, 13 + at * 2, 7 + at) for at, name in enumerate(NAMES)]
    if ranked:
        chance.shuffle(new)
    for name, row in zip(NAMES, old, strict=True):
        found = moved(page(old), page(new), row)
        assert found.state in (PLACED, REVIEW)
        assert name in row_of(found, page(new))
        assert found.quote == row_of(found, page(new))


def test_rows_in_one_line_are_told_apart_too() -> None:
    old, new = (
        HEAD + "；".join(f"{name}{at}例" for name, at in zip(NAMES, figures, strict=True)) + "。\n"
        for figures in (range(3, 11), range(4, 12))
    )
    found = moved(old, new, "白溪6例")
    assert (found.state, found.quote) == (REVIEW, "白溪7例")
    assert moved(old, new.replace("白溪7例；", ""), "白溪6例").state is not PLACED


def test_rows_without_a_name_are_found_by_the_rows_beside_them() -> None:
    def table(figures: Sequence[int]) -> str:
        return HEAD + "".join(
            f"{name}\n新增{one}例\n累计{one * 7}例\n"
            for name, one in zip(NAMES, figures, strict=True)
        )

    old, new = table(range(3, 11)), table(range(4, 12))
    found = moved(old, new, "新增6例", "白溪")
    assert (found.quote, new[: found.span.start].rsplit("\n", 2)[-2]) == ("新增7例", "白溪")


NOTICE = "本栏目由编辑部整理，欢迎读者来信。\n"
PARAGRAPHS = [
    "市政府表示，旧厂房的改造将在年底以前完成，双方都没有异议。\n",
    "气象台预计，周末有雨，市民出门要带伞，山区要注意防范。\n",
    "合作社的负责人说，今年的收成比预想的好，销路也不用担心。\n",
    "港口方面认为，这条航线要看市场的反应，暂时不会增加班次。\n",
]


def test_of_equal_sentences_the_one_between_the_old_neighbours_is_taken() -> None:
    old = "".join(each + NOTICE for each in PARAGRAPHS)
    found = moved(old, "新的一段。\n" + old, NOTICE.strip(), PARAGRAPHS[2])
    assert found.state is PLACED
    assert ("新的一段。\n" + old)[: found.span.start].endswith(PARAGRAPHS[2])


def test_of_equal_sentences_with_other_neighbours_the_reader_is_asked() -> None:
    old = "".join(each + NOTICE for each in PARAGRAPHS)
    gone = "".join(each + NOTICE for each in (*PARAGRAPHS[:2], PARAGRAPHS[3]))
    found = moved(old, gone, NOTICE.strip(), PARAGRAPHS[2])
    assert found.state is REVIEW
    assert found.reason == "Several rows or sentences could be the right one."
    assert found.was is not None


def test_a_quote_over_the_end_of_a_row_is_not_placed_between_other_rows() -> None:
    rows = [
        f"{name}某，男，3{at}岁，南亭人，{at + 1}月出院。" for at, name in enumerate("周李陈王孙")
    ]
    new = [rows[4], rows[2], rows[0], rows[3], rows[1]]
    assert moved(page(rows), page(new), "。\n陈").state is not PLACED


def test_the_row_is_among_the_suggestions_for_an_orphan() -> None:
    old = page([f"{name}市新增病例{at + 3}例。" for at, name in enumerate(NAMES)])
    new = page([f"{name}市新增病例{at * 2 + 1}例。" for at, name in enumerate(NAMES)])
    start = old.index("白溪")
    anchor = Anchor.on(old, Span(start, old.index("\n", start)))
    found = suggest(
        Highlight(
            "1",
            anchor,
            mark("海东港").colour,
            mark("海东港").created,
            mark("海东港").modified,
            state=ORPHAN,
        ),
        article(new),
    )
    assert found[0].span.of(new) == "白溪市新增病例7例。"


def test_thousands_of_equal_rows_are_not_all_looked_at() -> None:
    rows = Rows("涨3点\n" * 5000, LINES)
    found = rows.like("涨0点", 2500, beginning=False)
    assert len(found) == 64
    assert 2500 in found


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("甲市 新增3例。", "甲市新增0例"),
        ("1,234.5元，涨-0.5%", "0元,涨0%"),
        ("12:30 开盘", "0开盘"),
        ("| 甲 | 12 | 3 |", "|甲|0|0|"),
        ("PM2.5；", "pm0"),
        ("- 甲3例", "甲0例"),
        ("-3度", "0度"),
        ("", ""),
    ],
)
def test_the_shape_of_a_row_has_no_figures(text: str, form: str) -> None:
    assert shape(plain(text)) == form
    assert len(tokens(plain(text))) >= len(form)


def test_a_text_is_divided_into_lines_sentences_and_clauses() -> None:
    text = plain("甲，乙3.5。\n- 丙1,000；丁\n")
    parts = [
        [rows.words(number) for number in range(len(rows))]
        for rows in (Rows(text, level) for level in (LINES, SENTENCES, CLAUSES))
    ]
    assert parts == [
        ["甲,乙3.5.\n", "- 丙1,000;丁\n"],
        ["甲,乙3.5.\n", "- 丙1,000;", "丁\n"],
        ["甲,", "乙3.5.\n", "- 丙1,000;", "丁\n"],
    ]
