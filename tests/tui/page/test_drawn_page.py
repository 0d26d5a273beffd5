"""The rows that a moving caret changes are the only ones that are computed, and none is missed."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from newsreader.lookup.glossary import ArticleTerms, Glossary, Term
from newsreader.notebook.colour import Colour
from newsreader.notebook.highlight import Highlight
from newsreader.notebook.notebook import Notebook
from newsreader.session.entity_index import EntityIndex
from newsreader.text.row import Setting
from newsreader.text.span import Span
from newsreader.tui.page.drawn_page import DrawnPage, Marked
from newsreader.tui.page.page import Page, PageSetting
from newsreader.tui.page.painter import Painter
from newsreader.tui.page.runs import measure
from newsreader.tui.page.viewport import Column, Viewport
from newsreader.tui.theme.themes import DARK
from tests.fakes import article_of

TEXT = "\n\n".join("陆知行说，江北新区的中试基地年底投产。" * 2 for _ in range(6))
HEIGHT = 12
COLUMN = Column(40, 30)


def marked() -> Marked:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    highlight = Highlight.new(TEXT, Span(3, 30), Colour.RED, now)
    return Marked(
        Notebook({highlight.id: highlight}),
        EntityIndex(),
        (Span(0, 3), Span(19, 22)),
        (Span(5, 7), Span(24, 26)),
        ArticleTerms(article_of(TEXT), Glossary([Term("中试基地", "pilot base")])),
    )


def page() -> Page:
    return Page(article_of(TEXT), PageSetting(Setting(COLUMN.text_width)), measure)


offsets = st.integers(0, len(TEXT))
selections = st.none() | st.tuples(offsets, offsets).map(lambda ends: Span(*sorted(ends)))


@given(st.lists(st.tuples(offsets, selections), min_size=2, max_size=6))
def test_a_caret_that_moves_leaves_the_page_as_if_it_was_drawn_for_the_first_time(
    carets: list[tuple[int, Span | None]],
) -> None:
    viewport, over = Viewport(page(), HEIGHT), marked()
    drawn = DrawnPage(Painter(DARK, COLUMN), HEIGHT)
    for offset, selection in carets:
        drawn.draw(viewport, over, offset, selection)
    fresh = DrawnPage(Painter(DARK, COLUMN), HEIGHT)
    fresh.draw(viewport, over, *carets[-1])
    for y in range(HEIGHT):
        assert drawn.strip(viewport.page, y) == fresh.strip(viewport.page, y)
