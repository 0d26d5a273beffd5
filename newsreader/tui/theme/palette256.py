"""The themes in 256 colours, for terminals without 24-bit colour.

Rounded one by one, near greys come out pink or yellow beside each other. So each colour here is one
that Rich rounds to the intended one of the 256.
"""

from __future__ import annotations

from collections.abc import Mapping

from newsreader.tui.theme.themes import (
    CONTRAST,
    DARK,
    LIGHT,
    PALETTES,
    SEPIA,
    Palette,
    by_colour,
    by_kind,
    colours,
)

DARK_256 = DARK._replace(
    indexed=True,
    page="#121212",
    panel="#1c1c1c",
    text="#ebebeb",
    quiet="#a3a3a3",
    faint="#8a8a8a",
    title="#f5f5f5",
    heading="#ffd787",
    accent="#87afd7",
    line="#444444",
    warning="#ffaf5f",
    highlights=by_colour("#5f5f00", "#005f00", "#005f87", "#5f0000", "#5f0087"),
    marks=by_colour("#ffd75f", "#87d7af", "#5fafff", "#ff8787", "#af87d7"),
    kinds=by_kind("#ffafaf", "#87afd7", "#87d7af", "#d7afff", "#afaf87"),
    names=by_kind("#d7afaf", "#afd7ff", "#afd7d7", "#d7d7ff", "#cccccc"),
    lit="#303030",
    hit="#d7af5f",
    hit_current="#ff8700",
    hit_text="#1c1c1c",
    selection="#5f5f87",
    cursor="#ffd787",
    cursor_text="#121212",
)

LIGHT_256 = LIGHT._replace(
    indexed=True,
    page="#ffffff",
    panel="#f5f5f5",
    text="#262626",
    quiet="#626262",
    faint="#6c6c6c",
    title="#121212",
    heading="#875f00",
    accent="#005faf",
    line="#cccccc",
    warning="#875f00",
    highlights=by_colour("#ffffaf", "#d7ffd7", "#d7d7ff", "#ffd7d7", "#ffd7ff"),
    marks=by_colour("#875f00", "#005f00", "#005faf", "#870000", "#5f0087"),
    kinds=by_kind("#af005f", "#005faf", "#005f00", "#5f0087", "#5f5f00"),
    names=by_kind("#875f5f", "#005f87", "#005f5f", "#5f5faf", "#444444"),
    lit="#ebebeb",
    hit="#ffd75f",
    hit_current="#ffaf5f",
    hit_text="#121212",
    selection="#afd7ff",
    cursor="#875f00",
    cursor_text="#ffffff",
)

SEPIA_256 = SEPIA._replace(
    indexed=True,
    page="#ffffd7",
    panel="#d7d7af",
    text="#303030",
    quiet="#585858",
    faint="#585858",
    title="#262626",
    heading="#5f0000",
    accent="#005f87",
    line="#c2c2c2",
    warning="#870000",
    highlights=by_colour("#ffd787", "#afd7af", "#d7d7ff", "#ffafaf", "#d7afd7"),
    marks=by_colour("#5f5f00", "#005f00", "#005f87", "#870000", "#5f005f"),
    kinds=by_kind("#5f0000", "#005f87", "#005f00", "#5f005f", "#5f5f00"),
    names=by_kind("#5f0000", "#444444", "#3a3a3a", "#875f87", "#3a3a3a"),
    lit="#ffd7af",
    hit="#ffd75f",
    hit_current="#ffaf5f",
    hit_text="#121212",
    selection="#afd7d7",
    cursor="#875f00",
    cursor_text="#ffffd7",
)

CONTRAST_256 = CONTRAST._replace(
    indexed=True,
    page="#000000",
    panel="#121212",
    text="#ffffff",
    quiet="#e0e0e0",
    faint="#c2c2c2",
    title="#ffffff",
    heading="#ffd75f",
    accent="#87d7ff",
    line="#8a8a8a",
    warning="#ffaf5f",
    highlights=by_colour("#5f5f00", "#005f00", "#005f87", "#870000", "#5f0087"),
    marks=by_colour("#ffff5f", "#5fff87", "#87d7ff", "#ff8787", "#d7afff"),
    kinds=by_kind("#ffafaf", "#afd7ff", "#afffaf", "#d7afd7", "#ffffaf"),
    names=by_kind("#ffd7d7", "#afd7ff", "#d7ffd7", "#d7d7ff", "#ffffd7"),
    lit="#3a3a3a",
    hit="#d7af00",
    hit_current="#ffaf00",
    hit_text="#080808",
    selection="#005faf",
    cursor="#ffffff",
    cursor_text="#000000",
)

PALETTES_256: Mapping[str, Palette] = PALETTES | {
    palette.name: palette for palette in (DARK_256, LIGHT_256, SEPIA_256, CONTRAST_256)
}


def palettes_of(environment: Mapping[str, str]) -> Mapping[str, Palette]:
    """The themes by name, in colours that the terminal has."""
    return PALETTES_256 if colours(environment) == 256 else PALETTES
