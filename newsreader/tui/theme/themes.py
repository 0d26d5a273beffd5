"""The themes: the colours of the page and the panes, as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from newsreader.entities.kind import Kind
from newsreader.notebook.colour import Colour


class Palette(NamedTuple):
    """One theme, with colours as `#rrggbb`.

    `kinds` are for entities in a list, `names` the quieter ones on the page, where there are many.
    Text on a highlight or the selection has the colour `text`, on a search hit `hit_text`.

    An `ansi` palette has the names of the terminal's own colours (`blue`, `default`), and shows the
    cursor, hits and the selection in reverse; `letters` are its colours of text on highlights.
    In an `indexed` palette each colour is one of 256.
    """

    name: str
    dark: bool
    page: str
    panel: str
    text: str
    quiet: str
    faint: str
    title: str
    heading: str
    accent: str
    line: str
    warning: str
    highlights: Mapping[Colour, str]
    marks: Mapping[Colour, str]
    kinds: Mapping[Kind, str]
    names: Mapping[Kind, str]
    lit: str
    hit: str
    hit_current: str
    hit_text: str
    selection: str
    cursor: str
    cursor_text: str
    ansi: bool = False
    indexed: bool = False
    letters: Mapping[Colour, str] = MappingProxyType({})


def by_colour(*values: str) -> dict[Colour, str]:
    """A value for each highlight colour, in the order of `Colour`."""
    return dict(zip(Colour, values, strict=True))


def by_kind(person: str, organisation: str, place: str, thing: str, value: str) -> dict[Kind, str]:
    """A colour for each kind of entity; some kinds share one."""
    return {
        Kind.PER: person,
        Kind.ORG: organisation,
        Kind.LOC: place,
        Kind.PRODUCT: thing,
        Kind.WORK: thing,
        Kind.TICKER: value,
        Kind.MONEY: value,
        Kind.PERCENT: value,
        Kind.TIME: value,
    }


DARK = Palette(
    name="dark",
    dark=True,
    page="#16181d",
    panel="#1c1f26",
    text="#d9dce3",
    quiet="#9aa1b0",
    faint="#7d8596",
    title="#f4f1e8",
    heading="#e8c98a",
    accent="#8ab4e8",
    line="#343a46",
    warning="#f0a868",
    highlights=by_colour("#574a10", "#1d4d35", "#1b4170", "#66282d", "#4d2a69"),
    marks=by_colour("#e6c84b", "#6cc796", "#78b0f0", "#f08a8f", "#c49af0"),
    kinds=by_kind("#f0a8b4", "#8ab4e8", "#8fce9f", "#d3b3f0", "#b9b08f"),
    names=by_kind("#e4c2cc", "#b2c8e6", "#b4d5c1", "#d6c8ea", "#c9c6b9"),
    lit="#2f333c",
    hit="#b8954a",
    hit_current="#e09a3e",
    hit_text="#16181d",
    selection="#2f4d75",
    cursor="#e8c98a",
    cursor_text="#16181d",
)

LIGHT = Palette(
    name="light",
    dark=False,
    page="#fbfaf7",
    panel="#f2f0eb",
    text="#26282c",
    quiet="#5b606a",
    faint="#6b707a",
    title="#111317",
    heading="#7a4b12",
    accent="#1f5fa8",
    line="#d6d2c8",
    warning="#a04a00",
    highlights=by_colour("#fbe9a0", "#c9ecd3", "#cfe3fa", "#fad3d3", "#e8d8f8"),
    marks=by_colour("#7a5d00", "#1a6b3c", "#1f5fa8", "#a82c36", "#7a3fb0"),
    kinds=by_kind("#a8324a", "#1f5fa8", "#1d7040", "#7a3fb0", "#6e5a1e"),
    names=by_kind("#672d3b", "#22446a", "#224c36", "#50346e", "#4a4125"),
    lit="#e6e8ec",
    hit="#f2c25c",
    hit_current="#e8963a",
    hit_text="#111317",
    selection="#b7d0f0",
    cursor="#7a4b12",
    cursor_text="#fbfaf7",
)

SEPIA = Palette(
    name="sepia",
    dark=False,
    page="#f4ecd8",
    panel="#ece2ca",
    text="#3b2f22",
    quiet="#62523d",
    faint="#6b5b45",
    title="#2a2016",
    heading="#7d3c0e",
    accent="#2a5a86",
    line="#cdbf9f",
    warning="#8f3d00",
    highlights=by_colour("#f5dc86", "#cbe3b8", "#c4dbe6", "#f2c4b4", "#dfcbe4"),
    marks=by_colour("#6e5200", "#2a602a", "#2a5a86", "#962e1e", "#713a86"),
    kinds=by_kind("#8a2b2a", "#2a5a86", "#295a29", "#713a86", "#5e4b14"),
    names=by_kind("#622d26", "#324454", "#324426", "#563454", "#4c3d1b"),
    lit="#e0d4b6",
    hit="#e2b04e",
    hit_current="#d98f3a",
    hit_text="#1a130b",
    selection="#bfcfd8",
    cursor="#7d3c0e",
    cursor_text="#f4ecd8",
)

CONTRAST = Palette(
    name="contrast",
    dark=True,
    page="#000000",
    panel="#121212",
    text="#ffffff",
    quiet="#d8d8d8",
    faint="#c0c0c0",
    title="#ffffff",
    heading="#ffe066",
    accent="#7fd0ff",
    line="#8a8a8a",
    warning="#ffb347",
    highlights=by_colour("#5c5200", "#005c2a", "#003f8a", "#7a0f16", "#54128a"),
    marks=by_colour("#ffe84d", "#5cff9a", "#7fc4ff", "#ff8a8f", "#d9a6ff"),
    kinds=by_kind("#ffb3c1", "#9fd4ff", "#9fffb5", "#e3c4ff", "#ffe9a8"),
    names=by_kind("#ffd9e0", "#cfeaff", "#cfffda", "#f1e2ff", "#fff4d4"),
    lit="#3a3a3a",
    hit="#c8a000",
    hit_current="#ffb000",
    hit_text="#000000",
    selection="#004f9e",
    cursor="#ffffff",
    cursor_text="#000000",
)

_OWN = "default"
_NO_KINDS = by_kind(_OWN, _OWN, _OWN, _OWN, _OWN)

TERMINAL = Palette(
    name="terminal",
    dark=True,
    page=_OWN,
    panel=_OWN,
    text=_OWN,
    quiet=_OWN,
    faint=_OWN,
    title=_OWN,
    heading=_OWN,
    accent=_OWN,
    line=_OWN,
    warning=_OWN,
    highlights=by_colour("yellow", "green", "blue", "red", "magenta"),
    marks=by_colour(_OWN, _OWN, _OWN, _OWN, _OWN),
    kinds=_NO_KINDS,
    names=_NO_KINDS,
    lit=_OWN,
    hit=_OWN,
    hit_current=_OWN,
    hit_text=_OWN,
    selection=_OWN,
    cursor=_OWN,
    cursor_text=_OWN,
    ansi=True,
    letters=by_colour("black", "black", "bright_white", "bright_white", "bright_white"),
)
"""Plain text has the terminal's own colours: it is unknown whether they are dark or light."""

MONO = TERMINAL._replace(
    name="mono",
    highlights=by_colour(_OWN, _OWN, _OWN, _OWN, _OWN),
    letters={},
)
"""No colour at all: highlights are underlined, and their digits are in the margin."""

PALETTES: dict[str, Palette] = {
    palette.name: palette for palette in (DARK, LIGHT, SEPIA, CONTRAST, TERMINAL, MONO)
}


def palette_of(theme: str, environment: Mapping[str, str]) -> Palette:
    """The palette of a theme, or the one that the terminal can show instead.

    That is MONO for NO_COLOR (no-color.org) and terminals without colours. It is TERMINAL with 16
    colours, to which those of a theme would be rounded badly.
    """
    depth = colours(environment)
    palette = PALETTES.get(theme, DARK)
    if depth == 0:
        return MONO
    return palette if depth > 16 or palette.ansi else TERMINAL


def colours(environment: Mapping[str, str]) -> int:
    """The number of colours of the terminal by its environment: 0, 16, 256 or 2**24.

    The rules are those of Rich.
    """
    terminal = environment.get("TERM", "").strip().lower()
    if environment.get("NO_COLOR") or terminal in ("dumb", "unknown"):
        return 0
    if environment.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit"):
        return 1 << 24
    return 256 if terminal.endswith(("-256color", "-kitty")) else 16
