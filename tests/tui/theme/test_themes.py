"""Every painted pair of colours has a contrast of 4.5 to 1 (WCAG 2.1, contrast minimum)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest
from rich.color import Color, ColorSystem

from newsreader.article.article import Role
from newsreader.entities.kind import Kind
from newsreader.notebook.colour import Colour
from newsreader.tui.page.runs import NAMES, CellState, style_of
from newsreader.tui.theme.palette256 import PALETTES_256, palettes_of
from newsreader.tui.theme.stylesheet import theme_of
from newsreader.tui.theme.themes import MONO, PALETTES, TERMINAL, Palette, colours, palette_of
from tests.tui.theme.contrast import AA, PAINTED, contrast

SCHEMES = {
    "VGA": ("#000000", "#aa0000", "#00aa00", "#aa5500", "#0000aa", "#aa00aa", "#ffffff"),
    "xterm": ("#000000", "#cd0000", "#00cd00", "#cdcd00", "#0000ee", "#cd00cd", "#ffffff"),
    "Tango": ("#000000", "#cc0000", "#4e9a06", "#c4a000", "#3465a4", "#75507b", "#eeeeec"),
}
"""Black, red, green, yellow, blue, magenta and bright white of well-known terminals."""


def every_state() -> Iterator[CellState]:
    """Every combination of roles and layers."""
    choices = product(
        Role,
        [None, *Colour],
        (1, 2),
        [None, *NAMES],
        (False, True),
        (0, 1, 2),
        *[(False, True)] * 3,
    )
    yield from (CellState(*choice) for choice in choices)


def page_pairs(palette: Palette) -> set[tuple[str, str]]:
    return {
        (style.color, style.bgcolor)
        for style in (style_of(state, palette) for state in every_state())
    }


def panel_pairs(palette: Palette) -> set[tuple[str, str]]:
    letters = [palette.text, palette.quiet, palette.heading, palette.accent, palette.warning]
    letters += [*palette.marks.values(), *palette.kinds.values()]
    pairs = set(product(letters, (palette.panel, palette.page, palette.lit)))
    return pairs | {(palette.page, palette.accent)}


@pytest.mark.parametrize("palette", PAINTED, ids=lambda palette: palette.name)
def test_all_text_is_readable_on_its_background(palette: Palette) -> None:
    pairs = page_pairs(palette) | panel_pairs(palette)
    assert {pair: contrast(*pair) for pair in pairs if contrast(*pair) < AA} == {}


@pytest.mark.parametrize("theme", [palette.name for palette in PAINTED])
def test_256_colours_are_enough(theme: str) -> None:
    """AA holds for the nearest colours, which Rich paints then."""

    def nearest(colour: str) -> str:
        return Color.parse(colour).downgrade(ColorSystem.EIGHT_BIT).get_truecolor().hex

    palette = palettes_of({"TERM": "xterm-256color"})[theme]
    pairs = page_pairs(palette) | panel_pairs(palette)
    assert [pair for pair in pairs if contrast(*map(nearest, pair)) < AA] == []
    distinct = [palette.page, palette.lit, palette.selection, *palette.highlights.values()]
    distinct += [palette.hit, palette.hit_current, palette.cursor]
    assert len({nearest(colour) for colour in distinct}) == len(distinct)


def test_with_24_bit_colour_the_palettes_are_unchanged() -> None:
    assert palettes_of({"COLORTERM": "truecolor", "TERM": "xterm-256color"}) is PALETTES
    assert palettes_of({"TERM": "xterm-256color"})["mono"] is MONO
    assert list(PALETTES_256) == list(PALETTES)


@pytest.mark.parametrize("scheme", SCHEMES.values(), ids=SCHEMES)
def test_text_on_the_terminals_own_colours_is_readable(scheme: tuple[str, ...]) -> None:
    names = ("black", "red", "green", "yellow", "blue", "magenta", "bright_white")
    of = dict(zip(names, scheme, strict=True))
    for colour in Colour:
        pair = of[TERMINAL.letters[colour]], of[TERMINAL.highlights[colour]]
        assert contrast(*pair) >= 4, colour  # the yellow of VGA is a brown: no colour does better


STATES = {
    "highlight": CellState(colour=Colour.RED),
    "overlap": CellState(colour=Colour.RED, depth=2),
    "lit": CellState(lit=True),
    "hit": CellState(hit=1),
    "current hit": CellState(hit=2),
    "selection": CellState(selected=True),
    "cursor": CellState(cursor=True),
}


def test_without_colour_every_state_has_its_own_attributes() -> None:
    states = STATES | {
        "text": CellState(),
        "hit on a highlight": CellState(colour=Colour.RED, hit=1),
        "cursor in a selection": CellState(selected=True, cursor=True),
    }
    behind = CellState(cursor=True, edge=True)  # or it would look like one more selected letter
    assert style_of(behind, MONO) == style_of(states["cursor in a selection"], MONO)
    marks = {name: style_of(state, MONO)[2:] for name, state in states.items()}
    assert len(set(marks.values())) == len(marks)
    assert all(style_of(state, MONO)[:2] == ("default", "default") for state in every_state())


@pytest.mark.parametrize("palette", PALETTES.values(), ids=lambda palette: palette.name)
def test_a_state_of_a_name_differs_from_other_states_of_plain_text(palette: Palette) -> None:
    styles = {
        name: style_of(state, palette) for name, state in {"text": CellState(), **STATES}.items()
    }
    assert len(set(styles.values())) == len(styles)
    named = {
        name: style_of(state._replace(kind=Kind.PER), palette) for name, state in STATES.items()
    }
    for name, style in named.items():
        others = {other: styles[other] for other in styles if other not in (name, "highlight")}
        assert style not in others.values(), name


@pytest.mark.parametrize("palette", PALETTES.values(), ids=lambda palette: palette.name)
def test_the_cursor_is_visible_on_every_state(palette: Palette) -> None:
    for state in every_state():
        if not state.cursor:
            assert style_of(state, palette) != style_of(state._replace(cursor=True), palette)


@pytest.mark.parametrize("palette", PALETTES.values(), ids=lambda palette: palette.name)
def test_overlapping_highlights_are_distinct(palette: Palette) -> None:
    for one in Colour:
        deep = style_of(CellState(colour=one, depth=2), palette)
        assert deep != style_of(CellState(colour=one, depth=1), palette)
        assert deep.underline2


@pytest.mark.parametrize(
    ("environment", "depth"),
    [
        ({"COLORTERM": "truecolor", "TERM": "xterm-256color"}, 1 << 24),
        ({"COLORTERM": "truecolor", "NO_COLOR": "1"}, 0),
        ({"COLORTERM": "truecolor", "NO_COLOR": ""}, 1 << 24),
        ({"TERM": "xterm-256color"}, 256),
        ({"TERM": "tmux-256color"}, 256),
        ({"TERM": "screen"}, 16),
        ({"TERM": "linux"}, 16),
        ({"TERM": "dumb"}, 0),
    ],
)
def test_the_environment_decides_the_number_of_colours(
    environment: dict[str, str], depth: int
) -> None:
    assert colours(environment) == depth


def test_a_theme_that_the_terminal_cannot_show_is_replaced() -> None:
    assert palette_of("sepia", {"TERM": "xterm-256color"}).name == "sepia"
    assert palette_of("sepia", {"TERM": "linux"}) is TERMINAL
    assert palette_of("sepia", {"NO_COLOR": "1", "TERM": "xterm-256color"}) is MONO
    assert palette_of("mono", {"TERM": "linux"}) is MONO


def test_the_style_sheet_has_the_terminals_own_colours() -> None:
    theme = theme_of(TERMINAL)
    assert theme.ansi
    assert theme.variables["page"] == "ansi_default"
