"""Joining lines that were broken at a width."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from newsreader.article.blocks import read_lines
from newsreader.article.hard_wrap import hard_wrap, joined
from newsreader.article.loader import read_article
from newsreader.text.linebreak import wrap
from newsreader.text.reflow import row_text
from newsreader.text.row import Setting
from newsreader.text.span import Span

PROSE = (
    "这一轮调整涉及三个省份的二十多个县，财政部门表示，资金将在年底前全部拨付到位，并接受社会监督。"
    "受访的企业负责人认为，新的办法减少了审批环节，原来要跑四个窗口的事情，现在一个窗口就能办完。"
    "多位专家提醒，政策落地还需要配套细则，尤其是跨区域结算的部分，各地做法并不一致。"
)


def broken(text: str, width: int, indent: str = "") -> str:
    text = indent + text
    return "\n".join(text[i : i + width] for i in range(0, len(text), width))


def spans(text: str) -> list[str]:
    return [b.text for b in joined(read_lines(text))]


def test_paragraphs_with_blank_lines_between_are_joined() -> None:
    text = broken(PROSE, 36) + "\n\n" + broken(PROSE[20:], 36)
    assert spans(text) == [PROSE, PROSE[20:]]


def test_an_indent_begins_a_paragraph() -> None:
    text = broken(PROSE, 36, "　　") + "\n" + broken(PROSE[20:], 36, "　　")
    assert spans(text) == [PROSE, PROSE[20:]]


def test_a_short_line_ends_a_paragraph() -> None:
    text = broken(PROSE, 33) + "\n" + broken(PROSE[7:], 33)
    assert spans(text) == [PROSE, PROSE[7:]]


def test_offsets_still_point_into_the_untouched_text() -> None:
    text = broken(PROSE, 36)
    article = read_article(text.encode(), "a.txt")
    (paragraph,) = article.paragraphs
    assert paragraph.span.of(article.text) == text


def test_lines_that_are_paragraphs_are_not_joined() -> None:
    lines = [PROSE[:47], PROSE[47:93], PROSE[93:], PROSE[:47]]
    assert spans("\n".join(lines)) == lines


def test_verse_of_even_lines_is_not_joined() -> None:
    clauses = ["山路绕过村口的老树，", "炊烟在傍晚升到云里。"] * 4
    couplets = ["山路绕过老树，炊烟升到云里。", "游子在外多年，灯火照着归人。"] * 4
    for verse in (clauses, couplets):
        assert hard_wrap(read_lines("\n".join(verse))) is None


def test_latin_text_wrapped_at_a_width_is_joined() -> None:
    words = [
        "The",
        "quick",
        "brown",
        "fox",
        "jumps",
        "over",
        "the",
        "lazy",
        "dog",
        "and",
        "runs",
        "along",
        "the",
        "river",
        "bank",
    ]
    lines, line = [], ""
    for word in words * 8:
        if len(line) + len(word) > 70:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    assert len(spans("\n".join([*lines, line]))) == 1


def test_a_list_under_wrapped_lines_keeps_its_items() -> None:
    text = broken(PROSE, 36) + "\n- 一项\n- 二项"
    assert spans(text) == [PROSE, "- 一项", "- 二项"]


def test_headlines_in_a_list_are_not_one_paragraph() -> None:
    lengths = (16, 21, 18, 22, 19, 20, 17, 22, 18, 21)
    lines = [
        PROSE[i : i + n].replace("，", "的").replace("。", "了") for i, n in enumerate(lengths)
    ]
    assert spans("\n".join(lines)) == lines


def test_short_lines_under_long_paragraphs_are_not_joined() -> None:
    links = [PROSE[i : i + 20].replace("，", "的").replace("。", "了") for i in range(8)]
    text = "\n\n".join([PROSE, PROSE[9:], PROSE[3:], "\n".join(links)])
    assert spans(text)[3:] == links


def by_cells(text: str, width: int) -> str:
    """`text` broken at `width` cells."""
    rows, row, used = [], "", 0
    for character in text:
        wide = 1 if character.isascii() else 2
        if used + wide > width:
            rows.append(row)
            row, used = "", 0
        row, used = row + character, used + wide
    return "\n".join([*rows, row])


MIXED = PROSE.replace("二十多个县", "24个县").replace("四个窗口", "4 个窗口 (window)") + PROSE[40:]


@pytest.mark.parametrize("width", [15, 20, 28, 36, 45])
def test_lines_of_so_many_characters_are_joined(width: int) -> None:
    text = broken(MIXED, width) + "\n\n" + broken(MIXED[30:], width)
    assert len(spans(text)) == 2


@pytest.mark.parametrize("width", [24, 40, 60, 72, 80, 100])
def test_lines_of_so_many_cells_are_joined(width: int) -> None:
    text = by_cells(MIXED, width) + "\n\n" + by_cells(MIXED[30:], width)
    assert len(spans(text)) == 2


@pytest.mark.parametrize("width", [30, 44, 60, 76, 90])
def test_rows_of_this_program_are_joined(width: int) -> None:
    setting = Setting(width)
    rows = [
        row_text(text, row, setting)
        for text in (MIXED, MIXED[30:])
        for row in wrap(text, Span(0, len(text)), setting, cell_len)
    ]
    assert len(spans("\n".join(rows))) <= 2


def test_rows_of_a_table_are_rows() -> None:
    rows = [f"第{n}行的名称写在这里，有长有短\t{n * 37}\t{n}.5%\t同比增长" for n in range(9)]
    assert spans("\n".join(rows)) == rows


def test_numbered_items_are_not_continued() -> None:
    items = ["1. " + PROSE[:20], "（二）" + PROSE[:20], "三、" + PROSE[:20]]
    assert spans("\n".join([broken(PROSE, 30), *items])) == [PROSE, *items]


def test_an_indented_line_begins_a_paragraph_also_below_a_full_one() -> None:
    # The last row of each paragraph is full.
    paragraphs = [PROSE[start : start + 61] + "。" for start in (0, 4, 9, 2)]
    text = "\n".join(broken(each, 32, "　　") for each in paragraphs)
    assert spans(text) == paragraphs


def test_a_mail_of_a_few_rows_is_joined_beside_a_wider_line() -> None:
    mail = broken(PROSE[:76], 19) + "。\n\n> " + PROSE[:19] + "\n> " + PROSE[19:30] + "。\n"
    assert spans(mail)[0] == PROSE[:76] + "。"


def test_two_indented_paragraphs_of_two_rows_are_joined() -> None:
    paragraphs = [PROSE[:47], PROSE[48:92] + "。"]
    assert spans("\n".join(broken(each, 30, "　　") for each in paragraphs)) == paragraphs
