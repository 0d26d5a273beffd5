"""Runs: each grapheme once, in the state of the layers over it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from newsreader.article.article import Role
from newsreader.entities.kind import Kind
from newsreader.notebook.colour import Colour
from newsreader.text.row import Row, Setting, cells
from newsreader.text.span import Span
from newsreader.tui.page.runs import CellState, Layers, Run, measure, paint, style_of
from newsreader.tui.theme.themes import PALETTES, Palette

TEXT = "据新华社3月报道，Geely\n与\t宁波市👨‍👩‍👧签约\x1b[2J。e\u0301"
ROW = cells(TEXT, Row(0, len(TEXT), 4), Setting(200, pangu=True), measure)
SPANS = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(
    lambda ends: Span(min(ends), max(ends))
)


def over(layers: Layers, offset: int) -> CellState:
    """The state of one code point, computed layer by layer."""
    colours = [colour for span, colour in layers.highlights if offset in span]
    current = layers.current is not None and offset in layers.current
    return CellState(
        Role.BODY,
        colours[-1] if colours else None,
        len(colours),
        next((kind for span, kind in layers.mentions if offset in span), None),
        any(offset in span for span in layers.lit),
        2 if current else int(any(offset in span for span in layers.hits)),
        layers.selection is not None and offset in layers.selection,
        offset == layers.cursor,
        reworded=any(offset in span for span in layers.reworded),
        term=any(offset in span for span in layers.terms),
        edge=offset == layers.cursor
        and layers.selection is not None
        and layers.selection.end == offset,
    )


LAYERS = st.builds(
    Layers,
    st.lists(st.tuples(SPANS, st.sampled_from(Colour)), max_size=3).map(tuple),
    st.lists(st.tuples(SPANS, st.sampled_from(Kind)), max_size=2).map(tuple),
    st.lists(SPANS, max_size=2).map(tuple),
    st.lists(SPANS, max_size=2).map(tuple),
    st.none() | SPANS,
    st.none() | SPANS,
    st.integers(-1, len(TEXT)),
    st.lists(SPANS, max_size=2).map(tuple),
    st.lists(SPANS, max_size=2).map(tuple),
)


def cell_states(runs: list[Run]) -> list[CellState]:
    return [run.state for run in runs for _ in range(run.cells)]


@settings(max_examples=200, deadline=None)
@given(LAYERS)
def test_every_grapheme_has_the_state_of_the_layers_over_it(layers: Layers) -> None:
    states = cell_states(paint(TEXT, ROW, Role.BODY, layers))
    assert len(states) == ROW.width
    for start, _, cell, width in ROW.clusters:
        assert all(states[at] == over(layers, start) for at in range(cell, cell + width))


@settings(max_examples=100, deadline=None)
@given(LAYERS)
def test_the_text_does_not_depend_on_the_layers(layers: Layers) -> None:
    bare = "".join(run.text for run in paint(TEXT, ROW, Role.BODY, Layers()))
    assert "".join(run.text for run in paint(TEXT, ROW, Role.BODY, layers)) == bare


@settings(max_examples=100, deadline=None)
@given(LAYERS)
def test_neighbouring_runs_have_different_states(layers: Layers) -> None:
    runs = paint(TEXT, ROW, Role.BODY, layers)
    assert all(one.state != two.state for one, two in pairwise(runs))


def test_a_row_without_layers_is_one_run() -> None:
    (run,) = paint(TEXT, ROW, Role.BODY, Layers())
    assert run.cells == ROW.width
    assert "\x1b" not in run.text
    assert "\u200d" not in run.text


def test_a_blank_between_scripts_has_what_covers_both_sides() -> None:
    at = TEXT.index("3")
    gap = next(cell for start, _, cell, _ in ROW.clusters if start == at) - 1
    both = Layers(highlights=((Span(0, at + 1), Colour.RED),))
    one = Layers(highlights=((Span(at, at + 1), Colour.RED),))
    assert cell_states(paint(TEXT, ROW, Role.BODY, both))[gap].colour is Colour.RED
    assert cell_states(paint(TEXT, ROW, Role.BODY, one))[gap].colour is None


@given(
    st.text(
        "字a　\u200b\u200c\u200d\u200e\u2060\ufe0f\U000e0061\U000e0100"
        "\xad\u0301\u202e\x1b\t😀\U0001f3fd\u3164",
        max_size=30,
    )
)
def test_a_row_is_as_wide_as_what_is_painted(text: str) -> None:
    row = cells(text, Row(0, len(text)), Setting(200), measure)
    runs = paint(text, row, Role.BODY, Layers())
    for run in runs:
        assert cell_len(run.text) == run.cells
        assert not set(run.text) & set("\u200b\u200c\u2060\U000e0061\xad\u202e\x1b")
    assert sum(run.cells for run in runs) == row.width


@pytest.mark.parametrize("palette", PALETTES.values(), ids=list(PALETTES))
def test_a_term_in_a_highlight_does_not_look_like_two_highlights(palette: Palette) -> None:
    marked = CellState(Role.BODY, Colour.YELLOW, 1)
    twice = CellState(Role.BODY, Colour.YELLOW, 2)
    plain = CellState(Role.BODY)
    term = style_of(marked._replace(term=True), palette)
    assert term == style_of(marked, palette) != style_of(twice, palette)
    assert style_of(plain._replace(term=True), palette) != style_of(plain, palette)
