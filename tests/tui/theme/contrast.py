"""The contrast of two colours by WCAG 2.1, and the palettes that promise one."""

from __future__ import annotations

from newsreader.tui.theme.themes import PALETTES

AA = 4.5
PAINTED = [palette for palette in PALETTES.values() if not palette.ansi]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.1 between two colours written `#rrggbb`."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
