"""The panes are arranged by the width of the screen, or by the settings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import settings as options
from hypothesis import strategies as st

from newsreader.settings.settings import LAYOUTS, Settings
from newsreader.tui.layout import Layout
from newsreader.tui.page.viewport import Column


@pytest.mark.parametrize(
    ("layout", "width", "expected"),
    [
        ("auto", 40, "-one"),
        ("auto", 80, "-two"),
        ("auto", 140, "-wide"),
        ("wide", 100, "-wide"),
        ("two", 200, "-two"),
        ("one", 200, "-one"),
    ],
)
def test_the_arrangement(layout: str, width: int, expected: str) -> None:
    classes = Layout(Settings(layout=layout)).classes(width, 24, "article")
    assert [name for name in ("-wide", "-two", "-one") if classes[name]] == [expected]


@pytest.mark.parametrize(
    ("beside", "width", "expected"),
    [
        ("auto", 159, False),
        ("auto", 160, True),
        ("notes", 140, True),
        ("notes", 139, False),
        ("entities", 200, False),
    ],
)
def test_the_pane_next_to_a_wide_page(beside: str, width: int, *, expected: bool) -> None:
    layout = Layout(Settings(beside_page=beside))
    assert layout.notes_first(width) is expected
    assert layout.classes(width, 40, "article")["-notes-first"] is expected


def test_zen_shows_only_the_article() -> None:
    layout = Layout(Settings())
    layout.toggle("app.zen")
    assert layout.side_width(160) == 0
    assert layout.article_width(160) == 160
    layout.toggle("app.toggle_notes")
    assert layout.shows("entities")
    assert not layout.shows("notes")


@options(max_examples=60, deadline=None)
@given(width=st.integers(20, 300), layout=st.sampled_from(LAYOUTS), most=st.integers(20, 200))
def test_the_text_fits_its_pane(width: int, layout: str, most: int) -> None:
    pane = Layout(Settings(layout=layout)).article_width(width)
    column = Column(pane, most)
    assert pane <= width
    assert column.text_width <= most
    assert pane < 20 or column.left + column.text_width <= pane - 1
