"""The page and the viewport: rows and code points map to each other."""

from itertools import islice, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.article.article import Role
from newsreader.text.row import Setting
from newsreader.tui.page.page import Page, PageSetting
from newsreader.tui.page.runs import measure
from newsreader.tui.page.viewport import Viewport
from tests.fakes import NEWS, article_of

TEXTS = st.lists(
    st.text("临江市。，“”A1 　,", min_size=1, max_size=90), min_size=1, max_size=12
).map("\n\n".join)


def page_of(text: str, width: int = 24, *, furniture: bool = False) -> Page:
    return Page(article_of(text), PageSetting(Setting(width), furniture=furniture), measure)


@settings(max_examples=60, deadline=None)
@given(TEXTS.filter(str.strip), st.integers(8, 60))
def test_the_rows_hold_every_paragraph_in_order(text: str, width: int) -> None:
    page = page_of(text, width, furniture=True)
    rows = [page_row.row for page_row in page.rows_from(page.top()) if page_row.row]
    for paragraph in page.article.paragraphs:
        inside = [row for row in rows if paragraph.span.start <= row.start < paragraph.span.end]
        assert inside[0].start == paragraph.span.start
        assert inside[-1].end == paragraph.span.end
        assert all(a.end == b.start for a, b in pairwise(inside))


@settings(max_examples=60, deadline=None)
@given(TEXTS.filter(str.strip), st.integers(8, 60))
def test_rows_upward_are_rows_downward_reversed(text: str, width: int) -> None:
    page = page_of(text, width)
    down = list(page.rows_from(page.top()))
    up = list(page.rows_before(down[-1].place))
    assert [*reversed(up), down[-1]] == down


@settings(max_examples=60, deadline=None)
@given(TEXTS.filter(str.strip), st.integers(8, 60), st.data())
def test_the_place_of_an_offset_shows_it(text: str, width: int, data: st.DataObject) -> None:
    page = page_of(text, width, furniture=True)
    paragraph = data.draw(st.sampled_from(list(page.article.paragraphs)))
    offset = data.draw(st.integers(paragraph.span.start, paragraph.span.end - 1))
    row = page.row_at(page.place_of(offset)).row
    assert row is not None
    assert row.start <= offset < row.end


def test_page_furniture_is_one_row_until_it_is_unfolded() -> None:
    folded = [row for row in page_of(NEWS).rows_from(page_of(NEWS).top()) if row.folded]
    assert len(folded) == 1
    shown = page_of(NEWS, furniture=True)
    roles = [row.role for row in shown.rows_from(shown.top()) if row.row]
    assert roles.count(Role.FURNITURE) == folded[0].folded > 0


def test_a_line_of_a_megabyte_is_laid_out_around_one_place_only() -> None:
    text = "临江市与澜川集团签署协议。" * 80_000
    page = page_of(text, 40)
    middle = len(text) // 2
    place = page.place_of(middle)
    above = list(islice(page.rows_before(place), 50))
    below = list(islice(page.rows_from(place), 50))
    assert len(above) == len(below) == 50
    rows = [row.row for row in (*reversed(above), *below) if row.row]
    assert all(a.end == b.start for a, b in pairwise(rows))


def test_scrolling_stops_with_the_last_row_at_the_bottom() -> None:
    page = page_of(NEWS)
    viewport = Viewport(page, 6)
    while viewport.scroll(4):
        pass
    assert len(viewport.rows) == 6
    assert viewport.rows[-1] == list(page.rows_from(page.top()))[-1]


def test_a_resize_keeps_the_place_on_its_row() -> None:
    text = "\n\n".join(f"第{number}段，这里有一些字，用来占满几行。" * 4 for number in range(60))
    viewport = Viewport(page_of(text, 40), 20)
    offset = text.index("第30段")
    viewport.reveal(viewport.page.place_of(offset))
    row = viewport.index_of(viewport.page.place_of(offset))
    narrower = viewport.resized(page_of(text, 22), 20, offset)
    assert narrower.index_of(narrower.page.place_of(offset)) == row


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 30), st.integers(0, 900), st.integers(-40, 40))
def test_leading_shows_what_follows_a_place(height: int, offset: int, before: int) -> None:
    text = "\n\n".join(f"第{number}段的文字，一句接一句。" * 5 for number in range(60))
    viewport = Viewport(page_of(text, 30), height)
    place = viewport.page.place_of(offset)
    viewport.top = viewport.page.step(place, before)
    viewport.scroll(0)
    earlier = viewport.index_of(place)
    viewport.lead(place)
    row = viewport.index_of(place)
    assert row is not None
    assert row <= height // 3
    if earlier is not None and earlier <= height // 3:
        assert row == earlier  # a place that is high enough stays there


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 30), st.lists(st.integers(0, 5000), min_size=1, max_size=8))
def test_what_is_revealed_is_on_the_screen(height: int, offsets: list[int]) -> None:
    text = "\n\n".join(f"第{number}段的文字，一句接一句。" * 5 for number in range(60))
    viewport = Viewport(page_of(text, 30), height)
    for offset in offsets:
        place = viewport.page.place_of(min(offset, len(text) - 1))
        viewport.reveal(place)
        assert viewport.index_of(place) is not None


def test_the_code_point_at_the_cell_of_a_code_point_is_that_one() -> None:
    viewport = Viewport(page_of(NEWS), 8)
    shown = viewport.shown()
    assert shown is not None
    for offset in (shown.start, shown.start + 3):
        place = viewport.cell_of(offset)
        assert place is not None
        cell, y = place
        assert viewport.offset_at(y, cell) == offset


def test_a_blank_row_counts_as_the_row_above_and_what_is_below_the_end_as_the_last() -> None:
    viewport = Viewport(page_of("第一段。\n\n第二段。"), 8)
    assert [row.row is None for row in viewport.rows] == [False, True, False]
    assert [viewport.offset_at(y, 2) for y in range(4)] == [1, 1, 7, 7]
    viewport.scroll(1)
    assert viewport.offset_at(0, 2) is not None


def test_there_is_no_code_point_below_the_page_and_no_cell_for_what_is_not_shown() -> None:
    viewport = Viewport(page_of(NEWS * 9), 3)
    assert viewport.offset_at(3, 0) is None
    assert viewport.offset_at(-1, 0) is None
    assert viewport.cell_of(len(NEWS) * 8) is None
