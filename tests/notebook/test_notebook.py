"""The sorted views of a notebook are right after any change."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.notebook.colour import Colour
from newsreader.notebook.highlight import Highlight, HighlightState
from newsreader.notebook.notebook import Notebook
from newsreader.text.span import Span

NOW = datetime(2026, 1, 1, tzinfo=UTC)
TEXT = "临江市与澜川新能源集团签署协议。" * 4


def mark(start: int, end: int) -> Highlight:
    return Highlight.new(TEXT, Span(start, end), Colour.RED, NOW)


def test_a_changed_notebook_has_its_own_order() -> None:
    late, early = mark(20, 24), mark(3, 9)
    before = Notebook().with_highlights([late])
    assert before.in_order() == before.shown() == (late,)
    after = before.with_highlights([early])
    assert after.in_order() == after.shown() == (early, late)
    assert before.in_order() == (late,)
    assert after.with_note("笔记").shown() == (early, late)


def test_cached_views_do_not_make_notebooks_different() -> None:
    highlight = mark(0, 2)
    cached, fresh = (Notebook().with_highlights([highlight]) for _ in range(2))
    cached.shown()
    assert cached == fresh
    assert repr(cached) == repr(fresh)


def test_the_shortest_highlight_over_a_code_point_is_found() -> None:
    long, short, orphan = (
        mark(0, 12),
        mark(4, 6),
        mark(4, 5).changed(NOW, state=HighlightState.ORPHAN),
    )
    notebook = Notebook().with_highlights([long, short, orphan])
    assert notebook.at(4) == short
    assert notebook.at(6) == long
    assert notebook.at(12) is None
    assert Notebook().at(0) is None


_PLACES = st.tuples(st.integers(0, 40), st.integers(1, 20), st.sampled_from(list(HighlightState)))
_IDS = st.sampled_from("abcdef")
_CHANGES = st.lists(st.dictionaries(_IDS, _PLACES | st.none(), max_size=4), max_size=8)


def _marked(id_: str, place: tuple[int, int, HighlightState]) -> Highlight:
    start, length, state = place
    return mark(start, start + length).with_id(id_).changed(NOW, state=state)


@settings(max_examples=150, deadline=None)
@given(_CHANGES, st.integers(0, 60), st.integers(1, 9))
def test_views_updated_by_changes_equal_views_of_a_new_notebook(
    changes: list[dict[str, tuple[int, int, HighlightState] | None]], start: int, length: int
) -> None:
    notebook = Notebook()
    for change in changes:
        notebook.over(Span(start, start + length))  # fills the caches, which a change must update
        put = [_marked(id_, place) for id_, place in change.items() if place is not None]
        notebook = notebook.with_highlights(put)
        notebook = notebook.without(id_ for id_, place in change.items() if place is None)
        notebook = notebook.with_note("笔记")
    fresh = Notebook(highlights=notebook.highlights)
    assert notebook.in_order() == fresh.in_order()
    assert notebook.shown() == tuple(h for h in fresh.in_order() if h.is_shown)
    span = Span(start, start + length)
    assert notebook.over(span) == tuple(h for h in fresh.shown() if h.span.overlaps(span))
