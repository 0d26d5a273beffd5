"""Every colour pair that is painted can be read: WCAG 2.1, contrast (minimum), 4.5 to 1."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest
from rich.color import Color, ColorSystem

from newsreader.article.article import Role
from newsreader.entities.entity import Kind
from newsreader.notebook.colour import Colour
from newsreader.tui.page.painting import NAMES, Look, ink_of
from newsreader.tui.theme.palette256 import COARSE, palettes_of
from newsreader.tui.theme.stylesheet import theme_of
from newsreader.tui.theme.themes import MONO, PALETTES, TERMINAL, Palette, colours, palette_of
from tests.tui.theme.contrast import AA, PAINTED, contrast

SCHEMES = {
    "VGA": ("#000000", "#aa0000", "#00aa00", "#aa5500", "#0000aa", "#aa00aa", "#ffffff"),
    "xterm": ("#000000", "#cd0000", "#00cd00", "#cdcd00", "#0000ee", "#cd00cd", "#ffffff"),
    "Tango": ("#000000", "#cc0000", "#4e9a06", "#c4a000", "#3465a4", "#75507b", "#eeeeec"),
}
"""What well-known terminals make of black, red, green, yellow, blue, magenta, bright white."""


def looks() -> Iterator[Look]:
    """Everything that can lie over a letter, in every combination."""
    choices = product(
        Role,
        [None, *Colour],
        (1, 2),
        [None, *NAMES],
        (False, True),
        (0, 1, 2),
        *[(False, True)] * 3,
    )
    yield from (Look(*choice) for choice in choices)


def page_pairs(palette: Palette) -> set[tuple[str, str]]:
    return {(ink.color, ink.bgcolor) for ink in (ink_of(look, palette) for look in looks())}


def panel_pairs(palette: Palette) -> set[tuple[str, str]]:
    letters = [palette.text, palette.quiet, palette.heading, palette.accent, palette.warning]
    letters += [*palette.marks.values(), *palette.kinds.values()]
    pairs = set(product(letters, (palette.panel, palette.page, palette.lit)))
    return pairs | {(palette.page, palette.accent)}


@pytest.mark.parametrize("palette", PAINTED, ids=lambda palette: palette.name)
def test_every_letter_can_be_read_on_what_is_behind_it(palette: Palette) -> None:
    pairs = page_pairs(palette) | panel_pairs(palette)
    assert {pair: contrast(*pair) for pair in pairs if contrast(*pair) < AA} == {}


@pytest.mark.parametrize("theme", [palette.name for palette in PAINTED])
def test_256_colours_are_enough(theme: str) -> None:
    """Rich paints the nearest colour it finds then: AA holds for what comes of that."""

    def nearest(colour: str) -> str:
        return Color.parse(colour).downgrade(ColorSystem.EIGHT_BIT).get_truecolor().hex

    palette = palettes_of({"TERM": "xterm-256color"})[theme]
    pairs = page_pairs(palette) | panel_pairs(palette)
    assert [pair for pair in pairs if contrast(*map(nearest, pair)) < AA] == []
    told_apart = [palette.page, palette.lit, palette.selection, *palette.highlights.values()]
    told_apart += [palette.hit, palette.hit_current, palette.cursor]
    assert len({nearest(colour) for colour in told_apart}) == len(told_apart)


def test_exact_colours_stay_as_they_are() -> None:
    assert palettes_of({"COLORTERM": "truecolor", "TERM": "xterm-256color"}) is PALETTES
    assert palettes_of({"TERM": "xterm-256color"})["mono"] is MONO
    assert list(COARSE) == list(PALETTES)


@pytest.mark.parametrize("scheme", SCHEMES.values(), ids=SCHEMES)
def test_letters_on_the_terminals_own_colours_can_be_read(scheme: tuple[str, ...]) -> None:
    names = ("black", "red", "green", "yellow", "blue", "magenta", "bright_white")
    of = dict(zip(names, scheme, strict=True))
    for colour in Colour:
        pair = of[TERMINAL.letters[colour]], of[TERMINAL.highlights[colour]]
        assert contrast(*pair) >= 4, colour  # the yellow of VGA is a brown: no letters do better


STATES = {
    "highlight": Look(colour=Colour.RED),
    "overlap": Look(colour=Colour.RED, depth=2),
    "lit": Look(lit=True),
    "hit": Look(hit=1),
    "current hit": Look(hit=2),
    "selection": Look(selected=True),
    "cursor": Look(cursor=True),
}


def test_without_colour_every_state_has_a_mark_of_its_own() -> None:
    states = STATES | {
        "text": Look(),
        "hit on a highlight": Look(colour=Colour.RED, hit=1),
        "cursor in a selection": Look(selected=True, cursor=True),
    }
    behind = Look(cursor=True, edge=True)  # would else look like one more letter of it
    assert ink_of(behind, MONO) == ink_of(states["cursor in a selection"], MONO)
    marks = {name: ink_of(look, MONO)[2:] for name, look in states.items()}
    assert len(set(marks.values())) == len(marks)
    assert all(ink_of(look, MONO)[:2] == ("default", "default") for look in looks())


@pytest.mark.parametrize("palette", PALETTES.values(), ids=lambda palette: palette.name)
def test_what_lies_over_a_name_is_told_from_what_lies_over_plain_text(palette: Palette) -> None:
    inks = {name: ink_of(look, palette) for name, look in {"text": Look(), **STATES}.items()}
    assert len(set(inks.values())) == len(inks)
    named = {name: ink_of(look._replace(kind=Kind.PER), palette) for name, look in STATES.items()}
    for name, ink in named.items():
        others = {other: inks[other] for other in inks if other not in (name, "highlight")}
        assert ink not in others.values(), name


@pytest.mark.parametrize("palette", PALETTES.values(), ids=lambda palette: palette.name)
def test_the_cursor_is_seen_on_everything(palette: Palette) -> None:
    for look in looks():
        if not look.cursor:
            assert ink_of(look, palette) != ink_of(look._replace(cursor=True), palette)


@pytest.mark.parametrize("palette", PALETTES.values(), ids=lambda palette: palette.name)
def test_overlapping_highlights_are_told_apart(palette: Palette) -> None:
    for one in Colour:
        deep = ink_of(Look(colour=one, depth=2), palette)
        assert deep != ink_of(Look(colour=one, depth=1), palette)
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
def test_the_environment_says_how_many_colours_there_are(
    environment: dict[str, str], depth: int
) -> None:
    assert colours(environment) == depth


def test_a_theme_gives_way_to_what_the_terminal_can_show() -> None:
    assert palette_of("sepia", {"TERM": "xterm-256color"}).name == "sepia"
    assert palette_of("sepia", {"TERM": "linux"}) is TERMINAL
    assert palette_of("sepia", {"NO_COLOR": "1", "TERM": "xterm-256color"}) is MONO
    assert palette_of("mono", {"TERM": "linux"}) is MONO


def test_the_style_sheet_knows_the_terminals_own_colours() -> None:
    theme = theme_of(TERMINAL)
    assert theme.ansi
    assert theme.variables["page"] == "ansi_default"
