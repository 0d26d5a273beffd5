from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from newsreader.text.break_opportunities import DASHES, HANGING, NO_END, NO_START
from newsreader.text.graphemes import clusters
from newsreader.text.linebreak import WHOLE, rows, segment_at, wrap
from newsreader.text.reflow import row_text
from newsreader.text.row import Setting, cells, visible_end
from newsreader.text.span import Span
from tests.text.texts import HAN, MARKS, anything, news, widths

setting_options = st.builds(
    Setting,
    width=st.integers(8, 90),
    indent=st.sampled_from([0, 4]),
    hang=st.booleans(),
    strict=st.booleans(),
    pangu=st.booleans(),
)


def set_rows(text: str, setting: Setting) -> list[str]:
    found = wrap(text, Span(0, len(text)), setting, cell_len)
    return [row_text(text, row, setting) for row in found]


@pytest.mark.parametrize(
    ("text", "width", "wanted"),
    [
        ("他说：“好。”走了", 9, ["他说：", "“好。”", "走了"]),
        ("我们都来了——你呢", 11, ["我们都来了", "——你呢"]),
        ("增长了3.5%左右", 9, ["增长了", "3.5%左右"]),
        ("气温只有-12℃了", 10, ["气温只有", "-12℃了"]),
        ("国产iPhone手机", 9, ["国产", "iPhone", "手机"]),
        ("售价￥99.9起", 8, ["售价", "￥99.9起"]),
        ("中国 人民 银行", 9, ["中国 人民", "银行"]),
        ("战略合作协议,极氪", 12, ["战略合作协", "议,极氪"]),
        ("落户宁波,2017年", 12, ["落户宁波,", "2017年"]),
        ("涨17．3％了吗", 8, ["涨", "17．3％", "了吗"]),
        ("看https://a.cn/bc/de文", 14, ["看https://", "a.cn/bc/de文"]),
        ("5月20日-31日止", 8, ["5月20日-", "31日止"]),
        ("说\"可以\"就可以", 6, ["说\"可", "以\"就", "可以"]),
        ("共约2021-06-25止", 15, ["共约2021-06-25", "止"]),
        ("共约2021-06-25止", 8, ["共约", "2021-06-", "25止"]),
        ("都共约2021-06-25", 13, ["都共约2021-", "06-25"]),
    ],
)  # fmt: skip
def test_rows_end_where_readers_of_chinese_expect(text: str, width: int, wanted: list[str]) -> None:
    assert set_rows(text, Setting(width)) == wanted


def test_the_strict_level_keeps_dashes_and_ellipses_off_the_start() -> None:
    assert set_rows("我们都来了——你呢", Setting(10)) == ["我们都来了", "——你呢"]
    assert set_rows("我们都来了——你呢", Setting(10, strict=True)) == ["我们都来", "了——你呢"]


def test_one_mark_hangs_past_the_edge() -> None:
    assert set_rows("我们都来了，你呢", Setting(10, hang=True)) == ["我们都来了，", "你呢"]
    assert set_rows("我们都来了，你呢", Setting(10)) == ["我们都来", "了，你呢"]
    assert set_rows("我们都来了。”你呢", Setting(10, hang=True)) == ["我们都来", "了。”你呢"]


def test_the_first_row_is_indented() -> None:
    assert set_rows("我们都来了你呢", Setting(10, indent=4)) == ["    我们都", "来了你呢"]


def test_space_between_han_and_latin_is_for_display_only() -> None:
    setting = Setting(20, pangu=True)
    assert set_rows("吉利EV卖3万", setting) == ["吉利 EV 卖 3 万"]
    assert set_rows("吉利 EV卖", setting) == ["吉利 EV 卖"]


def test_a_paragraph_does_not_end_in_a_row_of_one_character() -> None:
    text = "我们都来了吗他们也都来了吗好。"
    assert set_rows(text, Setting(12)) == ["我们都来了吗", "他们也都来了", "吗好。"]


def test_a_runt_is_left_where_a_unit_more_would_not_fit() -> None:
    text = "国产人民的品质" * 2 + "的品质中国\t——"
    for width in range(8, 20):
        for row in wrap(text, Span(0, len(text)), Setting(width), cell_len):
            assert cells(text, row, Setting(width), cell_len).width <= width


def test_blanks_stay_with_the_row_above_even_where_a_unit_is_cut() -> None:
    text = "…… 中国🇨🇳。　 ，」 人民"
    assert set_rows(text, Setting(8))[1:] == ["🇨🇳。", "，」", "人民"]


def test_a_hard_wrap_has_no_cells_between_han_and_one_between_words() -> None:
    text = "中国\n人民 the\nend of 3\n月"
    assert set_rows(text, Setting(40)) == ["中国人民 the end of 3月"]
    assert set_rows("老再见\n，朋友", Setting(6)) == ["老再", "见，", "朋友"]


def test_an_empty_paragraph_has_one_empty_row() -> None:
    assert [(row.start, row.end) for row in wrap("ab", Span(1, 1), Setting(9), cell_len)] == [
        (1, 1)
    ]


def test_a_unit_wider_than_the_row_begins_on_the_current_row() -> None:
    text = "看" + "a" * 30
    assert set_rows(text, Setting(10)) == ["看aaaaaaaa", "a" * 10, "a" * 10, "aa"]


@settings(max_examples=300, deadline=None)
@given(anything | news, setting_options)
def test_rows_hold_the_text_once_and_in_order(text: str, setting: Setting) -> None:
    found = wrap(text, Span(0, len(text)), setting, cell_len)
    assert found[0].start == 0
    assert found[-1].end == len(text)
    assert all(row.end == following.start for row, following in pairwise(found))
    assert all(row.start < row.end for row in found) or not text
    assert not any(text[row.start] in " \n\u3000" for row in found[1:])


@settings(max_examples=300, deadline=None)
@given(anything | news, setting_options)
def test_no_row_is_wider_than_the_pane(text: str, setting: Setting) -> None:
    for row in wrap(text, Span(0, len(text)), setting, cell_len):
        laid = cells(text, row, setting, cell_len)
        last = text[row.start : visible_end(text, row)][-1:]
        hung = cell_len(last) if setting.hang and last in HANGING else 0
        assert laid.width <= setting.width + hung
        assert laid.width == cell_len(laid.painted(text))


@settings(max_examples=300, deadline=None)
@given(st.text(HAN + MARKS, max_size=120), setting_options)
def test_no_row_begins_or_ends_with_a_forbidden_mark_unless_it_must(
    text: str, setting: Setting
) -> None:
    found = wrap(text, Span(0, len(text)), setting, cell_len)
    for above, below in pairwise(found):
        end, start = text[below.start - 1], text[below.start]
        if start in NO_START or end in NO_END or (start == end and start in DASHES):
            assert not any(may_end(text, at, setting) for at in range(above.start + 1, below.start))


def may_end(text: str, at: int, setting: Setting) -> bool:
    before, after = text[at - 1], text[at]
    dash = after in DASHES and (setting.strict or after == before)
    return after not in NO_START and before not in NO_END and not dash


@settings(max_examples=200, deadline=None)
@given(anything | news, widths)
def test_offsets_and_cells_map_to_each_other(text: str, width: int) -> None:
    setting = Setting(width, pangu=bool(width % 2))
    for row in wrap(text, Span(0, len(text)), setting, cell_len):
        laid = cells(text, row, setting, cell_len)
        for start, end, cell, wide in laid.clusters:
            assert laid.cell_of(start) == cell
            assert laid.cell_of(end - 1) == cell
            if wide:
                assert all(laid.offset_at(at) == start for at in range(cell, cell + wide))
        assert laid.cell_of(row.end) == laid.width


@settings(max_examples=100, deadline=None)
@given(news, widths)
def test_rows_break_between_clusters_only(text: str, width: int) -> None:
    starts = {start for start, _ in clusters(text)} | {len(text)}
    for row in wrap(text, Span(0, len(text)), Setting(width), cell_len):
        assert row.start in starts


@settings(max_examples=100, deadline=None)
@given(news, news, st.integers(8, 60))
def test_rows_do_not_depend_on_the_text_around_the_paragraph(
    text: str, other: str, width: int
) -> None:
    setting = Setting(width)
    alone = wrap(text, Span(0, len(text)), setting, cell_len)
    at = len(other)
    inside = wrap(other + text + other, Span(at, at + len(text)), setting, cell_len)
    assert [(row.start + at, row.end + at) for row in alone] == [
        (row.start, row.end) for row in inside
    ]


def test_clicks_on_indent_gaps_and_beyond_are_defined() -> None:
    text, setting = "吉利EV  卖", Setting(20, indent=4, pangu=True)
    row = wrap(text, Span(0, len(text)), setting, cell_len)[0]
    laid = cells(text, row, setting, cell_len)
    assert laid.painted(text) == "    吉利 EV  卖"
    assert laid.offset_at(0) == 0
    assert laid.offset_at(8) == 1
    assert laid.offset_at(19) == text.index("卖")


def test_painted_parts_join_without_a_seam() -> None:
    text, setting = "吉利EV卖3万", Setting(20, indent=2, pangu=True)
    laid = cells(text, wrap(text, Span(0, 7), setting, cell_len)[0], setting, cell_len)
    parts = [laid.painted(text, 0, 2), laid.painted(text, 2, 5), laid.painted(text, 5, 7)]
    assert "  " + "".join(parts) == laid.painted(text)


@pytest.mark.parametrize(
    "text",
    ["a" * 50_000, " " * 50_000, "。" * 50_000, "“" * 50_000, "—" * 50_000, "\u0301" * 50_000,
     '"' * 50_000, "http://" + "a/" * 25_000, "\n" * 50_000, "国\n" * 25_000, "👍🏽" * 20_000,
     "\U0001f1e8" * 50_000, "3.5," * 10_000],
    ids=lambda text: repr(text[:8]),
)  # fmt: skip
def test_any_long_line_is_wrapped_to_its_end(text: str) -> None:
    found = wrap(text, Span(0, len(text)), Setting(40), cell_len)
    assert found[-1].end == len(text)


def test_rows_come_one_at_a_time() -> None:
    text = "我们都来了。" * 500_000
    first = next(rows(text, Span(0, len(text)), Setting(20), cell_len))
    assert (first.start, first.end) == (0, 10)


def test_only_the_first_row_is_indented() -> None:
    setting = Setting(10, indent=4)
    found = wrap("国" * 20, Span(0, 20), setting, cell_len)
    assert [row.indent for row in found] == [4, 0, 0, 0, 0]
    assert wrap("国" * 20, Span(0, 20), setting._replace(indent=90), cell_len)[0].indent <= 8


def segments_of(text: str, paragraph: Span) -> list[Span]:
    """Every segment of `paragraph` in order."""
    found = [segment_at(text, paragraph, paragraph.start)]
    while found[-1].end < paragraph.end:
        found.append(segment_at(text, paragraph, found[-1].end))
    return found


def test_a_paragraph_of_usual_length_is_one_segment() -> None:
    text = "国" * WHOLE
    assert segment_at(text, Span(0, WHOLE), 5000) == Span(0, WHOLE)


@settings(max_examples=30, deadline=None)
@given(st.lists(news, min_size=1, max_size=8), st.integers(0, 50))
def test_segments_cover_the_paragraph_from_any_offset(pieces: list[str], at: int) -> None:
    block = "".join(pieces) + HAN
    text = "首" * at + block * (30_000 // len(block)) + "尾"
    paragraph = Span(at, len(text))
    found = segments_of(text, paragraph)
    assert found[0].start == paragraph.start
    assert found[-1].end == paragraph.end
    assert all(a.end == b.start for a, b in pairwise(found))
    assert max(map(len, found)) < WHOLE
    for segment in found:
        assert segment_at(text, paragraph, segment.start) == segment
        assert segment_at(text, paragraph, segment.end - 1) == segment


def test_segments_begin_at_sentences_where_there_are_any() -> None:
    text = "我们都来了，你呢？他说：“好。”" * 2000
    for segment in segments_of(text, Span(0, len(text)))[1:]:
        assert text[segment.start - 1] in "？”"


def test_a_segment_in_a_huge_line_is_found_without_reading_it() -> None:
    text = "国" * 5_000_000
    segment = segment_at(text, Span(0, len(text)), 2_500_000)
    assert segment.start <= 2_500_000 < segment.end
    assert len(segment) < WHOLE
